"""An invented run for the tests of its records."""

from datetime import date

from redactor.documents.model import Remark
from redactor.records.model import Change, CodeUse, DocumentRecord, Outcome, Question

FILE = "IMR Child 1.anonymised.docx"
NAMES = (
    "Rhiannon Pask",
    "Della Pask",
    "14 Quarrel Row",
    "Ottoline Brack",
    "Ms Brack",
    "PC 4412 Drewitt",
    "Mrs Ulverton",
)

USES = (
    CodeUse("Child 1", "person", True, "Subject", "", ("Rhiannon Pask",), 143, date(2017, 1, 9), date(2019, 3, 2)),
    CodeUse("Mrs A", "person", True, "Mother of Rhiannon Pask", "", ("Della Pask",), 61),
    CodeUse("Address A", "address", True, names=("14 Quarrel Row",), mentions=4),
    CodeUse(
        "SW1",
        "professional",
        True,
        "Social worker",
        "Thornmere Council",
        ("Ottoline Brack", "Ms Brack"),
        22,
        date(2018, 5, 1),
        date(2018, 5, 1),
    ),
    CodeUse("PC1", "professional", False, "Police constable", "", ("PC 4412 Drewitt",), 1),
    CodeUse("Person 1", "person", False, "", "", ("Mrs Ulverton",), 2),
)

CHANGES = (
    Change(FILE, "body, paragraph 3", 3, 0, 13, "person", "Child 1", "full name", "code list", 1.0, "Rhiannon Pask"),
    Change(FILE, "body, paragraph 3", 3, 20, 34, "address", "Address A", "listed form", "addresses", 0.85, NAMES[2]),
    Change(FILE, "header 1", 4, 5, 15, "person", "Mrs A", "full name", "code list", 1.0, "Della Pask"),
    Change(FILE, "table 3, row 7, column 2", 90, 0, 8, "person", "SW1", "title and surname", "titles", 0.9, "Ms Brack"),
)

QUESTIONS = (
    Question("unresolved", FILE, "body, paragraph 57", "Two people here share this surname.", 1, ("Child 1", "Mrs A")),
    Question("unresolved", FILE, "table 3, row 7, column 2", "Two people share this surname.", 1, ("Mrs A", "Child 2")),
    Question("minted", FILE, "body, paragraph 12", "A neighbour is not on the list.", None, ("Person 1",)),
)

OUTCOME = Outcome(
    case="Child 1",
    profile="submission",
    documents=(
        DocumentRecord(FILE, "a" * 64, "b" * 64, 5012, (Remark("comments-removed", "", "Comments were removed.", 12),)),
    ),
    uses=USES,
    changes=CHANGES,
    questions=QUESTIONS,
    list_name="codes.xlsx",
    list_digest="e" * 64,
    seconds=7.34,
    versions={"redactor": "0.1.0", "spacy": "3.8.0"},
)
