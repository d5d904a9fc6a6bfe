"""What the drafts themselves tell of names: by-names, spellings, babies, juniors, and names by which nobody is called."""

from __future__ import annotations

import pytest

from tests.identities.cases import case

CLAN = case(
    "YP1 | subject | Malachi Jerome Tennant | | Subject | | 2005-03-11",
    "Baby T | family | Ivo Casimir Tennant | | Half-brother (unborn until May 2020) | | 2020-05-02",
    "Mother | family | Bernadette Tennant | | Mother",
    "Mr Q | family | Malachi Tennant | | Cousin",
    "Mr R | family | Ambrose Tennant | | Father",
    "Mr S | family | Ambrose Leopold Tennant | | Paternal grandfather",
    "Mrs S | family | Winifred Tennant | | Paternal grandmother",
    "SW1 | professional | Garth Hollander | | Social Worker",
    "School 1 | organisation | Wexmoor Vale Alternative Provision Academy",
    "Care Home 1 | organisation | Ashdene Court Nursing Home",
)


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        # a baby is called by its mother's surname until it has one of its own
        ("Unborn Tennant was discussed.", "Unborn Baby T was discussed."),
        ("The cot label says Baby TENNANT.", "The cot label says Baby T."),
        # two first names are nobody else's surname
        ("Ivo Casimir was weighed.", "Baby T was weighed."),
        ("Ambrose Leopold Tennant rang.", "Mr S rang."),
        # of two of one name the elder is senior, and the child whose second name it is does not count
        ("Ambrose junior was out. Ambrose senior was in.", "Mr R junior was out. Mr S senior was in."),
        ("The paternal grandparents, Mr and Mrs Tennant, came.", "The paternal grandparents, Mr S and Mrs S, came."),
        # a man of forty is not the boy of fifteen
        ("On 3 May 2020 his cousin, Malachi Tennant, 41, rang.", "On 3 May 2020 his cousin, Mr Q, 41, rang."),
        # a signature before a sentence is no surname
        ("I am so sorry. Garth Garth left the next day.", "I am so sorry. SW1 SW1 left the next day."),
        # names on the street, also with a letter behind them
        ('Garth came in. Street name "Lil G". Lil G was seen.', 'SW1 came in. Street name "SW1". SW1 was seen.'),
        ('Garth is "Gaz" or "Big G" on road. Big G left.', 'SW1 is "SW1" or "SW1" on road. SW1 left.'),
        # what is to be done is no first name
        ("Garth Hollander rang. Chase Garth at work.", "SW1 rang. Chase SW1 at work."),
        # nor is the record whose number follows
        ("HOLLANDER Garth RiO 3307718", "SW1 RiO [reference number removed]"),
        ("HOLLANDER G Hosp No QA338120", "SW1 Hosp No [reference number removed]"),
        # the school and the home in another spelling
        ("he aint going back wvapa today", "he aint going back School 1 today"),
        ("999 CALL FROM ASHDENE CRT", "999 CALL FROM Care Home 1"),
    ],
)
def test_the_draft_and_the_list_tell(draft: str, wanted: str) -> None:
    assert CLAN.read(draft).text == wanted


@pytest.mark.parametrize(
    "draft",
    [
        ('Who is who: "Moose" = we think Lorcan Tebbit.', "2210 is moose there?", "Moose rang."),
        ("Lorcan Tebbit was recorded under two spellings: LORKAN TEBBIT, and, in one place, LORCAN TEBBETT.",),
        ('Lorcan "Moose" Tebbit came.', "Moose left."),
        ("Tilly says Moose is Lorcan Tebbit.", "Moose left."),
        ("Lorcan Tebbit's full name is Lorcan Alabaster.", "Mr Alabaster left."),
    ],
)
def test_one_person_under_every_name_that_a_draft_gives(draft: tuple[str, ...]) -> None:
    read = CLAN.read(*draft)
    codes = {d.code for d in read.resolved.decisions if d.mention.text != "Tilly"}
    assert len(codes) == 1, read.text
    assert not any(word in read.text.lower() for word in ("moose", "tebb", "lorc", "lork", "alabaster"))


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        ("A delightful man. Buddy, as he likes to be called, came in.", "Buddy"),
        ("ALLERGY: PENICILLIN. Known as BUDDY. Lives alone.", "BUDDY"),
        ("Everyone says Big Mal was there.", "Big Mal"),
    ],
)
def test_a_by_name_of_somebody_is_asked_about(draft: str, name: str) -> None:
    read = CLAN.read(draft)
    decision = read.decision(name)
    assert decision.doubtful or decision.candidates


