"""One pair of texts for each row of models/lists/identifiers.csv: one with the number, one with its double that stays.

Numbers are of ranges that nobody has: NHS numbers from 999 000 0000, drama telephone numbers, `.example` domains.
"""

from __future__ import annotations

import re

import pytest

from redactor.language.lexicon import rows as csv_rows
from tests.detection.marked import check, detected, passage, under, unmarked
from tests.detection.tables import rows
from tests.identities.cases import case

# label of the row, a text that it finds, a text that stays; in the order of the file
EXAMPLES = (
    ("e-mail address", "Mail «identifier|efua.mensah@stourbeck.example» today.", "He was @ home, and 3 @ school."),
    ("web address", "See «identifier|https://www.stourbeck.example/efua».", "See the website, page 3."),
    ("social media name", "She posts as «identifier|@efua_m».", "seen @14:30"),
    ("file path", r"It is in «identifier|C:\Users\EMensah\imr.docx»", "either/or; 3:2; and/or"),
    ("NHS number", "«identifier|999 000 0018» is hers.", "3 999 000 pounds"),
    ("NHS number", "NHS «identifier|999-000-0019» mistyped.", "The NHS has 1,300,000 staff."),
    ("NHS number", "NHS no: «identifier|9990000019» mistyped.", "In the NHS since 2019."),
    ("unique learner number", "ULN «identifier|9276308686»", "Learner numbers rose to 120."),
    ("national insurance number", "NI: «identifier|QQ 12 34 56 C»", "Room QQ 12"),
    ("unique pupil number", "Her UPN is «identifier|K999000010100».", "K99 and K100"),
    ("nursing register PIN", "PIN «identifier|12A3456E»", "12A and 3456E"),
    ("professional registration number", "Registration «identifier|SW123456»", "SW12 and OT3 visited."),
    ("GMC number", "GMC «identifier|9999991»", "The GMC was told in 2019."),
    ("police national computer number", "«identifier|2002/0073319Z»", "2002/03 and 2018/19"),
    ("police national computer number", "PNC «identifier|02/733Z»", "PNC checks on 02/03/2019"),
    ("criminal records office number", "«identifier|51072/62R»", "51/62 of them"),
    ("family court number", "«identifier|ZC21C00123»", "ZC21 is a room."),
    ("court case number", "«identifier|T20217123»", "T2021 is a form."),
    ("driving licence number", "«identifier|QQQQQ712034AB9CD»", "QQQQQ7"),
    ("vehicle registration", "«identifier|AB12 CDE» was parked there.", "AB12 is a room; CDE is not."),
    ("vehicle registration", "his car, «identifier|A123 BCD», was parked", "In A123 BCD met."),
    ("vehicle registration", "reg no «identifier|ABC 123D»", "Form ABC 12 was sent."),
    ("prison number", "He is «identifier|A1234BC» there.", "Form A1234 was sent."),
    ("probation number", "CRN «identifier|X123456»", "Probation was told 123 times."),
    ("Home Office reference", "«identifier|X1234567/2»", "X12 and X13/2"),
    ("asylum support reference", "NASS «identifier|99/12/12345»", "NASS wrote on 12/03/2019."),
    ("passport number", "Passport «identifier|123456789» was seen.", "Passports were seen 12 times."),
    ("crime reference", "«identifier|42/12345/21»", "12/03/21"),
    ("crime reference", "«identifier|CAD 1234/05MAR21»", "CAD was down for 12 hours."),
    ("bank details", "«identifier|99-99-99 12345678»", "99-99 is a score."),
    ("bank details", "account number «identifier|12345678»", "The bank has 120 branches."),
    ("map reference", "It was at «identifier|///filled.count.soap».", "and so on ... and on"),
    ("IP address", "from «identifier|192.0.2.14»", "ToR 1.2.3 and section 2.1.4"),
    ("exhibit number", "exhibit «identifier|JS/12»", "N/A; Exhibit 12"),
    ("reference number", "Mosaic ID «identifier|123456»", "Mosaic has 12 fields."),
    ("reference number", "It is «identifier|12345678».", "1,234,567 people and £12,345"),
    ("reference number", "Our ref «identifier|GP/CHA0417/2» is closed.", "Our ref and/or yours; a ref 1/2"),
    ("reference number", "DASH «identifier|HX/20/33917» was sent.", "N/A; EH/12 and ToR/3/2"),
    ("reference number", "It is «identifier|HB/12345/67».", "LAC/12 and ToR/3"),
    ("reference number", "Our ref: «identifier|JS/KM/01»", "and/or; Y/N; he/she 1/2"),
    ("NHS number", "It is «identifier|999 000 0019».", "999 calls, 000 of 0019"),
    ("social media name", "Snapchat: «identifier|efua.2012x»", "She uses Snapchat at night."),
    ("reference number", "Her number is «identifier|KF0412207».", "SW12 and CP1234"),
    ("plot number", "They live on pitch no. «identifier|12».", "The plot was lost; plots of 12 acres."),
    ("reference number", "Record «identifier|7706-31188» was closed.", "We read 2019-2020 records."),
    (
        "social media name",
        "He is «identifier|kofi_b7» on TikTok.",
        "They posted on Instagram, and 20 on Facebook saw it.",
    ),
    ("social media name", "From «identifier|kofi_mensa»: hi", "an _underlined_ word; draft_2.docx"),
    ("national insurance number", "ni «identifier|qq123456c»", "on 12 10 20 a man rang; in 12 34 56 a note"),
    ("national insurance number", "NI number «identifier|qq 12 34 56 c»", "NI rose by 12 34 times."),
    ("vehicle registration", "It was «identifier|ln14kpx».", "yr12boy was no word; an ab12 form"),
    ("vehicle registration", "A white Astra, «identifier|K1 ABC», left.", "Room K1 FYI; see T1 THE end; in K1 ABC met"),
    ("vehicle registration", "the van «identifier|k123 prt»", "the car did 30 mph; a van of 12 men"),
    ("vehicle registration", "registration «identifier|ABC 1234»", "The registration of 1234 births."),
    ("vehicle registration", "a car «identifier|AIZ 1234»", "A taxi at NIZ."),
    ("part of a number", "NHS number ending «identifier|0018» was used.", "The year ending 2018; a number of 120."),
    (
        "part of a number",
        "last four digits of her phone: «identifier|3366».",
        "the last 4 digits; the year ending 2019",
    ),
    ("phone number", "His mobile («identifier|07*** ***471») was called.", "07 and *** are no number."),
    ("part of a number", "card «identifier|**** **** **** 1234»", "a ***** review, 5* in 2019"),
    ("log number", "Log «identifier|0537 of 22/03» refers.", "12 of them, 3 of 12"),
    ("log number", "Incident «identifier|0412 of 9 March» refers.", "Log: 12 of them came on 9 March; 100 of 4 pages"),
    ("log number", "Call «identifier|20-004-7188» at noon", "a call of 20-30 minutes; 20-004 of them"),
    ("custody number", "Held at the station, «identifier|NP/03/7180/12».", "N/A; and/or; A/B/C"),
    ("MARAC number", "MARAC no «identifier|14/22»", "The MARAC heard 14 cases in 2022."),
    ("candidate number", "Candidate no «identifier|7417» was absent.", "7417 candidates sat it."),
    ("social media name", "(Snap «identifier|efua.m04x») is 17", "on Snap again; Insta is down. No."),
    ("log number", "14/02/2020 Log «identifier|0388»", "Log 3 of 4; logged 2000 calls; log at 07:30"),
    ("reference number", "export / id «identifier|77310» / printed", "ID 3; his id was 25 in 2019"),
    ("vehicle registration", "that polo, reg start «identifier|YK15» sumthin", "Form YK15; registered in AB12"),
    ("vehicle registration", "«identifier|KTR 12B»", "yr12 boy"),
    (
        "national insurance number",
        "she gave «identifier|tw 31 20 45 c» at the desk",
        "on 01 02 03 a visit; at 12 10 19 a call",
    ),
    ("reference number", "a note (contact «identifier|KRM-70418») was made", "under ISO-27001 and COVID-19"),
    ("reference number", "Police «identifier|BX/PPN/30417»", "GP/HV/SW met; A/B/2019"),
    ("reference number", "Attendance «identifier|AE21-204417».", "in FY20-21 and Q19-20"),
    ("collar number", "collar number «identifier|4417»", "4417 people were there"),
    ("log number", "FWIN «identifier|1177-201120» refers.", "In 1177-201120 others there was none."),
    ("phone number", "rang ext «identifier|6614»", "an extension of 6614 days"),
    ("PIN", "the key safe code «identifier|4471» was given", "4471 keys"),
    (
        "PIN",
        "Key safe «identifier|K3391». The code for the door is «identifier|905X».",
        "Key safe fitted 3/4, at 10:30; door 2",
    ),
    ("intelligence report", "Intel «identifier|5x5x5/8817» was read.", "a 5x5 grid"),
    ("log number", "It is log «identifier|PK-020321-0419».", "in PK-2019 others"),
    ("reference number", "Passed to complaints («identifier|C/17/0452»)", "C/17 of 2017, and 1/17/0452"),
    ("reference number", "A complaint («identifier|HBC/C/17/052») went in.", "HBC/C and 17/052; GP/HV on 12/03/2019"),
    ("log number", "Rang, log «identifier|NP-0733-140518».", "NP-07 of 14-05-18; B-12-2019"),
    (
        "telephone's own number",
        "A phone («identifier|490154203237518») and «identifier|35-209900-176148-1» were taken.",
        "It had 490154203237519 views.",
    ),
    (
        "reference number",
        "He complained (ref «identifier|HBC/C/3107»). Breach reference «identifier|PRB-KM-0714»",
        "Ref HBC/C was read; PRB-KM of a form; GP/HV/12",
    ),
    ("reference number", "It is «identifier|111-0714-90321».", "pages 111-0714; 20-30-40000"),
    ("phone number", "Bleep «identifier|D3317».", "bleep D3; item D3317"),
    (
        "reference number",
        "It went in as «identifier|KT-INT-3318». Statement («identifier|PD-ST-027»), referral «identifier|QB-5519»",
        "BS-5839, COVID-191 and NG-225; an IMR-2021 and SCR/2020; MON-1400; LAS/999; BP-120/80; JAN-2020",
    ),
    (
        "log number",
        "Ring about «identifier|KT 5512 of 23», «identifier|PD/417 of 2022».",
        "KT 12 of 22; a page, 112 of 120; IQ 100 of 22% of them",
    ),
    ("log number", "The crime number is «identifier|5512 of 23».", "The crimes were 112 of 220; 512 of 23"),
    (
        "reference number",
        "It says «identifier|2217 5034» and «identifier|4471 208 339».",
        "in 2019 2020 2021, at 0900 1200 1800; £12 345 678; 250 000 000; 3200 3450 3600 g; 12 March 2019",
    ),
    ("Home Office reference", "CID «identifier|1140 2034», CID no. «identifier|2217503»", "CID came at 1140 1200"),
    ("unique pupil number", "UPN «identifier|K 9990 0001 0100»", "K 9990 of them"),
    ("reference number", "Subject: «identifier|4417»", "Subject: 2021"),
    (
        "reference number",
        "Clinic no. «identifier|4417», client's ID: «identifier|0388», file number ICS «identifier|5527714»",
        "Ref 2019; case no 12; ref 1400 ml; clinics 4417; file 7417",
    ),
    ("reference number", "Call «identifier|T-41-0623» and its note.", "Rule T-41-2019 of the club."),
    ("reference number", "Print, «identifier|CV 30417», page 2.", "Her CV 12 pages long."),
    ("reference number", "Crew, call sign «identifier|QX218», came.", "A sign of life; the crew QX came"),
    (
        "reference number",
        "The card's number «identifier|4471208» was wrongly given as «identifier|447-120-81».",
        "It rose from £1,400,208 to £1500308; on page 208 as 2019",
    ),
    ("reference number", "Report «identifier|MP19/004127» was closed.", "Part MP19 was closed."),
    ("reference number", "MG11 – URN «identifier|64 ZX 01981 21»", "Page 64 of ZX 21"),
)


