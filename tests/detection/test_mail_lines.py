"""A thread pasted into a draft: who wrote to whom, whatever the names look like; and what stands in such lines that is nobody."""

from __future__ import annotations

import pytest

from redactor.detection.engine import find_all

from .marked import NOTHING, passage, unmarked

LINES = [
    "From: «Umunna-Bright, Chidera» <«e|cumunnabright@northmoor.gov.uk»>",
    "From: «Xu, Wei» [mailto:«e|wei.xu@nhs.net»]",
    "To: «McShane, L»; «Szczepanski, B» (Northmoor Council); «Tamworth-Cole T»",
    "Cc: «e|dharbottle»; «e|twinst3»; Safeguarding Duty Team",
    "Required: «Umunna-Bright, Chidera»; «Xu, Wei»",
    "From: «chidera umunna-bright» <«e|cob@x.org»>",
    "From: «WEI XU»",
    "Sent by: «Chidera»",
    "To: «Summers, Joy»; «Day, April»",
    "Subject: Fw: «Kyle Thornbury» - update",
    "Subject: FW: Re: «Thornbury, Kyle»",
    "On 1 February 2025 08:00, «Szczepanski, B.» wrote:",
    "On Mon, Feb 3, 2025 at 8:12 AM «bo szczepanski» <«e|bo@x.org»> wrote:",
    'On 3/2/25 9:10 am, "«Chidera Umunna-Bright»" <«e|c@x.org»> wrote:',
    "> On 2 Feb 2025, at 09:01, «Oakshott, Jo» <«e|jo@x.org»> wrote:",
    "From: «Bellweather, Tom» <«e|t@x.org»>\nSent: 03 February 2025 10:22\nTo: «Nandakumar, Anjali»; '«Jo Oakshott»'",
    "BW, «Jo»",
    "Tx «Chidera»",
    # what is nobody
    "From: 3 March 2025 To: 5 March 2025",
    "To: Home",
    "From: home To: school",
    "Cc: Team Manager; Head of Service",
    "To: Duty Team; Northmoor Safeguarding Inbox",
    "Sent: 03 February 2025 10:22",
    "Importance: High",
    "From: the ward To: the day centre",
    "On 2 February 2025 at 09:01 the school wrote: please collect him.",
]  # fmt: skip


@pytest.mark.parametrize("marked", LINES)
def test_people_of_mail_lines(marked: str) -> None:
    text, expected = unmarked(marked)
    (found,) = find_all([passage(text)], NOTHING)
    assert [m.text.rstrip(".") for m in sorted(found.mentions, key=lambda m: m.start)] == [
        e.text.rstrip(".") for e in expected
    ]
