"""Case numbers: year and counter per municipality, such as 2026-0142."""

from django.db import connection

# The upsert locks the counter's row until the transaction ends: two cases opened at once get two numbers.
TAKE = """
INSERT INTO cases_casecounter AS counter (id, municipality_id, year, last)
VALUES (gen_random_uuid(), %s, %s, %s)
ON CONFLICT (municipality_id, year) DO UPDATE SET last = counter.last + EXCLUDED.last
RETURNING last
"""


def take_numbers(municipality_id, year: int, count: int = 1) -> list[str]:
    """The next `count` case numbers of the year, in order."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [municipality_id, year, count])
        last = cursor.fetchone()[0]
    return [f"{year}-{number:04d}" for number in range(last - count + 1, last + 1)]
