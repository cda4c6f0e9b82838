"""One cell becomes one value, or a code that says why not. Empty cells never come here."""

import datetime as dt
import re
from collections.abc import Mapping

from cases.sheets.columns import fold
from igu.rules import identifiers
from igu.web.tidy import tidy

FIRST_YEAR, LAST_YEAR = 1900, 2099
EXCEL_BEGINS = dt.date(1899, 12, 30)  # what Excel counts days from, its own leap year mistake included
FIRST_SERIAL, LAST_SERIAL = 10_000, 73_050  # 1927 to 2099
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]*)?")
DANISH = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{2,4})(?: [\d:.]*)?")
SERIAL = re.compile(r"\d{5}(?:[.,]0*)?")
SHORTENED = re.compile(r"[\d.,]+E\+?\d+", re.IGNORECASE)
EXCEL_ERRORS = ("#REF!", "#VALUE!", "#N/A", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#REFERENCE!", "#VÆRDI!", "#I/T")
YES, NO = {"ja", "yes", "true", "sand", "1", "j", "y", "x"}, {"nej", "no", "false", "falsk", "0", "n"}


class Unreadable(ValueError):
    """The cell's text is not what the column holds."""

    def __init__(self, code: str, **details):
        super().__init__(code)
        self.code, self.details = code, details


def date(text: str) -> dt.date:
    """dd-mm-yyyy, dd.mm.yyyy, dd/mm/yyyy, yyyy-mm-dd, with or without a time, or Excel's number of days."""
    if SERIAL.fullmatch(text):
        days = int(re.split("[.,]", text)[0])
        if FIRST_SERIAL <= days <= LAST_SERIAL:
            return EXCEL_BEGINS + dt.timedelta(days=days)
    if found := ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := DANISH.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise Unreadable("date_unreadable")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Unreadable("date_year", first=FIRST_YEAR, last=LAST_YEAR)
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise Unreadable("date_does_not_exist") from None


def text(value: str, limit: int) -> str:
    cleaned = tidy(value)
    if not cleaned:
        raise Unreadable("text_missing")
    if len(cleaned) > limit:
        raise Unreadable("text_too_long", length=f"{len(cleaned)}", limit=limit)
    return cleaned


def code(value: str, codes: Mapping[str, str]) -> str:
    """The code that `value` means; codes: folded word → code."""
    try:
        return codes[fold_code(value)]
    except KeyError:
        shown = ", ".join(dict.fromkeys(codes.values()))
        raise Unreadable("code_unknown", codes=shown) from None


def fold_code(value: str) -> str:
    """»Job under 18,5 t.« and »job under 18.5t« are one; »§ 7« is not »7«: what a paragraph means is for a person."""
    return "§" + fold(value) if "§" in value else fold(value)


def yes_no(value: str) -> bool:
    word = value.casefold()
    if word in YES or word in NO:
        return word in YES
    raise Unreadable("yes_no_unknown")


def cpr(value: str) -> identifiers.Cpr:
    if SHORTENED.fullmatch(value):
        raise Unreadable("number_shortened")
    try:
        return identifiers.read_cpr(value)
    except identifiers.UnreadableCpr as fault:
        digits = identifiers.digits_of(value)
        if fault.problem is identifiers.CprProblem.NO_SUCH_DATE:
            raise Unreadable("cpr_no_such_date") from None
        if not digits.isdigit():
            raise Unreadable("cpr_letters") from None
        raise Unreadable("cpr_length", count=len(digits)) from None


def cvr(value: str) -> str:
    if SHORTENED.fullmatch(value):
        raise Unreadable("number_shortened")
    digits = identifiers.compact_cvr(value)
    if len(digits) != 8 or not digits.isdigit():
        raise Unreadable("cvr_length")
    if not identifiers.is_cvr(digits):
        raise Unreadable("cvr_check_digit")
    return digits


def p_number(value: str) -> str:
    if SHORTENED.fullmatch(value):
        raise Unreadable("number_shortened")
    digits = identifiers.digits_of(value)
    if not identifiers.is_p_number(digits):
        raise Unreadable("p_number_length")
    return digits


def is_error(value: str) -> bool:
    """What a spreadsheet shows when it could not work a cell out."""
    return value.upper() in EXCEL_ERRORS
