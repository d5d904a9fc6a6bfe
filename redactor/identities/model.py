"""What the sieve hands on: who every mention means, and why."""

from __future__ import annotations

from dataclasses import dataclass

from redactor.detection.mentions import Mention

FAMILY = "family"  # what is put for "Smiths" in "the Smiths' house"
FAMILY_NAME = "family name"  # the pass of mentions that mean a family as a whole
NEW_OF_THE_NAME = "somebody new of the name"  # the pass of mentions that are rather somebody new than anybody known


@dataclass(frozen=True, slots=True)
class Identity:
    """A person, address, organisation or place of the case, with its code."""

    code: str
    kind: str  # "person", "professional", "address", "organisation", "place"
    issued: bool  # on the board's list
    new: bool  # minted in this run
    prefix: str = ""
    role: str = ""
    agency: str = ""
    gender: str = ""
    names: tuple[str, ...] = ()  # as written, most frequent first
    why: str = ""
    contact: str = ""  # of staff, as the list has it
    told: tuple[str, ...] = ()  # further names of somebody listed that the drafts tell, and nobody has decided on


@dataclass(frozen=True, slots=True)
class Decision:
    """Who a mention means. `code` is "" where the text does not tell; then `candidates` holds the codes it may be."""

    mention: Mention
    code: str
    rule: str  # the pass of the sieve
    score: float
    candidates: tuple[str, ...] = ()
    doubtful: bool = False  # decided, but a person should look
    text: str = ""  # what stands in the output instead of the bare code ("family" for "the Smiths")


@dataclass(frozen=True, slots=True)
class Resolved:
    """All decisions of a run and the identities behind them, in the order of the list and then of first appearance."""

    identities: tuple[Identity, ...]
    decisions: tuple[Decision, ...]


def family_of(code: str) -> str:
    """What is put for a family that is not the one the review is about."""
    return f"{FAMILY} of {code}"
