"""How many have moved on each statement of the municipality's scales, and where they stand on it.

Counted by the database: no citizen is read.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from cases.definitions.access import offers_of
from cases.definitions.texts import DANISH, said
from cases.scales.content import KIND

# An answer's place is counted in the steps of its own edition. Only what was answered is in `answers`, so that an open
# statement can neither be a first nor a last answer. Who answers together with us counts as the citizen.
ANSWERS = """
WITH answer AS (
  SELECT m.case_id, d.key AS scale, a.key AS line, a.value AS step,
         CASE m.respondent WHEN 'together' THEN 'citizen' ELSE m.respondent END AS voice,
         m.measured_on, m.made_at, m.id,
         (step.n - 1)::float / greatest(jsonb_array_length(d.body -> 'steps') - 1, 1) AS place
    FROM cases_measurement m
    JOIN cases_definition d ON d.id = m.definition_id AND d.municipality_id = m.municipality_id
   CROSS JOIN LATERAL jsonb_each_text(m.answers) a
   CROSS JOIN LATERAL (
     SELECT s.n FROM jsonb_array_elements(d.body -> 'steps') WITH ORDINALITY s(step, n)
      WHERE s.step ->> 'key' = a.value
   ) step
   WHERE m.municipality_id = %(municipality)s AND m.measured_on BETWEEN %(first)s AND %(last)s
     AND EXISTS (
       SELECT 1 FROM jsonb_array_elements(d.body -> 'lines') l
        WHERE l ->> 'key' = a.key AND coalesce(l ->> 'kind', '') = ''
     )
)
"""
MOVES = """
, course AS (
  SELECT case_id, scale, line, voice,
         (array_agg(place ORDER BY measured_on, made_at, id))[1] AS first,
         (array_agg(place ORDER BY measured_on DESC, made_at DESC, id DESC))[1] AS last
    FROM answer
   GROUP BY case_id, scale, line, voice
  HAVING count(*) > 1
),
told AS (
  SELECT DISTINCT ON (case_id, scale, line) scale, line, first, last
    FROM course
   ORDER BY case_id, scale, line, array_position(ARRAY['citizen', 'employer', 'municipality', 'school'], voice)
)
SELECT scale, line, count(*) FILTER (WHERE last > first), count(*) FROM told GROUP BY scale, line
"""


# Each voice is counted by itself: a citizen and a firm that answer the same statement are two answers.
STANDING = """
, newest AS (
  SELECT DISTINCT ON (case_id, scale, line, voice) scale, line, step
    FROM answer
   ORDER BY case_id, scale, line, voice, measured_on DESC, made_at DESC, id DESC
)
SELECT scale, line, step, count(*) FROM newest GROUP BY scale, line, step
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """Of `of` people with at least two answers to a statement, `moved` stand higher at the last than at the first."""

    scale: str
    statement: str
    moved: int
    of: int


def progress_of(municipality_id, first: dt.date, last: dt.date) -> list[Progress]:
    """By scale and statement as they are worded now; a statement that nobody has answered twice is not there."""
    values = {"municipality": municipality_id, "first": first, "last": last}
    with connection.cursor() as cursor:
        cursor.execute(ANSWERS + MOVES, values)
        found = {(scale, line): (moved, of) for scale, line, moved, of in cursor.fetchall()}
    return [
        Progress(said(offer.title, DANISH), said(line.text, DANISH), *found[offer.key, line.key])
        for offer in offers_of(municipality_id, KIND, all_of_them=True)
        for line in offer.content.on_steps
        if (offer.key, line.key) in found
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """`counts`: how many of the newest answers to a statement name each step, the lowest step first."""

    scale: str
    statement: str
    counts: tuple[tuple[str, int], ...]


def standing_of(municipality_id, first: dt.date, last: dt.date) -> list[Standing]:
    """By scale and statement as they are worded now; what nobody has answered, or answers no more, is not there."""
    values = {"municipality": municipality_id, "first": first, "last": last}
    found = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(ANSWERS + STANDING, values)
        for scale, line, step, count in cursor.fetchall():
            found[scale, line][step] = count
    return [
        Standing(
            said(offer.title, DANISH),
            said(line.text, DANISH),
            tuple((said(step.text, DANISH), counts.get(step.key, 0)) for step in offer.content.steps),
        )
        for offer in offers_of(municipality_id, KIND, all_of_them=True)
        for line in offer.content.on_steps
        if (counts := found.get((offer.key, line.key)))
    ]
