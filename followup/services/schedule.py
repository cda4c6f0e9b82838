"""Writes the follow-ups that a rhythm makes for agreements: computed in Python, compared and written in the database.

What is done or answered is never touched. An open follow-up that no longer follows is removed, one whose date has
changed is moved, unless a person has agreed its date.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction

from cases.activities.access import asked_of
from cases.documents import Worker
from cases.models import Agreement
from cases.words import Ending
from followup import texts
from followup.models import FollowUpModel
from followup.services.cases import refresh_cases
from followup.services.rhythm import ensure_models, rules_of
from followup.words import Reason
from igu.accounts.closed_days import closed_days
from igu.accounts.models import Municipality
from igu.audit.log import note_reads
from igu.audit.models import Look
from igu.rules import schedule as rhythm
from igu.rules.months import add_months

BATCH = 250  # agreements a statement: about 5,000 to 12,000 follow-ups
NO_LONGER_OURS = (Ending.NEVER_STARTED, Ending.MOVED)
DROP_OUTS = (Ending.POSITIVE_JOB, Ending.POSITIVE_EDUCATION, Ending.NEGATIVE)


@dataclass(frozen=True, slots=True)
class Changes:
    """How many open follow-ups came, went and got another date."""

    added: int = 0
    removed: int = 0
    moved: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(self.added + other.added, self.removed + other.removed, self.moved + other.moved)


def schedule_agreement(actor, agreement: Agreement, *, today: dt.date) -> Changes:
    """Make, move and remove the follow-ups of one agreement by the municipality's model."""
    return schedule_agreements(actor, [agreement], today=today)


@transaction.atomic
def schedule_agreements(actor, agreements: Sequence[Agreement], *, today: dt.date) -> Changes:
    """The same for many agreements of one municipality; `actor` is in the change history by its own way."""
    if not agreements:
        return Changes()
    municipality = Municipality.objects.get(id=agreements[0].municipality_id)
    writer = _Writer(municipality, ensure_models(municipality), today)
    return writer.write_all(_batches(agreements))


@transaction.atomic
def schedule_municipality(municipality: Municipality, *, today: dt.date, actor=None) -> Changes:
    """Compute every agreement of the open cases again: another model, other closing days. Without actor: a job's."""
    writer = _Writer(municipality, ensure_models(municipality), today)
    return writer.write_all(_open_agreements(municipality, actor))


@transaction.atomic
def choose_model(actor, *, model_id, today: dt.date) -> Changes:
    """Follow another rhythm from today on: what it would have asked before today is not made afterwards."""
    municipality = Municipality.objects.select_for_update().get(id=actor.municipality_id)
    model = FollowUpModel.objects.get(municipality=municipality, id=model_id)
    if not model.is_chosen:
        FollowUpModel.objects.filter(municipality=municipality, is_chosen=True).update(is_chosen=False)
        model.is_chosen, model.chosen_on = True, today
        model.save(update_fields=["is_chosen", "chosen_on"])
    return schedule_municipality(municipality, today=today, actor=actor)


def preview_model(actor, municipality: Municipality, model: FollowUpModel, *, today: dt.date) -> Changes:
    """What `choose_model` would add, remove and move. Writes nothing but the read log."""
    model.chosen_on = today
    writer = _Writer(municipality, model, today)
    return sum((writer.compare(batch) for batch in _open_agreements(municipality, actor)), Changes())


def _batches(agreements: Sequence[Agreement]) -> Iterator[Sequence[Agreement]]:
    for first in range(0, len(agreements), BATCH):
        yield agreements[first : first + BATCH]


def _open_agreements(municipality, actor) -> Iterator[list[Agreement]]:
    """Batches, each of them in the read log: nobody sees them, but they are loaded."""
    reader = actor or Worker(municipality.id, None)
    rows = Agreement.objects.filter(municipality=municipality, case__closed_on=None).order_by("id")
    after = None
    while batch := list((rows.filter(id__gt=after) if after else rows)[:BATCH]):
        note_reads(reader, [agreement.citizen_id for agreement in batch], kind=Look.JOB, route="schedule")
        yield batch
        after = batch[-1].id


