from tests.cases.sheets.conftest import row, sheet, workbook, workbook_of  # noqa: F401
