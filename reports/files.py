"""A report as a file: csv as the other tables of ours (`;`, UTF-8, decimal point), json, xlsx."""

import json

from igu.web.spreadsheets import xlsx_bytes
from reports.figures import HEAD, Row


def as_csv(rows: list[Row]) -> str:
    lines = [HEAD, *(("" if cell is None else str(cell) for cell in row.cells) for row in rows)]
    return (
        "\n".join(
            ";".join(f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in line) for line in lines
        )
        + "\n"
    )


def as_json(rows: list[Row]) -> str:
    shares = [None if row.share is None else float(row.share) for row in rows]
    table = [
        dict(zip(HEAD, (*row.cells[:3], share, row.of), strict=True)) for row, share in zip(rows, shares, strict=True)
    ]
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def as_xlsx(name: str, rows: list[Row]) -> bytes:
    return xlsx_bytes(name, HEAD, [row.cells for row in rows])
