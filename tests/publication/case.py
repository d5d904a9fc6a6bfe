"""A small invented case: a key map on the disk and drafts with codes, without a run of the recognisers."""

from __future__ import annotations

from pathlib import Path

from redactor.keymap.decisions import Decided, Ruling
from redactor.keymap.keymap import KeyMap, Record
from redactor.keymap.keymap_files import load_key_map, save_key_map
from redactor.sealed.sealing import Home
from tests.drafts import Done, draft, redactor

PEOPLE = (
    Record(code="Child 1", kind="person", issued=True, names=("Odalys Trewhitt",), role="Subject", gender="f",
           date_of_birth="2014-05-09"),
    Record(code="Child 2", kind="person", issued=True, names=("Barnaby Trewhitt",), role="Brother of Child 1", gender="m"),
    Record(code="Mrs A", kind="person", issued=True, names=("Glenda Trewhitt",), role="Mother of Child 1", gender="f"),
    Record(code="Mr A", kind="person", issued=True, names=("Kelvin Trewhitt",), role="Father of Child 1", gender="m"),
    Record(code="Mr B", kind="person", issued=True, names=("Dorian Pask",), role="Father of Child 2", gender="m"),
    Record(code="SW1", kind="person", issued=True, names=("Imogen Hepton",), role="Social Worker", prefix="SW"),
    Record(code="Hospital X1", kind="organisation", issued=False, names=("Wraxby General Hospital",), prefix="Hospital X"),
    Record(code="Hospital X2", kind="organisation", issued=False, names=("Nunthorne Infirmary",), prefix="Hospital X"),
    Record(code="Place X1", kind="place", issued=False, names=("Skipton",), prefix="Place X"),
)  # fmt: skip
LEFT = Decided(ruling=Ruling.LEAVE, names=("Quentin Ashenden",), reason="author of the report", who="manager")
TEXT = (
    "Names have been replaced with codes. The Thornmere Safeguarding Children Board met.",
    "Report author: Quentin Ashenden",
    "On Tuesday 12 March 2019 Child 1, a Somali girl aged 4 years and 10 months, was seen at Hospital X1.",
    "On 3 April 2019 Mrs A moved to Place X1; by 9 May 2019 she was at Hospital X2. Child 1 went back to Hospital X1.",
    "Mr A works as a farrier. He has cystic fibrosis. Child 1 was born on 9 May 2014.",
    "Mr B saw Children 1 and 2 on Bonfire Night 2019.",
)
ROWS = (
    ("Date", "Event", "Date of birth"),
    ("01/02/19", "Mrs A rang SW1.", ""),
    ("14.02.2019", "Visit to Child 2 and Mr A on the hottest day of the year.", "[date of birth of Child 1]"),
)


class PublishedCase:
    """The case on the disk."""

    def __init__(
        self, folder: Path, *, text: tuple[object, ...] = (*TEXT, ROWS), decisions: tuple[Decided, ...] = (LEFT,)
    ) -> None:
        self.folder, self.key_map = folder, folder / "k" / "map"
        self.key_map.parent.mkdir(parents=True, exist_ok=True)
        key_map = KeyMap.new("Child 1").with_records(PEOPLE)
        for decision in decisions:
            key_map = key_map.with_decision(decision)
        save_key_map(self.key_map, key_map, Home.current())
        self.draft = draft(folder / "in" / "Child 1 imr.anonymised.docx", *text)  # type: ignore[arg-type]

    def run(self, *more: object, drafts: tuple[Path, ...] = ()) -> Done:
        """`redactor publish`, with the folder "out"."""
        return redactor(
            "publish", *(drafts or (self.draft,)), "--key-map", self.key_map, "--out", self.folder / "out", *more
        )

    def saved(self) -> KeyMap:
        """The key map as it lies there now."""
        found = load_key_map(self.key_map, Home.current())
        assert found is not None
        return found
