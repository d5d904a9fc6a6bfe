"""Twelve invented agencies, each with its own layout and its own way with dates, and the rows that they come to.

`WRITTEN` is what each sends. `KNOWN` is what the combined chronology has to say, written by hand: agency, date, time, source,
event, people, child seen, action, term of reference; in its order.
"""

from __future__ import annotations

import datetime as d
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from tests.blank import blank_word
from tests.codes.builders import HEAD, write_list

LISTED = (
    ("Child 1", "subject", "Perrin Oxtaby", "Pez", "Subject", "", "02/02/2004"),
    ("Child 2", "family", "Delyth Oxtaby", "", "Sister of Child 1", "", ""),
    ("Mrs A", "family", "Roswitha Oxtaby", "", "Mother of Child 1", "", ""),
    ("Mr B", "family", "Fintan Hensby", "", "Partner of Mrs A", "", ""),
    ("SW1", "professional", "Odalys Garroway", "", "Social Worker", "Lowmarsh Council", ""),
    ("HV1", "professional", "Ingrith Garroway", "", "Health Visitor", "Saltwick Community Health", ""),
    ("GP1", "professional", "Tancred Voss", "", "General Practitioner", "Saltwick Surgery", ""),
    ("PC1", "professional", "Ludo Hobkirk", "", "Police Constable", "Lowmarsh Police", ""),
    ("Address A", "address", "3 Curlew Wynd, Saltwick, ZQ9 4TT", "", "", "", ""),
)
NAMES = (
    "Perrin",
    "Oxtaby",
    "Delyth",
    "Roswitha",
    "Fintan",
    "Hensby",
    "Odalys",
    "Garroway",
    "Ingrith",
    "Tancred",
    "Hobkirk",
)
Cells = Sequence[Sequence[object]]

