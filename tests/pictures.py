"""`make pictures`: the main job, pictured from the running demo into docs/pictures/, for the README.

Start the demo first (`make run`), then `make pictures`, both with the same PORT. The sheet that is read in is thrown
away again, so that a second run shows the same.
"""

import datetime as dt
import io
import os
import re
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from igu.local import Refused, probe
from igu.local.places import PROJECT
from igu.local.run import read_port
from igu.rules.months import add_months
from tests.browser import DESK, PHONE, QUIET, find_chromium

FOLDER = PROJECT / "docs" / "pictures"
LARGEST = 200_000  # bytes: the README is read on trains
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WISHES = {"locale": "da-DK", "timezone_id": COPENHAGEN.key, "reduced_motion": "reduce"}
SHEET = """\
cpr;fornavn;efternavn;køn;fødselsdato;opholdsgrundlag;første adressedato;koordinator;cvr;virksomhed;start
7105920012;Selam;Tekle;Kvinde;11-05-1992;7;11-09-2017;anna@demo.test;;;
7203900013;Farid;Ahmadi;Mand;12-03-1990;7;02-02-2018;anna@demo.test;99000007;Limfjordens Plejehjem;{start}
6409950024;Liya;Haile;Kvinde;04-09-1995;7;31-02-2019;anna@demo.test;;;
"""


def log_in(page: Page, site: str, name: str) -> None:
    page.context.clear_cookies()
    page.goto(site)
    page.get_by_role("button", name=re.compile(re.escape(name))).click()
    page.wait_for_load_state()


def log_in_page(page: Page, site: str) -> None:
    page.goto(site)


def sheet(page: Page, site: str) -> None:
    log_in(page, site, "Anna Kjær")
    page.goto(f"{site}/sager/indlaes/")
    text = SHEET.format(start=f"{add_months(dt.datetime.now(COPENHAGEN).date(), -3):%d-%m-%Y}")
    file = {"name": "igu-oversigt.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Kontrollér arket").click()
    page.locator(".tallies").wait_for()


def throw_sheet_away(page: Page) -> None:
    page.get_by_role("button", name="Annullér").first.click()
    page.wait_for_load_state()


def cases(page: Page, site: str) -> None:
    page.goto(f"{site}/sager/")


def case(page: Page, site: str) -> None:
    page.get_by_role("link", name="Zahra Sharifi").click()
    page.get_by_text("Hvorfor i målgruppen").wait_for()


def plan(page: Page, site: str) -> None:
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("heading", name="Planlinjer").wait_for()


def my_day(page: Page, site: str) -> None:
    page.goto(f"{site}/min-dag/")
    line = page.locator("[data-row]").first
    line.get_by_role("link", name="Nået – der er noget").click()
    page.get_by_text("Hvad handler det om?").wait_for()
    page.evaluate("document.activeElement.blur()")


def portal(page: Page, site: str) -> None:
    log_in(page, site, "Bo Lind")


def overview(page: Page, site: str) -> None:
    log_in(page, site, "Dorte Holm")


# The order of the README: name, what to open, and the window.
PICTURES = (
    ("log-ind", log_in_page, DESK),
    ("indlaes", sheet, DESK),
    ("sager", cases, DESK),
    ("sag", case, {"width": 1440, "height": 1300}),
    ("plan", plan, {"width": 1440, "height": 1130}),
    ("min-dag", my_day, {"width": 1440, "height": 1000}),
    ("portal", portal, PHONE),
    ("overblik", overview, {"width": 1440, "height": 1180}),
)
AFTER = {"indlaes": throw_sheet_away}


def save(shot: bytes, name: str) -> Path:
    """With a palette: a page has few colours, and the file is a third. The octree keeps the rare ones, too."""
    file = FOLDER / f"{name}.png"
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, optimize=True)
    return file


def take(site: str) -> int:
    """Take them all; how many are larger than they should be."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    large = 0
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=find_chromium(), args=[*QUIET, "--lang=da"])
        page = browser.new_context(**WISHES).new_page()
        for name, open_it, window in PICTURES:
            page.set_viewport_size(window)
            open_it(page, site)
            page.wait_for_load_state("networkidle")
            file = save(page.screenshot(), name)
            size = file.stat().st_size
            large += size > LARGEST
            print(f"{file.relative_to(PROJECT)}  {size / 1000:.0f} kB", flush=True)
            if name in AFTER:
                AFTER[name](page)
        browser.close()
    return large


def main() -> int:
    port = read_port(os.environ)
    if not probe.answers(port, "/livez"):
        raise Refused(f"Nothing runs at http://localhost:{port}: start it with `make run`, with the same PORT.")
    return take(f"http://localhost:{port}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refused as why:
        sys.exit(str(why))
