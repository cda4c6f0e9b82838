"""What has been measured in a case. The case itself is opened, and logged, by `cases.access`."""

from django.shortcuts import get_object_or_404

from cases import access as case_access
from cases.definitions.access import Offer, content_of, offer_for, offers_of
from cases.models import Case, Measurement
from cases.scales.content import KIND, Scale


def measurements_of(case: Case, key: str = "") -> list[Measurement]:
    """What was measured in a case, the oldest first; of one scale where its key is given."""
    rows = case.measurements.select_related("definition", "made_by__user")
    return list(rows.filter(definition__key=key) if key else rows)


def measurement_for(request, case_id, measurement_id) -> tuple[Case, Measurement]:
    """The case, as `case_for` opens it, and one of its measurements; 404 when it is another case's."""
    case = case_access.case_for(request, case_id)
    return case, get_object_or_404(case.measurements.select_related("definition"), id=measurement_id)


def scales_of(actor) -> list[Offer]:
    return offers_of(actor.municipality_id, KIND)


def scale_for(actor, key: str) -> Offer:
    """One scale of the municipality, as it is asked today; 404 where there is none."""
    return offer_for(actor.municipality_id, KIND, key)


def scale_of(measurement: Measurement) -> Scale:
    """The edition that was answered."""
    return content_of(measurement.definition)


def newest(measurement: Measurement) -> Measurement:
    """As it stands now, with each answer as a field of its own, for the page that shows two versions."""
    row = Measurement.objects.select_related("definition").get(id=measurement.id)
    for line in scale_of(row).lines:
        setattr(row, f"answer_{line.key}", row.answers.get(line.key))
    return row
