"""Drawings made on the server: the right lengths, words for who does not see them, attributes and classes only."""

import pytest
from django.template import engines
from lxml import html

from igu.web import charts
from igu.web.charts import Column, Legend, Norm, Part, Row

CASELOAD = [
    Row("Jonas Riis", [Part(27, "f-1", "27"), Part(7, "f-2", "7")], figure="34", is_strong=True),
    Row("Mette Lund", [Part(17, "f-1", "17"), Part(0, "f-2", "0")], figure="17"),
]
WIDE, NARROW = "//svg[@class='draw chart']", "//svg[@class='draw chart-narrow']"


def drawn(chart):
    page = engines["django"].from_string("{% chart chart %}").render({"chart": chart})
    return html.fromstring(f"<div>{page}</div>")


def boxes(page, look):
    return [float(box.get("width")) for box in page.xpath(f"{WIDE}//rect[@class='{look}']")]


def test_bars_are_as_long_as_their_numbers():
    page = drawn(charts.rows(CASELOAD, said="Sager"))
    jonas, mette = boxes(page, "f-1")

    assert (jonas + 1) / (mette + 1) == pytest.approx(27 / 17, abs=0.01)


def test_longest_bar_fills_the_room_and_none_leaves_it():
    chart = charts.rows(CASELOAD, said="Sager")
    ends = [float(box["x"]) + float(box["width"]) for box in chart.boxes]

    assert max(ends) == pytest.approx(charts.WITHOUT_NOTE - 48 - 1, abs=0.2)


def test_share_of_a_full_bar_lies_on_its_track():
    page = drawn(charts.rows([Row("Til tiden", [Part(75, "f-4")], "75 %", "9/12")], said="Til tiden", full=100))

    assert (boxes(page, "f-4")[0] + 1) / boxes(page, "track")[0] == pytest.approx(0.75, abs=0.01)
    assert [text.text for text in page.xpath(f"{WIDE}//text")] == ["Til tiden", "75 %", "9/12"]


def test_number_stands_on_a_part_that_has_room_for_it():
    page = drawn(charts.rows(CASELOAD, said="Sager"))

    assert [text.text for text in page.xpath(f"{WIDE}//text[contains(@class, 'mid')]")] == ["27", "7", "17"]


def test_norm_is_a_line_with_words():
    page = drawn(charts.rows(CASELOAD, said="Sager", norm=Norm(30, "norm 30")))

    assert len(page.xpath(f"{WIDE}//line[@class='norm']")) == 1
    assert "norm 30" in page.text_content()


def test_a_phone_has_the_same_words_above_whole_bars():
    shares = [Row("Til tiden", [Part(75, "f-4")], "75 %", "9/12"), Row("Bevis", [Part(100)], "100 %", "2/2")]
    chart = charts.rows(shares, said="Til tiden", full=100, norm=Norm(90, "mål 90 %"))
    page = drawn(chart)
    ends = [float(box["x"]) + float(box["width"]) for box in chart.narrow.boxes]

    assert sorted(text.text for text in page.xpath(f"{NARROW}//text")) == sorted(
        text.text for text in page.xpath(f"{WIDE}//text")
    )
    assert max(ends) == charts.PHONE
    assert len(page.xpath(f"{NARROW}//line[@class='norm']")) == 2


def test_a_row_without_parts_is_a_heading():
    page = drawn(charts.rows([Row("Alder"), Row("18–25", [Part(5)], "5")], said="Alder", full=10))

    assert page.xpath(f"{WIDE}//text[@class='t-b']")[0].text == "Alder"
    assert len(boxes(page, "track")) == 1


def test_legend_names_the_looks():
    page = drawn(charts.rows(CASELOAD, said="Sager", legend=[Legend("f-1", "I gang"), Legend("f-2", "Forforløb")]))

    assert [entry.text_content().strip() for entry in page.xpath("//ul[@class='legend']/li")] == ["I gang", "Forforløb"]


def test_columns_stand_on_one_floor_and_are_as_high_as_their_numbers():
    chart = charts.columns([Column("48", 40), Column("49", 20), Column("50", 0)], said="Opkald", axis="uge")
    feet = {float(box["y"]) + float(box["height"]) for box in chart.boxes}
    heights = [float(box["height"]) for box in chart.boxes]

    assert feet == {262.0}
    assert heights[0] == pytest.approx(2 * heights[1], abs=0.2)
    assert heights[2] == 0


def test_columns_have_round_steps():
    chart = charts.columns([Column("48", 52)], said="Opkald", norm=Norm(45, "kapacitet 45"))
    steps = [word["text"] for word in chart.words if word["look"] == "t-s t-muted end"]

    assert steps == ["0", "20", "40", "kapacitet 45", ""]


@pytest.mark.parametrize("make", [charts.rows, charts.columns])
def test_nothing_to_draw_is_drawn(make):
    assert drawn(make([], said="Ingen sager endnu")).xpath("//svg[@role='img']/@aria-label") == ["Ingen sager endnu"]


def test_drawing_uses_points_for_decimals_in_danish_too():
    page = drawn(charts.rows([Row("x", [Part(1.5)]), Row("y", [Part(2.25)])], said="x"))

    assert not any("," in value for box in page.xpath("//rect") for value in box.values())


def test_numbers_stand_in_a_table_with_heads_for_rows_and_columns():
    source = "{% numbers_table head rows foot %}"
    values = {"head": ["Koordinator", "Sager"], "rows": [["Jonas", 34], ["Mette", 28]], "foot": ["I alt", 62]}
    page = html.fromstring(engines["django"].from_string(source).render(values))

    assert [head.text for head in page.xpath("//th[@scope='col']")] == ["Koordinator", "Sager"]
    assert [head.text for head in page.xpath("//th[@scope='row']")] == ["Jonas", "Mette", "I alt"]
    assert [cell.text for cell in page.xpath("//td[@class='num']")] == ["34", "28", "62"]
