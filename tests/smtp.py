"""A real mail server for tests: it takes mail over the wire and misbehaves on demand."""

import asyncio
import email
import email.policy
import logging
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells every line


@dataclass
class Taken:
    """One mail that the server has taken for good."""

    sender: str
    recipient: str
    content: bytes

    @property
    def message(self):
        return email.message_from_bytes(self.content, policy=email.policy.default)

    @property
    def body(self) -> str:
        return self.message.get_content().replace("\r\n", "\n")


@dataclass
class MailServer:
    """`answers` holds what to say instead of yes, by stage (MAIL, RCPT, DATA), to all or to one address.

    An answer is a line such as "450 later", or the word "hang" (say nothing), "drop" (close the line; at DATA the
    mail has been taken by then).
    """

    host: str = "127.0.0.1"
    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    def answer(self, stage: str, words: str, *, to: str = "") -> None:
        self.answers[f"{stage} {to}".strip()] = words

    def behave(self) -> None:
        self.answers.clear()

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return await self._say(server, "MAIL", address)

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return await self._say(server, "RCPT", address)

    async def handle_DATA(self, server, session, envelope):
        words = await self._say(server, "DATA", envelope.rcpt_tos[0], before_dropping=lambda: self._take(envelope))
        if words.startswith("2"):
            self._take(envelope)
        return words

    def _take(self, envelope) -> None:
        self.taken.append(Taken(envelope.mail_from, envelope.rcpt_tos[0], envelope.content))

    async def _say(self, server, stage, address, before_dropping=lambda: None) -> str:
        words = self.answers.get(f"{stage} {address}") or self.answers.get(stage) or "250 OK"
        if words == "hang":
            await asyncio.sleep(30)
        if words == "drop":
            before_dropping()
            server.transport.abort()
            return "421 nobody hears this"
        return words


class AnyPort(Controller):
    """Listens on whichever port is free, and does not look up the machine's name."""

    def factory(self):
        return SMTP(self.handler, hostname="mail.test", **self.SMTP_kwargs)

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def start_smtp(settings):
    """Start a mail server and point the settings at it; `tls_context` makes it offer STARTTLS."""
    controllers = []

    def start(**options) -> MailServer:
        sink = MailServer()
        controller = AnyPort(sink, hostname=sink.host, port=0, **options)
        controller.start()
        controllers.append(controller)
        sink.port = controller.port
        settings.EMAIL_HOST, settings.EMAIL_PORT = sink.host, sink.port
        settings.EMAIL_USE_TLS, settings.MAIL_FOLDER = False, ""
        return sink

    yield start
    for controller in controllers:
        controller.stop()


@pytest.fixture
def smtp(start_smtp) -> MailServer:
    return start_smtp()
