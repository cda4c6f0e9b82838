"""What can be wrong or odd in a sheet: a closed vocabulary. A finding keeps its code, the words are made when shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from igu.web.logs import TEN_DIGITS

SHOWN = 40  # letters of a cell that are shown back


@dataclass(frozen=True, slots=True)
class Finding:
    """row: as the spreadsheet counts, 0 = the file as a whole. hidden: how many digits stand there unshown."""

    row: int
    column: str
    code: str
    found: str = ""
    hidden: int | None = None
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        return self.code in ERRORS

    @property
    def what(self) -> str:
        return (ERRORS.get(self.code) or NOTICES[self.code])[0] % self.details

    @property
    def remedy(self) -> str:
        return (ERRORS.get(self.code) or NOTICES[self.code])[1] % self.details

    @property
    def message(self) -> str:
        return f"{self.what} {self.remedy}"

    @property
    def shown(self) -> str:
        """What stands in the cell; of a CPR number, or what could be one, only how long it is."""
        if self.hidden is not None:
            return ngettext("%(count)s digit, hidden", "%(count)s digits, hidden", self.hidden) % {"count": self.hidden}
        return self.found

    def as_data(self) -> dict:
        return asdict(self)


def finding(row: int, column: str, code: str, text: str = "", **details) -> Finding:
    """A finding about a cell. Its text is shown back, unless it is or could be a CPR number."""
    words = {name: str(value) for name, value in details.items()}
    if text and (column == "cpr" or TEN_DIGITS.search(text)):
        return Finding(row, column, code, hidden=sum(letter.isdigit() for letter in text), details=words)
    return Finding(row, column, code, found=text if len(text) <= SHOWN else f"{text[:SHOWN]}…", details=words)


class Refused(Exception):
    """The file cannot be read as a sheet at all. Nothing was parsed further than needed to see that."""

    def __init__(self, code: str, **details):
        super().__init__(code)
        self.finding = finding(0, "", code, **details)


CPR_REMEDY = _("Write all 10 digits, such as ddmmyy and the serial number.")
DATE_REMEDY = _("Write the date as dd-mm-yyyy, such as 01-02-2027.")
SAVE_AS = _("Open it in the spreadsheet, save it as an ordinary .xlsx or .csv, and send that one.")

# code: (what is wrong, what to do)
ERRORS = {
    # the file
    "file_empty": (_("The file is empty."), _("Choose the file with the sheet.")),
    "file_too_big": (_("The file is larger than %(limit)s MB."), _("Split it into several sheets.")),
    "file_kind": (_("The file is neither .xlsx nor .csv."), SAVE_AS),
    "file_is_workbook": (_("The file is called .csv but is an Excel workbook."), SAVE_AS),
    "file_is_not_workbook": (_("The file is called .xlsx but is not a workbook."), SAVE_AS),
    "file_is_old_workbook": (_("The file is an old Excel workbook (.xls)."), SAVE_AS),
    "file_locked": (_("The file is locked with a password."), _("Save it without a password, and send that one.")),
    "file_macros": (_("The workbook contains macros."), _("Save it as .xlsx without macros, and send that one.")),
    "file_unpacks_too_big": (
        _("The file takes up %(size)s MB unpacked; the limit is %(limit)s MB."),
        _("Save it as an ordinary .xlsx or .csv without pictures and empty rows, and send that one."),
    ),
    "file_damaged": (_("The file is damaged or was cut off on the way."), SAVE_AS),
    "file_takes_too_long": (_("The file took too long to read."), _("Split it into several sheets.")),
    "file_not_text": (_("The file holds characters that are not text."), SAVE_AS),
    "file_encoding": (_("The file cannot be read as %(encoding)s."), _("Choose another character set.")),
    "no_headings": (
        _("There is no row of headings with a column for the CPR number in the first %(rows)s rows."),
        _("Write the headings in the first row, one of them »cpr«."),
    ),
    "no_rows": (_("There are headings but no rows under them."), _("Choose the file with the sheet.")),
    "too_many_rows": (_("There are more than %(limit)s rows."), _("Split it into several sheets.")),
    "too_many_columns": (
        _("There are more than %(limit)s columns."),
        _("Delete the columns that the import does not use."),
    ),
    "column_missing": (_("The column is not there."), _("Add it to the headings.")),
    "column_twice": (_("The column is there twice."), _("Delete or rename one of them.")),
    # a cell
    "too_many_cells": (
        _("The row has %(cells)s cells; the headings are %(headings)s."),
        _("Delete what stands too far to the right, or put quotation marks around a text with the separator in it."),
    ),
    "formula": (_("The cell is a formula."), _("Replace it by its value: copy, and paste as values.")),
    "cell_error": (_("The spreadsheet shows an error in the cell."), _("Correct the cell in the spreadsheet.")),
    "line_break": (
        _("The cell has a line break."),
        _("Write it on one line, and check that quotation marks come in pairs."),
    ),
    "text_missing": (_("The cell is empty."), _("Write what belongs there.")),
    "text_too_long": (_("The text has %(length)s characters."), _("Write at most %(limit)s characters.")),
    "number_shortened": (
        _("The spreadsheet has shortened the number."),
        _("Make the column a text column, and write all the digits."),
    ),
    "cpr_missing": (_("The CPR number is missing."), CPR_REMEDY),
    "ask_manager": (_("The row cannot be read in here."), _("Take it out, and contact your manager.")),
    "cpr_length": (_("The CPR number has %(count)s digits."), CPR_REMEDY),
    "cpr_letters": (_("The CPR number has other characters than digits."), CPR_REMEDY),
    "cpr_no_such_date": (_("The first six digits of the CPR number are not a date."), CPR_REMEDY),
    "date_unreadable": (_("That is not a date."), DATE_REMEDY),
    "date_does_not_exist": (_("The date does not exist."), _("Write a date that does, such as 28-02-2026.")),
    "date_year": (_("The year looks wrong."), _("Write a year from %(first)s to %(last)s, with four digits.")),
    "birth_ahead": (_("The date of birth lies ahead."), DATE_REMEDY),
    "code_unknown": (_("The code is not known."), _("Use one of the codes %(codes)s.")),
    "yes_no_unknown": (
        _("That is neither yes nor no."),
        _("Write yes or no, or leave the cell empty, which means no."),
    ),
    "coordinator_unknown": (
        _("Nobody in the municipality has that address."),
        _("Correct the address, or leave the cell empty. Then the case has no coordinator."),
    ),
    "cvr_missing": (
        _("The row names a firm and a start, but the CVR number is missing."),
        _("Look the CVR number up on virk.dk and write it."),
    ),
    "cvr_length": (_("A CVR number has 8 digits."), _("Look the CVR number up on virk.dk and correct it.")),
    "cvr_check_digit": (_("The check digit does not fit."), _("Look the CVR number up on virk.dk and correct it.")),
    "p_number_length": (_("A P-number has 10 digits."), _("Look the P-number up on virk.dk and correct it.")),
    "p_number_elsewhere": (
        _("The P-number belongs to the firm with CVR number %(cvr)s."),
        _("Correct the P-number or the CVR number."),
    ),
    "end_before_start": (_("The end lies before the start."), _("Correct one of the two dates.")),
    "ended_before_start": (
        _("The actual end lies before the start."),
        _("Correct the date, or write »aldrig startet« as the ending."),
    ),
    "ended_missing": (
        _("The row has an ending, but nobody can see on which day it was."),
        _("Write the last day under »faktisk slut«."),
    ),
    "outside_scheme": (
        _("The start lies outside the scheme, which is open from %(first)s to %(last)s."),
        _("Correct the date, or delete it. Then the citizen is read in without an agreement."),
    ),
    # rows together
    "same_course": (
        _("Row %(other)s is the same course: same CPR number, same start."),
        _("Delete one of the two rows."),
    ),
    "same_citizen": (_("Row %(other)s is the same citizen, also without a start."), _("Delete one of the two rows.")),
    "overlaps_row": (
        _("The course overlaps row %(other)s with the same CPR number."),
        _("Delete one of the rows, or correct »faktisk slut« in row %(other)s."),
    ),
    "overlaps_case": (
        _("The course overlaps one that is in case %(case)s already and starts on %(start)s."),
        _("Correct the dates here, or in the case."),
    ),
    "changed_meanwhile": (
        _("Something in the cases was changed while the sheet was being saved."),
        _("Send the sheet once more."),
    ),
}
# code: (what we saw, what happens)
NOTICES = {
    "rows_stopped": (
        _("After row %(row)s come %(empty)s empty rows."),
        _("We stopped there. What stands further down is not read."),
    ),
    "sheet_hidden": (_("The workbook has hidden sheets."), _("Hidden sheets are not read.")),
    "sheet_other": (
        _("The workbook has several sheets."),
        _("Only »%(sheet)s« is read: it is the first one with our headings."),
    ),
    "merged_cells": (_("The sheet has merged cells."), _("Their value counts for all the rows that they cover.")),
    "formula_value": (_("Some cells are formulas."), _("Their last calculated values are used.")),
    "name_cleaned": (_("The text has invisible characters."), _("They are left out.")),
    "cpr_nine_digits": (_("The number has 9 digits."), _("It is read with a 0 in front.")),
    "cpr_modulus_11": (
        _("The number does not pass the modulus 11 check."),
        _("It is accepted. That is so for many numbers given out since 2007."),
    ),
    "sex_differs": (
        _("»%(sex)s« does not fit the last digit of the CPR number."),
        _("What the sheet says is used."),
    ),
    "birth_differs": (
        _("The date of birth does not fit the CPR number."),
        _("What the sheet says is used."),
    ),
    "family_to_unused": (
        _("»Familie til« is filled in, but the basis is not family."),
        _("It is left out."),
    ),
    "start_without_firm": (
        _("The row has a start but no firm."),
        _("The citizen is read in without an agreement."),
    ),
    "firm_without_start": (
        _("The row has a firm but no start."),
        _("The citizen is read in without an agreement."),
    ),
    "ended_unused": (
        _("The row has an actual end but no ending."),
        _("The course stays running, and the date is left out."),
    ),
    "ended_by_plan": (
        _("The row has an ending but no actual end."),
        _("The planned end is used as the last day."),
    ),
    "still_running": (
        _("The end has passed, and the ending is empty."),
        _("The course stays running and is shown as overdue."),
    ),
    "firm_name_kept": (
        _("We know the firm as »%(name)s«."),
        _("That name stays; correct it on the page of the firm."),
    ),
    "firm_name_first": (
        _("The sheet has several names for the firm."),
        _("»%(name)s« from row %(other)s is used."),
    ),
    "firm_unnamed": (_("The firm has no name."), _("It is called by its CVR number until somebody corrects it.")),
    "rows_differ": (
        _("Row %(other)s says something else about the same citizen."),
        _("The row with the latest start is used."),
    ),
}
