"""PostgreSQL keeps no NUL: one that stands in an address is told before it reaches a filter."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/virksomheder/?cvr=%00", "/sager/?fase=%00", "/sager/?koordinator=a%00b"])
def test_a_nul_in_an_address_is_a_bad_request(client, anna, address):
    client.force_login(anna.user)

    answer = client.get(address)

    assert answer.status_code == 400
    assert "Hvad nu" in answer.content.decode()
