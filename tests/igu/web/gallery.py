"""One form with every kind of field, for the tests of the form pack and for a look at it in the browser."""

from crispy_forms.bootstrap import AppendedText
from crispy_forms.layout import Column, Div, Fieldset, Layout, Row, Submit
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from igu.accounts.policy import public
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


urlpatterns = [path("galleri/", show), path("", include("igu.urls"))]
