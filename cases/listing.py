"""The list of cases: its ready views, its orders, its filters and its pages."""

import datetime as dt
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from cases import access, filters, names, pace, search, words
from cases.filters import CaseFilter
from cases.models import CaseQuerySet
from cases.rows import FIELDS, Row, Who, rows_of
from cases.saved_views import access as saved_views
from cases.signals.access import with_signal
from igu.accounts.models import CASE_WORKERS, Membership, Municipality
from igu.web import keyset
from igu.web.counts import capped_counts, count_of, shown
from igu.web.keyset import Order
from igu.web.logs import TEN_DIGITS
from igu.web.statements import MUNICIPALITY, Statement, anybody, as_text, ids_of, statement_of

PAGE_SIZE = 50
ENDS_SOON = dt.timedelta(days=90)
PLACES = ("efter", "foer")
KNOWN = {*filters.NAMES, *PLACES, "visning", "sorter", "gemt", "uden"}  # names in the URL
LISTS = 200  # so many lists, each of a day, a role and a choice, are kept as statements in a worker
LONGEST_CHOICE = 200  # firms to choose among; a longer list would weigh more than the page

# --- orders -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, by its name in the URL. One that can be sorted by has a field with an index."""

    name: str
    label: str
    field: str = ""
    said: str = ""
    look: str = ""


COLUMNS = (
    Column("navn", gettext_lazy("Citizen"), "sort_name", gettext_lazy("sorted by name")),
    Column("sag", gettext_lazy("Case"), "number", gettext_lazy("sorted by case number")),
    Column("virksomhed", gettext_lazy("Employer")),
    Column("fase", gettext_lazy("Stage")),
    Column("dag", gettext_lazy("Day"), look="r"),
    Column("timer", gettext_lazy("Hours of 851")),
    Column("naeste", gettext_lazy("Next"), "next_due_on", gettext_lazy("sorted by next follow-up")),
    Column("opfoelgning", gettext_lazy("Follow-up")),
    Column("kontakt", gettext_lazy("Last contact")),
    Column("slutter", gettext_lazy("Ends"), "ends_on", gettext_lazy("sorted by end")),
    Column("koordinator", gettext_lazy("Coordinator")),
)
TO_CHOOSE = COLUMNS[1:]  # the name always stands: without it no row can be opened
SORTS = {column.name: column for column in COLUMNS if column.field}
FIRST_ORDER = "naeste"


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A column's head: how it is sorted now, and where its link leads (nowhere: it is no link)."""

    label: str
    look: str
    aria_sort: str = ""
    link: str = ""


def head_cells(columns, query) -> list[HeadCell]:
    """The heads of the table. Touching the column that it is sorted by turns the order round."""
    sorted_by, order = order_of(query)
    return [_head_cell(column, column.name == sorted_by, order.descending, query) for column in columns]


def _head_cell(column, is_sorted, descending, query):
    if not column.field:
        return HeadCell(column.label, column.look)
    direction = ("descending" if descending else "ascending") if is_sorted else ""
    turned = is_sorted and not descending
    return HeadCell(column.label, column.look, direction, link_of(query, sorter=f"{'-' * turned}{column.name}"))


def link_of(query, **changed) -> str:
    """The list as it is asked for but for this, from its beginning unless a place is among it."""
    kept = {name: value for name, value in query.items() if name not in PLACES}
    return f"?{urlencode(kept | changed)}"


def shown_columns(query, *, with_coordinator: bool) -> list[Column]:
    """The columns that the URL does not leave out: `uden=dag,timer`. Whose the own cases are goes without saying."""
    left_out = set(query.get("uden", "").split(",")) | (set() if with_coordinator else {"koordinator"})
    return [column for column in COLUMNS if column.name == "navn" or column.name not in left_out]


def left_out(names: list[str]) -> str:
    """What the URL says where these columns are to be seen."""
    return ",".join(column.name for column in TO_CHOOSE if column.name not in names)


def order_of(query) -> tuple[str, Order]:
    """The column's key and the order that the URL asks for: `sorter=navn`, or `sorter=-navn` from the end."""
    asked = query.get("sorter", FIRST_ORDER)
    key = asked.removeprefix("-")
    if key not in SORTS:
        asked = key = FIRST_ORDER
    return key, Order(SORTS[key].field, descending=asked.startswith("-"))


# --- ready views ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class View:
    """A ready view: a name in the URL, a way to narrow the cases, and the column whose index has them together."""

    key: str
    label: str
    narrow: Callable
    along: str = "next_due_on"


def _mine(cases, who):
    return cases.filter(coordinator_id=who.actor.membership_id)


def _ends_soon(cases, who):
    return cases.filter(ends_on__range=(who.today, who.today + ENDS_SOON))


def _behind(cases, who):
    # The municipality by its id, though the wall says it too: PostgreSQL guesses by it how many agreements there are.
    own = Q(agreement__municipality=who.actor.municipality_id)
    return cases.filter(own, pace.is_behind(who.today, who.behind_hours))


def _no_contact(cases, who):
    return cases.silent(who.today, who.no_contact_weeks)


