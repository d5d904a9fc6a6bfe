"""Whom judgments, research and papers of the government name in print, beside people of whom the same words are said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from redactor.checks.published import (
    authors,
    bodies_in_short,
    is_a_body,
    is_a_town,
    is_an_author,
    is_an_entry,
    is_behind_an_article,
    is_in_a_judgment,
    is_no_name,
    units,
)
from tests.checks.test_pardons import must

NOBODY: frozenset[str] = frozenset()
CITED = frozenset({"fellbridge", "coombe hythe"})


def author(text: str, start: int, end: int) -> bool:
    return is_an_author(text, start, end, CITED)


def judge(text: str, start: int, end: int) -> bool:
    return is_in_a_judgment(text, start, end, cites=True)


def judge_of_a_draft(text: str, start: int, end: int) -> bool:
    return is_in_a_judgment(text, start, end, cites=False)


@pytest.mark.parametrize(
    ("rule", "text", "name", "stands"),
    [
        (is_a_town, "They went to Penzance for the day.", "Penzance", True),
        (is_a_town, "The nurse at Market Deeping kept it.", "Market", True),
        (is_a_town, "They lived in Ramsey until the autumn.", "Ramsey", True),
        (is_a_town, "A call to Ramsey was not answered.", "Ramsey", False),
        (is_a_town, "Ramsey did not attend.", "Ramsey", False),
        (is_a_town, "Work at Holbeach, Oundle, Ramsey and Chatteris.", "Ramsey", True),
        (is_a_town, "Between the Welland, Nene and Great Ouse.", "Nene", True),
        (is_a_town, "Eden was asleep.", "Eden", False),
        (is_a_town, "The Pan-Lincolnshire procedures apply.", "Pan-Lincolnshire", True),
        (is_behind_an_article, "Nobody lived west of the Rother.", "Rother", True),
        (is_behind_an_article, "We shall say so in the Bill, too.", "Bill", True),
        (is_behind_an_article, "The visit to the Hollin family was late.", "Hollin", False),
        (is_behind_an_article, "She was afraid of the Fellbridges.", "Fellbridges", False),
        (is_a_body, "The Teviot Commission sat twice.", "Teviot Commission", True),
        (is_a_body, "Rother Safeguarding Children Board agreed.", "Rother", True),
        (is_a_body, "Under the 1996 Hague Convention she may.", "Hague", True),
        (is_behind_an_article, "What the Ravensgill review found.", "Ravensgill", True),
        (is_a_body, "Karen Press rang.", "Karen Press", False),
        (is_no_name, "A page of which no Englishman is proud.", "Englishman", True),
        (is_no_name, "A retired Rear Admiral wrote.", "Admiral", True),
        (is_no_name, "The gap begins on Whit Monday.", "Whit", True),
        (is_no_name, "Whit came to the door.", "Whit", False),
        (author, "As Fellbridge urged, listen.", "Fellbridge", True),
        (author, "Fellbridge's kappa was 0.81.", "Fellbridge's", True),
        (author, "Torvill's kappa was 0.81.", "Torvill", True),
        (author, "Oonagh Fellbridge rang.", "Oonagh Fellbridge", False),
        (author, "As Torvill, Cook and Hythe have pointed out, it is late.", "Cook", True),
        (author, "As Cook has pointed out, it is late.", "Cook", False),
        (author, "Oonagh Torvill's The Long Night (2nd edn, Routledge, 2000) is out.", "Oonagh Torvill", True),
        (author, "Oonagh Torvill rang. The Long Night (Routledge, 2000) is out.", "Oonagh Torvill", False),
        (author, "Oonagh Torvill's The Long Night of Hythe (2014) is out.", "Oonagh Torvill", True),
        (author, "Oonagh Torvill's Care Plan of May (2014) was lost.", "Oonagh Torvill", False),
        (is_a_town, "Copy to the unit, Quayside Road, Ramsey.", "Ramsey", True),
        (is_a_body, "Ms Coombe (instructed by Torvill & Hythe) for the father.", "Hythe", True),
        (is_a_body, "Ms Coombe was instructed by Torvill to wait.", "Torvill", False),
        (author, "What Bowlby said is well known.", "Bowlby", True),
        (judge, "Mr Justice Torvill said so.", "Mr Justice Torvill", True),
        (judge, "Her Honour Judge Torvill said so.", "Torvill", True),
        (judge, "It is as in F.H. v Torvill.", "Torvill", True),
        (judge, "The Baroness Torvill proposed it.", "Torvill", True),
        (judge, "Mr Torvill said so.", "Mr Torvill", False),
        (judge_of_a_draft, "Her Honour Judge Torvill made the order.", "Torvill", False),
        (judge_of_a_draft, "Ms Torvill KC asked for time.", "Ms Torvill KC", True),
    ],
)
def test_what_is_in_print_and_what_is_said_of_people(
    rule: Callable[[str, int, int], bool], text: str, name: str, stands: bool
) -> None:
    start = text.index(name)
    assert rule(text, start, start + len(name)) is stands


def test_whom_a_text_cites() -> None:
    cited = set(
        authors(
            (
                "Torvill and others (2016) say so; it is disputed (Hythe, 1994; Coombe and Fellbridge, 2019, p. 44).",
                "Kyle (2014) and Chelsea (2016) were at home.",
                "Ravensby, P., Coombe Hythe, L. and Oxtoby, A. (2009) Writing for those who were there. London: Marquis Press.",
            )
        )
    )
    assert {"torvill", "hythe", "coombe", "fellbridge", "ravensby", "coombe hythe", "oxtoby"} <= cited
    assert not cited & {"kyle", "chelsea"}


def test_literature_by_initials() -> None:
    entry = "Ref: Torvill S, Hythe-Coombe D, Ravensby M (2014) What is not read in the files. Marquis Report 69."
    assert is_an_entry(entry)
    assert {"torvill", "hythe-coombe", "ravensby"} <= set(authors([entry]))
    assert not is_an_entry("Torvill S (2014) Social worker.")


def test_what_a_body_is_called_in_short_and_units_that_are_counted_off() -> None:
    assert set(bodies_in_short(["The St Blaise Trust and the Coombe Trust sent apologies."])) == {"st blaise"}
    told = set(units(["The home has three units: Quayside, Hythe and Jodie. Two girls: Ella and Finn."]))
    assert told == {"quayside", "hythe"}


def test_a_list_of_people_is_no_list_of_literature() -> None:
    assert not is_an_entry("Torvill, P. (2014) social worker, seen on three days in the summer.")


def test_a_report_says_which_names_are_none(tmp_path: Path) -> None:
    found = must(
        tmp_path,
        "a.docx",
        "They chose “Perran” for the boy, and “Morwenna” for his sister. Neither is a real name.",
        "A young woman, whom we shall call Tamsin, comes to work here.",
        "In the report the baby is called “Juniper” and her brother “Sorrel”.",
        "Perran was well. Morwenna was at school. Juniper slept beside Sorrel. Tamsin rang, and Oonagh Fellbridge wrote it down.",
    )
    assert [f.shown for f in found if f.rule == "identity-suspected"] == ["Oonagh Fellbridge"]
