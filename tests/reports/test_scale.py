"""Made-up rows by the thousand: the same seed, the same rows; and rows as the app itself would write them."""

from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connections

from cases import identity, stages
from cases.models import Agreement, Case, Citizen, Identity, NameToken
from cases.names import tokens
from followup.models import FollowUp
from igu.accounts.models import Municipality
from igu.accounts.tenancy import acting_for
from igu.rules.identifiers import is_cvr, read_cpr
from igu.rules.statute import ordinary_end
from reports import scale

pytestmark = pytest.mark.django_db(transaction=True)
SUM = """
SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM (
  SELECT c.id, c.first_name, c.last_name, c.birth_on, c.basis, k.number, k.stage, k.ends_on, k.next_due_on, a.start_on,
         a.ending, a.ended_on, f.due_on, f.done_on
    FROM cases_citizen c JOIN cases_case k ON k.citizen_id = c.id
    LEFT JOIN cases_agreement a ON a.case_id = k.id LEFT JOIN followup_followup f ON f.agreement_id = a.id) t
"""
WRITTEN = "followup_followup, cases_agreement, cases_case, cases_nametoken, cases_identity, cases_citizen"


def ask(sql):
    with closing(connections["owner"].cursor()) as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None


def checksum(seed):
    """Of the rows that a seed gives; they are taken out again."""
    scale.generate(municipalities=2, citizens=300, followups=2_000, seed=seed)
    found = ask(SUM)
    ask(
        f"TRUNCATE {WRITTEN}, cases_casecounter, employers_employer, employers_workplace, accounts_membership, "
        "accounts_user CASCADE"
    )
    return found


def test_the_same_seed_gives_the_same_rows():
    first, again, other = checksum(7), checksum(7), checksum(8)

    assert first == again
    assert first != other


def test_the_rows_are_as_the_app_would_write_them():
    scale.generate(municipalities=2, citizens=300, followups=2_000, seed=7)

    totals = []
    for municipality in Municipality.objects.order_by("code")[:2]:
        with acting_for(municipality.id):
            assert stages.follow_agreements(municipality.id, scale.DAY) == 0  # stage, end and agreement are right
            totals.append((Citizen.objects.count(), FollowUp.objects.count()))
            for citizen in Citizen.objects.prefetch_related("name_tokens", "identities")[:50]:
                row = citizen.identities.all()[0]
                number = read_cpr(identity.digits_of(row))
                assert (number.born_on, number.sex, number.is_substitute) == (citizen.birth_on, citizen.sex, True)
                assert bytes(row.search_key) == identity.search_key(municipality.id, number.digits)
                assert {token.token for token in citizen.name_tokens.all()} == set(
                    tokens(citizen.first_name, citizen.last_name)
                )
            for agreement in Agreement.objects.select_related("employer")[:50]:
                assert agreement.end_on == ordinary_end(agreement.start_on)
                assert agreement.is_public == agreement.employer.is_public
                assert is_cvr(agreement.employer.cvr)
            assert Identity.objects.count() == Case.objects.count() == Citizen.objects.count()
            assert NameToken.objects.count() == 2 * Citizen.objects.count()
            case = Case.objects.exclude(next_count=0).first()
            assert case.next_due_on == case.follow_ups.filter(done_at=None).order_by("due_on").first().due_on
    assert totals == [(150, 1_000), (150, 1_000)]


def test_production_and_a_second_time_are_refused(settings, capsys):
    call_command("generate", "--citizens", "20")
    for is_production in (False, True):
        settings.PRODUCTION = is_production
        with pytest.raises(SystemExit) as stop:
            call_command("generate", "--citizens", "20")
        assert stop.value.code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 2


@pytest.mark.parametrize("words", [["--municipalities", "99"], ["--citizens", "0"], ["--citizens", "many"]])
def test_a_wrong_option_is_one_sentence_and_exit_code_2(words, capsys):
    with pytest.raises(SystemExit) as stop:
        call_command("generate", *words)

    assert stop.value.code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