def test_a_childs_parents_on_the_list_exclude_others() -> None:
    """Malachi of the list is Bernadette's son; whoever is called Hester's son is not he."""
    read = CLAN.read("Malachi, Hester's son, was at the door. Malachi Tennant, YP1, was not.")
    assert read.resolved.decisions[0].code != "YP1" or read.resolved.decisions[0].doubtful


@pytest.mark.parametrize("role", ["His father's half-sister", "Father's mother", "Mother's half-brother", "Mat. aunt"])
def test_every_side_of_a_family_can_be_on_the_list(role: str) -> None:
    """A relationship in words of the board's own never stops a run."""
    listed = case("Child 1 | subject | Ewan Tolley | | Subject", f"Relative 1 | family | Jo Marsden | | {role}")
    assert listed.read("Jo Marsden rang.").text == "Relative 1 rang."


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("Nerys Cole, or Nerys Pask as she is now called, rang. Nerys Pask came.", ("Nerys Pask",)),
        ("Ms Cole (Ms Pask, as she is now known) rang.", ("Nerys Pask",)),
        ("Nerys Cole, as she is now called, née Dow, rang.", ("Nerys Dow",)),
        ("Nerys Cole, as she is now called, met Una Pask.", ()),
    ],
)
def test_the_name_by_which_somebody_goes_now_is_offered_to_the_list(draft: str, wanted: tuple[str, ...]) -> None:
    read = case("Child 1 | subject | Ada Cole", "Mrs A | family | Nerys Cole | | Mother of Child 1").read(draft)
    assert next(i.told for i in read.resolved.identities if i.code == "Mrs A") == wanted
    assert "Mrs A (Mrs A" in read.text or "(" not in draft


@pytest.mark.parametrize(
    ("draft", "known", "offered"),
    [
        ("Nerys Cole, née Pask, said so.\nNerys Pask wept.", True, "Nerys Pask"),
        ("Nerys Pask wept.\nNerys Cole (née Pask) rang.", True, "Nerys Pask"),
        ("Nerys Cole, whose maiden name was Pask, rang.\nNerys Pask wept.", True, "Nerys Pask"),
        # the list has the name that she bears now
        ("Nerys Pask, or Nerys Cole as she is now called, rang.", True, "Nerys Pask"),
        ("Una Pask, or Nerys Cole as she is now called, rang.", False, ""),
        ("Nerys Cole rang.\nNerys Pask wept.", False, ""),
    ],
)
def test_another_surname_told_anywhere_is_known_everywhere(draft: str, known: bool, offered: str) -> None:
    read = case("Child 1 | subject | Ada Cole", "Mrs A | family | Nerys Cole | | Mother of Child 1").read(
        *draft.split("\n")
    )
    meant = [d for d in read.resolved.decisions if d.mention.text in ("Nerys Pask", "Una Pask")]
    assert all(d.code == "Mrs A" and not d.doubtful for d in meant) is known
    told = next(i.told for i in read.resolved.identities if i.code == "Mrs A")
    assert (offered in told) if offered else not told


def test_names_told_one_after_another_on_several_pages_are_one_persons() -> None:
    told = ("Una Cole, or Una Pask as she is now called, rang.", "Una Dow, or Una Cole as she is now called, came.")
    read = case("Child 1 | subject | Ada Hale").read(*told)
    assert {d.code for d in read.resolved.decisions} == {"Person 1"}
