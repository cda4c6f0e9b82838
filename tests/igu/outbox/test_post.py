"""The line to the mail server: it must prove who it is before it gets a mail."""

import datetime as dt
import ipaddress
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from igu.outbox.post import Folder, Unreachable, in_words, open_post

MAIL = b"Subject: Hello\r\n\r\nOne thing waits.\r\n"


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 that signs itself, as one file with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.test")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "mail.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def secured(start_smtp, certificate, settings):
    """A server that takes mail after STARTTLS only."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    sink = start_smtp(tls_context=context, require_starttls=True)
    settings.EMAIL_USE_TLS = True
    return sink


def deliver():
    with open_post() as line:
        return line.deliver("igu@igu.test", "anna@igu.test", MAIL)


def test_a_server_that_proves_who_it_is_gets_the_mail(secured, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    assert deliver() == "250 OK"
    assert secured.taken[0].body == "One thing waits.\n"


def test_a_server_that_cannot_prove_who_it_is_gets_nothing(secured):
    with pytest.raises(Unreachable, match="certificate verify failed"):
        deliver()

    assert secured.taken == []


def test_a_server_without_tls_gets_nothing_where_tls_is_demanded(smtp, settings):
    settings.EMAIL_USE_TLS = True

    with pytest.raises(Unreachable, match="STARTTLS"):
        deliver()

    assert smtp.taken == []


def test_a_demo_without_a_mail_server_lays_its_mails_in_a_folder(settings, tmp_path):
    settings.MAIL_FOLDER = str(tmp_path / "mail")

    assert isinstance(open_post(), Folder)
    deliver()

    assert [path.read_bytes() for path in (tmp_path / "mail").glob("*.eml")] == [MAIL]


def test_an_answer_in_words_holds_no_address():
    assert in_words((550, b"5.1.1 <anna@igu.test>\nunknown")) == "550 5.1.1 … unknown"
    assert in_words(ConnectionRefusedError(111, "refused by b@x")) == "ConnectionRefusedError: [Errno 111] refused by …"
