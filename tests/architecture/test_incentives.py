"""State-level incentive funds can't be reached from a person or a case, nor reach one.

By imports, by foreign keys, by the database's functions, policies and triggers, and by what its
pages ask. Each check is also held against a graph that breaks the rule, so that it can't pass by
seeing nothing.
"""

import ast
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homeward.access.choices import Role
from homeward.access.models import Organisation, User
from homeward.incentives import actions
from homeward.incentives.choices import Entry
from homeward.places.models import Country
from tests.architecture.test_foreign_keys import floors

SOURCE = Path(__file__).resolve().parents[2] / "src" / "homeward"
ROOM = "incentives"
# Where all rooms meet: settings, addresses, the made-up corridor, and the list of pages by name.
JOIN_ALL = {"config", "demo"}
PERSONAL = ("persons", "cases")
# Named in a text, to be imported late.
OWN = "homeward.incentives"
# A table after the word that reads or writes it, or under its schema's name.
READ = re.compile(
    r"(?:\b(?:from|join|into|update|only)\s+(?:public\.)?|\bpublic\.)([a-z_0-9]+)", re.IGNORECASE
)

Graph = Mapping[str, set[str]]


def reached(graph: Graph, start: Iterable[str]) -> set[str]:
    found: set[str] = set()
    left = list(start)
    while left:
        for other in graph.get(left.pop(), set()) - found:
            found.add(other)
            left.append(other)
    return found


def leads(graph: Graph, personal: Iterable[str]) -> set[str]:
    """What of the personal side the incentive side reaches, and what of it reaches that one."""
    personal = set(personal)
    forth = reached(graph, [ROOM]) & personal
    return forth | {each for each in personal if ROOM in reached(graph, [each])}


@cache
def imports() -> dict[str, set[str]]:
    """Room -> the rooms that it imports, tests left out; string references to models as well."""
    graph: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        parts = path.relative_to(SOURCE).parts
        if len(parts) == 1 or "tests" in parts or "migrations" in parts or parts[0] in JOIN_ALL:
            continue
        named = graph.setdefault(parts[0], set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                named |= {node.module} | {f"{node.module}.{a.name}" for a in node.names}
            elif isinstance(node, ast.Constant) and str(node.value).startswith(OWN):
                named.add(str(node.value))
    return {
        room: {name.split(".")[1] for name in named if name.startswith("homeward.")} - {room}
        for room, named in graph.items()
    }


def rooms_about_persons() -> set[str]:
    """Persons, cases, and every room above them: whoever may import them."""
    height = floors()
    lowest = min(height[room] for room in PERSONAL)
    return {room for room, at in height.items() if at >= lowest} - JOIN_ALL


def test_no_import_leads_from_incentives_to_persons_or_back() -> None:
    graph = imports()
    assert {"ledger", "places", "access"} <= graph[ROOM]
    assert {"persons", "cases", "plans"} <= reached(graph, ["funds"])
    assert leads(graph, rooms_about_persons()) == set()


@pytest.mark.parametrize(
    "added", [("incentives", "cases"), ("ledger", "persons"), ("plans", "incentives"),
              ("cases", "agreements"), ("places", "plans")],
)  # fmt: skip
def test_an_import_that_is_added_would_be_seen(added: tuple[str, str]) -> None:
    graph = {room: set(others) for room, others in imports().items()}
    graph.setdefault("agreements", set())
    if added == ("cases", "agreements"):
        graph["agreements"].add(ROOM)
    graph[added[0]].add(added[1])
    assert leads(graph, rooms_about_persons())


@cache
def keys() -> dict[str, set[str]]:
    """Table -> the tables that its foreign keys point to, as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select conrelid::regclass::text, confrelid::regclass::text from pg_constraint"
            " where contype = 'f'"
        )
        graph: dict[str, set[str]] = {}
        for table, other in cursor.fetchall():
            graph.setdefault(table, set()).add(other)
    return graph


def own_tables() -> set[str]:
    return {model._meta.db_table for model in apps.get_app_config(ROOM).get_models()}


def personal_tables() -> set[str]:
    rooms = rooms_about_persons()
    return {model._meta.db_table for model in apps.get_models() if model._meta.app_label in rooms}


def joined(graph: Graph) -> set[tuple[str, str]]:
    own, personal = own_tables(), personal_tables()
    books = {table for table in graph if table.startswith("ledger_")}
    forth = {(a, b) for a in own | books for b in reached(graph, [a]) & personal}
    back = {(table, other) for table in personal for other in reached(graph, [table]) & own}
    return forth | back


@pytest.mark.django_db
def test_no_foreign_key_leads_from_incentives_to_persons_or_back() -> None:
    graph = keys()
    assert "ledger_book" in graph["incentives_incentivefund"]
    assert len(personal_tables()) > 100
    assert joined(graph) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "other"),
    [("incentives_measure", "cases_case"), ("ledger_posting", "persons_person"),
     ("cases_case", "incentives_measure"), ("plans_plan", "incentives_incentivefund")],
)  # fmt: skip
def test_a_foreign_key_that_is_added_would_be_seen(table: str, other: str) -> None:
    graph = {name: set(others) for name, others in keys().items()}
    graph.setdefault(table, set()).add(other)
    assert joined(graph)


@cache
def bodies() -> tuple[dict[str, str], dict[str, str]]:
    """Function -> its text; table -> the text of its policies and the functions of its triggers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.proname, string_agg(p.prosrc, ' ') from pg_proc p"
            " join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public'"
            " where p.prolang in (select oid from pg_language where lanname in ('sql', 'plpgsql'))"
            " group by 1"
        )
        functions = dict(cursor.fetchall())
        cursor.execute(
            "select tablename, string_agg(coalesce(qual, '') || ' ' || coalesce(with_check, ''),"
            " ' ') from pg_policies group by 1"
        )
        tables = dict(cursor.fetchall())
        cursor.execute(
            "select t.tgrelid::regclass::text, p.proname from pg_trigger t"
            " join pg_proc p on p.oid = t.tgfoid where not t.tgisinternal"
        )
        for table, function in cursor.fetchall():
            tables[table] = f"{tables.get(table, '')} {function}()"
    return functions, tables


