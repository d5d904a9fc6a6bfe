"""Firms by what stands beside two surnames ("Harrop & Loder", "Parr & Co"), and pages and groups that bear somebody's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from redactor.detection.look import Look
from redactor.detection.mentions import MentionKind
from redactor.detection.recognisers.base import Find
from redactor.detection.recognisers.known_organisations import overlap
from redactor.language.establishments import GENERIC
from redactor.language.lexicon import fold, kin_words, lexicon, record_verbs, word_list

ORGANISATION = MentionKind.ORGANISATION
_NO_SURNAME = word_list("not_proper_words.txt") | GENERIC | word_list("process_words.txt")

# "a joiner with Harrop & Loder, a small firm": two surnames are one body where the words around them say so
_FIRM = re.compile(
    r"\b(?:(?:firm|practice) of|solicitors|employed by|work(?:s|ed|ing)? for|apprenticed to|job (?:at|with)|"
    r"(?:joiner|clerk|builder|plumber|electrician|labourer|driver|fitter|roofer|mechanic|secretary) (?:with|at|for)) "
    r"(?P<name>[A-Z][\w’'-]+ (?:&|and) [A-Z][\w’'-]+)\b(?![ ]?[&’'])|"
    r"\b(?P<law>[A-Z][\w’'-]+ & [A-Z][\w’'-]+ (?:Law|Legal|Partners|LLP|Solicitors))\b|"
    r"\b(?P<co>(?:[A-Z][\w’'-]+,? )?[A-Z][\w’'-]+ "
    r"(?:& (?:Company|Son|Daughters?|Brothers)|(?:&|and|\+) (?:Partners|Associates|Co|Sons|Bros))\b"
    r"(?: (?:Ltd|Limited|LLP|Solicitors)\b)?(?![’'-]\w{2}))|"
    r"\b(?P<before>[A-Z][\w’'-]+ (?:&|and) [A-Z][\w’'-]+)(?=,? \(?(?:an?|the|our|its|their|her|his) (?:[a-z][\w’'-]* ){0,2}"
    r"(?:firm|company|solicitors|builders|accountants|garage)\b)|"
    # "package of care QDS via Kindly Hands"
    r"\b(?:[Pp]ackage(?: of care)?|POC|[Cc]arers?|[Cc]are (?:calls?|visits?))(?: [\w/]+){0,2} (?:via|from|by|through) "
    r"(?P<care>[A-Z][a-z]+ [A-Z][a-z]+)\b(?! ?[A-Z&’'])"
)
# "the Facebook page 'Tilda's Tale'": all of the name that somebody gave it
_PAGE = re.compile(
    r"\b(?:[Pp]ages?|[Gg]roups?|[Cc]hats?|[Cc]hannels?|[Aa]ccounts?|[Cc]ampaigns?|[Aa]ppeals?|[Ff]undraisers?|[Pp]etitions?|[Bb]logs?|"
    r"[Ss]ites?)(?:,? (?:called|named|titled|entitled|under the name(?: of)?))?[,:]?\s\(?"
    r"(?P<open>[\"“‘'])(?P<page>[A-Z][^\"“”\n]{2,60}?)(?P<close>[\"”’'])(?!\w)"
)
_CLOSES = {'"': '"', "“": "”", "‘": "’", "'": "'"}


def firms(look: Look, taken: list[tuple[int, int]]) -> Iterator[Find]:
    """Each firm once; spans (start, end) found are added to `taken`."""
    for match in _FIRM.finditer(look.text):
        start, end = match.span(match.lastgroup or 0)
        first_names = any(look.kind_of(i) == "first" for i in look.within(start, end))  # "worked for Adam and Ruby"
        if match["care"] and any((w.lower(),) in lexicon().agency_words for w in match["care"].split()):
            continue
        if match["co"]:
            start = _beginning_of_a_firm(look, start, match["co"])
            first_names = start == end or look.shouted
        if (match["law"] or not first_names) and not look.hard_between(start, end) and not overlap(taken, start, end):
            taken.append((start, end))
            yield Find(start, end, ORGANISATION, 0.85, "Organisation")


def _beginning_of_a_firm(look: Look, start: int, text: str) -> int:
    """Where a name before "& Co" begins: behind "Solicitors", "Contacted"; its end for "Police and Partners", "Mother & Sons"."""
    none = _NO_SURNAME | look.role_vocabulary | kin_words() | lexicon().function_words
    begins = start + len(text)
    names = list(re.finditer(r"[A-Z][\w’'-]+", re.split(r" [&+] | and ", text)[0]))
    for k, name in reversed(list(enumerate(names))):
        word, at = fold(name.group()), look.beginning_at(start + name.start())
        verb = at is None or (look.tokens[at].opens and word in record_verbs() and k < len(names) - 1)
        if (
            verb
            or word in none
            or (word,) in lexicon().agency_words
            or word in lexicon().titles
            or name.group().isupper()
        ):
            break
        begins = start + name.start()
    return begins


def pages(look: Look, taken: list[tuple[int, int]]) -> Iterator[Find]:
    """A page or a group in quotes that bears somebody's name: all of it, for the rest of it leads to them as well."""
    for match in _PAGE.finditer(look.text):
        start, end = match.span("page")
        inside = look.within(start, end)
        somebody = any(look.kind_of(i) in ("first", "unknown") for i in inside) or any(
            r.label == "PER" and r.start < end and start < r.end for r in look.readings
        )
        if somebody and match["close"] == _CLOSES[match["open"]] and not overlap(taken, start, end):
            taken.append((start, end))
            yield Find(start, end, ORGANISATION, 0.95, "Organisation")
