"""Drafts held against the board's list: every code in its place, none that the board has not issued."""

from .drafts import Draft, as_draft
from .model import Board, Breach, board_of
from .rules import enforce

__all__ = ["Board", "Breach", "Draft", "as_draft", "board_of", "enforce"]
