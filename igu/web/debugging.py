"""What DEBUG shows instead of the page for an unexpected fault. Loaded with the settings: it knows no app."""

from django.utils.html import format_html
from django.views.debug import ExceptionReporter

from igu.web.logs import tell_exception


class Reporter(ExceptionReporter):
    """Kind and place, as in the log. Django's own shows what was sent, every variable and so the people in them."""

    def get_traceback_text(self) -> str:
        told = tell_exception(None, "", {"exc_info": (self.exc_type, self.exc_value, self.tb)})
        return "\n".join([told["error"], *told["at"]])

    def get_traceback_html(self) -> str:
        return format_html("<!doctype html><html lang=en><title>DEBUG</title><pre>{}</pre>", self.get_traceback_text())
