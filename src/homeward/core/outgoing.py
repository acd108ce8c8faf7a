"""The one way out: every request that this installation makes to another server.

Who may name an address (a webhook, a sign-in service) must not make us knock at doors inside our
own network. So the address is checked where it can't change any more: the name is resolved once,
each of its addresses is looked at, and the connection goes to that very address. A redirect is a
new request and is checked anew; a name that answers differently the second time gains nothing.
"""

import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

import httpcore
from django.conf import settings

SECONDS = 10.0
MOST_BYTES = 2 * 1024 * 1024
MOST_REDIRECTS = 3
MAIL_OVER_TLS = 465
REDIRECTS = {301, 302, 303, 307, 308}
SAFE = {"GET", "HEAD"}
# RFC 6052: an IPv4 address in the last four bytes.
TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
Address = IPv4Address | IPv6Address


class Barred(Exception):
    """The request was not made: its address is not one that we go to."""


class Failed(Exception):
    """The request was made and got no whole answer."""


class Rejected(Exception):
    """A mail server refused, with the code of its reply (RFC 5321: 4yz for now, 5yz for good)."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(f"answered {code}")


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


def is_public(text: str) -> bool:
    """Whether an address belongs to the open internet, whatever it is wrapped in."""
    address: Address = ip_address(text.partition("%")[0])
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv6Address):
        if address.is_site_local:
            return False
        return all(is_public(str(inner)) for inner in _wrapped(address))
    return True


def _wrapped(address: IPv6Address) -> Iterable[IPv4Address]:
    """IPv4 addresses that an IPv6 address leads to: mapped, translated, tunnelled."""
    last = IPv4Address(address.packed[-4:])
    if (
        address.ipv4_mapped
        or any(address in network for network in TRANSLATED)
        or not any(address.packed[:12])
    ):
        yield last
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo


def resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def connect(address: str, port: int, timeout: float | None) -> socket.socket:
    return socket.create_connection((address, port), timeout)


class _Backend(httpcore.NetworkBackend):
    """Connects to addresses that were looked at, and to no others."""

    def __init__(self, out: "Outgoing") -> None:
        self.out = out

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = self.out.resolve(host, port)
        except OSError as error:
            raise httpcore.ConnectError(f"{host} has no address") from error
        # One that is ours among others is enough: it is no address of an honest service.
        if not addresses or not all(is_public(address) for address in addresses):
            raise Barred(f"{host} is not an address of the open internet")
        last: OSError | None = None
        for address in addresses:
            try:
                return _Stream(self.out.connect(address, port, timeout))
            except OSError as error:
                last = error
        raise httpcore.ConnectError(f"{host} does not answer") from last


class _Stream(httpcore.NetworkStream):
    """A socket for httpcore, whose own stream over a given socket is not public."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.connection.settimeout(timeout)
        try:
            return self.connection.recv(max_bytes)
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.connection.settimeout(timeout)
        try:
            self.connection.sendall(buffer)
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        self.connection.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        self.connection.settimeout(timeout)
        try:
            wrapped = ssl_context.wrap_socket(self.connection, server_hostname=server_hostname)
        except OSError as error:
            self.close()
            raise httpcore.ConnectError(str(error)) from error
        return _Stream(wrapped)

    def get_extra_info(self, info: str) -> Any:
        # False: a connection that rests is not taken for a closed one.
        return False if info == "is_readable" else None


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """Makes requests. Its parts are given anew by tests alone."""

    resolve: Callable[[str, int], list[str]] = resolve
    connect: Callable[[str, int, float | None], socket.socket] = connect
    plain_hosts: frozenset[str] = field(
        default_factory=lambda: frozenset(settings.OUTGOING_PLAIN_HOSTS)
    )
    seconds: float = SECONDS
    most_bytes: int = MOST_BYTES

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Answer:
        """Raises Barred where we don't go, Failed where no whole answer came in time.

        A redirect is followed for GET and HEAD alone, without the headers of the first host.
        """
        until = time.monotonic() + self.seconds
        sent = dict(headers or {})
        for _ in range(MOST_REDIRECTS + 1):
            parts = self.parts_of(url)
            answer = self._once(method, url, sent, body, until)
            onward = answer.headers.get("location")
            if answer.status not in REDIRECTS or not onward or method not in SAFE:
                return answer
            url = urljoin(url, onward)
            if urlsplit(url).netloc != parts.netloc:
                sent = {}
        raise Failed("too many redirects")

    def mail(
        self, host: str, port: int, message: EmailMessage, *, account: str = "", password: str = ""
    ) -> None:
        """Hands a mail to a server, over TLS always. Raises Barred, Failed, Rejected."""
        context = ssl.create_default_context()
        try:
            with _Mail(self, host, port, context) as server:
                if port != MAIL_OVER_TLS:
                    server.starttls(context=context)
                if account:
                    server.login(account, password)
                server.send_message(message)
        except smtplib.SMTPResponseException as error:
            raise Rejected(error.smtp_code) from error
        except smtplib.SMTPRecipientsRefused as error:
            raise Rejected(min(code for code, _said in error.recipients.values())) from error
        except OSError as error:  # smtplib's errors are OSErrors
            raise Failed(type(error).__name__) from error

    def parts_of(self, url: str) -> SplitResult:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise Barred("not an address") from error
        host = (parts.hostname or "").lower()
        if not host or "@" in parts.netloc or port == 0:
            raise Barred("not an address, or one with a password in it")
        if parts.scheme != "https" and not (parts.scheme == "http" and host in self.plain_hosts):
            raise Barred("only https")
        return parts

    def _once(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, until: float
    ) -> Answer:
        patience = dict.fromkeys(("connect", "read", "write", "pool"), self.seconds)
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=ssl.create_default_context(), network_backend=_Backend(self)
                ) as pool,
                pool.stream(
                    method,
                    url,
                    headers=[*headers.items(), ("Accept-Encoding", "identity")],
                    content=body,
                    extensions={"timeout": patience},
                ) as response,
            ):
                return Answer(
                    status=response.status,
                    headers={
                        k.decode("latin-1").lower(): v.decode("latin-1")
                        for k, v in response.headers
                    },
                    body=self._read(response.iter_stream(), until),
                    url=url,
                )
        except (
            httpcore.NetworkError,
            httpcore.TimeoutException,
            httpcore.ProtocolError,
            UnicodeError,
        ) as error:
            raise Failed(type(error).__name__) from error

    def _read(self, chunks: Iterable[bytes], until: float) -> bytes:
        """A server that sends without end, or one byte at a time, doesn't hold us."""
        body = b""
        for chunk in chunks:
            body += chunk
            if len(body) > self.most_bytes:
                raise Failed("the answer is too large")
            if time.monotonic() > until:
                raise Failed("the answer takes too long")
        return body