class _Writer:
    """One municipality's rules and closed days, read once, and the statement that compares and writes."""

    def __init__(self, municipality: Municipality, model: FollowUpModel, today: dt.date):
        self.municipality_id = municipality.id
        self.chosen_on = model.chosen_on
        self.rules = rules_of(model)
        self.numbers = {(rule.key, rule.party): number for number, rule in enumerate(self.rules, start=1)}
        self.closed = closed_days(municipality)
        self.today = today

    def write_all(self, batches: Iterable[Sequence[Agreement]]) -> Changes:
        """Write batch by batch; what the cases show of it once, when all of it stands."""
        changes, case_ids = Changes(), set()
        for batch in batches:
            changes += self._run(COMPARE + WRITE, batch)
            case_ids |= {agreement.case_id for agreement in batch}
        refresh_cases(self.municipality_id, case_ids)
        return changes

    def compare(self, agreements: Sequence[Agreement]) -> Changes:
        return self._run(COMPARE, agreements)

    def _run(self, sql: str, agreements: Sequence[Agreement]) -> Changes:
        self.asked = self._asked_elsewhere(agreements)
        dated = [
            (number, *row) for number, agreement in enumerate(agreements, start=1) for row in self._dated(agreement)
        ]
        columns = [list(column) for column in zip(*dated, strict=True)] or [[] for _name in DATED]
        values = {f"dated_{name}": column for name, column in zip(DATED, columns, strict=True)} | {
            "municipality": self.municipality_id,
            "today": self.today,
            "agreements": [str(agreement.id) for agreement in agreements],
            "cases": [str(agreement.case_id) for agreement in agreements],
            "over": [agreement.ending in NO_LONGER_OURS for agreement in agreements],
            "keys": [rule.key for rule in self.rules],
            "parties": [rule.party for rule in self.rules],
            "kinds": [rule.kind for rule in self.rules],
            "whats": [rule.what for rule in self.rules],
            "sources": [rule.source for rule in self.rules],
            "grounds": [rule.ground for rule in self.rules],
        }
        with connection.cursor() as cursor:
            cursor.execute(sql + COUNT, values)
            return Changes(*cursor.fetchone())

    def _dated(self, agreement: Agreement) -> Iterator[tuple]:
        """Rows in the order of DATED, without the agreement's number."""
        if agreement.ending in NO_LONGER_OURS:
            return
        is_over = bool(agreement.ending)
        facts = _known_facts(agreement)
        made = rhythm.follow_ups(
            self._rules_for(agreement),
            start_on=agreement.start_on,
            end_on=agreement.last_day,
            signed_on=agreement.signed_on,
            runup_on=agreement.runup_on,
            closed=self.closed,
        )
        for one in made:
            if self._is_asked(agreement, one):
                continue
            when = one.rule.when
            may_waive = bool(when.may_waive_from and one.turn >= when.may_waive_from)
            is_history = is_over and one.raw_on < agreement.last_day
            before_model = bool(self.chosen_on and one.due_on < self.chosen_on)
            yield (
                self.numbers[one.key, one.party],
                one.turn,
                one.raw_on,
                one.due_on,
                _reason(one, agreement).code,
                may_waive,
                facts.get(one.key),
                is_history or before_model,
            )

    def _asked_elsewhere(self, agreements: Sequence[Agreement]) -> dict:
        """The dates of the activities of these cases, where the rhythm follows a trial internship too."""
        keys = {key for key, _turn in texts.ALSO_ASKED.values()} & {rule.key for rule in self.rules}
        return asked_of([row.case_id for row in agreements if row.runup_on]) if keys else {}

    def _is_asked(self, agreement: Agreement, one: rhythm.FollowUp) -> bool:
        """Whether an activity asks for the same: one decision, one follow-up."""
        return any(
            texts.ALSO_ASKED.get(key) == (one.key, one.turn) and abs(day - one.raw_on) <= texts.SAME_WITHIN
            for key, day in self.asked.get(agreement.case_id, ())
        )

    def _rules_for(self, agreement: Agreement) -> list[rhythm.Rule]:
        if agreement.ending in DROP_OUTS:
            return [rule for rule in self.rules if rule.key not in texts.ONLY_BEFORE_COMPLETION]
        return self.rules


def _known_facts(agreement: Agreement) -> dict[str, dt.date | None]:
    """Follow-ups whose answer stands on the agreement already, with the day."""
    return {
        "vitas_agreement": agreement.vitas_agreement_on,
        "vitas_plan": agreement.vitas_plan_on,
        "outcome_6": add_months(agreement.last_day, 6) if agreement.outcome_6 else None,
        "outcome_12": add_months(agreement.last_day, 12) if agreement.outcome_12 else None,
    }


def _reason(one: rhythm.FollowUp, agreement: Agreement) -> Reason:
    when = one.rule.when
    offsets = ((step.unit, offset) for step in when.steps for offset in step.offsets())
    unit, offset = next(islice(offsets, one.turn - 1, None))
    turns = 0 if when.steps[-1].every else sum(len(step.counts) for step in when.steps)
    anchors = rhythm.Anchors.of(agreement.start_on, agreement.last_day, agreement.signed_on, agreement.runup_on)
    return Reason(when.anchor, anchors.day(when.anchor), unit, offset, one.turn, turns)


