"""Everybody attacks the served demo: a crawler signed in as each role, and schemathesis.

    python benchmarks/attack.py --calls 100000 [--home FOLDER] [--households 6] [--port 8190]
                                [--seed 20261126] [--record]

A demo is made in HOME where there is none; a text of every row about a person becomes a canary of
its own. Then somebody of each role follows links, sends each form with wrong values, and asks for
others' rows by their ids, over HTTP to this machine alone. When a canary comes back the database
is asked, as that user under the row policies, whether the row may be seen: no other answer counts.
Faults of ours, leaks, forged forms that were taken and ways out of the site end in a list and the
exit status 1. Interrupted, it goes on where it stopped (HOME/attack.json).
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import requests

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tests.attack import crawling  # noqa: E402 - the repository stands in the path now
from tests.attack.crawling import Answer, Attacker, Crawl, Found  # noqa: E402
from tests.attack.mutating import Pairs  # noqa: E402

CANARY = re.compile(r"Cnry(\d{1,8})Z")
SHARE_OF_SCHEMATHESIS = 0.1
SAVED_EACH = 500
HOMEWARD = str(Path(sys.executable).with_name("homeward"))
SHORTEST = 80
KEPT = {"given_name", "content_type", "content"}
# Everybody is here to attack: only what is the same for all would be slowed down.
UNSLOWED = {"HOMEWARD_DEMO": "1"}


def environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HOMEWARD_", "DATABASE_"))}
    return {**kept, **UNSLOWED, "HOMEWARD_HOME": str(home)}


def set_up(home: Path, households: int) -> None:
    home.mkdir(mode=0o711, parents=True, exist_ok=True)
    if not (home / "attacked").exists():
        subprocess.run(
            [HOMEWARD, "demo", "--households", str(households)], env=environment(home), check=True
        )
    os.environ.update(
        environment(home), HOMEWARD_DB_AS="owner", HOMEWARD_DB_POOL="0",
        DJANGO_SETTINGS_MODULE="homeward.config.settings",
    )  # fmt: skip


class Canaries:
    """Which row each canary stands on; whether somebody may see it is asked of the database."""

    def __init__(self, kept: Path) -> None:
        self.kept = kept
        self.rows: list[tuple[str, str]] = json.loads(kept.read_text()) if kept.exists() else []
        self.known: dict[tuple[int, int], bool] = {}

    def plant(self) -> None:
        from django.apps import apps
        from django.db import models

        from homeward.access.fields import EncryptedTextField
        from homeward.access.models import Guarded

        if self.rows:
            return
        for model in apps.get_models():
            if not issubclass(model, Guarded):
                continue
            names = [
                c.name
                for c in model._meta.concrete_fields
                if c.name not in KEPT
                and not c.choices
                and (
                    isinstance(c, EncryptedTextField)
                    or (isinstance(c, models.CharField | models.TextField)
                        and ((c.max_length or 0) >= SHORTEST or isinstance(c, models.TextField)))
                )
            ]  # fmt: skip
            for row in model._default_manager.order_by("pk"):
                for name in names:
                    if getattr(row, name):
                        setattr(row, name, f"Cnry{len(self.rows)}Z")
                if names:
                    _saved(row, names)
                    self.rows.append((model._meta.label, str(row.pk)))
        self.kept.write_text(json.dumps(self.rows))

    def leaks(self, user: Any, whose: str, text: str) -> Iterator[str]:
        for number in {int(found) for found in CANARY.findall(text)}:
            if number < len(self.rows) and not self.may_see(user, number):
                label, pk = self.rows[number]
                yield f"Cnry{number}Z of {label} {pk} ({whose})"

    def may_see(self, user: Any, number: int) -> bool:
        """Asked again where the answer was no: who attacks also shares and refers."""
        key = (user.pk if user else 0, number)
        if not self.known.get(key):
            self.known[key] = user is not None and (
                self._is_visible(user, number) or self._is_copied(user, number)
            )
        return self.known[key]

    def _is_visible(self, user: Any, number: int) -> bool:
        label, pk = self.rows[number]
        return any(
            model.objects.filter(pk=pk).exists() for model in _as(user, label) if model is not None
        )

    def _is_copied(self, user: Any, number: int) -> bool:
        """A fact that was chosen for a referral, a plan that was copied: another row tells it."""
        from django.apps import apps

        from homeward.access.models import Guarded

        said = f"Cnry{number}Z"
        labels = [m._meta.label for m in apps.get_models() if issubclass(m, Guarded)]
        for label in labels:
            for model in _as(user, label):
                for row in model.objects.order_by("-pk")[:200]:
                    if any(said in str(getattr(row, c.attname, "")) for c in model._meta.fields):
                        return True
        return False


def _saved(row: Any, names: list[str]) -> None:
    from django.db import Error, transaction

    try:
        with transaction.atomic():
            row.save(update_fields=names)
    except Error:
        # Locked by a trigger, as decisions are: its words stay, and are no canary.
        return


def _as(user: Any, label: str) -> Iterator[Any]:
    """The model, once under each purpose, as the app role and this user."""
    from django.apps import apps
    from django.conf import settings
    from django.db import connection, transaction

    from homeward.access import gate
    from homeward.access.choices import ActorKind, Purpose

    kind = ActorKind.PERSON if user.is_returnee else ActorKind.USER
    who = user.person_id if user.is_returnee else user.pk
    for purpose in Purpose:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"set local role {settings.APP_ROLE}")
            try:
                with gate.acting(kind, who, purpose):
                    yield apps.get_model(label)
            finally:
                transaction.set_rollback(True)


def calling(base: str, session_key: str) -> crawling.Caller:
    from django.conf import settings

    def call(method: str, path: str, data: Pairs | None, headers: Mapping[str, str]) -> Answer:
        given = {name: value.replace(crawling.SITE, base) for name, value in headers.items()}
        cookies = {settings.SESSION_COOKIE_NAME: session_key} if session_key else {}
        cookies |= {settings.CSRF_COOKIE_NAME: call.csrf} if call.csrf else {}  # type: ignore[attr-defined]
        body: bytes | None = None
        if data is not None and given.get("Content-Type") == "application/json":
            body = data[0][1].encode("utf-8", "surrogatepass")
        elif data is not None:
            body = urlencode(data, errors="surrogatepass").encode()
            given["Content-Type"] = "application/x-www-form-urlencoded"
        said = requests.request(
            method, base + path, data=body, headers=given, cookies=cookies,
            allow_redirects=False, timeout=120,
        )  # fmt: skip
        call.csrf = said.cookies.get(settings.CSRF_COOKIE_NAME) or call.csrf  # type: ignore[attr-defined]
        told = {name: value.replace(base, crawling.SITE) for name, value in said.headers.items()}
        return Answer(said.status_code, told, said.content)

    call.csrf = ""  # type: ignore[attr-defined]
    return call


def attackers(base: str, canaries: Canaries) -> Iterable[Attacker]:
    """Somebody of each role and organisation, a returnee, and nobody."""
    from datetime import timedelta

    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from homeward.access.models import User
    from homeward.core.tokens import hash_of
    from homeward.exchange.choices import Scope
    from homeward.exchange.models import ApiToken

    chosen: dict[tuple[Any, ...], Any] = {}
    for user in User.objects.filter(is_active=True).order_by("pk"):
        chosen.setdefault((user.organisation_id, *sorted(user.roles)), user)
    for user in chosen.values():
        client = Client()
        client.force_login(user)
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        secret = f"hw_attack_{user.pk}_{random.SystemRandom().randrange(10**9)}"
        if user.organisation_id:
            ApiToken.objects.create(
                organisation=user.organisation, user=user, used_for="attack", scopes=Scope.values,
                token_hash=hash_of(secret), granted_at=timezone.now(), granted_by=user,
                expires_at=timezone.now() + timedelta(days=2),
            )  # fmt: skip
        name = f"{'+'.join(user.roles) or 'no role'} at {user.organisation or 'home'}"
        yield Attacker(name, calling(base, key), _leaking(canaries, user, name), token=secret)
    yield Attacker("nobody", calling(base, ""), _leaking(canaries, None, "nobody"))


def _leaking(canaries: Canaries, user: Any, name: str) -> Callable[[str, str], Iterable[str]]:
    return lambda text, path: canaries.leaks(user, name, text)


def everything() -> tuple[list[str], list[tuple[str, str]], list[str]]:
    from django.apps import apps

    from homeward.exchange.api.site import api
    from tests.exits.routes import NoFiller, addresses, routes, rows_of

    paths: list[str] = []
    for route in routes():
        try:
            paths += addresses(route, [])
        except NoFiller:
            continue
    document = api.get_openapi_schema()
    calls = [(m.upper(), path) for path, ways in document["paths"].items() for m in ways]
    ours = [model for model in apps.get_models() if model.__module__.startswith("homeward.")]
    return paths, calls, [str(pk) for model in ours for pk in rows_of(model)]


def schemathesis(base: str, crowd: list[Attacker], calls: int, seed: int, found: Found) -> int:
    """The API by its own document, with the token of each; how many calls were made."""
    import hypothesis
    import schemathesis as st

    schema = st.openapi.from_url(f"{base}/api/v1/openapi.json")
    holders = [who for who in crowd if who.token]
    operations = [one.ok() for one in schema.get_all_operations()]
    each = max(1, calls // max(1, len(holders) * len(operations)))
    made = 0

    def asking(who: Attacker) -> Callable[[Any], None]:
        def ask(case: Any) -> None:
            nonlocal made
            made += 1
            said = case.call(
                base_url=f"{base}/api/v1", timeout=120, allow_redirects=False,
                headers={"Authorization": f"Bearer {who.token}",
                         "Idempotency-Key": f"schema-{seed}-{made:07}"},
            )  # fmt: skip
            body = said.content or b""
            answer = Answer(said.status_code, {k: v[0] for k, v in said.headers.items()}, body)
            found.statuses[answer.status] += 1
            if answer.status >= crawling.FIRST_FAULT:
                found.faults.append(f"{who.name}: {case.method} {case.path} {answer.status}")
            for leak in who.leaks(answer.texts, case.path):
                found.faults.append(f"{who.name}: {case.method} {case.path} tells {leak}")

        return ask

    as_told = hypothesis.settings(
        max_examples=each, deadline=None, database=None,
        suppress_health_check=list(hypothesis.HealthCheck), phases=[hypothesis.Phase.generate],
    )  # fmt: skip
    for who in holders:
        for operation in operations:
            test = hypothesis.given(case=operation.as_strategy())(asking(who))
            hypothesis.seed(seed)(as_told(test))()
    return made


def serving(home: Path, port: int) -> subprocess.Popen[bytes]:
    server = subprocess.Popen(
        [HOMEWARD, "serve", "--port", str(port)], env=environment(home),
        stdout=(home / "attack.log").open("ab"), stderr=subprocess.STDOUT,
    )  # fmt: skip
    for _ in range(600):
        try:
            if requests.get(f"http://127.0.0.1:{port}/accounts/login/", timeout=5).ok:
                return server
        except requests.ConnectionError:
            time.sleep(0.5)
    server.terminate()
    sys.exit("The server does not answer; see attack.log.")


def attack(asked: argparse.Namespace, base: str) -> tuple[Found, int, int]:
    import django

    django.setup()
    canaries = Canaries(asked.home / "canaries.json")
    canaries.plant()
    note = asked.home / "attack.json"
    before = json.loads(note.read_text()) if note.exists() else {}
    found = Found(
        calls=before.get("calls", 0), posts=before.get("posts", 0),
        statuses=Counter({int(k): v for k, v in before.get("statuses", {}).items()}),
        faults=before.get("faults", []), patterns=set(before.get("patterns", [])),
    )  # fmt: skip
    paths, calls, ids = everything()
    crowd = list(attackers(base, canaries))
    seed = f"{asked.seed} {found.calls}"
    crawls = [Crawl(w, found, random.Random(f"{seed} {w.name}"), paths, calls, ids) for w in crowd]
    wanted = int(asked.calls * (1 - SHARE_OF_SCHEMATHESIS))
    saved = found.calls
    while found.calls < wanted:
        for crawl in crawls:
            crawl.step()
        if found.calls - saved >= SAVED_EACH:
            saved = found.calls
            _save(note, found)
            print(f"{found.calls:,} calls, {len(set(found.faults))} faults", flush=True)
    _save(note, found)
    by_schema = schemathesis(base, crowd, asked.calls - wanted, asked.seed, found)
    return found, by_schema, len(crowd)


def _save(note: Path, found: Found) -> None:
    told = {
        "calls": found.calls, "posts": found.posts, "statuses": dict(found.statuses),
        "faults": found.faults, "patterns": sorted(found.patterns),
    }  # fmt: skip
    note.write_text(json.dumps(told))


def told(found: Found, by_schema: int, crowd: int, canaries: int) -> list[str]:
    classes = Counter({f"{status // 100}xx": 0 for status in (200, 300, 400, 500)})
    for status, times in found.statuses.items():
        classes[f"{status // 100}xx"] += times
    answers = ", ".join(f"{times:,} {name}" for name, times in sorted(classes.items()))
    return [
        f"- {found.calls + by_schema:,} calls by {crowd} users, each of another role or"
        f" organisation, and nobody; {found.posts:,} of them sent something, {by_schema:,} were"
        " made by schemathesis from the API's document.",
        f"- {len(found.patterns)} different pages and endpoints; answers: {answers}.",
        f"- Faults of ours, leaks, forged forms taken, ways out: {len(set(found.faults))}"
        f" ({canaries:,} rows with a canary).",
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--calls", type=int, default=5_000)
    parser.add_argument("--home", type=Path, default=ROOT / ".var" / "attack")
    parser.add_argument("--households", type=int, default=6)
    parser.add_argument("--port", type=int, default=8190)
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    asked.home = asked.home.resolve()
    set_up(asked.home, asked.households)
    server = serving(asked.home, asked.port)
    (asked.home / "attacked").touch()
    try:
        found, by_schema, crowd = attack(asked, f"http://127.0.0.1:{asked.port}")
    finally:
        server.terminate()
        server.wait()
    canaries = len(json.loads((asked.home / "canaries.json").read_text()))
    lines = told(found, by_schema, crowd, canaries)
    print("\n".join([*lines, *dict.fromkeys(found.faults)]))
    if asked.record:
        from figures import record

        record("attack", "Attack by everybody", lines)
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