class _Mail(smtplib.SMTP):
    """Connects to an address that was looked at."""

    def __init__(self, out: Outgoing, host: str, port: int, context: ssl.SSLContext) -> None:
        self.out, self.context = out, context
        super().__init__(host, port, timeout=out.seconds)

    def _get_socket(self, host: str, port: int, timeout: float | None) -> socket.socket:
        addresses = self.out.resolve(host, port)
        if not addresses or not all(is_public(address) for address in addresses):
            raise Barred(f"{host} is not an address of the open internet")
        connection = self.out.connect(addresses[0], port, timeout)
        connection.settimeout(timeout)
        if port == MAIL_OVER_TLS:
            return self.context.wrap_socket(connection, server_hostname=host)
        return connection


def is_outside(url: str) -> bool:
    """Whether an address may be kept to be gone to: its form alone, since its name is looked up
    and checked with every request."""
    try:
        host = Outgoing().parts_of(url).hostname or ""
    except Barred:
        return False
    try:
        return is_public(host)
    except ValueError:
        # A name, and not of this machine or of a network without a domain.
        return "." in host.strip(".") or host in settings.OUTGOING_PLAIN_HOSTS


def request(
    method: str, url: str, *, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> Answer:
    return Outgoing().request(method, url, headers=headers, body=body)
