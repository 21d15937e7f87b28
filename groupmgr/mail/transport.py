"""The ways out: a mail server, or a folder of the home where none is set."""

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

FOLDER = "mail"
TIMEOUT = 20
PORTS = {"smtp": 25, "smtps": 465}
PERMANENT = 500


class Refused(Exception):
    """The letter will never be taken as it is: another try is of no use."""


class Delayed(Exception):
    """The letter was not taken now; a later try may be lucky."""


class Unreachable(Exception):
    """No letter can be sent now, whoever it is for."""


class Transport(Protocol):
    """Something that takes letters."""

    def send(self, letter: EmailMessage) -> None:
        """Hand a letter over; raise `Refused`, `Delayed` or `Unreachable`."""


@contextmanager
def opened(settings: Mapping[str, Any], home: Path) -> Iterator[Transport]:
    """Give the way out that the deployment decided for; raise `Unreachable`."""
    url = settings.get("SMTP_URL")
    if not url:
        yield Folder(home / FOLDER)
        return
    server = Server(url)
    try:
        yield server
    finally:
        server.close()


class Folder:
    """Writes each letter as a file that any mail program opens; its owner alone may read it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: EmailMessage) -> None:
        """Write the letter; one that is sent again takes the place of the first."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        number = str(letter["Message-ID"]).strip("<>").partition("@")[0]
        file = self.folder / f"{number}.eml"
        file.touch(mode=0o600)
        file.write_bytes(letter.as_bytes())


class Server:
    """A mail server, as in `smtp://user:password@mail.example.cn:587` or `smtps://…`.

    Words and passwords go over TLS: `smtp` turns it on where the server offers
    it, and hands out no password without.
    """

    def __init__(self, url: str) -> None:
        self.url = urlsplit(url)
        self._open: smtplib.SMTP | None = None

    def send(self, letter: EmailMessage) -> None:
        """Hand a letter over, in the connection that is open or in a new one."""
        try:
            self._connected().send_message(letter)
        except smtplib.SMTPRecipientsRefused as refused:
            ((code, words),) = refused.recipients.values()
            raise _answer(code, words) from refused
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
            raise _answer(refused.smtp_code, refused.smtp_error) from refused
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise Unreachable(f"邮件服务器连接失败：{_words(error)}") from error

    def close(self) -> None:
        """Say goodbye, if anybody still listens."""
        server, self._open = self._open, None
        if server is not None:
            try:
                server.quit()
            except (smtplib.SMTPException, OSError):
                server.close()

    def _connected(self) -> smtplib.SMTP:
        if self._open is None:
            self._open = self._connect()
        return self._open

    def _connect(self) -> smtplib.SMTP:
        host, port = self.url.hostname or "", self.url.port or PORTS[self.url.scheme]
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if self.url.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=TIMEOUT)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
            elif self.url.username:
                server.close()
                raise smtplib.SMTPNotSupportedError("服务器不支持加密，不能发送密码")
        if self.url.username:
            server.login(unquote(self.url.username), unquote(self.url.password or ""))
        return server


def _answer(code: int, words: bytes | str) -> Refused | Delayed:
    told = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    if code >= PERMANENT:
        return Refused(f"对方邮件服务器拒收（{code} {told}）")
    return Delayed(f"对方邮件服务器暂时不收（{code} {told}）")


def _words(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)[:200]
