"""What a visitor can ask of the pages: every URL of the resolver, and from there every link and every form.

A form is sent as it stands, filled, and emptied, by each of its buttons, so that answers to a POST which show something
are walked like any other, on a page that is added tomorrow too. Nothing is listed by hand but what must be typed for a
form to find somebody (`typed`), and what tests/matrix.py says a URL's parameter stands for.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, resolve, reverse
from lxml import html

from tests import matrix
from tests.world import Tenant

# Changing words that do not make another page: ids, dates, numbers, sealed tokens.
CHANGING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d[\d.:-]*|[\w-]{40,}")
NOT_FOLLOWED = ("/static/", "/konto/log-af/")


@dataclass(frozen=True)
class Step:
    """One request."""

    method: str
    path: str
    data: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    htmx: bool = False
    of: str = ""

    @property
    def name(self) -> str:
        """The URL's name: empty for what is no page of ours."""
        try:
            return resolve(urlsplit(self.path).path).view_name
        except Resolver404:
            return ""

    @property
    def signature(self) -> tuple:
        """What makes it another question than those asked before."""
        query = parse_qsl(urlsplit(self.path).query, keep_blank_values=True)
        words = tuple(sorted((name, CHANGING.sub("*", value)) for name, value in (*query, *self.data)))
        return self.method, self.name, words, self.files, self.htmx, self.of

    def ask(self, client, sheet: bytes = b""):
        headers = {"HTTP_HX_REQUEST": "true"} if self.htmx else {}
        if self.method == "GET":
            return client.get(self.path, **headers)
        if self.files:
            files = {name: SimpleUploadedFile("ark.csv", sheet, "text/csv") for name in self.files}
            return client.post(self.path, dict(self.data) | files, **headers)
        form = "application/x-www-form-urlencoded"
        return client.post(self.path, urlencode(self.data), content_type=form, **headers)


@dataclass
class Walk:
    """The steps that are left to take, each question once. `at_most` steps a page of a kind keep a calendar finite."""

    own: Tenant
    at_most: int = 16
    left: deque[Step] = field(default_factory=deque)
    met: set = field(default_factory=set)
    counted: dict[tuple, int] = field(default_factory=dict)

    def add(self, steps) -> None:
        for step in steps:
            kind = (step.method, step.name)
            is_new = step.signature not in self.met and self.counted.get(kind, 0) < self.at_most
            if step.name and is_new and not step.path.startswith(NOT_FOLLOWED):
                self.met.add(step.signature)
                self.counted[kind] = self.counted.get(kind, 0) + 1
                self.left.append(step)

    def steps(self) -> Iterator[Step]:
        while self.left:
            yield self.left.popleft()

    def read(self, step: Step, response) -> None:
        """Go on with what an answer offers."""
        if not response.streaming and response.get("Content-Type", "").startswith("text/html") and response.content:
            self.add(offers(response.content, step.path, self.own))


def at_the_doors(doors, world, visitor) -> list[Step]:
    """Each door with the own row by each method, with and without htmx; then with the colleague's."""
    steps = []
    for door in doors:
        own, *colleagues = (reverse(door.name, kwargs=ids) for ids in rows_behind(door, world, visitor))
        body = tuple(matrix.BODIES.get(door.name, {}).items())
        steps += [Step("GET", own), Step("GET", own, htmx=True), Step("POST", own, body)]
        steps += [Step("GET", path, of="colleague") for path in colleagues]
    return steps


def rows_behind(door: matrix.Door, world, visitor) -> list[dict]:
    words = {name: word for name, word in matrix.WORDS.items() if name in door.parameters}
    if set(door.parameters) <= set(words):
        return [words]
    targets = matrix.targets(world, visitor, door)
    return [targets["own"] | words, targets["colleague's"] | words]


def offers(content: bytes, path: str, own: Tenant) -> Iterator[Step]:
    """Every link, fragment and form of a page."""
    page = html.document_fromstring(content)
    for element in page.xpath("//*[@href or @hx-get or @hx-post]"):
        for attribute, method in (("href", "GET"), ("hx-get", "GET"), ("hx-post", "POST")):
            if element.get(attribute) is not None and element.tag not in ("link", "form"):
                target = inside(path, element.get(attribute))
                typed_here = ((element.get("name"), own.own["citizen"].first_name),) if element.get("name") else ()
                if method == "GET" and typed_here:
                    target += ("&" if "?" in target else "?") + urlencode(typed_here)
                yield Step(method, target, htmx=attribute != "href")
    for form in page.forms:
        yield from sent(form, path, own)


def inside(path: str, address: str) -> str:
    """Where a link leads, without the host; an empty path where it leads out of the house."""
    parts = urlsplit(urljoin(f"http://testserver{path}", address))
    if parts.hostname != "testserver" or parts.scheme != "http":
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def sent(form, path: str, own: Tenant) -> Iterator[Step]:
    """A form as it can be sent: as it stands, filled, emptied, with what finds somebody; by each of its buttons."""
    if form.get("method", "").lower() == "dialog":
        return
    htmx = form.get("hx-get") or form.get("hx-post")
    method = "POST" if form.get("hx-post") else form.method.upper()
    target = inside(path, htmx or form.get("action") or path)
    files = tuple(form.xpath(".//input[@type='file']/@name"))
    stands = tuple((name, value) for name, value in form.form_values() if name not in files)
    hidden = tuple((field.get("name"), field.get("value") or "") for field in form.xpath(".//input[@type='hidden']"))
    buttons = form.xpath(".//button[@type='submit' or not(@type)]|.//input[@type='submit']")
    named = [((button.get("name"), button.get("value") or ""),) for button in buttons if button.get("name")]
    pressed = named if len(named) == len(buttons) > 0 else [(), *named]
    variants = [stands, filled(form, files), *typed(form, own)]
    for data in variants:
        for button in pressed:
            yield step_of(method, target, data + button, files, bool(htmx))
    yield step_of(method, target, hidden + pressed[0], (), bool(htmx))


def step_of(method, target, data, files, htmx) -> Step:
    if method == "GET":
        path = target.partition("?")[0]
        return Step("GET", f"{path}?{urlencode(data)}" if data else path, htmx=htmx)
    return Step(method, target, data, files, htmx)


def filled(form, files) -> tuple:
    """Every box ticked, every choice made, something in every empty field."""
    data = []
    for element in form.inputs:
        if element.name is None or element.name in files or element.get("type") in ("submit", "button"):
            continue
        if element.tag == "select":
            options = [option for option in element.value_options if option]
            data += [(element.name, options[-1])] if options else []
        elif element.get("type") in ("checkbox", "radio"):
            data.append((element.name, element.get("value") or "on"))
        else:
            value = element.value if isinstance(element.value, str) else element.get("value")
            data.append((element.name, value or "1"))
    return tuple(data)


def typed(form, own: Tenant) -> Iterator[tuple]:
    """What finds somebody where a form searches."""
    for name in form.xpath(".//input[@type='search']/@name"):
        rest = tuple(pair for pair in form.form_values() if pair[0] != name)
        for words in (own.own["citizen"].first_name, own.own["case"].number, "010190-0001"):
            yield (*rest, (name, words))
    for name in form.xpath(".//input[contains(@name, 'cpr')]/@name"):
        yield tuple((key, "010190-0002" if key == name else value) for key, value in filled(form, ()))


def sheet_of(own: Tenant) -> bytes:
    """A sheet as it may be sent in, with a citizen whom the municipality knows and one whom it does not."""
    return b"cpr;fornavn;efternavn\n010190-0001;Selam;Tekle\n740391-0001;Farid;Noori\n"
