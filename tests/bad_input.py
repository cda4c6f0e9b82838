"""What a form must bear (P8): nasty values, odd shapes of a request, and the verdict on the answer."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes, urlencode

from django.db import connection
from hypothesis import strategies as st
from lxml import html

from igu.accounts.tenancy import acting_for

URLENCODED = "application/x-www-form-urlencoded"
TEXTS = [
    *(
        "",
        " ",
        "\0",
        "\0\0\0a",
        "\u202e\u200b\ufeff",
        "\ufffe",
        "\U0001d518\u0301" * 50,
        "a\r\nBcc: x@y.dk",
        "\x1b[31m",
        "\t",
    ),
    *(
        "<script>alert(1)</script>",
        "{{ 7*7 }}{% x %}",
        "%s %(x)s {0}",
        "' OR 1=1 --",
        "../../etc/passwd",
        "æøå ÆØÅ ßİı",
    ),
    *(
        "-1",
        "0",
        "NaN",
        "-Infinity",
        "1e309",
        "1.01E+09",
        "18,5",
        "1.234,56",
        "999999999999999999999",
        "٣",
        "½",
        "0x10",
    ),
    *(
        "01-01-0001",
        "31-12-9999",
        "30-02-2027",
        "29-02-2028",
        "2027-13-01",
        "01-01-10000",
        "00-00-0000",
        "24:61",
        "i dag",
        "9999-12",
        "0001-01",
        "9999-W53",
    ),
    *(
        "00000000-0000-0000-0000-000000000000",
        "not-a-uuid",
        "310299-9999",
        "0101900001",
        "null",
        "undefined",
        "[]",
        "{}",
        "on",
    ),
]
BYTES = [text.encode() for text in TEXTS] + [
    b"\xed\xa0\x80",
    b"\xff\xfe\x00",
    b"\xc3\x28",
    b"\xf0\x90",
    b"%00",
    b"+%zz",
]
LONG = [b"x" * 1_000_000, b"\xc3\xa6" * 3_000, b"9" * 5_000, b"a@" + b"b" * 400 + b".dk"]
# What a person would never have to read: a sentence of the framework that nobody made ours.
FOREIGN_WORDS = re.compile(
    r"This field|Enter a |Select a valid|Ensure (this|that)|is not one of|value must be|Traceback"
)
CPR_SEEN = "et tal på ti cifre"
# Written also when the answer is a refusal: who looked, who was turned away, the log-in's own traces, what was typed.
NOT_SAVED = {"audit_readlog", "audit_refusal", "django_session", "accounts_user", "outbox_jobrun", "cases_draft"}
NOT_SAVED |= {"cases_protectedtry", "outbox_mail"}  # a refused try is told to the manager


@dataclass
class Request:
    method: str
    path: str
    content_type: str = URLENCODED
    body: bytes = b""


@dataclass
class Tally:
    cases: int = 0
    refused: int = 0
    taken: int = 0
    forms: int = 0
    faults: list[str] = field(default_factory=list)
    half_saved: list[str] = field(default_factory=list)
    wordless: list[str] = field(default_factory=list)
    texts: int = 0
    keeps_cpr: list[str] = field(default_factory=list)

    def __str__(self):
        return (
            f"P8: {self.cases} bad requests to {self.forms} forms, refused {self.refused}, taken {self.taken}, "
            f"server errors {len(self.faults)}, half saves {len(self.half_saved)}, "
            f"refusals without words {len(self.wordless)}, CPR numbers taken {len(self.keeps_cpr)} of {self.texts}"
        )


values = st.one_of(
    st.sampled_from(BYTES),
    st.sampled_from(LONG),
    st.binary(max_size=40),
    st.text(max_size=30).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
shapes = st.sampled_from(
    ["plain"] * 12 + ["list", "dropped", "repeated", "many keys", "json", "broken multipart", "empty"]
)


@st.composite
def bad_requests(draw, forms):
    """A form of the list with some fields made nasty, sent in an ordinary or an odd shape.

    The more there is to fill in, the more often a form's turn comes.
    """
    form = draw(st.sampled_from([form for form in forms for _turn in range(1 + len(form.to_fill))]))
    pairs = [(name, value.encode()) for name, given in form.data.items() for value in given]
    names = [one.name for one in form.fields.values() if one.kind != "file"] or ["x"]
    for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True)):
        pairs = [pair for pair in pairs if pair[0] != name] + [(name, draw(values))]
    return shaped(form, pairs, draw(shapes), draw)


def shaped(form, pairs, shape, draw) -> Request:
    if shape == "dropped":
        pairs = pairs[: draw(st.integers(0, max(len(pairs) - 1, 0)))]
    elif shape == "repeated":
        pairs = pairs * 3
    elif shape == "list":
        pairs = [(f"{name}[]", value) for name, value in pairs] + [(name, b"1") for name, _value in pairs]
    elif shape == "many keys":
        pairs = pairs + [(f"k{number}", b"") for number in range(10_000 if form.method == "get" else 2_500)]
    query = b"&".join(b"=".join(quote_from_bytes(part).encode() for part in (n.encode(), v)) for n, v in pairs)
    if form.method == "get":
        return Request("GET", f"{form.action.split('?')[0]}?{query[:1_200_000].decode()}")
    if shape == "json":
        return Request("POST", form.action, "application/json", b'{"a": [1, {"b": null}')
    if shape == "broken multipart":
        return Request(
            "POST", form.action, "multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name"
        )
    return Request("POST", form.action, body=b"" if shape == "empty" else query)


def send(client, request: Request):
    if request.method == "GET":
        return client.get(request.path)
    return client.generic("POST", request.path, request.body, content_type=request.content_type)


def judge(request: Request, answer, changed, tally: Tally) -> None:
    """changed: asks the database which tables do not stand as before."""
    where = f"{request.method} {request.path[:80]} {answer.status_code} {request.body[:200]!r}"
    tally.cases += 1
    if answer.status_code >= 500:
        tally.faults.append(where)
    elif answer.status_code < 400:
        tally.taken += 1
    else:
        tally.refused += 1
        if tables := changed():
            tally.half_saved.append(f"{where}: {tables}")
        if problem := wordless(answer):
            tally.wordless.append(f"{where}: {problem}")


def with_cpr(form, name) -> Request:
    """The form as it stands, with a CPR number among the words of one field."""
    pairs = [(other, value) for other, given in form.data.items() for value in given if other != name]
    return Request("POST", form.action, body=urlencode([*pairs, (name, "Hun er 010190-1234.")]).encode())


def judge_cpr(form, name, answer, tally: Tally) -> None:
    tally.texts += 1
    if answer.status_code != 422 or CPR_SEEN not in answer.content.decode():
        tally.keeps_cpr.append(f"{form.door}: {name} {answer.status_code}")


def wordless(answer) -> str:
    """What is wrong with the words of a refusal; nothing where they say what happened and what to do."""
    if answer.streaming or not answer["Content-Type"].startswith("text/html"):
        return "no page"
    page = html.fromstring(answer.content.decode())
    places = page.find_class("error-summary") or page.xpath("//main")
    text = " ".join(" ".join(place.itertext()) for place in places)
    if found := FOREIGN_WORDS.search(text):
        return f"not our words: {text[max(found.start() - 40, 0) : found.end() + 60]}"
    return "" if len(re.findall(r"[.:!?](\s|$)", text)) >= 2 else f"too few words: {text[:120]}"


def fingerprint(municipality_id) -> dict[str, str]:
    """A checksum of each table, the rows of the municipality and those that belong to none; not of NOT_SAVED."""
    with acting_for(municipality_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall() if name not in NOT_SAVED]
        sums = ", ".join(f"(SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM \"{name}\" t)" for name in tables)
        cursor.execute(f"SELECT {sums}")
        return dict(zip(tables, cursor.fetchone(), strict=True))
