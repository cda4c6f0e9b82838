"""Which group of the job effort somebody is in (AAR-06)."""

import pytest

from igu.rules.job_groups import JobGroup, job_group


@pytest.mark.parametrize(
    ("is_on_benefit", "months", "test", "group"),
    [
        (True, None, "", JobGroup.INTEGRATION),
        (True, 48, "PD3", JobGroup.INTEGRATION),
        (False, 36, "PD1", JobGroup.LONG_ON_BENEFIT),
        (False, 35, "PD1", JobGroup.NONE),
        (False, 48, "PD2", JobGroup.NONE),
        (False, 48, "PD3", JobGroup.NONE),
        (None, 40, "", JobGroup.LONG_ON_BENEFIT),
        (None, 12, "", JobGroup.UNKNOWN),
        (False, None, "", JobGroup.UNKNOWN),
        (None, None, "PD2", JobGroup.UNKNOWN),
    ],
)
def test_the_group_follows_from_benefit_months_and_test(is_on_benefit, months, test, group):
    assert job_group(is_on_benefit=is_on_benefit, benefit_months=months, danish_test=test) is group
