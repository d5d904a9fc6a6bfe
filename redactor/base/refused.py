"""The one exception by which any part of the program refuses: sentences for the user, and what the shell is told."""

from __future__ import annotations

from collections.abc import Sequence

WHICH_CASE = "Which case? Give the board's code list with --codes, or the key map itself with --key-map."


class Refused(Exception):
    """Nothing was done. `problems` are sentences that name no one; `exit_code` is 2 for wrong input, 3 for a result kept back."""

    def __init__(self, problems: Sequence[str], exit_code: int = 2) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)
        self.exit_code = exit_code
