"""What a person answers: carried out by the decisions of the key map, shown at once."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.answers import holds_here
from redactor.case.deciding import Answer, NotAnAnswer, refuse_another_kind
from redactor.case.question import REMOVED, Asked, ToDecide
from redactor.codes.numbering import BlockUsedUp
from redactor.identities.settled import RULE, plain_name
from redactor.keymap.decisions import Decided, Ruling
from redactor.records.wording import counted
from redactor.review.session import Review
from redactor.web.asked import family_of, reasons_of
from redactor.web.desk import Desk, PostedForm, change
from redactor.web.guard import NotServed
from redactor.web.pages.draft import add_values, change_values, goto, mark_of, question_values, why_values
from redactor.web.render import show


def answer_of(form: PostedForm) -> Answer | None:
    """What a form answers; None for "later". Raises NotAnAnswer where words are missing."""
    said, _, code = form.get("answer").partition(":")
    here = form.get("scope") == "here"
    match said:
        case "later":
            return None
        case "code":
            return Answer(Ruling.CODE, code, here_only=here)
        case "other":
            return Answer(
                Ruling.CODE, _words(form, "code", "Which code? Write one, or choose one of those offered."), here
            )
        case "family":
            family = code or _words(form, "family", "Whose family? Write a code of it.")
            return Answer(Ruling.FAMILY, family, here)
        case "new":
            return Answer(Ruling.CODE, here_only=here, prefix=form.get("prefix"))
        case "kind":
            return Answer(
                Ruling.SAME, prefix=_words(form, "prefix", "Which kind of code? Write one, like SW or Place X.")
            )
        case "keep":
            return Answer(Ruling.KEEP, here_only=here)
        case "leave":
            return Answer(Ruling.LEAVE, here_only=here, reason=form.get("reason"))
        case "same":
            return Answer(Ruling.SAME, code or form.get("same"))
        case "apart":
            return Answer(Ruling.APART, form.get("apart"))
        case "ask":
            return Answer(Ruling.ASK)
        case _:
            raise NotAnAnswer("Which answer? Choose one of those offered.")


def _again(review: Review, form: PostedForm) -> Answer | None:
    """The answer of an earlier decision, for the place that is asked about; None where the form says something else."""
    said, _, number = form.get("answer").partition(":")
    if said != "again":
        return None
    told = next((d for d in review.key_map.decisions if str(d.number) == number), None)
    if told is None:
        raise NotAnAnswer("That answer is no longer there. Choose another.")
    code = told.code if told.ruling in (Ruling.CODE, Ruling.FAMILY) else ""
    return Answer(told.ruling, code, here_only=True, reason=told.reason)


def _words(form: PostedForm, name: str, lacking: str) -> str:
    if not form.get(name):
        raise NotAnAnswer(lacking)
    return form.get(name)


def _answer(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The answer to a question; then the next one."""
    review = desk.opened
    question = next((q for q in review.questions if q.key == form.get("key")), None)
    problem = ""
    if question is None:
        problem = "This question was settled in the meantime. Here is the next one."
    else:
        family, staff = family_of(review, question)
        try:
            answer = _again(review, form) or (
                answer_of(form) if form.get("answer") != "approve" else Answer(Ruling.ASK)
            )
            if answer is None:
                desk.passed.append(question.key)
            elif form.get("answer") == "approve":
                review.approve(staff or (family,))
            else:
                answer = replace(answer, here_only=holds_here(question, answer.ruling, here=answer.here_only))
                review.decide(question, answer, family.alike if form.get("alike") else ())
        except (NotAnAnswer, BlockUsedUp) as error:
            problem = str(error)
    values = question_values(desk, form.get("key") if problem else "")
    changes = change_values(desk)
    return show(
        desk, "panel/question.html.j2", events=goto(values), problem=problem, kept=form if problem else None,
        values={**changes, **values, "swap": True},
    )  # fmt: skip


def _about_mention(desk: Desk, request: Request, form: PostedForm) -> Response:
    """A correction of one mention, or of all that are written so."""
    review, mark = desk.opened, mark_of(desk, form)
    start, words = mark.mention
    anchor = review.drafts.anchors.of(mark.passage, start)
    before = reasons_of(review, mark)
    question = ToDecide(Asked.DOUBTFUL, (words,), before.kind, before.code, anchor=anchor)
    problem = ""
    try:
        answer = answer_of(form)
        if answer is not None:
            if answer.ruling in (Ruling.SAME, Ruling.APART):
                record = review.key_map.record(before.code)
                question = replace(question, names=record.names if record else question.names)
            review.decide(question, answer)
    except (NotAnAnswer, BlockUsedUp) as error:
        problem = str(error)
    changes = change_values(desk)
    try:
        values = why_values(desk, mark_of(desk, form))
    except NotServed:  # the words are no mention any more
        values = question_values(desk)
        return show(desk, "panel/question.html.j2", problem=problem, values={**changes, **values, "swap": True})
    return show(desk, "panel/why.html.j2", problem=problem, values={**changes, **values, "swap": True})


