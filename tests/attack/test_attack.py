"""A short attack by everybody (the long one: benchmarks/attack.py). Each request is undone."""

import os
import random
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import connection

from homeward.core import limits
from homeward.core.limits import Limit
from homeward.exchange.api.site import api
from tests.attack.crawling import Answer, Attacker, Crawl, Found
from tests.attack.mutating import Pairs
from tests.exits.conftest import bare, cast, table, till
from tests.exits.routes import addresses, routes, rows_of
from tests.exits.test_matrix import undone
from tests.exits.world import Persona, World, build, canaries_in

__all__ = ["bare", "cast", "table", "till"]

# `make attack` makes 100,000 over HTTP.
CALLS = int(os.environ.get("HOMEWARD_ATTACK", "1000"))
SEED = 20261126


@pytest.fixture
def world(cast: Any, till: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    for name in ("PER_TOKEN", "PER_ADDRESS"):
        monkeypatch.setattr(limits, name, Limit(name, 1_000_000, 60))
    return build(cast, till)


def calling(client: Any, undoing: Callable[[], AbstractContextManager[None]]) -> Any:
    """The test client as who attacks sees it: cookies as at the beginning, everything undone."""
    signed_in = {name: morsel.value for name, morsel in client.cookies.items()}

    def call(method: str, path: str, data: Pairs | None, headers: Mapping[str, str]) -> Answer:
        client.cookies.clear()
        client.cookies.load(signed_in)
        given = dict(headers)
        # The test client lets everybody in but whoever is to be refused.
        client.handler.enforce_csrf_checks = "evil" in given.get("Origin", "")
        kind = given.pop("Content-Type", "application/x-www-form-urlencoded")
        body = b"" if data is None else _body(data, kind)
        with undoing():
            said = client.generic(method, path, body, kind, headers=given)
        return Answer(said.status_code, dict(said.headers), said.content)

    return call


def _body(data: Pairs, kind: str) -> bytes:
    if kind == "application/json":
        return data[0][1].encode("utf-8", "surrogatepass")
    return urlencode(data).encode()


def attackers(world: World, client: Any, client_of: Any) -> Iterable[Attacker]:
    for persona in world.personas:
        mine = client_of(persona.user) if persona.user else client
        mine.raise_request_exception = False
        yield Attacker(
            persona.name,
            calling(mine, undone),
            _leaks(world, persona),
            token=persona.token,
        )


def _leaks(world: World, persona: Persona) -> Callable[[str, str], Iterable[str]]:
    def leaks(text: str, path: str) -> Iterable[str]:
        if any(token in path for token in world.link_tokens):
            return []
        return [str(c) for c in canaries_in(text) if not world.may_see(persona, c)]

    return leaks


def _everything(world: World) -> tuple[list[str], list[tuple[str, str]], list[str]]:
    paths = [path for route in routes() for path in addresses(route, world.link_tokens)]
    document = api.get_openapi_schema()
    calls = [
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
    ]
    ours = [model for model in apps.get_models() if model.__module__.startswith("homeward.")]
    ids = [str(pk) for model in ours for pk in rows_of(model)]
    return paths, calls, ids


def test_nobody_breaks_it_or_learns_more(world: World, client: Any, client_of: Any) -> None:
    paths, calls, ids = _everything(world)
    found = Found()
    crowd = [
        Crawl(who, found, random.Random(f"{SEED} {who.name}"), paths, calls, ids)
        for who in attackers(world, client, client_of)
    ]
    while found.calls < CALLS:
        for crawl in crowd:
            crawl.step()
    told = dict(sorted(found.statuses.items()))
    print(f"\n{len(crowd)} attackers, {found.calls} calls, {found.posts} of them sent something,")
    print(f"{len(found.patterns)} pages and endpoints, answers {told}")
    assert found.faults == [], "\n".join(dict.fromkeys(found.faults))
    assert found.posts


def test_an_open_table_is_noticed_by_who_attacks(world: World, client_of: Any) -> None:
    """The attack itself is tried: a row policy less, and a stranger learns."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table persons_person disable row level security")
        cursor.execute("alter table cases_case disable row level security")
    stranger = next(p for p in world.personas if p.name == "stranger with every role")
    paths, calls, ids = _everything(world)
    client = client_of(stranger.user)
    client.raise_request_exception = False
    who = Attacker(stranger.name, calling(client, undone), _leaks(world, stranger))
    crawl = Crawl(who, Found(), random.Random(SEED), paths, calls, ids)
    for path in ("/cases/", "/"):
        crawl.get(path)
    for path in [p for p in paths if p.startswith("/cases/")][:40]:
        crawl.get(path)
    assert any(" tells " in fault for fault in crawl.found.faults)