def edges(functions: Mapping[str, str], tables: Mapping[str, str]) -> dict[str, set[str]]:
    """Function or table -> the functions that it calls and the tables that it reads or writes."""
    every = {model._meta.db_table for model in apps.get_models()}
    graph: dict[str, set[str]] = {}
    for name, text in {**tables, **functions}.items():
        called = set(re.findall(r"\b([a-z_0-9]+)\s*\(", text)) & set(functions)
        named = set(READ.findall(text)) & every
        graph[name] = graph.get(name, set()) | called | named
    return graph


def asked_of(functions: Mapping[str, str], tables: Mapping[str, str]) -> set[str]:
    """What leads over, each with what it leads to."""
    graph = edges(functions, tables)
    own, about = own_tables(), personal_tables()
    start = {name for name in functions if name.startswith(f"{ROOM}_")} | own
    forth = reached(graph, start) & about
    asks_us = {name for name, others in graph.items() if others & own} - start
    back = {name for name in asks_us if name in about or reached(graph, [name]) & about}
    return {f"{ROOM} -> {table}" for table in forth} | {f"{name} -> {ROOM}" for name in back}


@pytest.mark.django_db
def test_no_policy_trigger_or_function_leads_from_one_to_the_other() -> None:
    functions, tables = bodies()
    assert "gate_kind" in functions
    assert "incentives_post" in tables["incentives_measure"]
    assert asked_of(functions, tables) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "text"),
    [("incentives_post", "select 1 from public.cases_case"),
     ("gate_kind", "select 1 from public.persons_person"),
     ("cases_count", "select 1 from incentives_measure join cases_case on true")],
)  # fmt: skip
def test_a_function_that_is_added_would_be_seen(name: str, text: str) -> None:
    functions, tables = bodies()
    functions = {**functions, name: f"{functions.get(name, '')} {text}"}
    assert asked_of(functions, tables)


def test_its_files_name_no_person_and_no_case() -> None:
    found = [
        f"{path.name}: {word}"
        for path in [*(SOURCE / ROOM).glob("*.py"), *(SOURCE / ROOM).glob("*.sql")]
        for word in re.findall(r"\b(?:persons|cases)_\w+|homeward\.(?:persons|cases)\b",
                               path.read_text(encoding="utf-8"))
    ]  # fmt: skip
    assert found == []


def test_its_pages_ask_no_table_about_persons(cast: Any, client_of: Any) -> None:
    keeper = cast.user("keeper", cast.host, Role.PROGRAMME_MANAGER)
    with cast.as_app(keeper):
        fund = actions.open_fund(
            name="Fund", currency="EUR", about="Schools", source="Art. 3", by=keeper, at=cast.now
        )
        actions.enter(
            fund, Entry.AGREED, Country.objects.get(pk="GH"), what="Schools",
            amount=Decimal(7), on=cast.now.date(), source="Annex", key="k", by=keeper, at=cast.now,
        )  # fmt: skip
    client = client_of(keeper)
    # Whatever every page asks, for its frame, is asked by a page without a person as well.
    with CaptureQueriesContext(connection) as frame:
        client.get(reverse("incentives:new"))
    for address in (reverse("incentives:index"), reverse("incentives:fund", args=[fund.pk]),
                    reverse("incentives:enter", args=[fund.pk])):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        words = {
            word
            for query in asked.captured_queries
            if query["sql"] not in {each["sql"] for each in frame.captured_queries}
            for word in re.findall(r"[a-z_]+", query["sql"])
        }
        assert words & own_tables() or address.endswith("enter/")
        assert words & personal_tables() == set()


def test_the_room_stands_below_every_room_about_persons() -> None:
    height = floors()
    assert all(height[ROOM] < height[room] for room in rooms_about_persons())
    assert {Organisation._meta.app_label, User._meta.app_label} == {"access"}
