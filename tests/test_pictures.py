"""Pictures are decided on by persons: one stays with a reason, or an empty one stands in its place. All people are invented."""

from __future__ import annotations

import io
import json
import re
import stat
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.drawing.image import Image as SheetPicture
from PIL import Image, ImageDraw

from redactor.case.picture_choices import choices_of, decided_on, open_pictures
from redactor.documents.chosen import with_choices
from redactor.documents.formats import read
from redactor.documents.model import PictureChoices, Tidying
from redactor.keymap.decisions import Ruling
from redactor.keymap.keymap import KeyMap, MetPicture
from tests.blank import blank_word
from tests.drafts import redactor
from tests.test_deciding import Desk
from tests.web.served import served

KINDS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")


def drawn(kind: str = "PNG", size: tuple[int, int] = (90, 60)) -> bytes:
    """A picture without words."""
    image, out = Image.new("RGB", size, "white"), io.BytesIO()
    ImageDraw.Draw(image).ellipse((10, 10, 50, 50), fill="black")
    image.save(out, kind)
    return out.getvalue()


def with_picture(path: Path, *pictures: bytes) -> Path:
    draft = blank_word()
    draft.add_paragraph("Tilly Varnham was seen by her social worker, Ms Hepton.")
    for each in pictures:
        draft.add_picture(io.BytesIO(each))
    draft.save(str(path))
    return path


def media(path: Path) -> list[Image.Image]:
    with zipfile.ZipFile(path) as archive:
        return [Image.open(io.BytesIO(archive.read(n))) for n in archive.namelist() if "/media/" in n]


def is_empty(image: Image.Image) -> bool:
    return image.convert("L").getextrema() == (255, 255)


class PictureDesk(Desk):
    """A case whose draft has pictures."""

    def __init__(self, folder: Path, *pictures: bytes) -> None:
        super().__init__(folder)
        with_picture(folder / "imr.docx", *pictures)

    @property
    def written(self) -> Path:
        return self.folder / "out" / "imr.anonymised.docx"

    @property
    def remarks(self) -> dict[str, bool]:
        places = ("--codes", self.list, "--key-map", self.map, "--out", self.folder / "out", "--json")
        done = redactor("anonymise", self.folder / "imr.docx", *places)
        looks = json.loads(done.out)["drafts"][0]["remarks"]
        return {r["rule"]: r["needs_a_look"] for r in looks if r["rule"].startswith("picture")}


def test_a_picture_is_taken_out_until_that_is_taken_back(tmp_path: Path) -> None:
    desk = PictureDesk(tmp_path, drawn())
    desk.run()
    assert not is_empty(media(desk.written)[0])
    assert "Nobody has decided on 1 picture yet." in desk.decide("q\n").screen
    shown = desk.decide("x\n", "--pictures")
    assert "imr.anonymised.docx: paragraph 2" in shown.screen and "1 decided" in shown.screen
    assert desk.remarks == {"picture-out": False}
    (image,) = media(desk.written)
    assert is_empty(image) and (image.size, image.format) == ((90, 60), "PNG")
    assert redactor("audit", "verify", tmp_path / "out" / "audit.jsonl", "--key-map", desk.map).code == 0
    assert "take this picture out" in (tmp_path / "out" / "report.html").read_text("utf-8")
    assert (
        "take this picture out: imr.anonymised.docx: paragraph 2"
        in redactor("decide", "--key-map", desk.map, "--made").screen
    )
    assert redactor("decide", "--key-map", desk.map, "--undo", 1).code == 0
    assert desk.remarks == {"picture": True}
    assert not is_empty(media(desk.written)[0])


def test_a_picture_stays_with_a_reason_only(tmp_path: Path) -> None:
    desk = PictureDesk(tmp_path, drawn())
    desk.run()
    assert "only stays with a reason" in desk.decide("k\n\nq\n", "--pictures").screen
    assert desk.key_map.decisions == ()
    desk.decide("k\nA logo.\n", "--pictures")
    (told,) = desk.key_map.decisions
    assert (told.ruling, told.who, told.reason) == (Ruling.PICTURE_STAYS, "J Bell", "A logo.")
    assert desk.remarks == {"picture-stays": False}
    assert open_pictures(desk.key_map) == ()


def test_the_same_picture_twice_is_asked_about_once(tmp_path: Path) -> None:
    desk = PictureDesk(tmp_path, drawn(), drawn(), drawn(size=(80, 80)))
    desk.run()
    assert len(open_pictures(desk.key_map)) == 2
    desk.decide("x\n\n", "--pictures")
    desk.run()
    assert sorted(is_empty(each) for each in media(desk.written)) in ([False, True], [False, True, True])
    assert "Nobody has decided on 1 picture yet." in desk.decide("q\n", "--pictures").screen


