"""A municipality's follow-up models: five presets to start from, one of them chosen."""

from django.db import transaction

from followup import texts
from followup.models import FollowUpModel, FollowUpRule
from igu.accounts.models import Municipality
from igu.rules.presets import PRESETS
from igu.rules.schedule import Kind, Party, Rule, Source, When


def ensure_models(municipality: Municipality) -> FollowUpModel:
    """The chosen model; the five presets are made the first time a municipality needs one."""
    chosen = FollowUpModel.objects.filter(municipality=municipality, is_chosen=True).first()
    return chosen or _make_presets(municipality)


@transaction.atomic
def _make_presets(municipality) -> FollowUpModel:
    Municipality.objects.select_for_update().get(id=municipality.id)  # two first agreements at once
    chosen = FollowUpModel.objects.filter(municipality=municipality, is_chosen=True).first()
    if chosen:
        return chosen
    first = texts.FIRST_PRESET.get(municipality.code, texts.OTHERWISE)
    made = FollowUpModel.objects.bulk_create(
        FollowUpModel(municipality=municipality, name=name, preset=preset, is_chosen=preset == first)
        for preset, name in texts.PRESET_NAMES.items()
    )
    FollowUpRule.objects.bulk_create(
        FollowUpRule(
            municipality=municipality,
            model=model,
            key=rule.key,
            party=rule.party,
            kind=rule.kind,
            when=rule.when.to_data(),
            what=texts.WHAT.get(rule.key, rule.what),
            source=rule.source,
            ground=rule.ground,
        )
        for model in made
        for rule in PRESETS[model.preset]
    )
    return next(model for model in made if model.is_chosen)


def rules_of(model: FollowUpModel) -> list[Rule]:
    """The model's rows as the rules that igu.rules.schedule computes with."""
    return [as_rule(row) for row in FollowUpRule.objects.filter(municipality_id=model.municipality_id, model=model)]


def as_rule(row: FollowUpRule) -> Rule:
    return Rule(
        key=row.key,
        party=Party(row.party),
        kind=Kind(row.kind),
        when=When.from_data(row.when),
        what=row.what,
        source=Source(row.source),
        ground=row.ground,
    )