def test_the_letters_of_a_force_go_with_its_log() -> None:
    check("«identifier|QAP 1381 of 18/07/22» 2210 call.")


def test_every_row_of_the_table_has_its_examples() -> None:
    assert [label for label, _, _ in EXAMPLES] == [row["label"] for row in csv_rows("identifiers.csv")]


@pytest.mark.parametrize(
    ("line", "row"),
    rows("rows of the table", *[(f"line {number}", row) for number, row in enumerate(csv_rows("identifiers.csv"), 2)]),
)
def test_a_row_has_five_columns_and_its_braces_are_whole(line: str, row: dict[str, str]) -> None:
    """A comma inside a pattern would shift what follows into the next column."""
    assert set(row) == {"label", "pattern", "cue", "check", "source"}
    for expression in (row["pattern"], row["cue"]):
        assert expression.count("{") == expression.count("}")
        re.compile(re.sub(r"\{(\d+);(\d+)\}", r"{\1,\2}", expression))
    assert row["check"] in ("", "nhs", "value", "number", "list", "imei", "lettered", "groups", "number alone")
    assert row["source"].startswith("domain")


FOUND = rows("identifiers found", *[(label, positive) for label, positive, _ in EXAMPLES])
STAY = rows("identifiers that stay", *[(label, negative) for label, _, negative in EXAMPLES])


