"""The forms of a page as a browser would send them, found in the answer: a new page is tested without a list."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urljoin, urlsplit

from django.urls import resolve, reverse
from lxml import html

from tests import matrix

TEXTS = {"text", "search", "email", "tel", "url", "number", "date", "textarea", "password"}


@dataclass
class Field:
    """One control: what it holds, and for a choice what can be chosen."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)


@dataclass
class FilledForm:
    """A form with everything it holds when the page has come."""

    door: str
    page: str
    method: str
    action: str
    has_file: bool
    fields: dict[str, Field]

    @property
    def data(self) -> dict[str, list[str]]:
        return {name: list(one.values) for name, one in self.fields.items() if one.kind != "file" and one.values}

    @property
    def is_versioned(self) -> bool:
        return "version" in self.fields

    @property
    def to_fill(self) -> list[Field]:
        """What a person fills in or chooses."""
        return [one for one in self.fields.values() if one.kind not in ("hidden", "submit")]

    @property
    def makes_a_row(self) -> bool:
        return "token" in self.fields and not self.is_versioned

    @property
    def texts(self) -> list[Field]:
        return [one for one in self.fields.values() if one.kind in TEXTS]

    @property
    def free_texts(self) -> list[Field]:
        """Where whole sentences are written and sent."""
        return [one for one in self.fields.values() if one.kind == "textarea" and self.method == "post"]


def forms_of(door: str, path: str, answer) -> list[FilledForm]:
    page = html.fromstring(answer.content.decode())
    return [form_of(door, path, element) for element in page.iter("form") if "dialog" not in element.get("method", "")]


def links_of(door: str, path: str, answer) -> list[FilledForm]:
    """Links that ask for something, such as the next page or another order: forms that are sent as they stand."""
    found = []
    for link in html.fromstring(answer.content.decode()).iter("a"):
        asked = urlsplit(urljoin(path, link.get("href", "")))
        if asked.query and not asked.netloc:
            fields = {name: Field(name, "text", values) for name, values in parse_qs(asked.query).items()}
            found.append(FilledForm(door, path, "get", asked.path, has_file=False, fields=fields))
    return found


def form_of(door, path, element) -> FilledForm:
    fields: dict[str, Field] = {}
    for control in element.iter("input", "select", "textarea"):
        if name := control.get("name"):
            add_control(fields.setdefault(name, Field(name, kind_of(control))), control)
    is_multipart = "multipart" in element.get("enctype", "")
    action = urljoin(path, element.get("action") or path)
    return FilledForm(door, path, element.get("method", "get").lower(), action, is_multipart, fields)


def kind_of(control) -> str:
    return control.tag if control.tag != "input" else control.get("type", "text")


def add_control(one: Field, control) -> None:
    if control.tag == "select":
        options = control.findall(".//option")
        one.options += [option.get("value", option.text or "") for option in options]
        chosen = [option.get("value", "") for option in options if option.get("selected") is not None]
        one.values += chosen or one.options[:1]
    elif control.tag == "textarea":
        one.values.append((control.text or "").removeprefix("\n"))
    elif one.kind in ("radio", "checkbox"):
        one.options.append(control.get("value", "on"))
        if control.get("checked") is not None:
            one.values.append(control.get("value", "on"))
    elif one.kind != "file":
        one.values.append(control.get("value", ""))


def own_path(world, door) -> str:
    """The address of a door with the own rows of the world's first municipality."""
    rows = {key: world.a.own[row].pk for key, row in matrix.TARGETS.items() if row in world.a.own}
    rows |= {key: world.a.own[row].pk for key, row in matrix.ELSEWHERE.get(door.name, {}).items()}
    return reverse(door.name, kwargs={key: (rows | matrix.WORDS)[key] for key in door.parameters})


def all_forms(world, client, role, *, links=False) -> list[FilledForm]:
    """Every form, once, of every page that this role may open; a page that leads elsewhere has none.

    links: and everything else that an address can ask for.
    """
    found: dict[tuple, FilledForm] = {}
    for door in matrix.closed_doors():
        if role not in door.roles:
            continue
        path = own_path(world, door)
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            for form in forms_of(door.name, path, answer) + links * links_of(door.name, path, answer):
                found.setdefault((resolve(form.action.split("?")[0]).view_name, *sorted(form.fields)), form)
    return list(found.values())


def same_form(form: FilledForm, answer) -> FilledForm | None:
    """The form as it stands on this page now, with its newest version or token; None if it is gone."""
    if answer.status_code != 200:
        return None
    now = [one for one in forms_of(form.door, form.page, answer) if one.fields.keys() == form.fields.keys()]
    return now[0] if now else None
