import pytest
from django.apps import apps
from django.db import models

from igu.accounts import retention
from igu.accounts.retention import Retention

MODELS = apps.get_models(include_auto_created=True)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_table_says_how_long_its_rows_live(model):
    assert isinstance(retention.of_model(model), Retention)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_belongs_to_a_case_lives_as_long_as_the_case(model):
    """A table that points to a case or a citizen and outlives them would keep what was to be erased."""
    from cases.models import Case, Citizen

    points = {field.related_model for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)}
    if points & {Case, Citizen} and not hasattr(model, "pgh_tracked_model"):
        assert retention.of_model(model) in (Retention.CASE, Retention.DRAFT)


def test_a_library_that_is_gone_is_not_on_the_list():
    assert set(retention.OF_LIBRARIES) <= {model._meta.label for model in MODELS}


def test_a_model_without_a_class_is_found():
    assert retention.of_model(type("Nameless", (), {"_meta": type("Meta", (), {"label": "x.Nameless"})})) is None


def test_history_follows_what_it_is_the_history_of():
    assert retention.of_model(apps.get_model("cases", "CitizenEvent")) is Retention.CASE
