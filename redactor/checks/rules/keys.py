"""One code, one person: between list and key map, in the keys of the files, and by what stands beside the codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from redactor.checks.examination import Examination, File, WrittenCode, about, at
from redactor.checks.rules.codes import codes_in
from redactor.checks.rules.registry import rule
from redactor.checks.tables import CellText, ReadTable, tables_of
from redactor.codes.model import Entry, Kind
from redactor.codes.numbering import split_code
from redactor.codes.roles_beside import RolesBeside, is_kind_of
from redactor.codes.text import a_or_an, comparable, says_nothing, squash
from redactor.language.lexicon import fold, lexicon
from redactor.sources.finding import Finding

_HEADING = r"^(?:code|codes|reference|ref\.?|anonymised (?:reference|name|code)|identifier|code used)\b"
_BESIDE = r"role|designation|title|agency|organisation|involvement|position"
_ROLE, _AGENCY, _NAME = r"role|designation|title|job|post|position", r"agency|organisation|team", r"^(?:full )?name"
_SAME = re.compile(
    r"\s?[(,;–-]?\s?(?:who is\s|was\s|is\s)?(?:also|formerly|previously|earlier|now|aka|a\.k\.a\.|=|the same (?:person|worker|"
    r"member of staff|individual) as)\s?(?:also\s)?(?:known as\s|called\s|coded\s(?:as\s)?|referred to as\s|as\s)?",
    re.IGNORECASE,
)


@rule("code-conflict")
def code_conflict(examination: Examination) -> Iterator[Finding]:
    """Between list and key map."""
    case, first = examination.case, examination.files[0]
    listed = {squash(e.code): e for e in case.codes.entries}
    by_name = {fold(n): e.code for e in case.codes.entries for n in (e.name, *e.aliases) if " " in n.strip()}
    used = {squash(w.code) for file in examination.files for w in codes_in(file, examination)}
    for record in case.key_map.records:
        if squash(record.code) not in used:
            continue  # the board has issued another since, and no file says the old one any more
        names = {fold(n) for n in record.names if squash(n) != squash(record.code)}
        entry = listed.get(squash(record.code))
        if entry and names and not names & {fold(n) for n in (entry.name, *entry.aliases)}:
            sentence = f"{record.code} is one on the board's list and another in the key map."
            yield about(first, "code-conflict", "list and key map", sentence, code=record.code)
        others = {by_name[n] for n in names if n in by_name and squash(by_name[n]) != squash(record.code)}
        for other in sorted(others):
            sentence = f"The same person is {other} on the board's list and {record.code} in the key map."
            yield about(first, "code-conflict", "list and key map", sentence, code=record.code)


@rule("one-code-two-people")
def one_code_two_people(examination: Examination) -> Iterator[Finding]:
    """A code in two rows of keys that differ in role, agency or name."""
    for file in examination.files:
        seen: dict[str, tuple[ReadTable, int, list[int]]] = {}
        for table in tables_of(file):
            code, beside = table.column(_HEADING), _described(table)
            if not code or not beside:
                continue
            for number, cell in table.below(code):
                for written in _codes_of(examination, cell):
                    first, row, columns = seen.setdefault(squash(written), (table, number, beside))
                    if (first is not table or row != number) and _clash(first, row, columns, table, number, beside):
                        sentence = (
                            f"{written} stands in two rows of this key that say different things. Give each person a code "
                            "of their own."
                        )
                        mark = f"{cell.text.strip()} stands twice in the key, for two."
                        yield at(file, "one-code-two-people", cell.index, 0, 0, sentence, code=written, mark=mark)


def _codes_of(examination: Examination, cell: CellText) -> Iterator[str]:
    """The one code of a cell; a cell that says several things belongs to nobody's row."""
    found = examination.board.finder.all(cell.text)
    if len(found) == 1:
        yield found[0].code
    elif not found and examination.board.has(cell.text):
        yield cell.text.strip()


def _described(table: ReadTable) -> list[int]:
    """The columns that say who has a code: role, agency, name, 0 for one that is not there; none at all for no key."""
    columns = [table.column(pattern) for pattern in (_ROLE, _AGENCY, _NAME)]
    return columns if any(columns) else []


def _clash(one: ReadTable, row: int, columns: list[int], other: ReadTable, number: int, others: list[int]) -> bool:
    """Whether two rows differ; two tables may write agencies and names in their own ways, so there roles alone count."""
    pairs = list(zip(columns, others, strict=True))[: 3 if one is other else 1]
    return any(a and b and _differ(_text(one, row, a), _text(other, number, b)) for a, b in pairs)


def _text(table: ReadTable, row: int, column: int) -> str:
    cell = table.rows[row].get(column)
    return cell.text if cell else ""


def _differ(one: str, other: str) -> bool:
    return not says_nothing(one) and not says_nothing(other) and comparable(one) != comparable(other)