VIEWS = {
    view.key: view
    for view in (
        View("mine", gettext_lazy("Mine"), _mine),
        View("alle", gettext_lazy("All"), lambda cases, who: cases),
        View("uden-koordinator", gettext_lazy("No coordinator"), lambda cases, who: cases.filter(coordinator=None)),
        View("slutter", gettext_lazy("Ends within 90 days"), _ends_soon, "ends_on"),
        View("stille", words.NO_CONTACT, _no_contact),
        View("bagud", gettext_lazy("Plan behind"), _behind),
        View("hold-oeje", gettext_lazy("Watch list"), lambda cases, who: cases.filter(signal_count__gt=0)),
        View("inaktive", gettext_lazy("Not active"), lambda cases, who: with_signal(cases, "inactive")),
    )
}


def who_looks(actor, today: dt.date) -> Who:
    [(behind_hours, no_contact_weeks, saved)] = _settings_and_saved().rows(ids_of(actor))
    own = tuple(saved_views.tabs(actor, map(json.loads, saved)))
    return Who(actor, today, behind_hours, no_contact_weeks, own)


@cache
def _settings_and_saved() -> Statement:
    municipality = Municipality.objects.filter(id=MUNICIPALITY)
    columns = ("behind_hours", "no_contact_weeks", saved_views.as_column(anybody("")))
    return statement_of(municipality.values_list(*columns))


def asked_of(query, who: Who):
    """What the URL asks for; where it asks for nothing, what the person's list begins with."""
    start = next((tab for tab in who.saved if tab.is_start), None)
    return query if query or start is None else QueryDict(f"{start.query}&gemt={start.id}")


def view_of(query, actor) -> View:
    """The view that the URL asks for; without one a manager sees all, everybody else the own cases.

    Whoever chooses a coordinator looks beyond the own cases.
    """
    first = "alle" if actor.is_manager else "mine"
    view = VIEWS.get(query.get("visning", first), VIEWS[first])
    return VIEWS["alle"] if view.key == "mine" and query.get("koordinator") else view


# --- the page -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tab:
    """A view above the list, ready or saved. count: empty for a saved one, which is not counted."""

    query: str
    label: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of the list. citizen_ids: whose rows it shows, for the read log. kept: what a saved view would keep.

    previous, next: links, empty where there is no such page. shows: names of the columns; to_choose: name, label and
    whether it is shown.
    """

    rows: list[Row]
    citizen_ids: list
    page: keyset.Page
    previous: str
    next: str
    columns: list[HeadCell]
    shows: frozenset[str]
    handover_reasons: list[tuple[str, str]]
    to_choose: list[tuple[str, str, bool]]
    tabs: list[Tab]
    kept: str
    uden: str
    has_saved: bool
    view: View
    count: str
    all_count: str
    filter: CaseFilter
    coordinators: list[tuple[str, str]]
    unknown: list[str]
    said_order: str
    behind_hours: int


def narrowed(query, actor, today: dt.date) -> CaseQuerySet:
    """The cases that the URL asks for."""
    chosen = _filter_of(query, actor, coordinators(actor, today)).chosen
    return _cases(who_looks(actor, today), view_of(query, actor).key, chosen)


def _filter_of(query, actor, people: list[tuple[str, str]]) -> CaseFilter:
    return CaseFilter(query, coordinators=people, employers=access.firms_of_cases(actor, LONGEST_CHOICE))


def _cases(who: Who, view_key: str, chosen: tuple) -> CaseQuerySet:
    """Open ones, unless closed ones are asked for. chosen: of a CaseFilter."""
    wants_closed = ("fase", words.Stage.CLOSED) in chosen
    cases = access.cases_for(who.actor) if wants_closed else _open_cases(who.actor)
    return filters.narrowed(VIEWS[view_key].narrow(cases, who), chosen)


@lru_cache(LISTS)
def _asked(who: Who, view_key: str, chosen: tuple, order: Order, *, is_first: bool, backwards: bool) -> keyset.Asked:
    """A page of the list as statements: who turns to it again asks the same, as does everybody with such a role."""
    cases = _cases(who, view_key, chosen)
    return keyset.asked(cases, order, FIELDS, PAGE_SIZE, is_first=is_first, backwards=backwards)


@lru_cache(LISTS)
def _counted(who: Who) -> tuple[Statement, ...]:
    """How many there are in each ready view."""
    cases = _open_cases(who.actor)
    return tuple(count_of(view.narrow(cases, who), along=(view.along, "id")) for view in VIEWS.values())


@lru_cache(LISTS)
def _counted_here(who: Who, view_key: str, chosen: tuple) -> tuple[Statement, ...]:
    """How many there are on a list that is narrowed further than its view."""
    return (count_of(_cases(who, view_key, chosen)),) if chosen else ()


def case_list(actor, query, today: dt.date) -> CaseList:
    """A page of the list as the URL's query asks for it: view, filters, order and place."""
    who, people = who_looks(actor, today), coordinators(actor, today)
    query = asked_of(query, who)
    view, case_filter = view_of(query, actor), _filter_of(query, actor, people)
    sorted_by, order = order_of(query)
    like_who = replace(who, actor=anybody(actor.role), saved=())
    asked = (like_who, view.key, case_filter.chosen)
    counted = _counted(like_who) + _counted_here(*asked)
    page = keyset.read_page(partial(_asked, *asked, order), keyset.place_of(query), counted, ids_of(actor))
    said = [shown(count) for count in page.counts]
    counts = dict(zip(VIEWS, said, strict=False))
    columns = shown_columns(query, with_coordinator=view.key != "mine")
    shows = frozenset(column.name for column in columns)
    return CaseList(
        rows=rows_of(page.rows, who),
        citizen_ids=[values[1] for values in page.rows],
        page=page,
        previous=link_of(query, foer=page.previous) if page.previous else "",
        next=link_of(query, efter=page.next) if page.next else "",
        columns=head_cells(columns, query),
        shows=shows,
        handover_reasons=words.REASONS_TO_CHOOSE,
        to_choose=[(column.name, column.label, column.name in shows) for column in TO_CHOOSE],
        tabs=_tabs(who, view, counts, query),
        kept=saved_views.kept(query),
        uden=query.get("uden", ""),
        has_saved=bool(who.saved),
        view=view,
        count=said[-1] if case_filter.chosen else counts[view.key],
        all_count=counts["alle"],
        filter=case_filter,
        coordinators=people,
        unknown=_unknown(query, case_filter),
        said_order=SORTS[sorted_by].said,
        behind_hours=who.behind_hours,
    )


