"""A case opened for review: decisions at once, the sieve behind them, and nothing lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from redactor.base.given import Held
from redactor.base.refused import Refused
from redactor.case.opening import Request
from redactor.case.pipeline import judge
from redactor.case.questions import Answer, Asked, NotAnAnswer, ToDecide, others_meant, renamed
from redactor.identities.settled import teaches
from redactor.keymap.decisions import Decided, Ruling
from redactor.keymap.keymap import KeyMap, Looked
from redactor.keymap.keymap_files import load_key_map
from redactor.review.session import Review
from redactor.sealed.sealing import Home
from tests.drafts import AWAITING, SETTLED, board_list, draft, read_text, redactor


def quiet(what: str, done: int, of: int) -> None:
    pass


class Desk:
    """A draft and a list, opened."""

    def __init__(self, folder: Path, *lines: str) -> None:
        self.folder, self.map = folder, folder / "k" / "map"
        drafts = (draft(folder / "imr.docx", *lines),)
        self.changes = 0
        request = Request(drafts, folder / "out", board_list(folder / "codes.xlsx"), self.map)
        self.review = Review(request, "J Bell", quiet, self._changed)

    def _changed(self) -> None:
        self.changes += 1

    def text(self) -> str:
        """What would be written, by what is on the screen."""
        found = []
        for passage in self.review.drafts.passages:
            text = passage.text
            for put in reversed([p for p in self.review.judged.put if p.passage == passage.number]):
                text = text[: put.start] + put.text + text[put.end :]
            found.append(text)
        return "\n".join(found)

    def question(self, asked: Asked) -> ToDecide:
        return next(q for q in self.review.questions if q.asked is asked)

    def settle(self) -> None:
        """Until the sieve has run and everything is saved."""
        end = time.monotonic() + 20
        while (self.changes == 0 or not self.review.is_saved) and time.monotonic() < end:
            time.sleep(0.05)
        self.changes = 0

    @property
    def stored(self) -> KeyMap:
        found = load_key_map(self.map, Home.current())
        assert found is not None
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(tmp_path, *SETTLED, *AWAITING, "The Corin Leyburn Award was won.", "Nickname Pudding was used.")
    yield opened
    opened.review.close()


def test_evidence_of_a_file_name_that_is_no_more_goes(tmp_path: Path) -> None:
    """The written file is called after the code of whoever its draft is called after: with another code it is another file."""
    imr = draft(tmp_path / "IMR Corin Leyburn.docx", "Neighbour Corin Leyburn rang.")
    request = Request((imr,), tmp_path / "out", board_list(tmp_path / "codes.xlsx"), tmp_path / "k" / "map")
    review = Review(request, "J Bell", quiet, lambda: None)
    try:
        (before,) = review.key_map.evidence
        minted = next(q for q in review.questions if q.asked is Asked.MINTED)
        review.decide(minted, Answer(Ruling.CODE, "Mr A"))
        end = time.monotonic() + 20
        while not (review.is_saved and set(review.key_map.evidence) - {before}) and time.monotonic() < end:
            time.sleep(0.05)
        (after,) = review.key_map.evidence
        assert (before, after) == ("IMR Person 1.anonymised.docx", "IMR Mr A.anonymised.docx")
        assert [q.asked for q in review.questions] == []
    finally:
        review.close()


def test_a_decision_is_there_before_the_sieve_has_run(desk: Desk) -> None:
    desk.review.decide(desk.question(Asked.UNRESOLVED), Answer(Ruling.CODE, "Mr A", here_only=True))
    assert "Mr A was out." in desk.text()
    desk.review.decide(desk.question(Asked.MINTED), Answer(Ruling.KEEP))
    assert "The Corin Leyburn Award" in desk.text()
    assert desk.review.undo() == 2
    assert "The Person 1 Award" in desk.text()
    assert desk.review.undo() == 1 and desk.review.undo() == 0
    assert "[unresolved 1] was out." in desk.text()


@pytest.mark.parametrize(
    "answers",
    [
        [(Asked.UNRESOLVED, Answer(Ruling.CODE, "Mr A", here_only=True))],
        [(Asked.UNRESOLVED, Answer(Ruling.CODE, "Mr A"))],
        [(Asked.MINTED, Answer(Ruling.KEEP)), (Asked.UNRESOLVED, Answer(Ruling.CODE, "Mrs A"))],
        [(Asked.MINTED, Answer(Ruling.CODE, prefix="GP"))],
        [(Asked.MINTED, Answer(Ruling.SAME, "SW1")), (Asked.MINTED, Answer(Ruling.ASK))],
        [(Asked.MINTED, Answer(Ruling.LEAVE, reason="In the press"))],
    ],
)
def test_what_is_shown_at_once_is_what_the_sieve_comes_to(desk: Desk, answers: list[tuple[Asked, Answer]]) -> None:
    for asked, answer in answers:
        desk.review.decide(desk.question(asked), answer)
    at_once = desk.text()
    desk.settle()
    assert desk.text() == at_once
    anew = judge(desk.review.drafts, desk.review.judged.detected, desk.review.case)
    assert [(p.passage, p.start, p.text) for p in anew.put] == [
        (p.passage, p.start, p.text) for p in desk.review.judged.put
    ]


def test_an_answer_is_saved_before_the_next_question_shows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is killed loses none of them."""
    monkeypatch.setattr("redactor.review.session._QUICK", 60.0)  # the case is no large one, however busy the machine is
    desk.review.decide(desk.question(Asked.UNRESOLVED), Answer(Ruling.CODE, "Mr A", here_only=True))
    assert desk.review.is_saved
    assert [d.code for d in desk.stored.decisions] == ["Mr A"]
    assert [q.asked for q in desk.review.questions] == [Asked.MINTED] * 2


