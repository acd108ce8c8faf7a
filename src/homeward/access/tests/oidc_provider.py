"""A real OpenID Connect provider on this machine: discovery, keys, token, userinfo, RS256."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "homeward-at-office", "a secret of the office"


@dataclass
class Provider:
    """What it answers next is changed by a test."""

    url: str = ""
    key: Any = field(
        default_factory=lambda: RSAKey.generate_key(2048, {"kid": "office-1", "alg": "RS256"})
    )
    token: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def says(self, email: str, *, verified: object = True, **token: object) -> None:
        self.token = {"iss": self.url, "aud": CLIENT, "sub": "42", **token}
        self.about = {"sub": "42", "email": email, "email_verified": verified}

    def id_token(self) -> str:
        now = int(time.time())
        claims = {"iat": now, "exp": now + 300, **self.token}
        return jwt.encode({"alg": "RS256", "kid": "office-1"}, claims, self.key)

    def answer(self, path: str) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "authorize", "token_endpoint": "token"}
            ends |= {"userinfo_endpoint": "about", "jwks_uri": "keys"}
            said: dict[str, Any] = {name: f"{self.url}/{end}" for name, end in ends.items()}
            return said | {"issuer": self.token.get("iss", self.url)}
        if path == "/token":
            return {"access_token": "opaque", "token_type": "Bearer", "id_token": self.id_token()}
        if path == "/about":
            return self.about
        return {"keys": [self.key.as_dict(private=False)]}


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._give()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            provider.asked.append(parse_qs(body.decode()))
            self._give()

        def _give(self) -> None:
            content = json.dumps(provider.answer(urlsplit(self.path).path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: object) -> None:
            """Nothing into the tests' output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
