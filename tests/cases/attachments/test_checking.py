"""Files that people send, and files made to hurt."""

import io
import subprocess
import zipfile
from pathlib import PurePath

import pytest
from PIL import Image

from cases.attachments import checking, harmless, scanning
from cases.attachments.words import REASONS
from igu.accounts.errors import RuleBroken
from tests.cases.attachments import samples

REASON_OF = {
    "PDF with a script by another name": "file_active",
    "PDF with a file in it": "file_nested",
    "PDF with a password": "file_locked",
    "picture of 81 million dots": "image_too_large",
    "picture named pdf": "file_is_other",
    "Word with macros": "file_macros",
    "Word with a password": "file_locked",
    "Word that unpacks to 60 MB": "file_unpacks_too_big",
    "Word with a zip file in it": "file_nested",
    "Word that fetches its template": "file_active",
    "docm": "file_kind",
}


def test_every_hostile_file_is_refused_with_the_right_words_and_breaks_nothing(figure):
    kept, crashed, codes = [], [], {}
    hostile = samples.hostile()
    for what, (name, content) in hostile.items():
        try:
            harmless.make_harmless(PurePath(name).suffix, content)
            kept.append(what)
        except harmless.Refused as refusal:
            codes[what] = refusal.args[0]
        except Exception as fault:
            crashed.append((what, fault))

    told = set(codes.values())
    figure(f"P11: {len(hostile)} hostile files, kept {len(kept)}, crashed {len(crashed)}, reasons told {len(told)}")
    assert (kept, crashed) == ([], [])
    assert told <= set(REASONS)
    assert {what: codes[what] for what in REASON_OF} == REASON_OF
    assert len(hostile) >= 30


def test_a_picture_cut_short_is_refused_where_pdfs_are_drawn_too():
    import weasyprint  # noqa: F401 - loading it lets every reader in the process take half a picture

    with pytest.raises(harmless.Refused):
        harmless.make_harmless(".jpg", samples.hostile()["picture cut short"][1])


@pytest.mark.parametrize("what", ["PDF with a script", "picture that promises 3.6 billion dots", "11 MB", "docm"])
def test_the_process_of_its_own_says_the_same(what):
    with pytest.raises(RuleBroken):
        checking.check(*samples.hostile()[what])


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Vagtplan æøå.pdf", samples.pdf(), "pdf"),
        ("brev.docx", samples.docx(), "docx"),
        ("link.docx", samples.docx_that_points("hyperlink", "https://borger.dk"), "docx"),
        ("foto.JPG", samples.picture(), "jpg"),
        ("foto.jpeg", samples.picture(mode="CMYK"), "jpg"),
        ("skilt.png", samples.picture("PNG", mode="RGBA"), "png"),
    ],
)  # fmt: skip
def test_an_ordinary_file_is_kept(name, content, kind):
    checked = checking.check(name, content)

    assert (checked.name, checked.kind) == (name, kind)
    assert checked.content if kind in ("jpg", "png") else checked.content == content


def test_a_picture_loses_when_and_where_it_was_taken_and_stays_upright(figure):
    checked = checking.check("foto.jpg", samples.picture(size=(80, 60)))

    with Image.open(io.BytesIO(checked.content)) as image:
        left = len(image.getexif()) + len(image.getexif().get_ifd(0x8825))
        assert image.size == (60, 80)  # it was taken on its side
    figure(f"P11: EXIF left {left}")
    assert left == 0
    assert b"KANARIE" not in checked.content


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_what_hides_behind_a_picture_is_gone(form):
    name = "a.jpg" if form == "JPEG" else "a.png"
    hidden = samples.picture(form) + samples.zip_with("evil.html") + b"<script>alert(1)</script>"

    checked = checking.check(name, hidden)

    assert b"<script>" not in checked.content
    assert not zipfile.is_zipfile(io.BytesIO(checked.content))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/x.pdf", "x.pdf"),
        ("C:\\Users\\anna\\x.pdf", "x.pdf"),
        ("a\u202e.pdf", "a.pdf"),
        ("a\0b\n.pdf", "ab .pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(typed, kept):
    assert checking.check(typed, samples.pdf()).name == kept


def test_a_file_that_takes_all_the_time_is_refused(monkeypatch):
    def never(*args, **kwargs):
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(subprocess, "run", never)

    with pytest.raises(RuleBroken, match="file_too_heavy"):
        checking.check("a.pdf", samples.pdf())


def test_the_process_that_looks_knows_nothing_of_the_app():
    script = "import cases.attachments.harmless, sys; sys.exit('django' in sys.modules)"
    command = [checking.sys.executable, "-c", script]

    assert subprocess.run(command, cwd=checking.settings.BASE_DIR, check=False).returncode == 0


def test_the_stand_in_finds_the_test_virus_also_inside_a_word_file():
    assert not scanning.builtin(samples.pdf() + scanning.EICAR).is_clean
    assert not scanning.builtin(samples.docx({"word/x.xml": b"<a>" + scanning.EICAR + b"</a>"})).is_clean
    assert scanning.builtin(samples.docx()).is_clean


def test_each_kind_begins_as_it_should():
    assert {harmless.kind_of(begin) for begin in harmless.BEGINS.values()} == set(harmless.BEGINS)