def test_closing_saves_what_is_not_saved_and_lets_the_key_map_go(desk: Desk) -> None:
    desk.review.decide(desk.question(Asked.UNRESOLVED), Answer(Ruling.CODE, "Mr A"))
    desk.review.close()
    assert [d.code for d in desk.stored.decisions] == ["Mr A"]
    assert redactor("decide", "--key-map", desk.map, "--made").code == 0


def test_finish_writes_what_the_command_writes(desk: Desk) -> None:
    desk.review.decide(desk.question(Asked.UNRESOLVED), Answer(Ruling.CODE, "Mr A"))
    done = desk.review.finish(desk.folder / "out", quiet)
    assert "Mr A was out." in read_text(done.folder / "imr.anonymised.docx")
    desk.review.close()
    files = [desk.folder / "imr.docx", "--codes", desk.folder / "codes.xlsx", "--key-map", desk.map]
    redactor("anonymise", *files, "--out", desk.folder / "again")
    for name in ("imr.anonymised.docx", "key-of-professionals.docx"):
        assert (desk.folder / "again" / name).read_bytes() == (done.folder / name).read_bytes()


def test_deciding_goes_on_after_the_files_were_written(desk: Desk) -> None:
    desk.review.finish(desk.folder / "out", quiet)
    desk.review.decide(desk.question(Asked.UNRESOLVED), Answer(Ruling.CODE, "Mr A"))
    desk.review.finish(desk.folder / "out", quiet)
    assert "Mr A was out." in read_text(desk.folder / "out" / "imr.anonymised.docx")


def test_a_key_map_that_cannot_be_saved_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from redactor.keymap.keymap_files import KeyMapError

    def full(*_: object) -> KeyMap:
        raise KeyMapError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr("redactor.review.session.save_key_map", full)
        desk.review.decide(desk.question(Asked.UNRESOLVED), Answer(Ruling.CODE, "Mr A", here_only=True))
        end = time.monotonic() + 10
        while not desk.review.problem and time.monotonic() < end:
            time.sleep(0.05)
        assert "disk is full" in desk.review.problem and not desk.review.is_saved
    desk.review.close()
    assert [d.code for d in desk.stored.decisions] == ["Mr A"]  # tried once more


