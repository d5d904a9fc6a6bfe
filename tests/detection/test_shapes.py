from __future__ import annotations

import pytest

from tests.detection.marked import check
from tests.detection.tables import rows

SHAPES = rows(
    "shapes",
    # first name and surname, of many origins
    "«Sorcha Kilbane» was seen at home.",
    "«Babatunde Adebayo-Finch» held the case.",
    "«Jagdeep Singh» and «Gurleen Kaur» moved out.",
    "«Pham Thu Hanh» lives with her aunt.",
    "«Siti binti Rahman» attended.",
    "«Zoë Bartoszek» and «Seán Ó Murchú» were seen.",
    "The keyworker was «Llinos ap Gruffydd».",
    "The keyworker was «Xochitl Quispe-Mamani».",
    "She met «Md Abdul Karim» and «Chukwuemeka Nnadi».",
    "She met «Thandiwe», «Katarzyna» and «Idris».",
    "The case was passed to «Rebecca English» and «Thomas Black».",
    "The case was passed to «Sunday Oyebanji».",
    "«John Gallivan Jr» was arrested.",
    # apposition
    "social worker «Tobias Engelbrecht» visited with «Chidinma Nwachukwu», health visitor",
    "Team Manager «Rukhsana Mirza» agreed.",
    "Interview with «Oyinkansola» (Social Worker)",
    "The mother («Ewelina») said so.",
    # initials
    "«J Threlkeld» and «K J Brocklesby» signed with «T. Wimbledon-Frost».",
    "«J.K.Brocklesby» signed.",
    "The form was signed by «Threlkeld J» and «Brocklesby KJ».",
    "«Brittany M» and «Jordan B» were friends.",
    # surname first
    "«BROCKLESBY Kerry» attended.",
    "The list began with «Brocklesby, Kerry».",
    # first names that are words: capital in the middle of a sentence, or a person's verb after them
    "They hope to return, and «Hope» was seen.",
    "«Will» attended with «Mark». He will attend and mark the date.",
    "We saw «Summer» on the ward. In summer she left.",
    "He told «Chance» about it.",
    "«Dawn» rang at dawn.",
    "The children are «Willow», «Skye», «River» and «Storm».",
    "«Grace», «Joy» and «Faith» were at nursery.",
    "«Holly» and «Ivy» were at nursery.",
    "She said «June» had left. It was in June.",
    "«April»'s mother rang in April.",
    "«June» said she would come in June.",
    "«Mary Jane» was seen at home.",
    # nicknames, quotations, greetings
    "«Kev» hit «Shaz». «Baz» saw it.",
    "Her partner, known as «Smiler», was arrested.",
    'He said that "«Shaz»" was there.',
    "Hi «Jaswinder», can you ring me? Thanks, «Viv»",
    "Regards, «Georgina»",
    # possessive, plural, list, slash, brackets
    "«Amira»'s and «Idris»’s father",
    "«Daisy-Rae»'s bruise",
    "«Tyler», «Kirsty-Leigh» and «Mason Ackroyd» were seen.",
    "«Ewelina»/«Tobias» were seen.",
    "• «Ewelina» - seen",
    "Re: «Ewelina Gallivan»",
    "H/V to «Ewelina»",
    "F/U «Ewelina» next week",
    # capitals
    "«KIRSTY» WAS SEEN BY THE DOCTOR WITH HER BROTHER «MASON».",
    "CHRONOLOGY FOR «EWELINA GALLIVAN»",
    # small letters: a rare first name that is no word
    "he lives with «chukwuemeka» and «katarzyna»",
    # court title: the family
    "R v «Threlkeld» was listed.",
    # words that stay
    "The Child was seen. Nursery staff Attended. Concern was Expressed.",
    "Mother and Father were present; Maternal Grandmother was not.",
    "May I ask. Will they come? Mark the date. Bill the council. Grant the order.",
    "In May, in June and in August the family was seen.",
    "Significant events and Analysis of practice",
    "SIGNIFICANT EVENTS AND ANALYSIS OF PRACTICE",
    "She was late, hungry and cold; it was dawn and there was no hope.",
    "I saw him. A visit followed. A and E was busy.",
)


@pytest.mark.parametrize("marked", SHAPES)
def test_names_by_their_shape(marked: str) -> None:
    check(marked)


PLACES = rows(
    "places",
    "He is from «place|Bolton» and his mother is from «place|Hartlepool».",
    "They moved to «place|Wrexham».",
    "She was born in «place|Asaba» and speaks English.",
    "The family came from Poland and speak Polish at home.",
    "They went on holiday to Spain and Portugal.",
)


@pytest.mark.parametrize("marked", PLACES)
def test_places_where_somebody_lives_or_comes_from(marked: str) -> None:
    check(marked)
