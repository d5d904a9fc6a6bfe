from __future__ import annotations

from datetime import date

import pytest

from redactor.detection.knowledge import Knowledge
from tests.detection.marked import check, under
from tests.detection.tables import rows

CUES = rows(
    "cues",
    "DOB «date of birth|03.03.70»",
    "d.o.b: «date of birth|03/03/70»",
    "D.O.B «date of birth|3-3-1970»",
    "D.O.B.«date of birth|14/03/2012»",
    "DOB«date of birth|14/03/2012»",
    "D/O/B «date of birth|14/03/2012»",
    "(dob «date of birth|14.03.12»)",
    "DoB – «date of birth|14/03/2012»",
    "his d.o.b. was «date of birth|14-Mar-12»",
    "DOBs «date of birth|14/03/2012» and «date of birth|15/04/2014»",
    "Date of birth: «date of birth|2012-03-14»",
    "date of birth («date of birth|14/03/2012»)",
    "Her date of birth is «date of birth|14 March 2012» and she was seen on 15 March 2019.",
    "Date of Birth\n«date of birth|14/03/2012»",
    "Date of Birth:\t«date of birth|14/03/2012»",
    "born on «date of birth|3rd March 1970»",
    "born on «date of birth|the third of March»",
    "Born «date of birth|14/03/12», seen 15/03/12",
    "born in hospital on «date of birth|14 March 2012»",
    "The baby was born on Monday «date of birth|14 March 2012».",
    "He was born on the «date of birth|14th of March, 2012».",
    "He was born on «date of birth|March 14, 2012».",
    "born at 32 weeks on «date of birth|14.03.2012»",
    "He was delivered on «date of birth|14 March 2012» by caesarean section.",
    "b. «date of birth|14.3.12»",
    "it was her seventh birthday on «date of birth|9 May 2019»",
    "on his 5th birthday («date of birth|14/03/2017»)",
    "Her birthday is «date of birth|14 March».",
    "Turned 15 yesterday, «date of birth|9 May».",
    "She turned sixteen on «date of birth|9 May 2020».",
    "Birthday: «date of birth|14/03/2012»",
    "She gave birth to «Efua» on «date of birth|14 March 2012».",
    "She had a baby, «Efua», on «date of birth|14 March 2012».",
    "She had her baby with her when seen in March 2012.",
    # a date right after a name, as lists of children have it
    "«Efua Mensah» («date of birth|14/03/2012»)",
    "«Efua» (DOB «date of birth|14/03/12») and «Tobias» («date of birth|15/04/14»)",
    # events stay
    "seen 03/03/19",
    "seen on 14/03/12; w/c 14 March 2012; from 14/03/12 to 15/03/12",
    "14/03/2012 home visit",
    "He was born in 2012 and was seen on 3 May 2019.",
    "He was born into a large family, and on 3 May 2019 he was seen.",
    "A plan was born. On 3 May 2019 he was seen.",
    "died on 14/03/2020, found deceased on 14 March 2020, funeral on 20 March 2020",
    "aged 7 on 3 May 2019",
    "The stubborn child was seen on 3 May 2019.",
    "The referral was dated 14/03/2012.",
    "born at 32 weeks; BP 120/80; seen at 17:56",
)


@pytest.mark.parametrize("marked", CUES)
def test_dates_of_birth_by_their_context(marked: str) -> None:
    check(marked)


LISTED = Knowledge(births=(date(2012, 3, 14),))
KNOWN = rows(
    "listed dates",
    "seen on «date of birth|14/03/2012»",
    "«date of birth|14.3.12», «date of birth|14 March 2012», «date of birth|14-Mar-2012», «date of birth|2012-03-14»",
    "«date of birth|03/14/2012»",
    "14/03/2019, 14 March, 3 March 2012, 15/03/2012",
)


@pytest.mark.parametrize("marked", KNOWN)
def test_dates_of_birth_of_the_list_in_any_format(marked: str) -> None:
    check(marked, LISTED)


def test_a_listed_date_in_a_column_of_events_stays() -> None:
    for header in ("Date", "Date and time", "When"):
        check("14/03/2012", LISTED, under(header))
        check("2 March 2012", LISTED, under(header, "Sister born"))  # or the row would be without its date