def test_the_same_rows_in_two_drafts_are_decided_alike(tmp_path: Path) -> None:
    """A chronology is often in the report and in a file of its own: one decision, and no marker left behind in either."""
    lines = ("A visit.", "Varnham was out.", "Nothing more.")
    first, second = draft(tmp_path / "a.docx", *lines), draft(tmp_path / "b.docx", *lines)
    codes = board_list(tmp_path / "codes.xlsx")
    review = Review(Request((first, second), tmp_path / "out", codes, tmp_path / "k"), "me", quiet)
    try:
        question = next(q for q in review.questions if q.asked is Asked.UNRESOLVED)
        review.decide(question, Answer(Ruling.CODE, "Mr A", here_only=True))
        assert [q for q in review.questions if q.asked is Asked.UNRESOLVED] == []
        assert [p.text for p in review.judged.put] == ["Mr A", "Mr A"]
    finally:
        review.close()


def test_a_draft_in_memory_needs_no_file(tmp_path: Path) -> None:
    path = draft(tmp_path / "imr.docx", *SETTLED)
    held = Held("imr.docx", path.read_bytes())
    path.unlink()
    review = Review(Request((held,), tmp_path / "out", None, tmp_path / "k"), "me", quiet)
    try:
        assert review.finish(tmp_path / "out", quiet).files[0] == "imr.anonymised.docx"
    finally:
        review.close()


def test_a_draft_that_cannot_be_read_leaves_no_lock(tmp_path: Path) -> None:
    (tmp_path / "imr.docx").write_bytes(b"nothing")
    request = Request((tmp_path / "imr.docx",), tmp_path / "out", None, tmp_path / "k")
    for _ in range(2):
        with pytest.raises(Refused, match="not a Word document"):
            Review(request, "me", quiet)


@pytest.mark.parametrize(
    ("told", "seen", "expected"),
    [
        (Decided(ruling=Ruling.ASK, code="Person 1"), True, False),
        (Decided(ruling=Ruling.APART, code="Person 1", other="Mr A"), True, False),
        (Decided(ruling=Ruling.CODE, names=("Varnham",), code="Mr A", anchor="x:0"), True, False),
        (Decided(ruling=Ruling.CODE, names=("Pudding",), code="Mr A", anchor="x:0"), False, True),
        (Decided(ruling=Ruling.CODE, names=("Varnham",), code="Mr A"), True, True),
        (Decided(ruling=Ruling.KEEP, names=("Varnham",), anchor="x:0"), True, True),
        (Decided(ruling=Ruling.SAME, names=("Varnham",), code="Mr A", other="Person 1"), True, True),
    ],
)
def test_what_can_teach_the_sieve_something(desk: Desk, told: Decided, seen: bool, expected: bool) -> None:
    assert teaches(told, desk.review.judged.detected) is expected


def test_whom_else_words_could_mean(desk: Desk) -> None:
    assert [r.code for r, _ in others_meant(desk.review.key_map, "Mrs Varnham", "Mrs A")] == []
    assert {r.code for r, _ in others_meant(desk.review.key_map, "Varnham", "Mr A")} >= {"Mrs A", "Child 1"}
    assert others_meant(desk.review.key_map, "", "") == ()


def test_a_renamed_code_holds_in_the_next_run(desk: Desk) -> None:
    desk.review.rename("SW2", "SW7")
    assert "social worker SW7" in desk.text()
    desk.settle()
    assert "social worker SW7" in desk.text() and "SW2" not in desk.text()


@pytest.mark.parametrize(
    ("code", "new"), [("SW2", "SW2"), ("SW2", "SW1"), ("Mrs A", "SW7"), ("SW2", "Corin 2"), ("SW2", "x")]
)
def test_a_code_that_cannot_be_given(desk: Desk, code: str, new: str) -> None:
    with pytest.raises(NotAnAnswer) as error:
        renamed(desk.review.key_map, code, new)
    assert "Corin" not in str(error.value)