DATED = ("agreement", "rule", "turn", "raw_on", "due_on", "why", "may_waive", "done_on", "is_past")

COMPARE = """
WITH agreement AS (
  SELECT * FROM unnest(%(agreements)s::uuid[], %(cases)s::uuid[], %(over)s::bool[])
    WITH ORDINALITY AS a(id, case_id, is_over, n)
),
rule AS (
  SELECT * FROM unnest(%(keys)s::text[], %(parties)s::text[], %(kinds)s::text[], %(whats)s::text[],
                       %(sources)s::text[], %(grounds)s::text[])
    WITH ORDINALITY AS r(key, party, kind, what, source, ground, n)
),
wanted AS (
  SELECT a.id AS agreement_id, a.case_id, r.key, r.party, r.kind, r.what, r.source, r.ground,
         d.turn, d.raw_on, d.due_on, d.why, d.may_waive, d.done_on, d.is_past
    FROM unnest(%(dated_agreement)s::int[], %(dated_rule)s::int[], %(dated_turn)s::int[], %(dated_raw_on)s::date[],
                %(dated_due_on)s::date[], %(dated_why)s::text[], %(dated_may_waive)s::bool[],
                %(dated_done_on)s::date[], %(dated_is_past)s::bool[])
         AS d(agreement, rule, turn, raw_on, due_on, why, may_waive, done_on, is_past)
    JOIN agreement a ON a.n = d.agreement
    JOIN rule r ON r.n = d.rule
),
standing AS (
  SELECT f.*, a.is_over
    FROM followup_followup f JOIN agreement a ON a.id = f.agreement_id
   WHERE f.municipality_id = %(municipality)s AND f.key <> ''
),
added AS (
  SELECT w.* FROM wanted w LEFT JOIN standing s USING (agreement_id, key, turn, party)
   WHERE s.id IS NULL AND NOT w.is_past
),
removed AS (
  SELECT s.id FROM standing s LEFT JOIN wanted w USING (agreement_id, key, turn, party)
   WHERE w.agreement_id IS NULL AND s.done_at IS NULL AND (s.is_over OR NOT s.is_agreed)
),
changed AS (
  SELECT s.id, w.kind, w.what, w.source, w.ground, w.raw_on, w.why, w.done_on,
         s.may_waive OR w.may_waive AS may_waive,
         CASE WHEN s.is_agreed THEN s.due_on ELSE w.due_on END AS due_on, s.due_on AS was_due_on
    FROM standing s JOIN wanted w USING (agreement_id, key, turn, party)
   WHERE s.done_at IS NULL
     AND ((s.kind, s.what, s.source, s.ground, s.raw_on, s.why, s.may_waive)
          IS DISTINCT FROM (w.kind, w.what, w.source, w.ground, w.raw_on, w.why, s.may_waive OR w.may_waive)
          OR w.done_on IS NOT NULL OR (s.due_on <> w.due_on AND NOT s.is_agreed))
)
"""

WRITE = """,
forgotten AS (DELETE FROM followup_reminder r USING removed WHERE r.follow_up_id = removed.id),
deleted AS (DELETE FROM followup_followup f USING removed WHERE f.id = removed.id AND f.done_at IS NULL),
updated AS (
  UPDATE followup_followup f
     SET kind = c.kind, what = c.what, source = c.source, ground = c.ground, raw_on = c.raw_on, due_on = c.due_on,
         why = c.why, may_waive = c.may_waive, version = f.version + 1,
         answer = CASE WHEN c.done_on IS NULL THEN '' ELSE 'good' END,
         done_at = CASE WHEN c.done_on IS NULL THEN NULL ELSE now() END, done_on = c.done_on
    FROM changed c WHERE f.id = c.id AND f.done_at IS NULL
),
inserted AS (
  INSERT INTO followup_followup
         (id, municipality_id, case_id, agreement_id, key, turn, party, kind, raw_on, due_on, what, why, source, ground,
          may_waive, answer, themes, note, done_at, done_on, version)
  SELECT gen_random_uuid(), %(municipality)s, case_id, agreement_id, key, turn, party, kind, raw_on, due_on, what, why,
         source, ground, may_waive OR due_on < %(today)s, CASE WHEN done_on IS NULL THEN '' ELSE 'good' END, '[]', '',
         CASE WHEN done_on IS NULL THEN NULL ELSE now() END, done_on, 1
    FROM added
  ON CONFLICT DO NOTHING
)
"""

COUNT = """
SELECT (SELECT count(*) FROM added WHERE done_on IS NULL), (SELECT count(*) FROM removed),
       (SELECT count(*) FROM changed WHERE due_on <> was_due_on)
"""
