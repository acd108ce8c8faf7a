"""A manager who grants tokens, and programs that call with them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.exchange import actions
from homeward.exchange.choices import Scope
from homeward.exchange.models import ApiToken

ALL = frozenset(scope.value for scope in Scope)


@dataclass
class Program:
    """Calls the API as the app role, with a token."""

    client: Any
    secret: str

    def get(self, path: str, headers: dict[str, str] | None = None, **data: Any) -> Any:
        return self.client.get(f"/api/v1/{path}", data, headers={**self.headers, **(headers or {})})

    def post(self, path: str, body: Any = None, key: str = "", **more: Any) -> Any:
        return self.send("POST", path, body, **({"Idempotency-Key": key} if key else {}), **more)

    def send(self, method: str, path: str, body: Any, **headers: str) -> Any:
        return self.client.generic(
            method,
            f"/api/v1/{path}",
            "" if body is None else json.dumps(body),
            content_type="application/json",
            headers={**self.headers, **headers},
        )

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}


@dataclass
class Tokens:
    cast: Any
    client: Any

    def manager(self, user: User) -> User:
        found: User = self.cast.user(
            f"manager-of-{user.name.lower()}", user.organisation, Role.PROGRAMME_MANAGER
        )
        return found

    def grant(self, user: User, scopes: frozenset[str] = ALL, **more: Any) -> ApiToken:
        manager = more.pop("by", None) or self.manager(user)
        given = {"expires_at": self.cast.now + timedelta(days=30), **more}
        with self.cast.as_app(manager):
            return actions.grant_token(
                user, used_for="Our case system", scopes=scopes, by=manager, at=self.cast.now,
                **given,
            )  # fmt: skip

    def program(self, user: User, scopes: frozenset[str] = ALL) -> Program:
        token = self.grant(user, scopes)
        with self.cast.as_app(user):
            secret = actions.take_token(token, by=user, at=self.cast.now)
        return Program(self.client, secret)


@pytest.fixture
def tokens(cast: Any, client: Any) -> Tokens:
    return Tokens(cast, client)


@pytest.fixture
def program(tokens: Tokens) -> Callable[..., Program]:
    return tokens.program
