"""The agency's register of the case: who has which code, why, and what persons decided."""
