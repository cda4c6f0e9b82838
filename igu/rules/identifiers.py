"""CVR and P-numbers."""

from stdnum.dk import cvr


def is_cvr(value: str) -> bool:
    return cvr.is_valid(value)


def is_p_number(value: str) -> bool:
    return len(value) == 10 and value.isdigit()
