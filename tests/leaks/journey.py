"""What a municipality's day puts into the system, and what goes wrong on the way: each canary by a way of its own."""

import re
import time
from dataclasses import dataclass

from tests.leaks.canaries import (
    ALSO_IN_A_SHEET,
    AT_THE_FIRM,
    GIVEN_LATER,
    IN_A_SHEET,
    INVITED,
    LEFT_THE_FIRM,
    LOOKED_FOR,
    REFUSED,
    RENAMED,
    TYPED,
)
from tests.leaks.visitors import Wire

PASSWORD = "a long pass phrase"
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
START = "02-03-2026"
HEAD = "cpr;fornavn;efternavn;fødselsdato;opholdsgrundlag;første adressedato;koordinator\n"


@dataclass
class Day:
    """One visitor's way through the day. `case` is the page of the case that it opens."""

    visitor: object
    email: str
    case: str = ""
    firm: str = ""

    def log_in(self) -> None:
        self.visitor.open("/konto/log-ind/")
        self.visitor.send({"login": self.email, "password": "not the right one"})
        self.visitor.send({"login": self.email, "password": PASSWORD})

    def open_cases(self) -> None:
        visitor = self.visitor
        visitor.open("/sager/ny/")
        visitor.send({"cpr": TYPED.written_cpr, "first_name": TYPED.first, "last_name": TYPED.last, "birth_on": "?"})
        visitor.send({"birth_on": "07-04-1983", "basis": "7", "address_since": "11-09-2018"})
        self.case = visitor.path.partition("?")[0]
        assert re.fullmatch(f"/sager/{UUID}/", self.case), self.case
        visitor.open("/sager/ny/")  # once more: refused, with the way to the case that is there
        visitor.send({"cpr": TYPED.cpr, "first_name": REFUSED.first, "last_name": REFUSED.last})
        visitor.open("/sager/ny/")
        visitor.send({"cpr": f"{REFUSED.cpr}1", "first_name": REFUSED.first, "last_name": f"{REFUSED.last} " * 20})

    def give_a_number_later(self) -> None:
        visitor = self.visitor
        visitor.open("/sager/ny/")
        typed = {"first_name": GIVEN_LATER.first, "last_name": GIVEN_LATER.last, "birth_on": "01-01-1985"}
        visitor.send(typed | {"no_cpr_reason": "på vej"})
        case = visitor.path.partition("?")[0]
        visitor.open(f"{case}cpr/")
        visitor.send({"cpr": f"{GIVEN_LATER.cpr}7"})
        visitor.send({"cpr": GIVEN_LATER.written_cpr})
        visitor.send({})  # it fails modulus 11 and is right
        assert visitor.path == case, visitor.path

    def reveal_the_number(self) -> None:
        self.visitor.open(self.case)
        self.visitor.send({}, to="/cpr/vis/")

    def rename(self) -> None:
        visitor, form = self.visitor, f"{self.case}borger/"
        visitor.open(form)
        before = dict(next(iter(visitor.page.xpath("//main//form[not(@action)]"))).form_values())
        visitor.send({"first_name": RENAMED.first, "last_name": RENAMED.last, "birth_on": "32-13-1983"})
        visitor.send({"birth_on": "07-04-1983", "background": f"Søster: {LOOKED_FOR}"})
        visitor.ask("POST", form, data=before | {"first_name": TYPED.first})  # somebody was first: both are shown

    def search(self) -> None:
        for words in (TYPED.first, str(LOOKED_FOR), RENAMED.last, TYPED.written_cpr, TYPED.cpr, REFUSED.cpr):
            self.visitor.open("/sager/")
            self.visitor.send({"q": words}, to="/sager/soeg/")

    def read_sheets_in(self) -> None:
        visitor = self.visitor
        good = "".join(
            f"{person.cpr};{person.first};{person.last};;7;11-09-2018;{self.email}\n"
            for person in (IN_A_SHEET, ALSO_IN_A_SHEET)
        )
        bad = f"{REFUSED.written_cpr};{REFUSED.first};{REFUSED.last};31-02-1991;?;i går;{REFUSED.first}@igu.test\n"
        name = f"{IN_A_SHEET} {IN_A_SHEET.written_cpr}.csv"
        visitor.open("/sager/indlaes/")
        visitor.send({}, files={"file": (name, (HEAD + good + bad + bad).encode("cp1252"))})
        assert re.fullmatch(f"/sager/indlaes/{UUID}/", visitor.path), visitor.path
        visitor.ask("GET", f"{visitor.path}rettes/")
        visitor.send({}, to="/slet/")
        visitor.send({}, files={"file": (name, (HEAD + good).encode())})
        visitor.send({}, to="/gem/")

    def read_a_long_sheet_in(self) -> None:
        """So long that the worker saves it; one row of it is refused by the database, see `meet_a_fault`."""
        rows = [f"{REFUSED.cpr};{REFUSED.first};{REFUSED.last};;7;11-09-2018;{self.email}\n"]
        rows += [
            f"0{day}01{year}{1000 + year};Fornavn;Nummer;;7;11-09-2018;\n" for day in "123456" for year in range(50, 99)
        ]
        self.visitor.open("/sager/indlaes/")
        self.visitor.send({}, files={"file": ("langt.csv", (HEAD + "".join(rows)).encode())})
        self.visitor.send({}, to="/gem/")

    def know_a_firm(self) -> None:
        visitor = self.visitor
        visitor.open("/virksomheder/ny/")
        visitor.send({"cvr": "36977191", "name": "Klintholm Rengøring ApS"})
        self.firm = visitor.path
        for person in (AT_THE_FIRM, LEFT_THE_FIRM, INVITED):
            visitor.open(f"{self.firm}kontakter/ny/")
            visitor.send({"name": str(person), "phone": "for kort", "email": "kontakt"})
            visitor.send({"phone": "20 30 40 50", "email": "kontakt@firma.test"})
        visitor.open(self._contact(LEFT_THE_FIRM))
        visitor.send({}, to="/slet/")
        visitor.open(f"{self._contact(INVITED)}adgang/")
        visitor.send({"name": str(INVITED), "email": "portal@firma.test"})

    def _contact(self, person) -> str:
        self.visitor.open(self.firm)
        paths = self.visitor.page.xpath("//a[contains(., $name)]/@href", name=str(person))
        return next(path for path in paths if re.search(f"/kontakter/{UUID}/$", path))

    def agree(self) -> None:
        visitor = self.visitor
        visitor.open(f"{self.case}aftale/ny/?virksomhed={self.firm.split('/')[2]}")
        contact = visitor.page.xpath("//option[contains(., $name)]/@value", name=AT_THE_FIRM.last)[0]
        visitor.send({"start_on": START, "end_on": "01-03-2020", "contact": contact})
        visitor.send({"end_on": "", "functions": f"Sammen med {AT_THE_FIRM}"})
        visitor.open(f"{self.case}plan/ny/")
        visitor.send({"title": "Rengøring", "type": "AMU", "hours": "mange"})
        visitor.send({"start_on": START, "end_on": "06-03-2026", "hours": "37"})
        assert visitor.path == f"{self.case}plan/", visitor.path

    def ask_for_the_plan(self) -> None:
        self.visitor.open(f"{self.case}plan/")
        self.visitor.send({}, to="/plan/dokument/")

    def fetch_the_plan(self) -> bytes:
        """The document, once the worker has made it."""
        for _ in range(120):
            answer = self.visitor.ask("GET", f"{self.case}plan/")
            made = [path for path in answer.page.xpath("//a/@href") if re.search(f"/dokumenter/{UUID}/$", path)]
            if made:
                return self.visitor.ask("GET", made[0]).content
            time.sleep(0.5)
        raise AssertionError("the plan was never made")

    def note_a_call(self) -> None:
        visitor = self.visitor
        visitor.open("/min-dag/")
        path = re.search(f"/opfoelgning/{UUID}/", "".join(visitor.page.xpath("//@href | //@action | //@hx-get")))[0]
        visitor.open(f"{path}svar/?answer=issue")
        visitor.send({"note": f"{AT_THE_FIRM} om {RENAMED}, {TYPED.written_cpr}"}, to="svar/")
        visitor.send({"note": f"{AT_THE_FIRM} om {RENAMED}"}, to="svar/")

    def write_in_the_journal(self) -> None:
        visitor, form = self.visitor, f"{self.case}journal/"
        visitor.open(form)
        visitor.send({"text": f"{AT_THE_FIRM} om {RENAMED}, {TYPED.written_cpr}"}, to=form)
        visitor.send({"text": f"{AT_THE_FIRM} om {RENAMED}"}, to=form)
        visitor.send({"words": RENAMED.last}, to="/journal/soeg/")

    def look_around(self) -> None:
        for path in (
            *("/sager/", "/sager/?sort=name", "/min-dag/", "/virksomheder/", self.firm, "/mails/"),
            *(self.case, f"{self.case}aftale/", f"{self.case}plan/", f"{self.case}opfoelgning/", f"{self.case}ret/"),
        ):
            self.visitor.open(path)
        self.visitor.ask("GET", "/sager/hent.csv")
        self.visitor.ask("GET", "/sager/hent.xlsx")

    def read_a_colleagues_case(self, case: str) -> None:
        visitor = self.visitor
        visitor.open(case)
        for words in (f"{TYPED.written_cpr} ringede", "Borgeren ringede"):
            if "/begrundelse/" in visitor.path:
                visitor.send({"reason": "other", "other": words})

    def be_refused(self) -> None:
        """What answers 400, 403, 404 and 405, with people in what was sent and in what was typed."""
        ask, person = self.visitor.ask, {"first_name": REFUSED.first, "last_name": REFUSED.last, "cpr": REFUSED.cpr}
        ask("GET", f"/sager/{self.case[7:10]}00000-0000-4000-8000-000000000000/")
        ask("GET", f"/sager/{REFUSED}/{REFUSED.written_cpr}/", typed=True)
        ask("GET", f"/sager/?q={REFUSED}&cpr={REFUSED.cpr}", typed=True)
        ask("GET", "/sager/", headers={"Host": f"{REFUSED.first}.test"})
        ask("GET", f"{self.case}cpr/vis/")
        ask("POST", "/sager/ny/", data=person)  # no token
        ask("POST", "/sager/ny/", data=person | {f"field-{n}": "x" for n in range(2100)})
        ask("POST", "/sager/ny/", data=f"{person}".encode(), headers={"Content-Type": "multipart/form-data"})
        ask("GET", f"/konto/invitation/{REFUSED.cpr}/", typed=True)

    def meet_a_fault(self) -> None:
        """Meant for a moment when the database refuses the row: the page answers 500."""
        self.visitor.open("/sager/ny/")
        self.visitor.send({"cpr": REFUSED.cpr, "first_name": REFUSED.first, "last_name": REFUSED.last})

    def meet_no_database(self) -> None:
        self.visitor.ask("GET", self.case)


def answer_the_invitation(site: str, trace, link: str) -> None:
    """As the firm's contact: choose a password, and come as far as the second factor."""
    guest = Wire(site, trace)
    guest.open(link)
    guest.send({"password1": "kort", "password2": INVITED.first})
    guest.send({"password1": "et langt og stille kodeord", "password2": "et langt og stille kodeord"})
    guest.leave()
