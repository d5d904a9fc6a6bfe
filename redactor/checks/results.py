"""What a check found, on the screen and for machines. Names only where they were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from redactor.checks.against import Compared
from redactor.checks.examination import BOARD
from redactor.checks.revision import Revised, in_words
from redactor.checks.rules import RULES
from redactor.checks.run import Checked
from redactor.sources.finding import Finding, Severity

_FIRST = 4  # places a person is shown of each rule; --json and --report have all
_COLOURS = {Severity.MUST_FIX: "bold red", Severity.LOOK: "yellow", Severity.NOTE: "dim"}
HEADINGS = {Severity.MUST_FIX: "Must be fixed", Severity.LOOK: "Look at these", Severity.NOTE: "Notes"}


def where(checked: Checked, finding: Finding) -> str:
    """File, section and place of a finding."""
    file = checked.labels.get(finding.file, "") if len(checked.sources) > 1 else ""
    section = f"under “{finding.section}”" if finding.section else ""
    return ", ".join(filter(None, (file, finding.place, section)))


def show(console: Console, checked: Checked, *, show_names: bool = False) -> None:
    """The table, most severe first, and what it means."""
    for severity, of_severity in groupby(checked.findings, key=lambda f: f.severity):
        table = Table(title=HEADINGS[severity], title_justify="left", title_style=_COLOURS[severity], show_lines=True)
        table.add_column("What", ratio=2)
        table.add_column("Where", ratio=3)
        for rule_id, group in groupby(of_severity, key=lambda f: f.rule):
            findings = list(group)
            rule = RULES[rule_id]
            what = f"[bold]{len(findings)} × {rule_id}[/bold]\n{escape(rule.title)}\n[dim]{escape(rule.mend)}[/dim]"
            table.add_row(what, "\n".join(_places(checked, findings, show_names=show_names)))
        console.print(table)
    for problem in checked.problems:
        console.print(f"[bold red]Could not be checked:[/bold red] {escape(problem)}")
    for each in checked.compared:
        console.print(escape(compared_in_words(each)), style="" if each.same else "bold red")
    if checked.revised is not None:
        console.print(_revision(checked.revised))
    console.print(escape(summary(checked)))
    left_out = [f"{rule} ({why})" for rule, why in checked.not_run if not why.startswith("not for")]
    if left_out:
        console.print(f"[dim]Not looked for: {escape('; '.join(left_out))}.[/dim]")


def _revision(revised: Sequence[Revised]) -> Table | str:
    """What has changed since the earlier version; all of it, as somebody has to read it."""
    if not revised:
        return "Since the earlier version nothing has changed in the text."
    table = Table(title=f"Changed since the earlier version: {len(revised)}", title_justify="left", show_lines=True)
    for heading in ("Where", "Before", "After"):
        table.add_column(heading, ratio=1)
    for change in revised:
        table.add_row(escape(in_words(change)), escape(change.before), escape(change.after))
    return table


def compared_in_words(each: Compared) -> str:
    """Whether a file is the one that was signed, as a sentence."""
    if each.same:
        return f"{each.label}: the very file of the record."
    return f"{each.label}: differs from every file of the record. What was signed does not hold for it."


def _places(checked: Checked, findings: list[Finding], *, show_names: bool) -> Iterable[str]:
    for finding in findings[:_FIRST]:
        line = escape(where(checked, finding))
        if finding.around:
            line += f": [italic]{escape(finding.around)}[/italic]"
        elif finding.sentence:
            line += f": {escape(finding.sentence)}"
        if show_names and finding.shown:
            line += f" [bold]“{escape(finding.shown)}”[/bold]"
        yield f"{line} [dim]{finding.fingerprint}[/dim]"
    codes = list(dict.fromkeys(f.code for f in findings if f.code))
    if len(findings) > _FIRST and len(codes) > 1:
        yield f"Codes: {escape(', '.join(codes))}"
    if len(findings) > _FIRST:
        yield f"and {len(findings) - _FIRST} more (all of them with --json or --report)"


def summary(checked: Checked) -> str:
    """One sentence for the end of the list; it never says that a file is anonymous."""
    count = {s: sum(f.severity is s for f in checked.findings) for s in Severity}
    files = "1 file" if len(checked.sources) == 1 else f"{len(checked.sources)} files"
    known = f"{checked.identities} identities of list and key map" if checked.identities else "no list or key map"
    notes = "1 note" if count[Severity.NOTE] == 1 else f"{count[Severity.NOTE]} notes"
    told = (
        f"{count[Severity.MUST_FIX]} to fix, {count[Severity.LOOK]} to look at, {notes}"
        if checked.findings
        else "nothing was found of what was looked for"
    )
    accepted = f", {len(checked.accepted)} accepted before" if checked.accepted else ""
    return (
        f"{files} for {checked.profile}, {known}, {len(checked.run)} rules: {told}{accepted}. "
        "No check can say that nobody will be recognised: read the text before it goes out."
    )


def for_machines(checked: Checked, *, show_names: bool = False) -> dict[str, Any]:
    """Everything, as JSON."""
    return {
        "exit_code": checked.exit_code,
        "profile": str(checked.profile),
        "files": [
            {"name": s.name if show_names else checked.labels[s.name], "sha256": s.digest, "format": s.format}
            for s in checked.sources
        ],
        "code_list_sha256": checked.list_digest,
        "edition": checked.edition,
        "key_map": checked.key_map,
        "settings": checked.settings,
        "problems": list(checked.problems),
        "findings": [_for_machines(checked, f, show_names=show_names) for f in checked.findings],
        "accepted": [
            {**_for_machines(checked, f, show_names=show_names), "by": a.by, "why": a.why, "on": a.on}
            for f, a in checked.accepted
        ],
        "rules_run": list(checked.run),
        "rules_not_run": [{"rule": rule, "why": why} for rule, why in checked.not_run],
        "revision": None if checked.revised is None else [asdict(change) for change in checked.revised],
        "against": [{"file": c.label, "same": c.same} for c in checked.compared],
        "seconds": round(checked.seconds, 2),
    }


def _for_machines(checked: Checked, finding: Finding, *, show_names: bool) -> dict[str, Any]:
    found = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "file": finding.file if show_names else checked.labels.get(finding.file, ""),
        "place": finding.place,
        "section": finding.section,
        "around": finding.around,
        "code": finding.code,
        "sentence": finding.sentence,
        "mend": RULES[finding.rule].mend,
        "score": None if finding.score is None else round(finding.score, 2),
        "fingerprint": finding.fingerprint,
    }
    return {**found, "name": finding.shown} if show_names else found


def rules_table() -> Table:
    """All rules: id, weight, what it weighs for the board, for whom, what."""
    table = Table(show_lines=False)
    for heading in ("Rule", "Weight", "codes enforce", "Audience", "Looks for"):
        table.add_column(heading, no_wrap=heading == "Rule")
    for rule in RULES.values():
        audiences = "all" if len(rule.profiles) == 3 else ", ".join(sorted(map(str, rule.profiles))) or "the board"
        table.add_row(rule.id, str(rule.severity), str(rule.weights.get(BOARD, "")), audiences, escape(rule.title))
    return table