@pytest.mark.parametrize(("label", "marked"), FOUND)
def test_identifiers_are_found_with_their_label(label: str, marked: str) -> None:
    check(marked)
    plain, expected = unmarked(marked)
    labels = [m.label for d in detected([passage(plain)]) for m in d.mentions if m.kind == "identifier"]
    assert labels == [label] * len(expected)


@pytest.mark.parametrize(("label", "text"), STAY)
def test_what_only_looks_like_an_identifier_stays(label: str, text: str) -> None:
    check(text)


MORE = rows(
    "more identifiers",
    # one cue for a list
    "incident nos. «identifier|12345678», «identifier|12345999» and «identifier|12346001»",
    "applications nos. «identifier|51234/08», «identifier|51240/08» and «identifier|602/09» in 2019 and 2020",
    "incident nos. «identifier|12345678», «identifier|12345999» and 3 others",
    "crime no. «identifier|12345678», 12 March and 2019",
    "case no. «identifier|12345/21» and 40,000 people",
    "plots nos. «identifier|53», «identifier|774/2» and «identifier|775» were sold in 12 weeks",
    "plots nos. «identifier|53» and 12 March, plot no. «identifier|7», 3 people",
    # telephones
    "ring «identifier|07700 900123» or «identifier|07700900123» or «identifier|+44 7700 900123»",
    "ring «identifier|(01632) 960123», «identifier|01632 960 123» or «identifier|01632 960123 ext 204»",
    "ring «identifier|+44 (0)1632 960123»",
    "tel «identifier|960123»",
    "«identifier|07700-900-123» and «identifier|01632.960.123»",
    # places on the map
    "at «identifier|53.413, -2.161»",
    "at «identifier|SJ 895 905» grid",
    "at «identifier|UPRN 100012345678»",
    # accounts
    "sort code «identifier|20-03-09»",
    "sort code «identifier|99-99-99», account «identifier|12345678»",
    "«identifier|GB29 NWBK 6016 1331 9268 19»",
    "«identifier|@mensah» and «identifier|@efua.m07»",
    "Snapchat: «identifier|kayls2012»",
    # the police's and the councils' systems
    "crime no «identifier|22*123456*01»",
    "Log «identifier|0123 of 05/03/21»",
    "collar number «identifier|4417»",
    "badge «identifier|HC 2207» was seen; hackney badge no. «identifier|HC 2208»",
    "«identifier|CAD 417 of 12/8» refers",
    "alarm code «identifier|4471», door code «identifier|C2219X»",
    "warrant no «identifier|123456»",
    "MRN «identifier|K123456» and hospital number «identifier|1234567»",
    "LCS no «identifier|1234567», tenancy ref «identifier|12345678», DBS certificate «identifier|001234567890»",
    "CHI «identifier|1403120018»",
    "Teacher ref «identifier|RP99/12345», URN «identifier|123456»",
    # typists' initials
    "dictated «identifier|JS/kt»",
    # files
    r"in «identifier|\\srv\EMensah\imr.doc»",
    "«identifier|www.social.example/efua»",
    # cut short by the sentence
    "Mail «identifier|efua@stourbeck.example».",
    "(«identifier|07700 900123»)",
)


