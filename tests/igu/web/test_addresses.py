import uuid

import pytest
from django.urls import reverse

from igu.web.addresses import address_of


@pytest.mark.parametrize("route", ["case_detail", "follow_up_answer", "employer_detail"])
def test_an_address_made_of_texts_is_the_one_that_reverse_makes(route):
    for _ in range(2):
        row_id = uuid.uuid4()
        assert address_of(route, row_id) == reverse(route, args=[row_id])