# file → what stands before the table, its headings and rows
WRITTEN: dict[str, tuple[tuple[str, ...], Cells]] = {
    # 1. the board's own form
    "council.docx": (
        ("STRICTLY CONFIDENTIAL", "Agency name: Lowmarsh Council"),
        (
            ("Date", "Time", "Source of information", "Subject of recording", "Event description, actions and outcomes",
             "Expected practice/standards", "Relevant terms of reference", "Child seen"),
            ("03/09/08", "09:30", "ICS", "Child 1", "SW1 visited Mrs A at Address A.", "Visit within 5 days", "1, 3", "Y"),
            ("20/12/08", "00:00", "Hard file", "Child 1 and Child 2", "Case closed by SW1. Time not recorded.", "", "3", "N"),
        ),
    ),
    # 2. police, in Excel, with real days and times under a title
    "police.xlsx": (
        ("Lowmarsh Police - chronology",),
        (
            ("Date", "Time", "Who", "Event", "Action taken", "Child seen", "ToR"),
            (d.date(2008, 9, 3), d.time(10, 15), "Child 1, Mrs A", "PC1 called to the address.", "Words of advice", "Y", 1),
            (d.datetime(2008, 10, 1, 22, 40), None, "Mr B", "Arrested by PC1.", "Bailed", None, "2"),
        ),
    ),
    # 3. one column for day and time
    "hv.docx": (
        ("Chronology of Saltwick Community Health",),
        (
            ("Date & time", "Who", "What happened"),
            ("3.9.2008 14.00", "Child 1", "HV1 weighed the child."),
            ("early Sept 2008", "Mrs A", "Did not attend clinic."),
            ("", "Mrs A", "Telephoned and said sorry."),
        ),
    ),
    # 4. a surgery, months and years only
    "surgery.xlsx": (
        ("Agency:", "Saltwick Surgery"),
        (
            ("When", "Record seen", "Notes", "Comments"),
            ("Sept 08", "EMIS", "GP1 prescribed for Child 2.", "No safeguarding code on the record"),
            ("2007", "Paper", "Family registered.", ""),
        ),
    ),
    # 5. dates in words
    "hospital.docx": (
        ("Saltwick Hospital Trust: chronology of significant events",),
        (
            ("Date of contact", "Source", "Details", "Outcome"),
            ("3rd September 2008", "ED notes", "Child 1 brought by Mrs A with a bruise.", "Discharged"),
            ("?", "Ward book", "Mr B asked to leave the ward.", ""),
        ),
    ),
    # 6. ranges
    "school.docx": (
        ("Name of agency: Primary School of Lowmarsh",),
        (
            ("Day and date", "Subject", "Incident", "What was done", "Was the child seen?"),
            ("12-14/11/08", "Child 1", "Absent.", "Letter to Mrs A", "N"),
            ("Mon 17 Nov 2008, 8.50am", "Child 1", "Came without a coat.", "Coat lent", "Yes"),
        ),
    ),
    # 7. an agency column in the table, and columns that nobody else has
    "housing.xlsx": (
        (),
        (
            ("Agency", "Date", "Event", "Tenancy"),
            ("Lowmarsh Homes", "2008-10-01", "Noise reported at Address A.", "Joint"),
            ("Lowmarsh Homes", "Oct - Nov 2008", "Rent arrears of Mrs A.", "Joint"),
        ),
    ),
    # 8. the file's name alone says whose it is
    "Probation chronology v2.docx": (
        (),
        (
            ("Date of entry", "Time of entry", "Entry"),
            ("1 October 2008", "2245hrs", "PC1 told probation that Mr B was arrested."),
            ("w/c 6/10/08", "", "Mr B missed his appointment."),
        ),
    ),
    # 9. ambulance: times before dates, am and pm
    "ambulance.xlsx": (
        ("Wold Ambulance Service chronology",),
        (
            ("Time", "Date", "Nature of contact", "Response"),
            ("9:55 pm", "01.10.08", "Call to Address A, Mr B drunk.", "No transport"),
            ("00:00", "31/02/2008", "Call of a child, cut off.", ""),
        ),
    ),
    # 10. dates with nothing to go by
    "drugs.docx": (
        ("Chronology - Lowmarsh Drug and Alcohol Service",),
        (
            ("Date recorded", "Recorded in", "Contact", "Analysis"),
            ("n/k", "Halo", "Mr B referred himself.", "Date was never entered"),
            ("mid October 2008", "Halo", "Mr B seen with Mrs A.", ""),
        ),
    ),
    # 11. a chronology that goes on in a second table without headings
    "school nurse.docx": (
        ("Chronology by: School Nursing, Wold Trust",),
        (
            ("Date", "Description", "Seen"),
            ("17/11/2008", "Child 1 seen in school, thin.", "Y"),
        ),
    ),
    # 12. nobody can tell what stands where
    "charity.xlsx": (
        ("Wold Children's Charity chronology",),
        (
            ("Dzien", "Kto", "Co"),
            ("10/11/2008", "Mrs A", "Food parcel."),
            ("24/11/2008", "Mrs A", "Food parcel."),
            ("08/12/2008", "Mrs A", "Food parcel, Child 2 present."),
        ),
    ),
}  # fmt: skip
SECOND_TABLE = {"school nurse.docx": (("28/11/2008", "Child 1 not in school.", "N"),)}
LAYOUT = "Wold Children's Charity:date=Dzien,people=Kto,event=Co"

