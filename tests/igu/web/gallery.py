# ruff: noqa: E501 - pages in a test are written as pages
"""One form with every kind of field, for the tests of the form pack and for a look at it in the browser."""

from crispy_forms.bootstrap import AppendedText
from crispy_forms.layout import Column, Div, Fieldset, Layout, Row, Submit
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from igu.accounts.policy import public
from igu.web import charts
from igu.web.charts import Legend, Norm, Part
from igu.web.forms import DateInput, Form, ManyPills, NumberInput, Pills

KINDS = [("call", "Opkald"), ("meeting", "Møde"), ("note", "Notat")]


class Gallery(Form):
    name = forms.CharField(label="Navn", max_length=100, help_text="Som det står i pas eller sundhedskort.")
    email = forms.EmailField(label="E-mail", required=False)
    start_on = forms.DateField(label="Startdato")
    end_on = forms.DateField(label="Slutdato", required=False, help_text="Tom betyder start + 24 måneder.")
    basis = forms.ChoiceField(label="Opholdsgrundlag", choices=[("", "Vælg"), ("7", "§ 7"), ("8", "§ 8")])
    sex = forms.ChoiceField(label="Køn", choices=[("m", "Mand"), ("k", "Kvinde")], widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(
        label="Områder", choices=KINDS, widget=forms.CheckboxSelectMultiple, help_text="Vælg gerne flere."
    )
    kind = forms.ChoiceField(label="Hvad", choices=KINDS, widget=Pills, initial="call")
    themes = forms.MultipleChoiceField(label="Temaer", choices=KINDS, widget=ManyPills, required=False)
    agreed = forms.BooleanField(label="Borgeren er spurgt")
    hours = forms.DecimalField(label="Timer", widget=NumberInput(suffix="timer", decimals=True), max_value=851)
    year = forms.IntegerField(label="Årstal", initial=2026)
    file = forms.FileField(label="Bilag", required=False)
    note = forms.CharField(label="Notat", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    secret = forms.CharField(label="Adgangskode", widget=forms.PasswordInput, required=False)
    pay = forms.DecimalField(label="Løn", required=False, localize=True)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Row("name", "email"),
            Fieldset("Aftale", Row(Column("start_on"), Column("end_on")), "basis", css_class="agreement"),
            Div("sex", "areas", "kind", "themes", css_class="who-group"),
            *("agreed", "hours", "year", "file", "note", "secret", "hidden"),
            AppendedText("pay", "kr."),
            Submit("save", "Gem"),
        )


class Line(Form):
    course = forms.CharField(label="Kursus")
    on = forms.DateField(label="Dato", widget=DateInput)


Lines = forms.formset_factory(Line, extra=2)

PAGE = """{% extends "base.html" %}{% block title %}Galleri{% endblock %}{% block main %}
<div class="page-head"><h1>Galleri</h1></div><section class="box box-pad"><form class="form-body" method="post"
 enctype="multipart/form-data" novalidate>{% csrf_token %}{% crispy form %}</form></section>{% endblock %}"""


@public
def show(request):
    form = Gallery(request.POST or None, request.FILES or None)
    page = engines["django"].from_string(PAGE).render({"form": form}, request)
    return HttpResponse(page, status=422 if form.errors else 200)


CARDS = """{% extends "base.html" %}{% block title %}Tegninger{% endblock %}{% block main %}
<div class="page-head"><h1>Tegninger</h1></div><div class="cards">{% for title, drawing in charts %}
<section class="panel card-b"><div class="panel-head"><h2>{{ title }}</h2></div><p class="lead">{{ drawing.said }}.</p>
{% chart drawing %}{% numbers_table head rows %}</section>{% endfor %}</div>
<p>{% hours_bar 402 851 planned=375 missing=74 pace=363 %} 402 {% hours_bar 148 851 pace=421 behind=True %} 148</p>
{% endblock %}"""


@public
def drawings(request):
    caseload = [
        charts.Row("Jonas Riis", [Part(27, "f-1", "27"), Part(7, "f-2", "7")], figure="34", is_strong=True),
        charts.Row("Mette Lund", [Part(22, "f-1", "22"), Part(6, "f-2", "6")], figure="28"),
        charts.Row("Uden koordinator", [Part(1, "f-1", "1"), Part(3, "f-2", "3")], figure="4"),
    ]
    on_time = [
        charts.Row("VITAS-plan inden månedens udgang", [Part(94)], "94 %", "17/18"),
        charts.Row("Opkald til virksomhed", [Part(86, "f-4")], "86 %", "199/231", is_strong=True),
    ]
    where = [charts.Row("6 måneder efter", [Part(56, "f-3", "56 %"), Part(15, "f-1", "15 %"), Part(29, "f-5", "29 %")])]
    calls = [charts.Column(str(week), value) for week, value in ((48, 38), (49, 41), (50, 44), (51, 29), (52, 6))]
    legend = [Legend("f-1", "Aftale i gang"), Legend("f-2", "Forforløb")]
    cards = {
        "Sager pr. koordinator": charts.rows(
            caseload, said="32 sager i dag", norm=Norm(30, "norm 30"), legend=legend, labels=140
        ),
        "Til tiden": charts.rows(
            on_time, said="Opkald ligger under målet", full=100, norm=Norm(90, "mål 90 %"), labels=240
        ),
        "Hvor er de nu": charts.rows(where, said="Over halvdelen er i job", full=100),
        "Opkald pr. uge": charts.columns(calls, said="Rolige uger", norm=Norm(40, "kapacitet 40"), axis="uge"),
    }
    values = {"charts": cards.items(), "head": ["Hvem", "Antal"], "rows": [["Jonas", 34]]}
    return HttpResponse(engines["django"].from_string(CARDS).render(values, request))


ROWS = """{% extends "base.html" %}{% block title %}Rækker{% endblock %}{% block main %}
<div class="page-head"><h1>Rækker</h1></div>
<div class="bulkbar" role="group" aria-label="Valgte" data-bulkbar hidden><strong><span data-bulk-count>0</span> valgt</strong>
<button class="button button-secondary push" type="button" data-bulk-clear>Fjern valg</button></div>
<div class="table-wrap"><table class="table table--extracompact dense"><thead><tr><th scope="col">
<input class="tick" type="checkbox" aria-label="Vælg alle" data-tick-all></th><th scope="col">Hvem</th><th scope="col">Svar</th>
</tr></thead><tbody>{% for name in names %}<tr data-row><td><input class="tick" type="checkbox" aria-label="Vælg {{ name }}"
 data-tick></td><th scope="row"><a href="/galleri/?{{ name }}" data-open>{{ name }}</a></th><td>
<button class="button button-secondary is-small" type="button" data-answer="1" hx-post="/galleri/svar/" hx-target="closest tr"
 hx-swap="outerHTML">Nået</button> <button class="button button-secondary is-small" type="button" data-answer="2"
 hx-post="/galleri/svar/?status=500" hx-target="closest tr">Fejl</button></td></tr>{% endfor %}</tbody></table></div>
<form method="post" action="/galleri/svar/?status=204">{% csrf_token %}<button class="button button-secondary" type="submit" id="send">Send</button></form>
<button class="button button-secondary" type="button" id="fetch" hx-get="/galleri/del/" hx-target="#panel">Hent</button><div id="panel"></div>{% endblock %}"""
ANSWERS = []


@public
def rows(request):
    ANSWERS.clear()
    page = engines["django"].from_string(ROWS).render({"names": ["Anna", "Bo", "Carla"]}, request)
    return HttpResponse(page)


@public
def answer(request):
    ANSWERS.append(request.method)
    return HttpResponse("", status=int(request.GET.get("status", 200)))


@public
def part(request):
    return HttpResponse(engines["django"].from_string("{% crispy form %}").render({"form": Line()}, request))


urlpatterns = [
    path("galleri/", show),
    path("galleri/tegninger/", drawings),
    path("galleri/raekker/", rows),
    path("galleri/svar/", answer),
    path("galleri/del/", part),
    path("", include("igu.urls")),
]