def _add(desk: Desk, request: Request, form: PostedForm) -> Response:
    """A name that redactor has missed."""
    review = desk.opened
    values = add_values(desk, form)
    words, kind = str(values["words"]), form.get("kind") or "person"
    passage = review.drafts.by_number.get(form.number("passage"))
    anchor = review.drafts.anchors.of(passage.number, form.number("start")) if passage is not None else ""
    try:
        if not words.strip():
            raise NotAnAnswer("Which words? Select them in the draft, or write them as they stand there.")
        if words != words.strip():
            raise NotAnAnswer("The selection begins or ends with a space. Select the name alone.")
        if passage is not None and passage.leaves:
            raise NotAnAnswer("This place is taken out of the file whole. Nothing has to be done about it.")
        if not values["places"]:
            raise NotAnAnswer("These words stand nowhere in the drafts. Write them just as they stand there.")
        answer = answer_of(form)
        if answer is not None:
            if answer.prefix and form.get("answer") == "new":
                refuse_another_kind(kind, answer.prefix)
            _point_out(review, words, kind, anchor, answer)
    except (NotAnAnswer, BlockUsedUp) as error:
        return show(desk, "panel/add.html.j2", values=add_values(desk, form, str(error)))
    changes = change_values(desk)
    said = _what_came_of_it(review, words, int(str(values["places"])))
    return show(
        desk, "panel/add.html.j2", said=said,
        values={**changes, **add_values(desk, PostedForm({})), "swap": True},
    )  # fmt: skip


def _point_out(review: Review, words: str, kind: str, anchor: str, answer: Answer) -> None:
    """Words given a code: everywhere, or here only. The place that was selected obeys in any case. Raises NotAnAnswer."""
    codes = {p.decision.code for p in review.judged.put if p.decision.mention.text == words}
    known = next(iter(codes)) if len(codes) == 1 else ""  # what stands for them so far
    question = ToDecide(Asked.UNRESOLVED, (words,), kind, known, anchor=anchor)
    if answer.here_only and anchor:
        review.decide(question, answer)
        return
    review.decide(question, replace(answer, here_only=False))
    if anchor and kind not in REMOVED:
        given = review.key_map.decisions[-1].code
        review.decide(question, replace(answer, here_only=True, code=given))


def _what_came_of_it(review: Review, words: str, places: int) -> str:
    """How many places changed, and why others did not."""
    changed = sum(words in p.decision.mention.text for p in review.judged.put if p.decision.rule == RULE)
    said = f"“{words}” was added: {counted(changed, 'place')} changed."
    if changed < places:
        said += (
            f" {counted(places - changed, 'place')} did not: there the words begin a sentence, where they may be no name, "
            "or are part of a longer one. Select such a place to change it too."
        )
    return said


def _undo(desk: Desk, request: Request, form: PostedForm) -> Response:
    """The last decision taken back, or the one of a number."""
    number = max(form.number("number"), 0)
    before = {q.key for q in desk.opened.questions}
    undone = desk.opened.undo(number)
    told = next((d for d in desk.opened.key_map.decisions if d.number == undone), None)
    fresh = [f for f in desk.opened.families if f.head.key not in before]
    fresh.sort(key=lambda f: not (told is not None and _is_about(f.head, told)))
    again = fresh[0].head.key if fresh else ""
    values = question_values(desk, again)  # where it was: what was taken back is asked again
    changes = change_values(desk)
    said = f"Decision {undone} is taken back." if undone else "There is nothing to take back."
    return show(
        desk, "panel/question.html.j2", events=goto(values), said=said, values={**changes, **values, "swap": True}
    )


def _is_about(question: ToDecide, told: Decided) -> bool:
    """Whether a question is the one that a decision has answered."""
    if told.anchor:
        return bool(set(told.anchor.split()) & set(question.anchor.split()))
    return bool(set(map(plain_name, told.names)) & set(map(plain_name, question.names)))


ROUTES = [
    Route("/answer", change(_answer), methods=["POST"]),
    Route("/mention", change(_about_mention), methods=["POST"]),
    Route("/add", change(_add), methods=["POST"]),
    Route("/undo", change(_undo), methods=["POST"]),
]