def test_a_picture_looked_at_stays_so(desk: Desk) -> None:
    desk.review.change(lambda key_map: key_map.with_looked(Looked(digest="ab", who="J Bell", when="2026-01-01")))
    desk.settle()
    assert [(look.digest, look.who) for look in desk.stored.looked] == [("ab", "J Bell")]
    desk.review.change(lambda key_map: key_map.without_looked("ab"))
    desk.settle()
    assert desk.stored.looked == ()


# ---- faults that a second reading found


def pointed(desk: Desk, words: str, answer: Answer, text: str = "") -> None:
    """What the page does with a selection: everywhere, and the selected place in any case."""
    from redactor.web.pages.answers import _point_out

    passage = next(p for p in desk.review.drafts.passages if (text or words) in p.text)
    anchor = desk.review.drafts.anchors.of(passage.number, passage.text.index(words))
    _point_out(desk.review, words, "person", anchor, answer)


@pytest.mark.parametrize(
    ("line", "words", "reads"),
    [
        ("Moose left.", "Moose", "Mr A left."),  # a word of the language that begins a sentence
        ("The lad left.", "lad", "The Mr A left."),  # in small letters
        ("So neighbour Corin Leyburn left.", "neighbour Corin Leyburn", "So Mr A left."),  # more than a mention
        ("So neighbour Corin Leyburn left.", "Leyburn", "So neighbour Corin Mr A left."),  # a part of one
    ],
)
def test_the_place_that_was_selected_obeys(tmp_path: Path, line: str, words: str, reads: str) -> None:
    desk = Desk(tmp_path, line, *SETTLED)
    try:
        pointed(desk, words, Answer(Ruling.CODE, "Mr A"))
        assert desk.text().startswith(reads)
        desk.settle()
        assert desk.text().startswith(reads)
    finally:
        desk.review.close()


def test_a_mention_that_the_sieve_is_sure_of_can_be_pointed_out_as_somebody_else(desk: Desk) -> None:
    pointed(desk, "Corin Leyburn", Answer(Ruling.CODE, "Mr A"))
    assert "Neighbour Mr A rang" in desk.text()
    desk.settle()
    assert "Neighbour Mr A rang" in desk.text()


def test_a_selection_given_a_code_everywhere_is_taken_back_in_one(desk: Desk) -> None:
    before = desk.text()
    pointed(desk, "Corin Leyburn", Answer(Ruling.CODE, "Mr A"))
    assert len(desk.review.key_map.decisions) == 2
    desk.review.undo()
    assert desk.text() == before and all(d.withdrawn for d in desk.review.key_map.decisions)


def test_what_was_kept_everywhere_can_be_given_a_code_after_all(desk: Desk) -> None:
    words = ToDecide(Asked.DOUBTFUL, ("Mrs Varnham",), "person", "Mrs A")
    desk.review.decide(words, Answer(Ruling.KEEP))
    desk.settle()
    assert "Mrs Varnham said" in desk.text()
    desk.review.decide(
        ToDecide(Asked.DOUBTFUL, ("Mrs Varnham",), "person"), Answer(Ruling.CODE, "Mr A", reason="A slip.")
    )
    assert "Mr A said" in desk.text()
    desk.settle()
    assert "Mr A said" in desk.text()


@pytest.mark.parametrize(
    ("goes", "stays", "says"),
    [
        ("Mrs A", "Mr A", "both the board's"),
        ("Mr A", "Person 1", "that one stays"),
        ("Person 1", "Address A", "cannot be one"),
        ("Person 1", "Person 1", "itself"),
    ],
)
def test_who_cannot_be_made_one(desk: Desk, goes: str, stays: str, says: str) -> None:
    record = desk.review.key_map.record(goes)
    assert record is not None
    question = ToDecide(Asked.MERGE, record.names, record.kind, goes, (stays,))
    with pytest.raises(NotAnAnswer, match=says):
        desk.review.decide(question, Answer(Ruling.SAME, stays))