def _tabs(who: Who, view: View, counts: dict[str, str], query) -> list[Tab]:
    """The ready views keep the columns that were chosen; a saved one brings its own."""
    saved_id = query.get("gemt", "")
    is_saved = saved_id in {tab.id for tab in who.saved}
    columns = f"&{urlencode({'uden': query['uden']})}" if query.get("uden") else ""
    ready = [
        Tab(
            f"visning={v.key}{columns}",
            words.said_view(v, who.no_contact_weeks),
            counts[v.key],
            v is view and not is_saved,
        )
        for v in VIEWS.values()
    ]
    saved = [Tab(f"{tab.query}&gemt={tab.id}", tab.name, "", tab.id == saved_id) for tab in who.saved]
    return ready + saved


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what a search has found: cases, and firms with such a name."""

    rows: list[Row]
    citizen_ids: list
    page: keyset.Page
    columns: list[HeadCell]
    count: str
    firms: list[tuple]
    shows: frozenset[str] = frozenset(column.name for column in COLUMNS)


@lru_cache(LISTS)
def _searched(role: str, words: int, *, is_first: bool, backwards: bool) -> keyset.Asked:
    cases = search.by_blanks(anybody(role), words)
    return keyset.asked(cases, Order("sort_name"), FIELDS, PAGE_SIZE, is_first=is_first, backwards=backwards)


@lru_cache(LISTS)
def _count_searched(role: str, words: int) -> Statement:
    return count_of(search.by_blanks(anybody(role), words))


def search_list(actor, typed: str, query, today: dt.date) -> Found:
    """A page of the cases whose citizen's name has words that begin so, open or closed, by name."""
    who, words = who_looks(actor, today), names.tokens(typed)
    asked, ids = (actor.role, len(words)), ids_of(actor) | search.in_blanks(words)
    page = keyset.read_page(partial(_searched, *asked), keyset.place_of(query), ids=ids)
    [count] = capped_counts(_count_searched(*asked), ids=ids) if page.previous or page.next else [len(page.rows)]
    columns = [HeadCell(column.label, column.look) for column in COLUMNS]
    citizen_ids = [values[1] for values in page.rows]
    return Found(rows_of(page.rows, who), citizen_ids, page, columns, shown(count), search.firms(actor, typed))


def readable_ids(values: list[str]) -> list[UUID]:
    """The ids among what was posted; whether they may be seen is asked of the database."""
    found = []
    for value in values:
        with suppress(ValueError):
            found.append(UUID(value))
    return found


def coordinators(actor, today: dt.date) -> list[tuple[str, str]]:
    """Those who can follow a case now, by name."""
    return _coordinators(today).rows(ids_of(actor))


@lru_cache(LISTS)
def _coordinators(today: dt.date) -> Statement:
    people = Membership.objects.current(today).filter(municipality_id=MUNICIPALITY, role__in=CASE_WORKERS)
    return statement_of(people.order_by("user__name", "id").values_list(as_text("id"), "user__name"))


def _open_cases(actor):
    return access.cases_for(actor).filter(closed_on=None)


def _unknown(query, case_filter):
    """What the URL asks for and nobody knows. It is shown on the page: a number like a CPR number is not."""
    unknown = [case_filter.typed[name] for name in case_filter.wrong]
    unknown += [name for name in query if name not in KNOWN]
    if query.get("visning", "mine") not in VIEWS:
        unknown.append(query["visning"])
    if query.get("sorter", FIRST_ORDER).removeprefix("-") not in SORTS:
        unknown.append(query["sorter"])
    return [TEN_DIGITS.sub("…", text)[:40] for text in unknown]