KNOWN = (
    ("Saltwick Surgery", "2007", "", "Paper", "Family registered.", "", "", "", ""),
    ("Saltwick Surgery", "Sept 08", "", "EMIS", "GP1 prescribed for Child 2.\nComments: No safeguarding code on the record",
     "GP1, Child 2", "", "", ""),
    ("Saltwick Community Health", "early Sept 2008", "", "", "Did not attend clinic.", "Mrs A", "", "", ""),
    ("Saltwick Community Health", "early Sept 2008 (as above)", "", "", "Telephoned and said sorry.", "Mrs A", "", "", ""),
    ("Saltwick Hospital Trust", "03/09/2008", "", "ED notes", "Child 1 brought by Mrs A with a bruise.", "Child 1, Mrs A", "",
     "Discharged", ""),
    ("Lowmarsh Council", "03/09/2008", "09:30", "ICS",
     "SW1 visited Mrs A at Address A.\nExpected practice/standards: Visit within 5 days", "Child 1, SW1, Mrs A", "Y", "", "1, 3"),
    ("Lowmarsh Police", "03/09/2008", "10:15", "", "PC1 called to the address.", "Child 1, Mrs A, PC1", "Y", "Words of advice",
     "1"),
    ("Saltwick Community Health", "03/09/2008", "14:00", "", "HV1 weighed the child.", "Child 1, HV1", "", "", ""),
    ("Lowmarsh Homes", "Oct - Nov 2008", "", "", "Rent arrears of Mrs A.\nTenancy: Joint", "Mrs A", "", "", ""),
    ("Lowmarsh Homes", "01/10/2008", "", "", "Noise reported at Address A.\nTenancy: Joint", "", "", "", ""),
    ("Wold Ambulance Service", "01/10/2008", "21:55", "", "Call to Address A, Mr B drunk.", "Mr B", "", "No transport", ""),
    ("Lowmarsh Police", "01/10/2008", "22:40", "", "Arrested by PC1.", "Mr B, PC1", "", "Bailed", "2"),
    ("Probation", "01/10/2008", "22:45", "", "PC1 told probation that Mr B was arrested.", "PC1, Mr B", "", "", ""),
    ("Probation", "w/c 6/10/08", "", "", "Mr B missed his appointment.", "Mr B", "", "", ""),
    ("Lowmarsh Drug and Alcohol Service", "mid October 2008", "", "Halo", "Mr B seen with Mrs A.", "Mr B, Mrs A", "", "", ""),
    ("Wold Children's Charity", "10/11/2008", "", "", "Food parcel.", "Mrs A", "", "", ""),
    ("Primary School of Lowmarsh", "12-14/11/08", "", "", "Absent.", "Child 1, Mrs A", "N", "Letter to Mrs A", ""),
    ("School Nursing, Wold Trust", "17/11/2008", "", "", "Child 1 seen in school, thin.", "Child 1", "Y", "", ""),
    ("Primary School of Lowmarsh", "17/11/2008", "08:50", "", "Came without a coat.", "Child 1", "Yes", "Coat lent", ""),
    ("Wold Children's Charity", "24/11/2008", "", "", "Food parcel.", "Mrs A", "", "", ""),
    ("School Nursing, Wold Trust", "28/11/2008", "", "", "Child 1 not in school.", "Child 1", "N", "", ""),
    ("Wold Children's Charity", "08/12/2008", "", "", "Food parcel, Child 2 present.", "Mrs A, Child 2", "", "", ""),
    ("Lowmarsh Council", "20/12/2008", "00:00", "Hard file", "Case closed by SW1. Time not recorded.", "Child 1, Child 2, SW1",
     "N", "", "3"),
    ("Saltwick Hospital Trust", "?", "", "Ward book", "Mr B asked to leave the ward.", "Mr B", "", "", ""),
    ("Wold Ambulance Service", "31/02/2008", "00:00", "", "Call of a child, cut off.", "", "", "", ""),
    ("Lowmarsh Drug and Alcohol Service", "n/k", "", "Halo", "Mr B referred himself.\nAnalysis: Date was never entered",
     "Mr B", "", "", ""),
)  # fmt: skip


def write_all(folder: Path, *only: str) -> list[Path]:
    """The files of all agencies, or of some."""
    return [write(folder / name, *WRITTEN[name]) for name in only or WRITTEN]


def write(path: Path, front: Sequence[str], rows: Cells) -> Path:
    """A chronology as Word or Excel would hold it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".xlsx":
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for line in front:
            sheet.append([line])
        if front:
            sheet.append([])
        for row in rows:
            sheet.append(list(row))
        book.save(path)
        return path
    document = blank_word()
    for line in front:
        document.add_paragraph(line)
    for table_rows in (rows, SECOND_TABLE.get(path.name, ())):
        if table_rows:
            table = document.add_table(rows=len(table_rows), cols=len(table_rows[0]))
            for r, row in enumerate(table_rows):
                for c, value in enumerate(row):
                    table.cell(r, c).text = str(value)
            document.add_paragraph("")
    document.save(str(path))
    return path


def the_list(folder: Path) -> Path:
    """The board's list of the case."""
    folder.mkdir(parents=True, exist_ok=True)
    return write_list(folder / "codes.xlsx", [HEAD, *LISTED])