@pytest.mark.parametrize("prefix", ["Corin", "Corin Leyburn", "Aunt Jo", "Person 7", "x<b>", "  1"])
def test_a_kind_of_code_holds_no_name(desk: Desk, prefix: str) -> None:
    with pytest.raises(NotAnAnswer, match="kind of code"):
        desk.review.decide(desk.question(Asked.MINTED), Answer(Ruling.CODE, prefix=prefix))


def test_a_rename_taken_back_leaves_nothing_behind(desk: Desk) -> None:
    before = desk.text()
    desk.review.rename("Person 1", "Person 9")
    assert "Neighbour Person 9" in desk.text()
    desk.review.undo()
    assert desk.text() == before
    desk.settle()
    assert desk.text() == before


def test_somebody_new_taken_back_is_nobody(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "So Badger was at school. Later Badger left.", *SETTLED)
    try:
        before = desk.text()
        pointed(desk, "Badger", Answer(Ruling.CODE, prefix="Person"))
        desk.settle()
        seen = desk.text()
        assert "So Person 1 was" in seen
        assert "Person 1 left" in read_text(
            desk.review.finish(desk.folder / "out", quiet).folder / "imr.anonymised.docx"
        )
        while desk.review.undo():
            pass
        desk.settle()
        assert desk.text() == before
    finally:
        desk.review.close()


def test_a_decision_for_one_place_holds_whatever_the_order_of_the_drafts(tmp_path: Path) -> None:
    first, second = draft(tmp_path / "a.docx", "Varnham rang."), draft(tmp_path / "b.docx", "Nothing more.")
    codes, key_map = board_list(tmp_path / "codes.xlsx"), tmp_path / "k" / "map"
    for drafts in ((first, second), (second, first), (first,)):
        review = Review(Request(drafts, tmp_path / "out", codes, key_map), "me", quiet)
        try:
            for question in [q for q in review.questions if q.asked is Asked.UNRESOLVED]:
                assert drafts == (first, second)
                review.decide(question, Answer(Ruling.CODE, "Mr A", here_only=True))
            assert [p.text for p in review.judged.put] == ["Mr A"]
        finally:
            review.close()


def test_a_draft_whose_file_name_changes_is_asked_about_once(tmp_path: Path) -> None:
    path = draft(tmp_path / "Leyburn statement.docx", "Neighbour Corin Leyburn rang.", "Varnham was out.")
    request = Request((path,), tmp_path / "out", board_list(tmp_path / "codes.xlsx"), tmp_path / "k" / "map")
    review = Review(request, "me", quiet)
    try:
        review.rename("Person 1", "Person 9")
        review.refresh()
        assert sum(q.asked is Asked.UNRESOLVED for q in review.questions) == 1
    finally:
        review.close()


def test_a_dropped_draft_is_never_written_over(tmp_path: Path) -> None:
    path = draft(tmp_path / "out" / "imr.anonymised.docx", *SETTLED)
    before = path.read_bytes()
    request = Request((Held(path.name, before),), tmp_path / "out", board_list(tmp_path / "codes.xlsx"), tmp_path / "k")
    review = Review(request, "me", quiet)
    try:
        with pytest.raises(Refused, match="draft itself"):
            review.finish(tmp_path / "out", quiet)
    finally:
        review.close()
    assert path.read_bytes() == before


def test_dropped_drafts_need_something_that_tells_the_case(tmp_path: Path) -> None:
    held = Held("imr.docx", draft(tmp_path / "imr.docx", *SETTLED).read_bytes())
    codes = board_list(tmp_path / "codes.xlsx", without=["Child 1"])
    with pytest.raises(Refused, match="reference"):
        Review(Request((held,), tmp_path / "out", codes), "me", quiet)
