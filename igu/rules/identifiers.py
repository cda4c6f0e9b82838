"""CPR, CVR and P-numbers: read them as people and spreadsheets write them, say what is wrong with them."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from stdnum.dk import cvr

CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
SUBSTITUTE_DAYS = 60  # erstatningspersonnummer: the day of birth + 60


class Sex(StrEnum):
    MAN = "mand"
    WOMAN = "kvinde"


class CprProblem(StrEnum):
    """Why a CPR number cannot be read."""

    NOT_TEN_DIGITS = "cpr_not_ten_digits"
    NO_SUCH_DATE = "cpr_no_such_date"


class UnreadableCpr(ValueError):
    def __init__(self, problem: CprProblem):
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Cpr:
    """A readable CPR number: ten digits and what they say."""

    digits: str
    born_on: dt.date
    is_substitute: bool

    @property
    def sex(self) -> Sex:
        return Sex.MAN if int(self.digits[-1]) % 2 else Sex.WOMAN

    @property
    def passes_modulus_11(self) -> bool:
        """A notice only: since 2007 real numbers may fail it."""
        return sum(weight * int(digit) for weight, digit in zip(CPR_WEIGHTS, self.digits, strict=True)) % 11 == 0

    def __repr__(self) -> str:
        return "Cpr(**********)"  # never in a log or a traceback


def digits_of(text: str) -> str:
    """The text without blanks, dots and hyphens."""
    return re.sub(r"[\s.\-\u2010-\u2015]", "", text)


def read_cpr(text: str) -> Cpr:
    """Read a CPR number with or without hyphen; of nine digits the first zero is put back.

    Raises UnreadableCpr: `cpr_not_ten_digits` or `cpr_no_such_date`. Failing modulus 11 is no error.
    """
    digits = digits_of(text)
    if len(digits) == 9:
        digits = "0" + digits
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise UnreadableCpr(CprProblem.NOT_TEN_DIGITS)
    day, month, year = int(digits[:2]), int(digits[2:4]), birth_year(digits)
    is_substitute = day > SUBSTITUTE_DAYS
    try:
        born_on = dt.date(year, month, day - SUBSTITUTE_DAYS if is_substitute else day)
    except ValueError:
        raise UnreadableCpr(CprProblem.NO_SUCH_DATE) from None
    return Cpr(digits, born_on, is_substitute)


def birth_year(digits: str) -> int:
    """The seventh digit says the century: 0-3 1900s; 4 and 9 2000-2036 or 1937-1999; 5-8 2000-2057 or 1858-1899."""
    year, seventh = int(digits[4:6]), int(digits[6])
    if seventh <= 3:
        return 1900 + year
    if seventh in (4, 9):
        return (2000 if year <= 36 else 1900) + year
    return (2000 if year <= 57 else 1800) + year


def compact_cvr(text: str) -> str:
    """A CVR number without blanks, separators and the country's DK."""
    return str(cvr.compact(text))


def is_cvr(value: str) -> bool:
    """Eight digits, no more, whose weighted sum (2 7 6 5 4 3 2 1) is divisible by 11."""
    return value == compact_cvr(value) and bool(cvr.is_valid(value))


def is_p_number(value: str) -> bool:
    """Ten digits; P-numbers have no public check digit."""
    return re.fullmatch(r"[0-9]{10}", value) is not None
