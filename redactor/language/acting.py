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
    r"is (?:aged|now|his|her)|and (?:his|her|their) |who\b)"
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


def is_subject(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word at these characters acts, is called by a title, or has what only people have.

    Of a word that is somebody's name in the case: of any other word it says too little.
    """
    return bool(_SAYS.match(text, end) or _HERS.match(text, end) or _BEFORE.search(text, max(0, start - 14), start))