def test_a_sheet_asks_about_pictures_too(tmp_path: Path) -> None:
    desk, sheet = PictureDesk(tmp_path, drawn(), drawn(size=(80, 80))), tmp_path / "sheet.xlsx"
    desk.run()
    assert "sheet of their own" in desk.decide("", "--sheet", sheet).screen
    assert stat.S_IMODE(sheet.stat().st_mode) & 0o077 == 0
    book = openpyxl.load_workbook(sheet)
    rows = book["Pictures"]
    assert [cell.value for cell in rows[2]] == ["Picture", "What was done", "Answer", "Reason", "Key"]
    rows["C3"], rows["C4"] = "take this picture out", "keep this picture"
    book.save(sheet)
    done = desk.decide("", "--read", sheet)
    assert (
        "1 answer taken over" in done.screen
        and "sheet Pictures, row 4: A picture only stays with a reason" in done.screen
    )
    assert [d.ruling for d in desk.key_map.decisions] == [Ruling.PICTURE_OUT]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_picture_is_of_the_same_kind_and_size(tmp_path: Path, kind: str) -> None:
    draft = read(with_picture(tmp_path / "a.docx", drawn(kind)), Tidying())
    written = draft.rewritten(())
    (digest,) = next(r.pictures for r in written.remarks if r.rule == "picture")
    made = with_choices(written, PictureChoices(out=frozenset((digest,))))
    (tmp_path / "b.docx").write_bytes(made.data)
    (image,) = media(tmp_path / "b.docx")
    assert is_empty(image) and (image.format, image.size) == (kind, (90, 60))
    docx.Document(str(tmp_path / "b.docx"))


def test_one_of_a_workbook_is_taken_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "A drawing"
    book.active.add_image(SheetPicture(Image.open(io.BytesIO(drawn()))), "B2")
    book.save(tmp_path / "a.xlsx")
    written = read(tmp_path / "a.xlsx", Tidying()).rewritten(())
    (digest,) = next(r.pictures for r in written.remarks if r.rule == "picture")
    (tmp_path / "b.xlsx").write_bytes(with_choices(written, PictureChoices(out=frozenset((digest,)))).data)
    assert [is_empty(each) for each in media(tmp_path / "b.xlsx")] == [True]
    openpyxl.load_workbook(tmp_path / "b.xlsx")


def test_one_that_cannot_be_written_awaits_a_person(tmp_path: Path) -> None:
    draft = read(with_picture(tmp_path / "a.docx", drawn()), Tidying()).rewritten(())
    webp = io.BytesIO()
    Image.open(io.BytesIO(drawn())).save(webp, "WEBP")
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draft.data)) as before, zipfile.ZipFile(data, "w") as after:
        for name in before.namelist():
            after.writestr(name, webp.getvalue() if "/media/" in name else before.read(name))
    (tmp_path / "b.docx").write_bytes(data.getvalue())
    written = read(tmp_path / "b.docx", Tidying()).rewritten(())
    (digest,) = next(r.pictures for r in written.remarks if r.rule == "picture")
    made = with_choices(written, PictureChoices(out=frozenset((digest,))))
    (told,) = [r for r in made.remarks if r.rule.startswith("picture")]
    assert (told.rule, told.needs_a_look, told.left_out) == ("picture-not-out", True, True)
    assert made.data == written.data or not any(map(is_empty, media(tmp_path / "b.docx")))


def test_one_that_is_painted_otherwise_is_asked_about_again() -> None:
    def met(written: str) -> KeyMap:
        return KeyMap.new("").with_pictures({"a.docx": (MetPicture(place="body", given="11", written=written),)})

    first = met("22")
    (picture,) = open_pictures(first)
    assert picture.is_painted
    stays = decided_on(first, picture, Ruling.PICTURE_STAYS, "Nobody in it.", "J Bell").decisions
    out = decided_on(first, picture, Ruling.PICTURE_OUT, "", "J Bell").decisions
    other = met("33")
    assert open_pictures(other.model_copy(update={"decisions": stays})) != ()
    assert open_pictures(other.model_copy(update={"decisions": out})) == ()
    assert choices_of(other.model_copy(update={"decisions": out})).out == {"11"}


def test_the_page_takes_a_picture_out_and_one_looked_at_there_needs_no_look_again(tmp_path: Path) -> None:
    desk = PictureDesk(tmp_path, drawn(), drawn(size=(80, 80)))
    with served() as client:
        client.enter().give(tmp_path / "imr.docx")
        client.give(desk.list, "list")
        client.post("/open-case", {"out": tmp_path / "out", "who": "J Bell"})
        client.wait()
        client.post("/check/run")
        digests = list(dict.fromkeys(re.findall(r"/check/picture/([0-9a-f]{64})", client.wait().text)))
        assert len(digests) == 2
        for answer, says in (
            ("out", "J Bell takes it out"),
            ("no", "Nobody has looked at it yet"),
            ("out", "takes it out"),
        ):
            assert says in client.post("/check/looked", {"digest": digests[0], "looked": answer})
        assert "Looked at by J Bell" in client.post("/check/looked", {"digest": digests[1], "looked": "yes"})
        client.post("/finish", {"folder": tmp_path / "out"})
        client.wait()
    assert sorted(is_empty(each) for each in media(desk.written)) == [False, True]
    report = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "Look at this picture" not in report and "take this picture out" in report