@rule("two-codes-one-person")
def two_codes_one_person(examination: Examination) -> Iterator[Finding]:
    """ "SW1 (also SW3)": the file itself says that two codes are one person; or its key has one name under two codes."""
    for file in examination.files:
        by_text: dict[int, list[WrittenCode]] = {}
        for written in codes_in(file, examination):
            by_text.setdefault(written.text, []).append(written)
        for text, several in by_text.items():
            ordered = sorted(several, key=lambda w: w.found.start)
            for one, other in pairwise(ordered):
                between = file.plain[text][one.found.end : other.found.start]
                hers = file.plain[text][other.found.end :].startswith(("'s", "’s"))  # "Mrs A (= Child 1's mum)"
                if squash(one.code) != squash(other.code) and _SAME.fullmatch(between) and not hers:
                    sentence = (
                        f"{one.code} and {other.code} are said to be one person. Ask the board's business manager which to "
                        "keep."
                    )
                    span = (one.found.start, other.found.end)
                    yield at(file, "two-codes-one-person", text, *span, sentence, code=other.code)
        for table in tables_of(file):
            yield from _one_name(file, examination, table)


def _one_name(file: File, examination: Examination, table: ReadTable) -> Iterator[Finding]:
    code, name = table.column(_HEADING), table.column(_NAME)
    first: dict[str, str] = {}
    for number, cell in table.below(code) if code and name else ():
        for written in _codes_of(examination, cell):
            text = _text(table, number, name)
            who = "" if says_nothing(text) else comparable(text)
            if who and squash(other := first.setdefault(who, written)) != squash(written):
                sentence = (
                    f"{other} and {written} have the same name in this key. If they are one person, keep one code."
                )
                yield at(file, "two-codes-one-person", cell.index, 0, 0, sentence, code=written)


@rule("role-differs-from-list")
def role_differs_from_list(examination: Examination) -> Iterator[Finding]:
    """A code with a role beside it that is not the list's."""
    for file, code, titles, listed in _roles(examination):
        for title, (words, text, start, end) in titles.items():
            if listed and not any(is_kind_of(title, each) or is_kind_of(words, each) for each in listed):
                right = " or ".join(sorted(listed))
                sentence = f"{code} is {a_or_an(title)} here, but on the list it is {right}. See which code is meant."
                yield at(file, "role-differs-from-list", text, start, end, sentence, code=code)


@rule("code-beside-another")
def code_beside_another(examination: Examination) -> Iterator[Finding]:
    """ "Tom Hill (SW2)", "SW3 (SW2)": a code in brackets right behind a name, or a code of the same kind, that is somebody
    else's."""
    entries = examination.board.entries
    by_name = {fold(n): e for e in entries.values() for n in (e.name, *e.aliases) if " " in n.strip()}
    for file in examination.files:
        for written in codes_in(file, examination):
            found, text = written.found, file.plain[written.text]
            entry = entries.get(squash(found.code))
            if entry is None or text[found.start - 2 : found.start] != " (" or text[found.end : found.end + 1] != ")":
                continue
            if other := _whose(text[: found.start - 2], entry, by_name):
                sentence = f"{entry.code} stands in brackets behind {other}. See who is meant."
                yield at(file, "code-beside-another", written.text, found.start, found.end, sentence, code=entry.code)


def _whose(before: str, entry: Entry, by_name: dict[str, Entry]) -> str:
    """Who stands right before a bracket with the code of an entry in it, without a name; "" where it may be the same."""
    if (match := _ENDS_IN_A_CODE.search(before)) is not None:
        code, own = split_code(match[0]), split_code(entry.code)
        alike = code is not None and own is not None and code[0] == own[0]
        return match[0] if alike and squash(match[0]) != squash(entry.code) else ""
    own_words = {fold(w) for n in (entry.name, *entry.aliases) for w in re.findall(r"[\w’'-]+", n)}
    words = re.findall(r"\S+", before)[-_WORDS_OF_A_NAME:]
    for first in range(len(words) - 1):
        named = by_name.get(fold(" ".join(words[first:])))
        if named is not None and named.kind.is_person and entry.kind.is_person:
            return "" if named is entry or own_words & {fold(w) for w in words[first:]} else f"a name of {named.code}"
    given = _ENDS_IN_A_NAME.search(before)
    if given is None or not entry.kind.is_person or not own_words:
        return ""
    births = lexicon().births(given["first"])
    is_a_name = births >= (_MANY if lexicon().is_ordinary(fold(given["first"])) else 1)
    hers = own_words & {fold(given["first"]), fold(given["last"])}
    return f"a name that the list does not have for {entry.code}" if is_a_name and not hers else ""