@pytest.mark.parametrize("marked", MORE)
def test_more_identifiers(marked: str) -> None:
    check(marked)


NUMBERS_THAT_STAY = rows(
    "numbers that stay",
    "aged 7; a 7-year-old; 7yo; 7 yrs; 7/12 old; 6/52; 20+3 weeks; Day 10",
    "BP 120/80, pulse 110, temperature 38.5, weight 3.45 kg, 10/10",
    "5mg, 500 ml, 2.5mg/kg, 100 micrograms, 1:1000",
    "at 17:56, at 0930 hrs, at 9.30am, 24/7",
    "ToR 3, ToR 2.1, section 4.2.1, paragraph 12, page 112",
    "Children Act 1989, section 47, s.47, s.20, Part 8, Article 8",
    "Working Together 2018; Care Act 2014; 2019/20; 2018-19; 12/2021",
    "Year 3, Key Stage 2, Level 4, Class 5, Band 7, Grade 6",
    "£1,500,000 and £12.50; 45%; 1 in 4; 3 of 12",
    "999 call, 101 call, 111 advice, the 42 bus",
    "03/03/2019, 3 March 2019, 2019-03-03, 03.03.19",
    "Child 1, SW1, GP2, Address A, Mr A, School 1",
    "Form 87a, CP16, C110, EHCP 2, DASH 14, Appendix 12",
    "[NHS number removed] and [unresolved 3]",
    "Incident 45 refers.",
    "Population 1000000 people",
)


