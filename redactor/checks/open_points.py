"""What a check leaves open code by code, and who has to say what: a file is not called fit without a word about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redactor.checks.run import Checked
from redactor.sources.finding import Finding

_SHOWN = 8  # codes named of one kind; the places of all stand with the findings
_UNLISTED = frozenset(("code-unknown", "outside-block"))


def open_points(checked: Checked) -> tuple[str, ...]:
    """Sentences that name codes alone, and what the board or the author has to decide of them; () where nothing is open."""
    return tuple(_said(checked.findings))


def _said(findings: Iterable[Finding]) -> Iterator[str]:
    found = tuple(findings)
    if codes := _codes(f for f in found if f.rule in _UNLISTED or (f.rule == "other-agency" and not f.mild)):
        is_, them = ("is", "it") if len(codes) == 1 else ("are", "them")
        yield f"{_named(codes)} {is_} on no list: the board has to issue {them}, or to say which code is meant."
    if codes := _codes(f for f in found if f.rule == "code-not-wanted"):
        stands, names = ("stands", "the name") if len(codes) == 1 else ("stand", "the names")
        yield (
            f"{_named(codes)} {stands} here, though the board has answered that no code is needed: the author has to say "
            f"whether {names} may stand, or to ask the board once more."
        )
    if codes := _codes(f for f in found if f.rule == "needs-no-code"):
        was, stands, its = ("was", "stands", "the name") if len(codes) == 1 else ("were", "stand", "the names")
        yield (
            f"What {was} {_named(codes)} {stands} by name, as the board has answered that no code is needed: whoever signs has "
            f"to say whether {its} may stand."
        )


def _codes(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.code for f in findings if f.code))


def _named(codes: tuple[str, ...]) -> str:
    more = len(codes) - _SHOWN
    shown = [*codes[:_SHOWN], *([f"{more} more"] if more > 0 else [])]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
