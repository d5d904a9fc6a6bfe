"""Values that may hold identities."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Private(BaseModel):
    """A value that may hold identities: neither a wrong value nor a printed object shows one."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