@pytest.mark.parametrize("text", NUMBERS_THAT_STAY)
def test_numbers_that_identify_nobody_stay(text: str) -> None:
    check(text)


@pytest.mark.parametrize("header", ["NHS number", "NHS No.", "NHS"])
def test_a_heading_is_a_cue(header: str) -> None:
    check("«identifier|9990000019»", cell=under(header))


@pytest.mark.parametrize(
    ("header", "beside", "number"),
    [
        ("ULN", "", "4471 208 339"),
        ("Field", "ULN", "4471 208 339"),
        ("Case no.", "12.03.2021", "4417"),
        ("", "Ref", "KT 4417"),
    ],
)
def test_a_label_of_the_row_or_the_column_is_a_cue(header: str, beside: str, number: str) -> None:
    check(f"«identifier|{number}»", cell=under(header, beside))


def test_a_mistyped_number_identifies_all_the_same() -> None:
    for number in ("999 000 0018", "999 000 0017", "999 000 00 18"):
        check(f"NHS number «identifier|{number}»")


def test_the_name_in_an_e_mail_address_is_learnt() -> None:
    first, second = detected([passage("Mail efua.mensah@stourbeck.example"), passage("Then Mensah rang.", number=2)])
    assert [m.text for m in first.mentions] == ["efua.mensah@stourbeck.example"]
    assert [m.text for m in second.mentions] == ["Mensah"]


