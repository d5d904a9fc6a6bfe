"""Facts told by their words: what is put, the article and the capital that go with it, and what stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from redactor.base.refused import Refused
from redactor.keymap.levels import AgeLevel
from redactor.publication.ages import ages_in
from redactor.publication.facts import FactKind
from redactor.publication.worded import told_apart, worded_in, worded_rows


def put(text: str) -> str:
    """The text with its facts told generally, the longest first where they overlap."""
    taken: list[tuple[int, int]] = []
    chosen = []
    for fact in sorted(worded_in(text, 0, 0, ""), key=lambda f: f.start - f.end):
        if all(fact.end <= s or e <= fact.start for s, e in taken):
            taken.append((fact.start, fact.end))
            chosen.append(fact)
    for fact in sorted(told_apart(sorted(chosen, key=lambda f: f.start)), key=lambda f: -f.start):
        text = text[: fact.start] + fact.text() + text[fact.end :]
    return text


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("A Somali girl and a Polish boy.", "An African girl and an Eastern European boy."),
        ("Mr A is a Traveller.", "Mr A is a member of a minority ethnic community."),
        ("Mr A visits on Monday.", "Mr A visits on Monday."),
        ("They came from Somalia and spoke Urdu.", "They came from a country in Africa and spoke a language other than English."),
        ("His cystic fibrosis was known.", "His long-term health condition was known."),
        ("She has Perthes disease.", "She has a long-term health condition."),
        ("A Quaker family; he is a Jehovah's Witness.", "A religious family; he is a member of a religious community."),
        ("The vicar rang.", "A faith leader rang."),
        ("He works as a farrier.", "He works as a member of the local workforce."),
        ("The only male health visitor in Langmere made the visit.", "One health visitor made the visit."),
        ("The triplets were seen.", "The siblings of one age were seen."),
        ("He was found at 04:10 on Tuesday at platform 3 of Langmere station.",
         "He was found in the early hours at a railway station."),
        ("The case is reported as Re S (A Child) [2013] EWFC 12.", "The case is reported as a judgment of the court."),
        ("The fight began outside the Dog and Partridge.", "The fight began outside a pub."),
        ("He trained with Langmere Athletic under-nines.", "He trained with a sports club."),
        ("The grandfather was the lollipop man who was struck by lightning.",
         "The grandfather was a person known locally who had an accident."),
        ("It was the hottest day of the year.", "It was one day."),
        ("The ford flooded when Storm Brunhilde hit.", "The ford flooded in a storm."),
        ("She was seen at Wraxby General Hospital, then at the Nunthorne Infirmary, then at Wraxby General Hospital.",
         "She was seen at a hospital, then at a second hospital, then at a hospital."),
        ("They lived in Skipton, then in Totnes.",
         "They lived in a town in the north of England, then in a town in the south-west of England."),
        ("The Irish Traveller heritage of Mr A.", "The minority ethnic heritage of Mr A."),
        ("Abbey Primary School and Beech High School.", "A primary school and a secondary school."),
        ("He was taken to St. Mary's Hospital, Manchester, and died.", "He was taken to a hospital, and died."),
        ("They moved to Ashford.", "They moved to a town."),  # there are several
        ("She was born in Newcastle.", "She was born in a place."),  # nobody says which of them
        ("The Church of Unity in Chatham.", "The Church of Unity in a city or large town in the south of England."),
        ("A Romany Gypsy family met at the Jain temple.", "A minority ethnic family met at the religious temple."),
        ("He is an organist and came from Estonia.",
         "He is a member of the local workforce and came from a country in Eastern Europe."),
        ("She is chaplain of a prison.", "She is a person known locally."),
        ("He was born in Sicily, the fourth of nine children.", "He was born in a country in Europe, one of several children."),
        ("It was the longest night of the year, at Wexcombe Goose Fair.", "It was one day, a local event."),
        ("Twin brothers of Lutheran parents went to Larkbeck College.", "Siblings of Christian parents went to a college."),
    ],
)  # fmt: skip
def test_what_is_put(text: str, general: str) -> None:
    assert put(text) == general


@pytest.mark.parametrize(
    "text",
    [
        "Leeds City Council and the police in Bradford Crown Court.", "a Chinese takeaway", "the Traveller liaison officer",
        "a Mongolian blue spot", "He was brought up in Wales.", "the Soham murders and the Rochdale inquiry",
        "The family are Roman Catholics.", "She was pastor of the Light and Life team", "the Royal College of Nursing",
        "the last social worker in the team", "He drives a van in the town.", "the fourth of June", "a Roman road",
        "Down's syndrome and Crohn's disease", "Mr A and Mrs A", "Hospital no. 7 of the file", "the Indian Ocean",
    ],
)  # fmt: skip
def test_what_stays(text: str) -> None:
    assert put(text) == text


@pytest.mark.parametrize(
    ("text", "weeks", "months", "years"),
    [
        ("The baby was eleven weeks and three days old.", "eleven weeks old", "two months old", "under one year old"),
        ("He was 17 days old.", "two weeks old", "less than a month old", "under one year old"),
        ("aged 4 years and 3 months", "4 years", "4 years", "4 years"),
        ("a 5-day-old baby", "less than a week-old", "less than a month-old", "under one year-old"),
        ("a girl of four", "", "", ""),
        ("aged 7 weeks", "", "aged one month", "aged under one year"),
    ],
)
def test_ages(text: str, weeks: str, months: str, years: str) -> None:
    said = [
        next((a.proposed for a in ages_in(text, level)), "")
        for level in (AgeLevel.WEEKS, AgeLevel.MONTHS, AgeLevel.YEARS)
    ]
    assert said == [weeks, months, years]


def test_a_row_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    head = "kind,pattern,put,small and capital letters,why\n"
    (tmp_path / "generalise.csv").write_text(f"{head}health,(open,x,alike,y\n", encoding="utf-8")
    with pytest.raises(Refused, match="row 2"):
        worded_rows(tmp_path)


def test_every_row_of_the_standard_table_is_of_a_kind_and_says_why() -> None:
    assert len(worded_rows()) > 60
    assert all(isinstance(r.kind, FactKind) and r.why and r.put for r in worded_rows())
