"""The door to employers: what an actor may see. Firms hold no citizen, so nothing is logged here."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404

from employers import models
from igu.accounts.models import Membership, Role
from igu.people.access import people_of
from igu.web import keyset

PAGE_SIZE = 50
LIST_FIELDS = ("id", "name", "cvr", "industry", "is_public")


def employers_for(actor) -> models.EmployerQuerySet:
    return models.Employer.objects.visible_to(actor)


def employer_for(actor, employer_id) -> models.Employer:
    """404 when it is not the actor's to see, or no id at all."""
    try:
        return employers_for(actor).get(id=employer_id)
    except (models.Employer.DoesNotExist, ValidationError):
        raise Http404 from None


def employer_page(actor, query) -> keyset.Page:
    """A page of firms by name; `cvr` in the URL asks for one of them."""
    firms = employers_for(actor)
    if query.get("cvr"):
        firms = firms.filter(cvr=query["cvr"])
    return keyset.page_of(firms, keyset.Order("name"), LIST_FIELDS, place=keyset.place_of(query), size=PAGE_SIZE)


def workplace_for(actor, employer_id, workplace_id) -> models.Workplace:
    return get_object_or_404(employer_for(actor, employer_id).workplaces.select_related("employer"), id=workplace_id)


def contact_for(actor, employer_id, contact_id) -> models.Contact:
    return get_object_or_404(employer_for(actor, employer_id).contacts.select_related("employer"), id=contact_id)


def portal_users_of(actor, employer: models.Employer):
    """Those who have or had a log-in to the firm's own pages."""
    return people_of(actor).filter(role=Role.EMPLOYER, scope=str(employer.id))


def portal_user_for(actor, employer_id, membership_id) -> Membership:
    """404 when the role is not one of this firm's users."""
    return get_object_or_404(portal_users_of(actor, employer_for(actor, employer_id)), id=membership_id)


def newest(row):
    """The row as it stands in the database now, for the page that shows two versions."""
    return type(row)._default_manager.get(pk=row.pk)