_MANY = 1000  # births: so many are called by a word that it is a name ("Tom", "Grace")
_WORDS_OF_A_NAME = 4
_ENDS_IN_A_CODE = re.compile(r"(?<![\w-])[A-Za-z]+\d+$|(?<![\w-])[A-Z]\w+ (?:\d+|[A-Z])$")
_ENDS_IN_A_NAME = re.compile(
    r"(?<![\w’'-])(?P<first>[A-Z][\w’'-]+) (?!(?:Street|Road|Lane|Avenue|Close|Drive|House|School|"
    r"Surgery|Centre|Hospital|Park)\b)(?P<last>[A-Z][\w’'-]+)$"
)


@rule("one-code-two-roles")
def one_code_two_roles(examination: Examination) -> Iterator[Finding]:
    """A code whose role the list does not say, with two beside it."""
    for file, code, titles, listed in _roles(examination):
        first = next(iter(titles))
        for title, (words, text, start, end) in titles.items():
            if title == first or listed:
                continue
            before = titles[first]
            alike = is_kind_of(title, first) or is_kind_of(words, first) or is_kind_of(title, before[0])
            sentence = (
                f"{code} is {a_or_an(title)} here and {a_or_an(first)} in {file.place(before[1])}. If they are two people, "
                "each needs a code of their own; if one has changed roles, say so."
            )
            places = [file.place(text), file.place(before[1])]
            yield at(file, "one-code-two-roles", text, start, end, sentence, code=code, mild=alike, places=places)


# words of a role as first met beside a code, and their text, start and end
_Beside = tuple[str, int, int, int]


def _roles(examination: Examination) -> Iterator[tuple[File, str, dict[str, _Beside], frozenset[str]]]:
    """File, code, the roles that stand beside it, and those that the list gives it."""
    index = RolesBeside.of(tuple(examination.case.codes.roles))
    for file in examination.files:
        said: dict[str, dict[str, _Beside]] = {}
        for written in codes_in(file, examination):
            found = written.found
            text = file.plain[written.text]
            title, words = index.beside(text, found.start, found.end)
            if not title:
                title, words = index.apposed(text, found.end)  # "HV1, the hostel worker"
            if title:
                said.setdefault(found.code, {}).setdefault(title, (words, written.text, found.start, found.end))
        for code, titles in said.items():
            entry = examination.board.entries.get(squash(code))
            listed = index.titles(entry.role) if entry and entry.kind is Kind.PROFESSIONAL else frozenset()
            yield file, code, titles, frozenset(listed)


def _is_key(table: ReadTable) -> bool:
    return bool(table.column(_HEADING) and table.column(_BESIDE)) and len(table.rows) > 1


def _keys(examination: Examination) -> dict[str, tuple[File, int, str]]:
    """Squashed code → file, text and code, of all keys in the files."""
    found: dict[str, tuple[File, int, str]] = {}
    for file in examination.files:
        for table in filter(_is_key, tables_of(file)):
            for _, cell in table.below(table.column(_HEADING)):
                for code in re.split(r"[;,\n/]", cell.text):
                    if code.strip():
                        found.setdefault(squash(code), (file, cell.index, code.strip()))
    return found


def cells_of_names(file: File) -> frozenset[int]:
    """The texts in the column of names of a key: there they are meant to stand, beside their codes."""
    return frozenset(
        cell.index
        for table in tables_of(file)
        if (names := table.column(_NAME)) and table.column(_HEADING)
        for _, cell in table.below(names)
    )


@rule("code-without-key")
def code_without_key(examination: Examination) -> Iterator[Finding]:
    """Only where the files hold a key at all."""
    keys = _keys(examination)
    if not keys:
        return
    prefixes = {squash(r.prefix) for r in examination.case.roles}
    told: set[str] = set()
    for file in examination.files:
        for written in codes_in(file, examination):
            code, found = written.code, written.found
            split = split_code(code)
            if split and split[0] in prefixes and squash(code) not in keys and squash(code) not in told:
                told.add(squash(code))
                span = (found.start, found.end)
                yield at(file, "code-without-key", written.text, *span, f"{code} is in no key.", code=code)


@rule("key-unused")
def key_unused(examination: Examination) -> Iterator[Finding]:
    """Codes of keys that occur only in the key itself."""
    keys = _keys(examination)
    held = {(file.source.name, text) for file, text, _ in keys.values()}
    whole = " ".join(
        r.passage.text for f in examination.files for r in f.visible() if (f.source.name, r.text) not in held
    )
    for file, text, written in keys.values():
        if not _stands_in(whole, written) and re.search(r"\d|\b[A-Z]$", written):
            yield at(file, "key-unused", text, 0, 0, f"{written} stands nowhere in the text.", code=written)


def _stands_in(text: str, word: str) -> bool:
    """Whether it stands there by itself, and not within a longer word: looked for as letters, as a key may have thousands."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not _in_word(text[start - 1 : start]) and not _in_word(text[end : end + 1]):
            return True
        start = text.find(word, start + 1)
    return False


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
