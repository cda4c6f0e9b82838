"""Takes a file for what its bytes say it is, and gives back a harmless one or the reason why not.

Runs as a process of its own with little memory and time (`python -m cases.attachments.harmless .pdf < file`), so that a
file made to hurt a reader hurts nobody else. It knows neither Django nor the database.
"""

import io
import json
import re
import resource
import sys
import warnings
import zipfile
from collections.abc import Iterator

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED = 50 * MEGABYTE
MOST_PIXELS = 40_000_000
MOST_PARTS = 2_000
MOST_RATIO = 200
MOST_OBJECTS = 100_000
MOST_DEPTH = 40
MEMORY = 1024 * MEGABYTE
SECONDS = 20
JPEG_QUALITY = 90
ENCRYPTED = 0x1

BEGINS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
SUFFIXES = {".pdf": "pdf", ".docx": "docx", ".jpg": "jpg", ".jpeg": "jpg", ".png": "png"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", OLE, b"MZ")
# What makes a reader of PDF do something, or holds another file.
PDF_ACTIVE = {"/JS", "/JavaScript", "/Launch", "/ImportData", "/GoToE", "/RichMedia", "/Rendition", "/Movie", "/XFA"}
PDF_FILES = {"/EmbeddedFiles", "/EF", "/EmbeddedFile"}
DOCX_ACTIVE = re.compile(rb"altChunk|instrText[^>]*>\s*DDE|macroEnabled", re.I)
DOCX_FETCHES = re.compile(rb"<Relationship\b[^>]*>", re.I)
FROM_ELSEWHERE = re.compile(rb"Target=.(https?:|ftp:|\\\\|file://[^/])", re.I)


class Refused(Exception):
    """The file is not taken. args[0]: the code of the reason."""


def kind_of(content: bytes) -> str:
    """pdf, docx, jpg or png by the first bytes, or nothing."""
    return next((kind for kind, begin in BEGINS.items() if content.startswith(begin)), "")


def make_harmless(suffix: str, content: bytes) -> tuple[str, bytes]:
    """The kind and the bytes to keep: images are drawn anew, others are kept as they are. Raises Refused."""
    named = SUFFIXES.get(suffix.lower())
    if named is None:
        raise Refused("file_kind")
    if not content:
        raise Refused("file_empty")
    if len(content) > MOST_BYTES:
        raise Refused("file_too_big")
    kind = kind_of(content)
    if kind != named:
        raise Refused("file_is_other" if kind else "file_locked" if content.startswith(OLE) else "file_damaged")
    return kind, {"pdf": _pdf, "docx": _docx, "jpg": _image, "png": _image}[kind](content)


# --- images ---------------------------------------------------------------------------------------------------


def _image(content: bytes) -> bytes:
    """Drawn anew: what was hidden in it, and where and when it was taken, is gone."""
    from PIL import Image, ImageFile, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint asks for the opposite, wherever it is loaded
    form = "JPEG" if content.startswith(BEGINS["jpg"]) else "PNG"
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("image_too_large")
            image.load()
            drawn = ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise Refused(
            "image_too_large" if isinstance(fault, Image.DecompressionBombError) else "file_damaged"
        ) from None
    drawn.info = {}
    if form == "JPEG" and drawn.mode not in ("L", "RGB"):
        drawn = drawn.convert("RGB")
    kept = io.BytesIO()
    drawn.save(kept, form, exif=b"", **({"quality": JPEG_QUALITY} if form == "JPEG" else {}))
    return kept.getvalue()


# --- PDF --------------------------------------------------------------------------------------------------------


def _pdf(content: bytes) -> bytes:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if zipfile.is_zipfile(io.BytesIO(content)) or not content.rstrip(b"\0\r\n\t ").endswith(b"%%EOF"):
        raise Refused("file_damaged")
    try:
        reader = PdfReader(io.BytesIO(content), strict=True)
        if reader.is_encrypted:
            raise Refused("file_locked")
        if not reader.pages:
            raise Refused("file_damaged")
        for thing in _objects(reader):
            _look_at(thing)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError):
        raise Refused("file_damaged") from None
    return content


