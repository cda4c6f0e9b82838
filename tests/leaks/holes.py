"""Leaks to be planted into web and worker: one small carelessness for each kind of place. The scan must find all."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

import structlog
from celery import shared_task
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse

from tests.leaks.canaries import INVITED, TYPED
from tests.leaks.scanner import CPR, NAME


@dataclass(frozen=True)
class Hole:
    """A carelessness, and where the scan has to find what."""

    careless: Callable
    sink: str
    kind: str

    def __str__(self):
        return self.careless.__name__.replace("_", " ")


HOLES: list[Hole] = []
AT_OPENING, AT_THE_ANSWER, ELSEWHERE = [], [], []


def hole(sink: str, kind: str, when: list):
    def note(careless):
        HOLES.append(Hole(careless, sink, kind))
        when.append(careless)
        return careless

    return note


# --- when a case is opened ------------------------------------------------------------------------------------


@hole("web output", CPR, AT_OPENING)
def a_forgotten_print(citizen, cpr):
    print("opening a case for", cpr)


@hole("web output", NAME, AT_OPENING)
def a_line_of_the_log_with_a_name(citizen, cpr):
    structlog.get_logger("igu.cases").info("case opened", citizen=citizen["last_name"])


@hole("task arguments", NAME, AT_OPENING)
def a_task_that_is_given_a_name(citizen, cpr):
    greet.delay(citizen["first_name"])


@hole("broker, waiting", NAME, AT_OPENING)
def a_task_that_waits_with_a_name(citizen, cpr):
    greet.apply_async([citizen["last_name"]], countdown=3600)


@hole("broker, kept", CPR, AT_OPENING)
def a_number_in_the_cache(citizen, cpr):
    cache.set("last-number", cpr)


@hole("broker, ever told", CPR, AT_OPENING)
def a_number_that_was_in_the_cache_for_a_moment(citizen, cpr):
    cache.set("number", {"cpr": cpr})
    cache.delete("number")


@hole("tables", CPR, AT_OPENING)
def a_number_in_a_column_of_text(citizen, cpr):
    citizen["no_cpr_reason"] = cpr


@hole("temporary files", CPR, AT_OPENING)
def a_file_that_is_left(citizen, cpr):
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(cpr.encode())


@hole("database output", NAME, AT_OPENING)
def a_trigger_that_tells(citizen, cpr):
    with connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE LOG 'citizen {TYPED.last}'; END $$")


@shared_task(name="tests.leaks.greet")
def greet(name):
    pass


def careless_opening(open_case):
    @wraps(open_case)
    def inside(actor, *, citizen, cpr, **more):
        if cpr:
            for careless in AT_OPENING:
                careless(citizen, cpr)
        return open_case(actor, citizen=citizen, cpr=cpr, **more)

    return inside


# --- around the answer to that --------------------------------------------------------------------------------


@hole("addresses", NAME, AT_THE_ANSWER)
def a_name_in_a_redirect(request, response, name):
    response["Location"] += f"?navn={name}"


@hole("flash messages", NAME, AT_THE_ANSWER)
def a_name_in_a_flash_message(request, response, name):
    messages.success(request, f"Sagen for {name} er oprettet.")


@hole("sessions", NAME, AT_THE_ANSWER)
def a_name_in_the_session(request, response, name):
    request.session["lately"] = [name]


@hole("browser", NAME, AT_THE_ANSWER)
def a_name_in_a_cookie(request, response, name):
    response.set_cookie("lately", name.encode().hex())


@hole("headers", NAME, AT_THE_ANSWER)
def a_name_in_a_file_name(request, response, name):
    response["Content-Disposition"] = f'inline; filename="{name.encode().hex()}.html"'


class Careless:
    """A middleware, the innermost: what it does to session and messages is still kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 302 and "first_name" in request.POST:
            for careless in AT_THE_ANSWER:
                careless(request, response, request.POST["first_name"])
        return response


# --- in other places, each instead of what stands there ----------------------------------------------------------


@hole("error pages", NAME, ELSEWHERE)
def an_error_page_that_shows_what_was_sent(request):
    return HttpResponse(f"<p>{request.POST.dict()}", status=500)


@hole("log of reads and refusals", CPR, ELSEWHERE)
def a_reason_that_is_not_looked_at(text):
    return False


@hole("pages", CPR, ELSEWHERE)
def a_number_that_comes_back_as_it_was_typed(widget, value):
    return value


@hole("mails", NAME, ELSEWHERE)
def a_mail_that_greets_by_name(mail):
    return "IGU", f"Kære {INVITED}"


@hole("plan, title and data", NAME, ELSEWHERE)
def a_title_with_a_name(template, context):
    from igu.web.pdf import write_pdf

    context["case"].number = str(context["citizen"])
    return write_pdf(template, context)


@hole("worker output", NAME, ELSEWHERE)
def a_worker_that_says_whom_it_works_on(document):
    from education.documents import write_plan

    print("plan for", document.case.citizen)
    return write_plan(document)


def plant() -> None:
    """Into this process, for good."""
    import education.documents
    from cases import documents, forms, services
    from igu.outbox.kinds import kinds
    from igu.web import errors
    from igu.web import forms as web_forms

    settings.MIDDLEWARE.append(f"{__name__}.{Careless.__name__}")
    services.open_case = careless_opening(services.open_case)
    errors.server_error = an_error_page_that_shows_what_was_sent
    web_forms.has_cpr = a_reason_that_is_not_looked_at
    forms.CprInput.format_value = a_number_that_comes_back_as_it_was_typed
    kinds["invitation"] = replace(kinds["invitation"], render=a_mail_that_greets_by_name)
    education.documents.write_pdf = a_title_with_a_name
    plan = documents.writers[education.documents.KIND]
    documents.writers[plan.kind] = replace(plan, write=a_worker_that_says_whom_it_works_on)
