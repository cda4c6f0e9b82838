"""Handing mail to a mail server, and what the server may answer."""

import re
import smtplib
import ssl
import uuid
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

ADDRESS = re.compile(r"\S+@\S+")


class Refused(Exception):
    """The server said no to this mail. `is_final`: it will say so again."""

    def __init__(self, answer: str, *, is_final: bool):
        super().__init__(answer)
        self.answer, self.is_final = answer, is_final


class Unreachable(Exception):
    """No mail can be handed over now, and this one surely was not."""


class Unknown(Exception):
    """The line broke while the server had the text: it may have taken it."""


def open_post():
    """The way out that the settings name: the mail server, or a folder for a demo without one."""
    return Folder(settings.MAIL_FOLDER) if settings.MAIL_FOLDER else Smtp()


class Smtp:
    """One connection for many mails. With EMAIL_USE_TLS the server must prove who it is."""

    def __enter__(self):
        # Our own name is given: looking it up can take longer than the mail.
        us = urlsplit(settings.SITE_URL).hostname
        self.line = None
        try:
            self.line = smtplib.SMTP(
                settings.EMAIL_HOST, settings.EMAIL_PORT, local_hostname=us, timeout=settings.EMAIL_TIMEOUT
            )
            if settings.EMAIL_USE_TLS:
                self.line.starttls(context=ssl.create_default_context())
            self.line.ehlo_or_helo_if_needed()
            if settings.EMAIL_HOST_USER:
                self.line.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        except (OSError, smtplib.SMTPException) as fault:
            self._hang_up()
            raise Unreachable(in_words(fault)) from fault
        return self

    def __exit__(self, *fault):
        with suppress(OSError, smtplib.SMTPException):
            self.line.quit()
        self._hang_up()

    def deliver(self, sender: str, recipient: str, content: bytes) -> str:
        """Hand one mail over; the server's answer once it has taken it. Raises Refused, Unreachable or Unknown."""
        try:
            # A refusal of the sender is about our set-up and not about this mail, so it is never final.
            self._expect(self.line.mail(sender), is_final=False)
            self._expect(self.line.rcpt(recipient))
        except UnicodeError:
            raise Refused("The address holds letters that mail does not know", is_final=True) from None
        except (OSError, smtplib.SMTPException) as fault:
            raise Unreachable(in_words(fault)) from fault
        try:
            answer = self.line.data(content)
        except smtplib.SMTPDataError as refused:  # before the text
            answer = (refused.smtp_code, refused.smtp_error)
        except (OSError, smtplib.SMTPException) as fault:
            raise Unknown(in_words(fault)) from fault
        if not 200 <= answer[0] < 600:
            raise Unknown(in_words(answer))
        return self._expect(answer)

    def _expect(self, answer: tuple[int, bytes], *, is_final: bool = True) -> str:
        code = answer[0]
        if 200 <= code < 300:
            return in_words(answer)
        if code == 421 or not 200 <= code < 600:  # it closes, or speaks nonsense
            raise Unreachable(in_words(answer))
        with suppress(OSError, smtplib.SMTPException):
            self.line.rset()
        raise Refused(in_words(answer), is_final=is_final and code >= 500)

    def _hang_up(self):
        if self.line:
            self.line.close()


class Folder:
    """A demo without a mail server: every mail becomes a file that can be opened and read."""

    def __init__(self, folder: str):
        self.folder = Path(folder)

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *fault):
        pass

    def deliver(self, sender: str, recipient: str, content: bytes) -> str:
        (self.folder / f"{uuid.uuid4()}.eml").write_bytes(content)
        return "laid in the folder"


def in_words(answer) -> str:
    """A server's answer or a fault in one line without addresses."""
    if isinstance(answer, tuple):
        code, text = answer
        text = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
        answer = f"{code} {text}"
    elif isinstance(answer, smtplib.SMTPResponseException):
        return in_words((answer.smtp_code, answer.smtp_error))
    else:
        answer = f"{type(answer).__name__}: {answer}"
    return ADDRESS.sub("…", " ".join(answer.split()))
