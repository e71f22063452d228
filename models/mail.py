"""Mail, sent through the SMTP server that SMTP_URL names."""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from models.engine import ConfigError

_TIMEOUT = 30  # seconds
_LOCAL = ("localhost", "127.0.0.1", "::1")
_EXAMPLE = "use smtp://user:password@host:587 or smtps://user:password@host"


class Failed(Exception):
    """A mail could not be sent; its text says why in a line, and holds no password."""


class Mailer:
    """Sends mail. url: smtp://user:password@host:587 (STARTTLS where the server offers it) or smtps:// (TLS from the start).

    sender: the address of MAIL_FROM. Raises ConfigError.
    """

    def __init__(self, url, sender):
        try:
            self._parts = urlsplit(url)
            self._port = self._parts.port
        except ValueError:  # whose text may quote the password
            raise ConfigError(f"SMTP_URL can't be read; in its password write %2F for /, %40 for @ and so on: {_EXAMPLE}") from None
        if self._parts.scheme not in ("smtp", "smtps") or not self._parts.hostname:
            raise ConfigError(f"SMTP_URL names no mail server: {_EXAMPLE}")
        try:
            self._sender = str(Address(addr_spec=sender))
        except (ValueError, IndexError):
            raise ConfigError("MAIL_FROM must be the address that mail comes from, as groupware@example.co.jp, when SMTP_URL is set") from None

    def send(self, addresses, subject, body):
        """Sends one mail to some addresses; returns those that the server refused. Raises Failed where nobody gets it."""
        try:
            message = self._message(addresses, subject, body)
            with self._connection() as server:
                return sorted(server.send_message(message, self._sender, list(addresses)))
        except smtplib.SMTPRecipientsRefused as error:
            raise Failed(f"the mail server refuses {', '.join(sorted(error.recipients))}") from None
        except smtplib.SMTPAuthenticationError as error:
            raise Failed(f"the mail server doesn't take the user and password of SMTP_URL ({error.smtp_code})") from None
        except (OSError, smtplib.SMTPException, ValueError, UnicodeError) as error:
            raise Failed(f"{type(error).__name__}: {' '.join(str(error).split())}") from None

    def _message(self, addresses, subject, body):
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"], message["Subject"] = self._sender, ", ".join(addresses), subject
        message["Date"], message["Message-ID"] = formatdate(localtime=True), make_msgid(domain=self._sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no robot answers it
        message.set_content(body, charset="utf-8", cte="base64")
        return message

    def _connection(self):
        host, user = self._parts.hostname, unquote(self._parts.username or "")
        secure = self._parts.scheme == "smtps"
        if secure:
            server = smtplib.SMTP_SSL(host, self._port or 465, timeout=_TIMEOUT, context=ssl.create_default_context())
        else:
            server = smtplib.SMTP(host, self._port or 25, timeout=_TIMEOUT)
        try:
            server.ehlo()
            if not secure and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
                secure = True
            if user and not secure and host not in _LOCAL:
                raise smtplib.SMTPException("the server offers no encryption, so the password is not sent")
            if user:
                server.login(user, unquote(self._parts.password or ""))
        except BaseException:
            server.close()
            raise
        return server
