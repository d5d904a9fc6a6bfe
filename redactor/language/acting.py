"""What says that a capitalised word is somebody: a verb of people behind it, a title or a code before it."""

from __future__ import annotations

import re

# behind a word: "Hope said", "Mark had told", "Grace was seen"
ACTS = re.compile(
    r"\s(?:(?:then|also|later|only|just|had|has|was|is)\s)?(?:said|says|told|asked|rang|saw|seen|met|came|went|left|arrived|"
    r"attended|stated|reported|felt|wants|wanted|thinks|thought|refused|agreed|disclosed|denied|visited|phoned|texted|"
    r"lives|lived|stayed|slept|cried|hit|pushed|would|did|does|could|can)\b"
)
_SAYS = re.compile(
    r"\s(?:(?:then|also|later|just|had|has)\s)?(?:hit|wrote|kicked|pushed|said|says|told|asked|rang|went|came home|came to|"
    r"disclosed|denied|refused to|phoned|texted|visited|cried|slept|lives|lived|attended|stated|explained|thinks|thought|"
    r"wants|wanted|was (?:born|seen|aged|taken|well|asked|told|upset|home|present|registered|admitted|weighed|placed|worried)|"
    r"is (?:aged|now|his|her)|and (?:his|her|their) |who\b|"
    # what only somebody with a body and a mind does
    r"(?:hid|climbed|shouted|screamed|laughed|smiled|whispered|swore|threatened|apologised|admitted|believed|knew|hoped|hugged|"
    r"scratched|spat|vomited|woke|absconded|nodded|shrugged|drank|ate|sat|spoke|described|replied|answered|blamed|remembered|"
    r"self-harmed|ran (?:away|off|out|home|upstairs|to)|would not|did not want|gave birth)\b)"
)
_BEFORE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|PC|DC|DS|Nurse|Sister|Uncle|Aunt|Auntie|Nan|Baby)\.? |"
    r"\b(?:[Ss]he|[Hh]e|[Tt]hey|mother|father|brother|sister|son|daughter|mum|dad|partner|boyfriend|girlfriend|friend|uncle|"
    r"aunt|told|asked|saw|rang|hit|met|visited|with|called|named|of|by|[A-Z][a-z]+ and) )$"
)
_HERS = re.compile(
    r"['’]s (?:(?:step|grand|foster )?(?:mother|father|parents)|mum|dad|nan|gran|home|house|flat|school|nursery|class|classroom|"
    r"brother|sister|siblings?|aunt|uncle|cousin|friends?|partner|boyfriend|girlfriend|bedroom|GP|room|bed|cot|teacher|"
    r"birth|birthday|health visitor|social worker|key ?worker|carers?|clothes|shoes|hair|face|arm|leg|weight|attendance|"
    r"behaviour|injur(?:y|ies)|bruis(?:e|es|ing)|disclosures?|drinking|drug use|mental health|placement|case|file|record)\b"
    r"|\s(?:family|household)\b"
)


# "Dean's car was outside": a capital, and something that belongs to it
_OWNS = re.compile(r"['’]s\s(?!(?:a|an|the|been|not|no|it|that|what|why|how|where|when|so|too|very)\b)[a-z]")
# before a capital that is no name all the same: "the Dean of the faculty", "a message of Hope", "in Summer"
_NO_NAME_BEHIND = re.compile(
    r"(?:^|[^\w])(?:the|a|an|this|that|these|those|our|your|their|his|her|its|my|each|every|any|no|some|in|on|at|near|during|"
    r"since|until|last|next|early|late|mid|of|per|st|saint|via|under|over|through|across|for)\s$",
    re.IGNORECASE,
)
_SMALL_BEFORE = re.compile(r"(?:[a-z][\w'’]*|[,;:(])\s?$")
_SMALL_BEHIND = re.compile(r"\s?[,.;:)&?!]|\s[a-z]|$")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands by itself amid small letters, where only a name has a capital: "according to Frost, it".

    Of a word that is somebody's name in the case, as above.
    """
    if not text[start].isupper() or text[start:end].isupper():
        return False
    before = text[max(0, start - 24) : start]
    return bool(_SMALL_BEFORE.search(before) and not _NO_NAME_BEHIND.search(before) and _SMALL_BEHIND.match(text, end))


def is_subject(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word at these characters acts, is called by a title, or has what only people have.

    Of a word that is somebody's name in the case: of any other word it says too little.
    """
    return bool(
        _SAYS.match(text, end)
        or _OWNS.match(text, end)
        or _HERS.match(text, end)
        or _BEFORE.search(text, max(0, start - 14), start)
    )
