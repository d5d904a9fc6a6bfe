"""Whatever is wrong with a file, reading it ends with a document or with a sentence; and long drafts are read in
linear time.
"""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redactor.documents import DocumentError, Replacement, Tidying
from redactor.documents.word.survey import survey

from . import catalogue
from .builders import KEEP_ALL, docx, opened, unzipped, zipped

DRAFT = catalogue.build()
MEMBERS = unzipped(DRAFT)


def read_and_write(data: bytes, tidying: Tidying) -> None:
    try:
        found = survey(data, tidying, frozenset())
    except DocumentError as error:
        assert str(error).endswith(".")
        return
    found.package.save()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_bytes_changed_in_the_zip(data: st.DataObject) -> None:
    broken = bytearray(DRAFT)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    read_and_write(bytes(broken), Tidying())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_markup_cut_out_and_moved(data: st.DataObject) -> None:
    """Elements torn from their places: still sound XML, but nothing that Word would write."""
    name = data.draw(
        st.sampled_from([name for name in MEMBERS if MEMBERS[name].count(b"<") > 3 and name != "word/utf16.xml"])
    )
    tags = MEMBERS[name].split(b"<")
    first = data.draw(st.integers(1, max(1, len(tags) - 2)))
    last = data.draw(st.integers(first, min(len(tags) - 1, first + 12)))
    torn = data.draw(st.sampled_from([tags[:first] + tags[last:], tags[:first] + tags[first:last] * 2 + tags[last:]]))
    read_and_write(zipped({**MEMBERS, name: b"<".join(torn)}), data.draw(st.sampled_from([Tidying(), KEEP_ALL])))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_attributes_with_nonsense_in_them(data: st.DataObject) -> None:
    source = MEMBERS["word/document.xml"]
    places = [i for i in range(len(source)) if source.startswith(b'="', i)]
    at = data.draw(st.sampled_from(places)) + 2
    value = data.draw(st.sampled_from([b"", b"-1", b"99999999999", b"x", b"\xc2\xb2", b"rId1"]))
    changed = source[:at] + value + source[source.index(b'"', at) :]
    read_and_write(zipped({**MEMBERS, "word/document.xml": changed}), Tidying())


def long_draft(pages: int, changes: int) -> tuple[bytes, int]:
    """A draft of so many pages with so many tracked changes, and the bytes of its unpacked XML."""
    rng = random.Random(pages)
    words = ["".join(rng.choices("abcdefghiklmnoprstuw", k=rng.randint(2, 9))) for _ in range(2_000)]

    def run(tag: str = "t") -> str:
        text = " ".join(rng.choices(words, k=9)) + " "
        look = rng.choice(("w:b", "w:i", "w:color[w:val=1F3864]", "w:sz[w:val=24]"))
        return f'w:r[w:rsidR={rng.randrange(16**8):08X}](w:rPr(w:rFonts[w:ascii=Arial], {look}), w:{tag}"{text}")'

    paragraphs = []
    for number in range(pages * 6):
        runs = [run() for _ in range(7)]
        if number % (pages * 6 // changes) == 0:
            runs += [f"w:ins[w:author=A]({run()})", f"w:del[w:author=A]({run('delText')})"]
        paragraphs.append(f"w:p(w:pPr(w:spacing[w:after=120]), {', '.join(runs)})")
    data = docx(", ".join(paragraphs))
    return data, sum(map(len, unzipped(data).values()))


@pytest.mark.parametrize("tidying", [Tidying(), KEEP_ALL], ids=["tidied", "kept"])
def test_a_long_draft_is_read_and_written_at_once(tidying: Tidying, tmp_path) -> None:
    data, size = long_draft(pages=100, changes=300)
    started = time.perf_counter()
    document = opened(data, tmp_path, tidying)
    document.rewritten([Replacement(p.number, 0, 1, "SW1") for p in document.passages if not p.leaves])
    # half a second a megabyte on a quiet machine; only work that grows with the square of the draft takes as long as
    # this
    assert time.perf_counter() - started < 4 * size / 2**20
