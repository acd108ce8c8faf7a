"""Every role on every page and endpoint: nothing breaks, and nobody is told another one's canary.

One world, asked by everybody; each request is undone, so that the next one finds the same world.
"""

import io
import logging
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from django.urls import Resolver404
from django.views.defaults import page_not_found, permission_denied

from homeward.access.choices import Role
from homeward.config import urls
from homeward.messages.models import Message
from tests.exits.routes import NoFiller, Route, addresses, endpoints, routes
from tests.exits.world import SEARCHED, Canary, Persona, World, build, canaries_in, guarded_models

# 410: a link that has ended, or never was.
GOOD = {200, 302, 403, 404, 405, 409, 410, 429}
# Nothing was typed, or nothing that could be read.
GOOD_FOR_EMPTY = GOOD | {204, 400, 401, 413, 422}
SEARCHES = {"q": SEARCHED, "text": SEARCHED, "all": "1", "state": "all"}


class Written(logging.Handler):
    """All that is logged, with what an error would print."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@dataclass
class Found:
    """What the walk found: faults, and who saw which canary."""

    world: World
    faults: list[str] = field(default_factory=list)
    seen: dict[str, set[Canary]] = field(default_factory=dict)
    requests: int = 0

    def look(self, persona: Persona, method: str, path: str, response: Any) -> None:
        self.requests += 1
        # Programs ask these two: 401 is the answer to one that doesn't say who it is.
        is_page = not path.startswith(("/api/", "/openrosa/"))
        good = GOOD if method == "GET" and is_page else GOOD_FOR_EMPTY
        who = f"{persona.name}: {method} {path} {response.status_code}"
        if response.status_code not in good:
            self.faults.append(who)
        policy = response.headers.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy:
            self.faults.append(f"{who} has the policy {policy!r}")
        if response.headers.get("X-Content-Type-Options") != "nosniff":
            self.faults.append(f"{who} may be sniffed")
        told = canaries_in(_texts(response))
        self.seen.setdefault(persona.name, set()).update(told)
        for canary in told:
            if not self.by_link(path) and not self.world.may_see(persona, canary):
                self.faults.append(f"{who} tells {canary}")
        for text in _left_behind() if method == "POST" else ():
            if canaries_in(text):
                self.faults.append(f"{who} leaves {text[:200]}")

    def by_link(self, path: str) -> bool:
        """A link is its own ground, whoever opens it."""
        return any(token in path for token in self.world.link_tokens)


def _texts(response: Any) -> str:
    body = response.content
    parts = [body, str(list(response.headers.items())).encode()]
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    return b"\n".join(parts).decode("utf-8", "replace")


def _left_behind() -> Iterator[str]:
    """E-mails and jobs: they leave the gate, and so name nobody."""
    for message in Message.objects.all():
        yield f"{message.subject} {message.body}"
    for job in apps.get_model("procrastinate", "ProcrastinateJob").objects.all():
        yield f"{job.task_name} {job.args}"


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


Clients = Callable[[Persona], Any]


@pytest.fixture
def clients(
    client: Any, client_of: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> Clients:
    """As the app role; a fault is a 500, as it is outside the tests."""
    # The test client copies the context of each template, down to every field, and nobody asks.
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_a, **_k: None)

    def make(persona: Persona) -> Any:
        made = client_of(persona.user) if persona.user else client
        made.raise_request_exception = False
        return made

    return make


class Refusals:
    """Answers "you may not" and "nothing here" with the house's page once to each persona, then in
    a word.

    Either page is made of the request and its user alone, and they are most of what a walk is told:
    made each time they would take a good part of the walk.
    """

    def __init__(self) -> None:
        self.shown: set[int] = set()

    def forbidden(self, request: HttpRequest, exception: Exception) -> HttpResponse:
        if self._is_new(403):
            return permission_denied(request, exception)
        return HttpResponseForbidden(str(exception), content_type="text/plain")

    def missing(self, request: HttpRequest, exception: Exception) -> HttpResponse:
        # An address that leads to no view says in its exception all that was tried.
        if isinstance(exception, Resolver404) or self._is_new(404):
            return page_not_found(request, exception)
        return HttpResponseNotFound(str(exception), content_type="text/plain")

    def _is_new(self, status: int) -> bool:
        is_new = status not in self.shown
        self.shown.add(status)
        return is_new


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> Refusals:
    made = Refusals()
    monkeypatch.setattr(urls, "handler403", made.forbidden, raising=False)
    monkeypatch.setattr(urls, "handler404", made.missing, raising=False)
    return made


def walk(world: World, clients: Clients, personas: list[Persona], refusals: Refusals) -> Found:
    found = Found(world)
    groups = list(everything(world))
    for persona in personas:
        client = clients(persona)
        refusals.shown.clear()
        signed_in = {name: morsel.value for name, morsel in client.cookies.items()}
        for group in groups:
            for method, path in group:
                client.cookies.clear()
                client.cookies.load(signed_in)
                with undone():
                    response = _ask(client, persona, method, path)
                    found.look(persona, method, path, response)
                if _is_for_no_row(response):
                    break
    return found


def _is_for_no_row(response: Any) -> bool:
    """Turned away before any row was looked for: with another id it would be the same."""
    to_sign_in = response.status_code == 302 and response["Location"].startswith("/accounts/login")
    return response.status_code in {401, 403} or to_sign_in


def _ask(client: Any, persona: Persona, method: str, path: str) -> Any:
    if path.startswith("/api/"):
        headers = {"Authorization": f"Bearer {persona.token}"} if persona.token else {}
        headers["Idempotency-Key"] = "matrix-0001"
        return client.generic(method, path, "{}", "application/json", headers=headers)
    if method == "GET":
        return client.get(path)
    return client.post(path, {})


def everything(world: World) -> Iterator[list[tuple[str, str]]]:
    """What is asked, route by route: each of its rows, its search, and an empty form."""
    search = "&".join(f"{name}={value}" for name, value in SEARCHES.items())
    for route in routes():
        paths = addresses(route, world.link_tokens)
        # A list reads its filters; the page of one row has none.
        searched = [] if route.places else [f"/{route.path}?{search}"]
        yield [("GET", path) for path in paths + searched]
        yield [("POST", path) for path in paths[:1]]
    yield from ([endpoint] for endpoint in endpoints())


@pytest.fixture
def world(cast: Any, till: Any) -> World:
    return build(cast, till)


@pytest.fixture
def written() -> Iterator[Written]:
    handler = Written()
    root = logging.getLogger()
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)


# Each part of the personas can be asked by a worker of its own.
PARTS = 4
# They work on files, one in each of the three organisations that have some.
PROVING = ("return_counsellor", "case_manager", "stranger with every role")


def part_of(personas: list[Persona], part: int) -> list[Persona]:
    """The first part proves that the walk finds something; the others share who is left."""
    proving = [persona for persona in personas if persona.name in PROVING]
    others = [persona for persona in personas if persona.name not in PROVING]
    return [*proving, *others[:1]] if part == 0 else others[1:][part - 1 :: PARTS - 1]


@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_everywhere(
    world: World, clients: Clients, written: Written, refusals: Refusals, part: int
) -> None:
    personas = part_of(world.personas, part)
    found = walk(world, clients, personas, refusals)
    print(f"\n{len(personas)} personas, {len(routes())} routes, {found.requests} requests")
    assert found.faults == [], "\n".join(found.faults)
    leaked = [line for line in written.lines if canaries_in(line)]
    assert leaked == [], "a log line names somebody"
    if part == 0:
        _has_told(world, found)


def _has_told(world: World, found: Found) -> None:
    """The walk would prove nothing if nobody had been told anything."""
    told = set().union(*found.seen.values())
    owners = {world.cast.host.pk, world.cast.partner_org.pk, world.cast.stranger_org.pk}
    assert {canary.owner for canary in told} >= owners
    assert {"Person", "Fact", "Note", "StoredFile", "SharedFact"} <= {c.model for c in told}


def test_the_parts_are_everybody(world: World) -> None:
    asked = [persona.name for part in range(PARTS) for persona in part_of(world.personas, part)]
    assert sorted(asked) == sorted(persona.name for persona in world.personas)


def test_every_role_looks(world: World) -> None:
    roles = {role for persona in world.personas if persona.user for role in persona.user.roles}
    assert roles == {role.value for role in Role}


def test_an_open_table_is_noticed(world: World, clients: Clients, refusals: Refusals) -> None:
    """The walk itself is tried: a row policy less, and a stranger is told."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for model in guarded_models():
            cursor.execute(f"alter table {model._meta.db_table} disable row level security")
    stranger = next(p for p in world.personas if p.name == "stranger with every role")
    found = walk(world, clients, [stranger], refusals)
    told = {fault.rpartition(" tells ")[2] for fault in found.faults if " tells " in fault}
    assert {canary.owner for text in told for canary in canaries_in(text)} >= {world.cast.host.pk}
    models = {canary.model for text in told for canary in canaries_in(text)}
    assert {"Person", "Fact", "Note", "StoredFile"} <= models


def test_every_place_is_filled_in(world: World) -> None:
    """At once and for all routes, before the long walk stops at the first."""
    unfilled = []
    for route in routes():
        try:
            addresses(route, world.link_tokens)
        except NoFiller as why:
            unfilled.append(str(why))
    assert unfilled == []


def test_a_place_that_can_t_be_filled_in_is_an_error(db: None) -> None:
    def view() -> None:
        """Of no model."""

    for path in ("x/<slug:name>/", "x/<uuid:nothing_pk>/"):
        with pytest.raises(NoFiller):
            addresses(Route(path, view, "nowhere"), [])
