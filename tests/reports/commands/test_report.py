"""The seed's own table, from the team's sheet to the printed report, by command line alone."""

import csv
import io
import json

import pytest
from django.core.management import call_command

from tests.cases.sheets.conftest import row, sheet  # noqa: F401

pytestmark = pytest.mark.django_db

# Aalborg 2020-21 (domain.md 10.1): 25 men and 33 women; the bands are half open.
MEN, WOMEN = 25, 33
AGES = {"18–25": 10, "25–30": 12, "30–35": 21, "35–40": 15, "40–45": 0, "45–50": 0}
# Years and days at the start on 01-03-2021: both edges of each band, and between them.
BIRTHDAYS = {
    "18–25": ("01-03-2003", "02-03-1996", "15-07-1999"),  # 18 today, 25 tomorrow
    "25–30": ("01-03-1996", "02-03-1991", "29-02-1996"),
    "30–35": ("01-03-1991", "02-03-1986", "11-11-1988"),
    "35–40": ("01-03-1986", "02-03-1981", "05-05-1983"),
}


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-11-25 12:00+01:00")


@pytest.fixture
def team_sheet(sheet, row):  # noqa: F811
    """58 rows as the team keeps them: one course a citizen, on CPR numbers that cannot exist (day + 60)."""
    birthdays = [BIRTHDAYS[band][n % 3] for band in BIRTHDAYS for n in range(AGES[band])]
    rows = []
    for number, birthday in enumerate(birthdays):
        day, month, year = birthday.split("-")
        is_man = number * MEN % (MEN + WOMEN) < MEN  # spread over the bands, 25 of them
        is_public = number < 40
        rows.append(
            row(
                cpr=f"{int(day) + 60}{month}{year[2:]}-{4000 + number * 2 + is_man}",
                fødselsdato=birthday,
                fornavn=f"Nr. {number}",
                køn="Mand" if is_man else "Kvinde",
                første_adressedato="01-08-2015",
                oprindelsesland="Eritrea" if number % 2 else "Syrien",
                cvr="29189420" if is_public else "36977191",
                virksomhed="Aalborg Kommune" if is_public else "Klintholm Rengøring ApS",
                p_nummer=None,
                offentlig="ja" if is_public else "nej",
                start="01-03-2021",
            )
        )
    return sheet(*rows)


def test_aalborgs_table_goes_from_the_sheet_to_the_report(team_sheet, tmp_path, capsys, aalborg, figure):
    file = tmp_path / "igu-oversigt.csv"
    file.write_bytes(team_sheet)

    call_command("import_sheet", str(file), "--municipality", "0851", "--commit", "--json")
    told = json.loads(capsys.readouterr().out)
    call_command("report", "demographics", "--municipality", "0851", "--from", "2020-01-01", "--to", "2021-12-31")
    printed = list(csv.reader(io.StringIO(capsys.readouterr().out), delimiter=";"))

    assert (told["rows"], told["new"], told["errors"], told["committed"]) == (58, 58, [], True)
    counted = {(group, value): (count, share, of) for group, value, count, share, of in printed[1:]}
    assert counted["total", ""] == ("58", "100.0", "58")
    assert counted["sex", "mand"] == ("25", "43.1", "58")
    assert counted["sex", "kvinde"] == ("33", "56.9", "58")
    assert {value: int(count) for (group, value), (count, *_) in counted.items() if group == "age"} == AGES
    assert {value: count for (group, value), (count, *_) in counted.items() if group == "sector"} == {
        "offentlig": "40",
        "privat": "18",
    }
    assert {value: count for (group, value), (count, *_) in counted.items() if group == "origin"} == {
        "Eritrea": "29",
        "Syrien": "29",
    }
    figure("Aalborg's 58 from sheet to report: 25 men, 33 women; 10/12/21/15 by age")


def test_the_same_sheet_twice_gives_the_same_report(team_sheet, tmp_path, capsys, aalborg):
    file = tmp_path / "igu-oversigt.csv"
    file.write_bytes(team_sheet)
    reports = []
    for _turn in range(2):
        call_command("import_sheet", str(file), "--municipality", "0851", "--commit")
        capsys.readouterr()
        call_command("report", "demographics", "--municipality", "0851", "--from", "2020-01-01", "--to", "2021-12-31")
        reports.append(capsys.readouterr().out)

    assert reports[0] == reports[1]
