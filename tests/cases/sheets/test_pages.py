"""The import in a real browser: by the mouse from the file to the receipt, and axe on every page of it."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def files(tmp_path, sheet, row):
    """A good sheet and a bad one, on disk."""
    good = tmp_path / "igu-oversigt-2026.csv"
    good.write_bytes(sheet(*(row(cpr=f"{n:02}0391-000{n % 10}") for n in range(61, 73)), encoding="cp1252"))
    bad = tmp_path / "igu-med-fejl.csv"
    headings = {"Ansvarlig mail": "koordinator (e-mail)", "P-nr.": "p-nummer", "Adresse i DK fra": "første adressedato"}
    rows = [
        row(),
        row(cpr="7403910", start="31-02-2026"),
        row(cpr="620391-0002", koordinator="anna.kjaer@demo.tst"),
        row(cpr="630391-0003", cvr="12345678", opholdsgrundlag="§ 7"),
        row(cpr="740391-0001", start="04-05-2026"),
        row(cpr="010190-1234", køn="Mand"),
    ]
    renamed = [row | {new: row.get(old, "") for new, old in headings.items()} for row in rows]
    names = ["cpr", "fornavn", "efternavn", "køn", "opholdsgrundlag", "cvr", "virksomhed", "start", "Telefon"]
    bad.write_bytes(sheet(*renamed, headings=[*names, *headings], encoding="cp1252"))
    return good, bad


def test_a_sheet_is_read_in_by_the_mouse(visit, anna, files, assert_accessible):
    good, bad = files
    page = visit(anna, "/sager/indlaes/")
    assert_accessible(page)

    page.get_by_label("Ark", exact=True).set_input_files(bad)
    page.get_by_role("button", name="Kontrollér arket").click()
    page.get_by_role("heading", name="rækker skal rettes, før arket kan gemmes").wait_for()
    assert_accessible(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hent arket med »Hvad skal rettes«").click()
    assert fetched.value.suggested_filename == "skal-rettes.csv"

    page.get_by_role("link", name="Indlæs rettet ark").click()
    page.get_by_label("Ark", exact=True).set_input_files(good)
    page.get_by_role("button", name="Kontrollér arket").click()
    page.get_by_role("heading", name="Arket kan gemmes").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Indlæs 12 rækker").click()
    page.get_by_role("heading", name="12 rækker er gemt").wait_for()
    assert_accessible(page)
