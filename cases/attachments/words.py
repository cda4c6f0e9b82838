"""Why a file is not taken: what happened, what it means for the data, what to do."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "file_kind": _("Only PDF, Word (.docx), JPG and PNG can be attached. It is not saved. Save it as one of them."),
    "file_empty": _("The file is empty. It is not saved. Choose the file again."),
    "file_too_big": _("The file is larger than 10 MB. It is not saved. Make it smaller, or split it."),
    "file_is_other": _("The file is something else than its name says. It is not saved. Save it anew in its program."),
    "file_damaged": _("The file cannot be read. It is not saved. Open it in its program, save it anew and try again."),
    "file_locked": _("The file is protected by a password. It is not saved. Save it without a password."),
    "file_macros": _("The file holds macros. It is not saved. Save it as an ordinary .docx or as PDF."),
    "file_active": _("The file holds something that acts by itself. It is not saved. Print it to a new PDF."),
    "file_nested": _("The file holds other files. It is not saved. Attach them one by one."),
    "file_unpacks_too_big": _("The file is far larger unpacked than it looks. It is not saved. Print it to a new PDF."),
    "file_too_heavy": _("The file is too heavy to be looked at. It is not saved. Print it to a new PDF."),
    "image_too_large": _("The picture has more than 40 million dots. It is not saved. Make it smaller."),
    "quota_used": _("The files of the case fill 100 MB, which is the most. The note is not saved. Attach fewer files."),
    "cpr_in_name": _("The name of a file has a number of ten digits. It is not saved. Give the file another name."),
}
