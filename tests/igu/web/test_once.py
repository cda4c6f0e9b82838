"""The token of a form that makes a row."""

import uuid

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from igu.web.forms import Form, Once

TOKEN = "3f2b8c1e-8c0a-4a53-9f5e-0d9c2a7b1e11"


class NoteForm(Once, Form):
    note = forms.CharField()
    themes = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)
    file = forms.FileField(required=False)


def token_of(typed: str, files=None) -> uuid.UUID:
    form = NoteForm(QueryDict(typed), files)
    form.is_valid()
    return form.cleaned_data["token"]


def test_a_form_sent_twice_has_the_same_token():
    assert token_of(f"note=Ring&token={TOKEN}") == token_of(f"note=Ring&token={TOKEN}")


def test_the_security_token_of_the_page_does_not_count():
    assert token_of(f"note=Ring&token={TOKEN}&csrfmiddlewaretoken=1") == token_of(f"note=Ring&token={TOKEN}")


@pytest.mark.parametrize("typed", ["note=Ring+igen", "note=Ring&themes=a", "note=Ring&themes=a&themes=b"])
def test_other_words_in_the_same_form_have_another_token(typed):
    assert token_of(f"{typed}&token={TOKEN}") != token_of(f"note=Ring&token={TOKEN}")


def test_another_file_in_the_same_form_has_another_token():
    tokens = [
        token_of(f"note=Ring&token={TOKEN}", MultiValueDict({"file": [SimpleUploadedFile(name, b"x")]}))
        for name in ("a.pdf", "b.pdf")
    ]

    assert tokens[0] != tokens[1]


@pytest.mark.parametrize("token", ["", "7", "x" * 10_000, "\x00"])
def test_a_form_without_a_right_token_is_a_new_one_each_time(token):
    typed = QueryDict(mutable=True)
    typed.update({"note": "Ring", "token": token})

    assert token_of(typed.urlencode()) != token_of(typed.urlencode())


def test_each_page_gets_a_token_of_its_own():
    assert NoteForm().initial["token"] != NoteForm().initial["token"]


def test_what_is_refused_keeps_its_token():
    form = NoteForm(QueryDict(f"note=&token={TOKEN}"))

    assert not form.is_valid()
    assert TOKEN in str(form["token"])
