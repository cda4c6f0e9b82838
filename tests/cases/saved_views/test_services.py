import pytest
from django.http import QueryDict

from cases.models import SavedView
from cases.saved_views import access, services
from igu.accounts.errors import Outdated, RuleBroken
from igu.accounts.tenancy import acting_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_aalborg(aalborg):
    with acting_for(aalborg.id):
        yield


def keep(person, name="Ends soon", **given):
    fields = {"query": "visning=slutter", "is_shared": False, "is_start": False}
    return services.keep_view(person.actor, name=name, **fields | given)


def names(person):
    return sorted(view.name for view in access.views_for(person.actor))


def test_a_view_is_its_owners_until_it_is_shared(anna, bent):
    view = keep(anna)
    assert (names(anna), names(bent)) == (["Ends soon"], [])

    services.change_view(anna.actor, view=view, version=1, name="Ends soon", is_shared=True, is_start=False)
    assert names(bent) == ["Ends soon"]


def test_two_people_may_use_the_same_name_one_person_may_not(anna, bent):
    keep(anna)
    keep(bent)

    with pytest.raises(RuleBroken, match="view_taken"):
        keep(anna)


def test_a_list_begins_with_one_view_at_a_time(anna, bent):
    first, others = keep(anna, "First", is_start=True), keep(bent, is_start=True)
    second = keep(anna, "Second", is_start=True)
    services.change_view(anna.actor, view=second, version=1, name="Second", is_shared=False, is_start=True)

    starts = set(SavedView.objects.filter(is_start=True).values_list("id", flat=True))
    assert starts == {second.id, others.id} and first.id not in starts


def test_two_people_at_once_lose_nothing(anna):
    view = keep(anna)
    services.change_view(anna.actor, view=view, version=1, name="Mine", is_shared=False, is_start=False)

    with pytest.raises(Outdated):
        services.change_view(anna.actor, view=view, version=1, name="Yours", is_shared=False, is_start=False)
    with pytest.raises(Outdated):
        services.throw_view_away(anna.actor, view=view, version=1)
    assert names(anna) == ["Mine"]


def test_a_view_is_thrown_away(anna):
    services.throw_view_away(anna.actor, view=keep(anna), version=1)

    assert names(anna) == []


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("sorter=navn&visning=alle", "visning=alle&sorter=navn"),
        ("visning=alle&efter=0b1c&t=secret&gemt=1", "visning=alle"),
        ("fase=&gruppe=ukraine", "gruppe=ukraine"),
        ("virksomhed=7403910001", ""),
        (f"fase={'x' * 101}", ""),
        ("", ""),
    ],
)
def test_a_view_keeps_choices_and_no_place_no_search_and_no_number(query, kept):
    assert access.kept(QueryDict(query)) == kept
