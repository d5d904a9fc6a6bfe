"""Names that are no person's where the words beside them say what is spoken of: a make of car before its plate, the author of
a study, the letter of an appendix, a question and its answer, a charity beside others.

Each of these words is somebody's name elsewhere, so no list alone may let it stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from redactor.language.alternatives import alternatives
from redactor.language.lexicon import fold, lexicon, rows, word_list
from redactor.language.needs import matches

Spoken = tuple[int, int, str]  # first character, the one behind the last, why it stays

_NAME = r"[A-Z][\w’'-]*[\w]"
_COLOUR = (
    r"(?i:(?:dark|light|metallic|bright|matt|pale) )?(?i:black|white|silver|gr[ae]y|red|blue|green|yellow|orange|gold|maroon|"
    r"purple|beige|bronze|burgundy|navy)"
)
_PLATE = r"(?:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z])\b"
_BEHIND_A_CAR = (
    rf"(?=,? ?\(?(?:(?i:reg(?:istration)?|vrm|index)\b[ .:]*)?{_PLATE}|"
    r",? (?i:estate|hatchback|saloon|convertible|reg)\b)"
)

# "Q. Did he stay? A. Kit rang": the turns of an interview within a paragraph
_TURN = re.compile(
    r"(?:^|[.?!…\"”’] )(?P<turn>Q)\.(?= [A-Z][^?\n]*\?)|\? (?P<answer>A)\.(?= [A-Z])|\b[Aa]sk(?:ed|ing|s)? (?P<asked>Q)\."
)
# "set out at Annex D. Kit agreed", "exhibit X. Seized later"
_LABEL = re.compile(r"\b(?:[Aa]ppendix|[Aa]nnex|[Ss]chedule|[Ee]xhibit|[Tt]ab|[Mm]arked) (?P<letter>[A-Z])\.(?= [A-Z])")
# "Abdo soft", "Neo team": what notes cut short to a name; "Crew QUARN A (att)"
_CLIPPED = re.compile(
    r"\b(?P<abdo>Abdo)(?=\.?,? (?:x-?ray|scan|exam|pain|SNT|NAD|soft|tender|distend|mass|USS|[\"“])|\s*[:–-] )"
    r"|\b(?P<neo>Neo)(?= (?:team|unit|ward|reg|SHO|cons|nurse|bleep|aware|attended|called)\b)"
    r"|\b(?P<crew>Crew|CREW)(?=:? [A-Z][A-Z’'-]{2,} [A-Z]\b)"
    r"|^\s*(?P<tel>Tel)\.?:?\s*$"
)
# "SIDE DR HANDLE", "FIRE DR": a door in the log of repairs
_DOOR = re.compile(
    r"\b(?:FRONT|BACK|REAR|SIDE|FIRE|INT|EXT|ENTRY|COMMUNAL|BATHROOM|KITCHEN|BEDROOM|CUPBOARD|PATIO|METER) "
    r"(?P<door>DRS?(?: (?:LOCK|HANDLE|FRAME|CLOSER|HINGES?|SEAL|CHAIN|ENTRY|GLAZING|LETTERBOX)\b)?)(?![\w’'])"
)
# "BP 118/72": what is measured is no reference
_MEASURED = re.compile(r"\b(?:BP|B/P|bp|Bp)(?: was| is|:)? ?(?P<value>\d{2,3}/\d{2,3})(?!\d|/)")
# compressions by machine; the word in other letters is somebody
_LUCAS = re.compile(
    r"\b(?P<device>LUCAS)(?= (?:applied|device|machine|fitted|deployed|in situ|in place|CPR|chest|on scene)\b)"
)
# "had completed Ada training": what staff have been on
_TRAINING = re.compile(
    r"\b(?:completed|done|attended|been on|delivered|mandatory|refresher|undertook|undertaken|offered|booked on)\b[^.;\n]{0,40}? "
    r"(?P<training>[A-Z][a-z]+)(?= (?:(?:mental health|suicide prevention|safeguarding|de-escalation) )?training\b)"
)
# "through with a Halligan", "ate a Garibaldi": a thing by its maker, its town or its age, behind an article
_A_THING = re.compile(
    r"\b(?:an?|half an?|another|two|the last) (?P<thing>Halligan|Hoover|Stanley|Zimmer|Thermos|Kindle|Dyson|Chubb|Yale|"
    r"Foley|Hickman|Pavlik|"
    r"Jacuzzi|Portakabin|Bakewell|Battenberg|Garibaldi|Tunnock|Twix|Snickers|Guinness|Carling|Stella|Nokia|Sterling|Regal|"
    r"Mayfair|Berkeley|Viking|Roman|Tudor|Victorian)\b(?!['’]s| [A-Z])"
)
# "Cc Ada Quarn", "From: A Quarn To: K Orde": the headings of a message in one line
_HEADING = re.compile(
    r"(?:^|[;>\n] ?)(?P<copy>[CcBb]?[Cc][Cc]):?(?= [A-Z])|\bFrom: ?[^:\n]{2,40} (?P<to>To)(?=: ?[A-Z])"
)
# "Art and Drama", a subject beside another
_SUBJECTS = r"(?:Drama|Music|Design|Textiles|Photography|English|Maths|Science|History|Geography|Dance|DT|PE|RE|ICT)"
_ART = re.compile(
    rf"\b(?P<before>Art)(?=,? (?:and|&) {_SUBJECTS}\b|, {_SUBJECTS}\b)|\b{_SUBJECTS},? (?:and |& |)(?P<after>Art)\b(?! [A-Z])"
)
# "R (Q) v Thornmere": who asks a court to review what an authority did, and the authority
_REVIEWED = re.compile(r"\bR ?\([A-Z][^)\n]{0,40}\) v\.? (?:the )?[A-Z][\w’'-]+(?: (?:of |for )?[A-Z][\w’'-]+){0,5}")

_OF_AUTHORS = (
    r"(?:work|writings?|research|stud(?:y|ies)|theory|theories|model|typology|framework|book|paper|article|concept|notion|phrase|"
    r"hierarchy|cycle|timeline|criteria|inventory|account of|idea of|definition|stages|ladder|evidence)"
)
_READ = (
    r"\b(?:[Rr]ead(?:ing)?|[Ss]ee(?: also)?|[Cc]f\.?|[Cc]it(?:e|es|ed|ing)|[Qq]uot(?:e|es|ed|ing)|[Dd]raws? (?:attention to|on)|"
    r"[Dd]rawing on|[Ff]ollowing|[Aa]fter|[Ll]ike) "
)
_SINGLE = re.compile(
    rf"\b(?P<owner>{_NAME})['’]s? {_OF_AUTHORS}\b"
    rf"|{_READ}(?P<read>{_NAME})(?= (?:and {_NAME} )?on "
    r"(?!call|site|duty|leave|shift|the (?:phone|ward|unit|day|bus|bed|stairs))[a-z])"
    rf"|\b(?P<says>{_NAME})(?= (?:would (?:call|say|argue|describe|term)|argues?|coined|reminds us|has (?:shown|argued|written)|"
    r"have (?:shown|argued|written)|et al)\b)"
    rf"|\b(?:record|scale|theory|cycle|inventory|approach|framework|typology|questionnaire|formulation|technique|model|diary) "
    rf"\((?P<method>{_NAME})\)"
    rf"|; so did (?P<too>{_NAME})(?=[.,;])"
    rf"|(?:\)|et al\.?)(?:,|,? and|;) (?P<also>{_NAME})(?= on [a-z])"
)
# "Quarn and Orde's work on loss", "Quarn and Orde on loss", "; Quarn and Orde on risk"
_PAIR = re.compile(rf"\b(?P<pair>(?P<a>{_NAME}) (?:and|&) (?P<b>{_NAME}))(?=['’]s? {_OF_AUTHORS}\b| on (?:the )?[a-z])")


# "Quarn et al", "the recovery model (Quarn and Orde)", "I have read Quarn and Orde.": nobody else is spoken of so
_ET_AL = re.compile(rf"(?<![\w’'-])(?P<all>{_NAME}(?:,? (?:and|&) {_NAME})?),? et al\b")
_OF_A_YEAR = re.compile(rf"(?<![\w’'-])(?P<one>{_NAME}(?:,? (?:and|&) {_NAME})?)(?= \((?:19|20)\d\d[a-z]?\))")
_OF_A_MODEL = re.compile(
    rf"\b(?:model|theory|approach|framework|thinking|research|study|tool|scale|criteria)\b[^.()\n]{{0,25}} "
    rf"\((?P<all>{_NAME}(?:,? (?:and|&) {_NAME})?)(?:,? (?:19|20)\d\d)?\)"
    rf"|\b(?:have|had|has|having|not|never|re-?) ?read (?P<both>{_NAME} (?:and|&) {_NAME})(?=[.,;]| on | about | since | again)"
)


# "the ruling in Quarn", "the test in Quarn": a leading case by one of its parties
_RULED = re.compile(
    rf"\b(?:test (?:in|of|under)|ruling in|judge?ment in|principles? (?:in|of)|in line with|applying|"
    rf"post-|since the ruling in|guidance in|as in|under) ?(?P<party>{_NAME})"
    r"(?=[.,;:)]| (?:and|as|test|principles?|ruling|judge?ment|he|she|they|"
    rf"the|it|duty|guidance)\b|$)"
)


@cache
def _parties() -> frozenset[str]:
    """Folded surnames by which leading cases are called, without those that many are called by."""
    found: set[str] = set()
    for row in rows("keep.csv"):
        if row["family"] == "leading cases" and " v " in row["phrase"]:
            a, _, b = row["phrase"].partition(" v ")
            found.add(fold(b if a == "R" else a))
    return frozenset(n for n in found if len(n) > 3 and " " not in n and lexicon().births(n) < _MANY)


_MANY = 100  # births


@cache
def authors_of_the_field() -> frozenset[str]:
    """Folded surnames of those whom this field cites."""
    listed = {row["phrase"].split()[-1] for row in rows("keep.csv") if row["family"] == "researchers"}
    return frozenset(map(fold, listed | word_list("authors.txt") | word_list("cited_in_the_field.txt")))


@cache
def _car() -> re.Pattern[str]:
    """A model of car behind its colour or make, or before its plate: "grey Astra", "Skoda Octavia", "Golf QX17 ZZZ"."""
    models = alternatives(
        sorted({w.title() for w in word_list("car_models.txt")} | {w.upper() for w in word_list("car_models.txt")})
    )
    makes = (
        "Vauxhall|Ford|Skoda|Škoda|Seat|SEAT|VW|Volkswagen|Audi|BMW|Renault|Peugeot|Citro[eë]n|Fiat|Toyota|Honda|Nissan|Mazda|"
        "Kia|Hyundai|Suzuki|Dacia|Volvo|Mercedes|Mini|Vaux|VAUXHALL|FORD|SKODA|AUDI|RENAULT|PEUGEOT|"
        "CITROEN|TOYOTA|HONDA|NISSAN"
    )
    return re.compile(
        rf"\b(?P<coloured>{_COLOUR} (?:(?:{makes}) )?(?:{models}))(?![\w’'-])(?! [A-Z][a-z])"
        rf"|\b(?P<made>(?:{makes}) (?:{models}))(?![\w’'-])(?! [A-Z][a-z])"
        rf"|\b(?P<plated>{models}|(?i:van|car|veh|vehicle|moped|scooter|motorbike|lorry)){_BEHIND_A_CAR}"
    )


# charities that are also names or words: beside another body of help, or where help is spoken of
_HELP = re.compile(
    r"\b(?:charit(?:y|ies)|helplines?|bereavement support|support (?:groups?|service|from|by)|signpost\w*|"
    r"leaflets? (?:from|for|on)|referred to|peer support|wrk|wkr|worker (?:at|from)|volunteer (?:at|from|with))\b"
)
_CHARITIES = frozenset(["Bliss", "Sands", "Cruse", "Petals", "Brook", "Advance", "Delphi", "Jigsaw", "Cariad", "Beat"])
_CHARITY = re.compile(r"(?<![\w’'-])(?P<body>" + "|".join(sorted(_CHARITIES)) + r")(?![\w’'-]| [A-Z][a-z])")


@cache
def _clipped_words() -> re.Pattern[str]:
    """Words of notes and messages as they are written there: "Pt", never "PT", which may be somebody's initials."""
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(sorted(word_list('clipped_words.txt')))})(?![\w’'-])")


# "the Pan London Procedures", "pan-Sussex protocol": of a whole county, and no Mr of the Poles
_PAN = re.compile(
    r"\b(?:[Pp]an|PAN)[- ][A-Z][A-Za-z]+(?: (?:and|&) [A-Z][a-z]+)? (?:[A-Z][a-z]+ ){0,3}"
    r"(?:[Pp]rocedures?|[Pp]rotocols?|[Pp]olic(?:y|ies)|[Gg]uidance|[Ss]trategy|[Ff]ramework|[Pp]athway|[Tt]hresholds?)\b|"
    r"\b(?:[Pp]an|PAN)[- ](?:London|Sussex|Dorset|Lancashire|Cheshire|Berkshire|Merseyside|Hampshire|Essex|Kent|Norfolk|Wales)\b"
)


def spoken_of(text: str, ours: frozenset[str]) -> Iterator[Spoken]:
    """What stays in a passage by what it is spoken of as; nothing with a word of `ours`, the folded words of listed names, and
    nothing behind a title or a first name: "Mrs Sands rang the charity"."""
    for start, end, why in _spoken(text):
        words = {fold(w) for w in re.findall(r"[\w’'-]+", text[start:end])}
        dated = why == "citation" and _DATED.match(text, end) is not None  # nobody of the case is written about so
        if (dated or not words & ours) and not (why in _NAMES_ELSEWHERE and _is_introduced(text, start)):
            yield start, end, why


_DATED = re.compile(
    r",? et al\.?,? \(?(?:19|20)\d\d\b|"
    r" \((?:19|20)\d\d[a-z]?\),? (?:has |have |had |also )*(?:describe|argue|found|find|show|suggest|note|wrote|write|observe|"
    r"conclude|point|call|identif|explain|warn|discuss|propose|define|develop|review|stress|highlight|remind|propos)"
)
_NAMES_ELSEWHERE = ("keep list", "citation", "case law")
_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)\.? $")
_CALLED_SO = 500  # births


def _is_introduced(text: str, start: int) -> bool:
    """A title or a first name stands before character `start`."""
    before = _BEFORE.search(text, max(0, start - 30), start)
    if before is None:
        return False
    word = before[1]
    named = word[0].isupper() and not lexicon().is_ordinary(word) and lexicon().births(word) >= _CALLED_SO
    return word.lower() in lexicon().titles or named


def _spoken(text: str) -> Iterator[Spoken]:
    for pattern, why in (
        (_TURN, "question and answer"),
        (_LABEL, "letter of a part"),
        (_CLIPPED, "shorthand"),
        (_DOOR, "shorthand"),
        (_MEASURED, "measured"),
        (_LUCAS, "keep list"),
        (_TRAINING, "keep list"),
        (_A_THING, "keep list"),
        (_HEADING, "shorthand"),
        (_ART, "keep list"),
        (_car(), "car"),
        (_clipped_words(), "shorthand"),
        (_PAN, "keep list"),
    ):
        for match in matches(pattern, text):
            yield (*match.span(match.lastgroup or 0), why)
    if " v" in text:
        for match in matches(_REVIEWED, text):
            yield (*match.span(), "case law")
    for match in matches(_RULED, text):
        if fold(match["party"]) in _parties():
            yield (*match.span("party"), "case law")
    yield from _cited(text)
    bodies = list(matches(_CHARITY, text))
    if len(bodies) > 1 or (bodies and _HELP.search(text)):
        yield from ((*m.span("body"), "keep list") for m in bodies)


def _cited(text: str) -> Iterator[Spoken]:
    """Authors whom the field knows, where their work is spoken of; a pair of whom one is known, or is no first name."""
    known = authors_of_the_field()
    for match in matches(_ET_AL, text):
        yield (*match.span("all"), "citation")
    for match in matches(_OF_A_YEAR, text):
        if _DATED.match(
            text, match.end("one")
        ):  # "Quarn (2017) has described", not "Ann and Tom (2016)", who are children
            yield (*match.span("one"), "citation")
    for match in matches(_OF_A_MODEL, text):
        group = match.lastgroup or "all"
        if all(lexicon().births(w) < _MANY for w in re.split(r",? (?:and|&) ", match[group])):
            yield (*match.span(group), "citation")
    for match in matches(_SINGLE, text):
        group = match.lastgroup or "owner"
        if fold(match[group]) in known:
            yield (*match.span(group), "citation")
    for match in matches(_PAIR, text):
        pair = {fold(match["a"]), fold(match["b"])}
        work = text[match.end() :].startswith(("'s", "’s", "'", "’")) or text[: match.start()].endswith(("; ", "(see "))
        if pair & known or (work and any(lexicon().births(w) < _MANY for w in pair)):
            yield (*match.span("pair"), "citation")