@pytest.mark.parametrize(
    "marked",
    [
        "Crime refs «identifier|42/1234/19», «identifier|42/1235/19» and «identifier|42/1240/19» were linked.",
        "Applications nos. «identifier|60525/00», «identifier|60933/00» and «identifier|60944/00» joined on 5/6/01.",
        "NHS «identifier|999 000 0018» and «identifier|999 000 0026»; ToR 3, 4 and 5; sections 17, 47 and 20",
    ],
)
def test_numbers_of_a_list_are_of_one_kind(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "A grey van, «identifier|QX19 KCX», left.",
        "Record «identifier|7706-31188» was closed.",
        "PPN «identifier|22-118840» was sent.",  # the system's letters right before the number are its cue
        "Queries: ext «identifier|4127», or by post.",  # no other digits in the passage
    ],
)
def test_numbers_that_only_their_shape_or_cue_tells(marked: str) -> None:
    check(marked)


BRITISH = rows(
    "British identifiers",
    # number plates since 1932, in the forms that a peer's tests try, with letters of our own
    "the car «identifier|AB51 CDE» and «identifier|LN14-HGT» and «identifier|KX09KXZ»",
    "It was «identifier|B7 KRT», then «identifier|M123-KRT».",
    "plate «identifier|KRT 123B», reg «identifier|krt 12b»",
    "index «identifier|KRT 1»; reg «identifier|1234 KT»",
    # National Insurance, licences, passports, however typed
    "nino: «identifier|qq123456a», NI «identifier|QQ-12-34-56-A»",
    "licence «identifier|MENSA657054SM9IJ» and «identifier|mensa657054sm9ij»",
    "passport «identifier|QQ1234567», Passport no «identifier|qq1234567»",
    # digits in words
    "ring nine six, or «identifier|nine six oh one one four»",
    "my number is «identifier|oh seven seven double oh nine oh oh one two three»",
    # masked and cut
    "account ending «identifier|4471», a mobile ending in «identifier|071»",
    "the card «identifier|xxxx xxxx xxxx 4471»",
)


@pytest.mark.parametrize("marked", BRITISH)
def test_british_identifiers_in_every_form(marked: str) -> None:
    check(marked)


SECTIONS = rows(
    "numbers of sections and the like",
    "Recommendation 5.3.2.1 was accepted; see section 12.11.2.6 of the policy.",
    "1.2.3.4 The mother was seen.",
    "She counted one two three four five six.",
    "for the year ending 2019; the term ending in July",
    "Version 2.0.1.3 of the form; T1 AND T2 forms",
    "at 12 of 14 visits; 3 of 12/05",
)


@pytest.mark.parametrize("text", SECTIONS)
def test_numbers_of_sections_stay(text: str) -> None:
    check(text)


def test_prefixes_brackets_and_dates_without_strokes_go_whole() -> None:
    drafts = {
        "Call references 111-0714-90321 and 111-0714-90355.": "Call references # and #.",
        "Hospital number ED 612 408. Ref: CF 220417.": "Hospital number #. Ref: #.",
        "Log OIS 317 of 12/6 refers.": "Log # refers.",
        "The key is in the key safe (code 2517K).": "The key is in the key safe (code #).",
        "Bleep D3317 was rung.": "Bleep # was rung.",
        "Megan, dob 14MAR19, and her twin, dob 140319.": "Person 1, dob #, and her twin, dob #.",
        "He was born on St Patrick's Day 1962.": "He was born on #.",
        "We met on Boxing Day 2012.": "We met on Boxing Day 2012.",
        "I asked for no letters. See 06/09 and LAS 21.": "I asked for no letters. See 06/09 and LAS 21.",
    }
    read = case("Child 1 | subject | Orla Pennock").read(*drafts).text
    assert re.sub(r"\[[^]]* removed\]|\[date of birth[^]]*\]", "#", read) == "\n".join(drafts.values())