def _objects(reader) -> Iterator:
    """Everything the file's own table of contents names."""
    from pypdf.generic import IndirectObject

    numbers = [(number, generation) for generation, objects in reader.xref.items() for number in objects]
    numbers += [(number, 0) for number in reader.xref_objStm]
    if len(numbers) > MOST_OBJECTS:
        raise Refused("file_unpacks_too_big")
    yield reader.trailer
    for number, generation in numbers:
        if number:
            yield reader.get_object(IndirectObject(number, generation, reader))


def _look_at(thing, depth: int = 0) -> None:
    """Refuse what acts by itself or holds a file; other objects are looked at by their own numbers."""
    if depth > MOST_DEPTH:
        raise Refused("file_damaged")
    if isinstance(thing, dict):
        names = set(thing) | {str(thing.raw_get(key)) for key in ("/S", "/Subtype", "/Type") if key in thing}
        if names & PDF_ACTIVE:
            raise Refused("file_active")
        if names & PDF_FILES:
            raise Refused("file_nested")
        parts = [thing.raw_get(key) if hasattr(thing, "raw_get") else thing[key] for key in thing]
    elif isinstance(thing, list):
        parts = list(list.__iter__(thing))
    else:
        return
    for part in parts:
        if isinstance(part, dict | list):
            _look_at(part, depth + 1)


# --- Word ---------------------------------------------------------------------------------------------------------


def _docx(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _look_at_directory(parts, content)
            for part in parts:
                _look_at_part(part.filename, archive.read(part))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, KeyError):
        raise Refused("file_damaged") from None
    return content


def _look_at_directory(parts, content: bytes) -> None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Refused("file_locked")
    if len(set(names)) < len(names) or any(_is_outside(name) for name in names) or b"PK\x05\x06" not in content[-22:]:
        raise Refused("file_damaged")
    if not {"[Content_Types].xml", "word/document.xml"} <= set(names):
        raise Refused("file_is_other")
    if any(word in name.lower() for name in names for word in ("vbaproject", "vbadata", "activex")):
        raise Refused("file_macros")
    unpacked = sum(part.file_size for part in parts)
    bombs = [part for part in parts if part.file_size > MEGABYTE and part.file_size > MOST_RATIO * part.compress_size]
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS or bombs:
        raise Refused("file_unpacks_too_big")


def _is_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name or "\0" in name


def _look_at_part(name: str, part: bytes) -> None:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if part.startswith(ARCHIVES) or "/embeddings/" in f"/{name}":
        raise Refused("file_nested")
    if name.lower().endswith((".xml", ".rels")):
        if DOCX_ACTIVE.search(part) or any(_fetches(tag) for tag in DOCX_FETCHES.findall(part)):
            raise Refused("file_macros" if b"macroEnabled" in part else "file_active")
        try:
            fromstring(part, forbid_dtd=True)
        except DefusedXmlException:
            raise Refused("file_active") from None
        except ParseError:
            raise Refused("file_damaged") from None


def _fetches(relationship: bytes) -> bool:
    """A template, picture or object that is brought from elsewhere as soon as the file is opened; a link is not."""
    return bool(FROM_ELSEWHERE.search(relationship)) and b"/hyperlink" not in relationship


# --- the process ----------------------------------------------------------------------------------------------------


def main() -> None:
    """Bytes in; out a line of JSON, then the bytes to keep."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    out = sys.stdout.buffer
    try:
        kind, content = make_harmless(sys.argv[1], sys.stdin.buffer.read(MOST_BYTES + 1))
        answer = {"kind": kind}
    except Refused as refusal:
        answer, content = {"refused": refusal.args[0]}, b""
    except (MemoryError, RecursionError):
        answer, content = {"refused": "file_too_heavy"}, b""
    out.write(json.dumps(answer).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
