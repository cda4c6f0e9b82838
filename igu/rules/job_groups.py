"""The two groups that are asked for by the effort for those who live on an integration benefit (AAR-06)."""

from enum import StrEnum

OF_MONTHS = 48  # the last four years
ENOUGH_MONTHS = 36  # three of them
PASSED = frozenset({"PD2", "PD3"})


class JobGroup(StrEnum):
    INTEGRATION = "integration"  # lives on an integration benefit; the Ukraine act included
    LONG_ON_BENEFIT = "long_on_benefit"  # three of the last four years on a benefit, Danish test 2 not passed
    NONE = "none"
    UNKNOWN = "unknown"  # what decides has not been written


def job_group(*, is_on_benefit: bool | None, benefit_months: int | None, danish_test: str) -> JobGroup:
    """The group that the criteria put somebody in; the first one goes before the second.

    benefit_months: of the last 48. danish_test: the highest that was passed (PD1, PD2, PD3), or empty.
    """
    if is_on_benefit:
        return JobGroup.INTEGRATION
    if danish_test in PASSED:
        return JobGroup.UNKNOWN if is_on_benefit is None else JobGroup.NONE
    if benefit_months is not None and benefit_months >= ENOUGH_MONTHS:
        return JobGroup.LONG_ON_BENEFIT
    return JobGroup.UNKNOWN if is_on_benefit is None or benefit_months is None else JobGroup.NONE
