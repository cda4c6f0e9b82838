"""Two ways to use the site, with the same words: a program that reads forms, and Chromium. Both note what passes."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin

import requests
from lxml import html
from playwright.sync_api import Error

TOLD_IN = {"location", "hx-redirect", "hx-location", "hx-push-url", "hx-replace-url"}
# The page may show what was typed, or what it is about; an error page has no business with either.
OURS = {200, 409, 422}
# Refused because of a CPR number within a text, which comes back as it was typed, to have it taken out.
FREE_TEXT = re.compile("/(svar|begrundelse|journal)/")


@dataclass
class Trace:
    """What went to and fro. `pages` are those that may show people; the reveal of a CPR number stands apart."""

    urls: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    flashes: list[str] = field(default_factory=list)
    pages: list[bytes] = field(default_factory=list)
    error_pages: list[bytes] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    kept_by_browser: list[str] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    revealed: set[str] = field(default_factory=set)
    corrected: int = 0
    repeats_addresses: bool = False  # Django's page for an unknown address, with DEBUG

    def note(self, *, url, referer, status, headers, body, typed=False) -> None:
        """`typed`: the address is the visitor's own, so that it is no leak of ours what stands in it."""
        self.statuses.add(status)
        if typed:
            self.error_pages += [body] if status not in OURS and not self.repeats_addresses else []
            return
        self.urls += [url, referer]
        self.urls += [value for name, value in headers if name.lower() in TOLD_IN]
        self.headers += [f"{name}: {value}" for name, value in headers]
        if "/static/" in url or 300 <= status < 400:
            return
        kind = next((value for name, value in headers if name.lower() == "content-type"), "")
        if status not in OURS:
            self.error_pages.append(body)
        elif not kind.startswith("text/html"):
            self.files.append(body)
        elif status == 422 and FREE_TEXT.search(url):
            self.corrected += 1
        elif url.endswith("/cpr/vis/"):
            self.revealed.add(html.fromstring(body).xpath("string(//*[@data-hide-after])"))
        else:
            self.pages.append(body)
            self.flashes += [element.text_content() for element in html.fromstring(body).xpath("//*[@id='messages']")]


class Wire:
    """Speaks HTTP. A page's forms are filled in and sent as a browser would, and redirects are followed one by one."""

    def __init__(self, site: str, trace: Trace):
        self.site, self.trace = site, trace
        self.session = requests.Session()
        self.session.trust_env = False
        self.path, self.page, self.status = "/", None, 0

    def open(self, path: str) -> "Wire":
        return self.ask("GET", path)

    def send(self, fields: dict, *, to: str = "", files: dict | None = None) -> "Wire":
        """Send the page's own form, or the one to an address that holds `to`, with these fields filled in.

        files: field → (name, content).
        """
        form = self.page.xpath("//form[contains(@action, $to)]" if to else "//main//form[not(@action)]", to=to)[0]
        values = {name: value for name, value in form.form_values() if name not in (files or {})} | fields
        return self.ask("POST", urljoin(self.path, form.get("action") or ""), data=values, files=files)

    def ask(self, method: str, path: str, *, typed: bool = False, headers: dict | None = None, **more) -> "Wire":
        headers = {"Referer": self.site + self.path} | (headers or {})
        answer = self.session.request(method, self.site + path, allow_redirects=False, headers=headers, **more)
        self.trace.note(
            url=self.site + path,
            referer=headers["Referer"],
            status=answer.status_code,
            headers=list(answer.headers.items()),
            body=answer.content,
            typed=typed,
        )
        if answer.is_redirect and not typed:
            return self.open(urljoin(self.site + path, answer.headers["location"]).removeprefix(self.site))
        self.status, self.content = answer.status_code, answer.content
        if answer.headers.get("content-type", "").startswith("text/html") and not typed:
            self.path, self.page = path, html.fromstring(answer.content)
        return self

    def leave(self) -> None:
        self.trace.kept_by_browser += [f"{cookie.name}={cookie.value}" for cookie in self.session.cookies]


class Chromium:
    """The browser itself: what it asks for by its own, what it sends along and what it keeps."""

    def __init__(self, site: str, trace: Trace, page):
        self.site, self.trace, self.window = site, trace, page
        self.responses = []
        page.on("response", lambda response: self.responses.append(response))

    def open(self, path: str) -> "Chromium":
        self.window.goto(self.site + path)
        return self._settled()

    def send(self, fields: dict, *, to: str = "", files: dict | None = None) -> "Chromium":
        form = self.window.locator(f"form[action*='{to}']" if to else "main form:not([action])").first
        for name, value in fields.items():
            self._fill(form.locator(f"[name='{name}']").first, value)
        for name, (file_name, content) in (files or {}).items():
            file = {"name": file_name, "mimeType": "text/csv", "buffer": content}
            form.locator(f"[name='{name}']").set_input_files(file)
        is_htmx = form.evaluate("form => form.matches('[hx-post]')")
        answered = self.window.expect_response(_is_post) if is_htmx else self.window.expect_navigation()
        with answered:
            form.evaluate("form => form.requestSubmit()")
        return self._settled()

    def ask(self, method: str, path: str, **more) -> Wire:
        """What no page offers is asked without the browser, as the same person."""
        wire = Wire(self.site, self.trace)
        for cookie in self.window.context.cookies():
            wire.session.cookies.set(cookie["name"], cookie["value"])
        wire.path = self.path
        return wire.ask(method, path, **more)

    @property
    def path(self) -> str:
        return self.window.url.removeprefix(self.site)

    @property
    def page(self):
        return html.fromstring(self.window.content())

    def leave(self) -> None:
        kept = self.window.evaluate("[Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]")
        self.trace.kept_by_browser += [str(kept), str(self.window.context.storage_state())]

    @staticmethod
    def _fill(element, value: str) -> None:
        if element.evaluate("element => element.tagName") == "SELECT":
            element.select_option(value)
        elif "date-picker" in (element.get_attribute("class") or ""):  # the box that people see stands beside it
            element.locator("xpath=..").locator(".date-picker__external-input").fill(value)
        else:
            element.fill(value)

    def _settled(self) -> "Chromium":
        self.window.wait_for_load_state("networkidle")
        heard, self.responses[:] = list(self.responses), []
        for response in heard:
            body = b""
            with suppress(Error):  # of a page that was left again nothing is kept
                body = response.body()
            self.trace.note(
                url=response.url,
                referer=response.request.all_headers().get("referer", ""),
                status=response.status,
                headers=[(header["name"], header["value"]) for header in response.headers_array()],
                body=body or b"<p>",
            )
        return self


def _is_post(response) -> bool:
    return response.request.method == "POST"
