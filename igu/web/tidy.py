"""Text as people meant to write it: without what cannot be seen and with one kind of line break."""

import re
import unicodedata

INVISIBLE = {"Cc", "Cf", "Cs", "Cn"}  # control, format (zero-width, right-to-left override), half pairs, unassigned


def tidy(text: str, *, one_line: bool = True) -> str:
    """Composed characters, nothing invisible; white space of a single line becomes single blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    if one_line:
        text = re.sub(r"\s+", " ", text)
    kept = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in INVISIBLE)
    return unicodedata.normalize("NFC", kept).strip()
