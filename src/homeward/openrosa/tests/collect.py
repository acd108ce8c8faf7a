"""ODK Collect's own rules as a client: what it sends, and what it takes for success.

Written after how Collect reads form lists, manifests and answers to submissions: it is stricter
than the specification in some places, and gives up on a whole list for one bad entry.
"""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
RESPONSE = "{http://openrosa.org/http/response}"
DEVICE = "collect:Xk3Kq0vTn8gq1pRb"
TAKEN = {201, 202}
NO_CONTENT, GOOD = 204, 200


class GaveUp(Exception):
    """What Collect shows to whoever holds the device; `status` is the server's."""

    def __init__(self, said: str, status: int = 0) -> None:
        self.said, self.status = said, status
        super().__init__(f"{status} {said}")


@dataclass(frozen=True)
class Downloaded:
    form_id: str
    version: str
    xform: bytes
    media: Mapping[str, bytes]


@dataclass
class Collect:
    """`client` is Django's; `server` the address that the QR code gave."""

    client: Any
    server: str
    headers: dict[str, str] = field(default_factory=dict)
    is_secure: bool = False

    def forms(self) -> list[Downloaded]:
        root = self._document(f"{self.server}/formList", f"{LIST}xforms")
        return [self._download(entry) for entry in root]

    def _download(self, entry: Any) -> Downloaded:
        said = {etree.QName(child).localname: child.text or "" for child in entry}
        if not all(said.get(name) for name in ("formID", "name", "downloadUrl")):
            raise GaveUp("an entry is not complete, so the list is not read")
        xform = self._fetch(said["downloadUrl"])
        self._compare(xform, said["hash"])
        media = self._media(said["manifestUrl"]) if said.get("manifestUrl") else {}
        return Downloaded(said["formID"], said["version"], xform, media)

    def _media(self, url: str) -> dict[str, bytes]:
        found = {}
        for entry in self._document(url, f"{MANIFEST}manifest"):
            said = {etree.QName(child).localname: child.text or "" for child in entry}
            if not all(said.get(name) for name in ("filename", "hash", "downloadUrl")):
                raise GaveUp("an entry is not complete, so the manifest is not read")
            if ".." in said["filename"] or said["filename"].startswith("/"):
                raise GaveUp("a file would leave its folder")
            content = self._fetch(said["downloadUrl"])
            self._compare(content, said["hash"])
            found[said["filename"]] = content
        return found

    @staticmethod
    def _compare(content: bytes, said: str) -> None:
        own = hashlib.md5(content, usedforsecurity=False).hexdigest()
        if said != f"md5:{own}":
            raise GaveUp("the hash is not that of the bytes")

    def _document(self, url: str, root_tag: str) -> Any:
        root = etree.fromstring(self._fetch(url))
        if root.tag != root_tag:
            raise GaveUp(f"{root.tag} is not {root_tag}")
        return root

    def _fetch(self, url: str) -> bytes:
        response = self._ask("GET", url)
        if response.status_code != GOOD:
            raise GaveUp(_message(response), response.status_code)
        return bytes(response.content)

    def send(
        self,
        xml: bytes,
        files: Mapping[str, bytes] | None = None,
        *,
        in_parts: int = 101,
    ) -> None:
        """A finished form with its files, at most so many at once, as Collect splits them."""
        self.greet()
        names = list(files or {})
        groups = [names[n : n + in_parts] for n in range(0, len(names), in_parts)] or [[]]
        for number, group in enumerate(groups, start=1):
            part = {name: (files or {})[name] for name in group}
            self.post(xml, part, is_last=number == len(groups))

    def greet(self) -> int:
        """HEAD before the first POST: 204, or nothing is sent. How much it says that it takes."""
        response = self._ask("HEAD", f"{self.server}/submission")
        if response.status_code != NO_CONTENT:
            raise GaveUp("the server is not one of OpenRosa", response.status_code)
        where = response.headers.get("Location")
        if where and urlsplit(where).netloc != urlsplit(self.server).netloc:
            raise GaveUp("another host is not gone to")
        return int(response.headers["X-OpenRosa-Accept-Content-Length"])

    def post(self, xml: bytes, files: Mapping[str, bytes], *, is_last: bool = True) -> Any:
        body, content_type = multipart(xml, files, is_last=is_last)
        response = self._ask("POST", f"{self.server}/submission", body, content_type)
        if response.status_code not in TAKEN:
            raise GaveUp(_message(response), response.status_code)
        if etree.fromstring(response.content).tag != f"{RESPONSE}OpenRosaResponse":
            raise GaveUp("no answer of OpenRosa")
        return response

    def _ask(self, method: str, url: str, body: bytes = b"", content_type: str = "") -> Any:
        parts = urlsplit(url)
        response = self.client.generic(
            method,
            f"{parts.path}?deviceID={DEVICE}",
            body,
            content_type or "application/octet-stream",
            secure=self.is_secure,
            headers={"X-OpenRosa-Version": "1.0", **self.headers},
        )
        if response.headers.get("X-OpenRosa-Version") != "1.0" or not response.headers.get("Date"):
            raise GaveUp("an answer without the headers of OpenRosa", response.status_code)
        if response.status_code in {301, 302, 303, 307, 308}:
            raise GaveUp("a redirect is not followed", response.status_code)
        return response


def multipart(xml: bytes, files: Mapping[str, bytes], *, is_last: bool) -> tuple[bytes, str]:
    """As OkHttp writes it: the XML as a file, each other part named by its file's name."""
    boundary = uuid.uuid4().hex
    parts = [_part("xml_submission_file", "filled.xml", "text/xml", xml)]
    parts += [_part(name, name, "application/octet-stream", files[name]) for name in files]
    if not is_last:
        parts.append(
            b'Content-Disposition: form-data; name="*isIncomplete*"\r\n'
            b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: 3\r\n\r\nyes\r\n"
        )
    opening = f"--{boundary}\r\n".encode()
    body = b"".join(opening + part for part in parts) + f"--{boundary}--\r\n".encode()
    return body, f"multipart/form-data; boundary={boundary}"


def _part(name: str, file_name: str, kind: str, content: bytes) -> bytes:
    head = (
        f'Content-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
        f"Content-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n"


def _message(response: Any) -> str:
    """What of an answer Collect shows."""
    try:
        root = etree.fromstring(response.content)
    except etree.XMLSyntaxError:
        return "the server said something else than OpenRosa"
    return str(root.findtext(f"{RESPONSE}message") or "")
