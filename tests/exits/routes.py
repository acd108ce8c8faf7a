"""Every address there is, from the url table and the API's own document, with ids to put in.

Nothing is listed by hand: a page that comes later is walked by itself. What can't be filled in is
an error, so that it isn't left out unseen.
"""

import inspect
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, UUIDField
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from homeward.access.choices import Purpose
from homeward.agreements.models import Agreement
from homeward.exchange.api.site import api
from homeward.handovers.models import Handover, Stage
from homeward.persons.models import Contact, Person
from homeward.programmes.models import CriterionException, Programme

PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
GROUP = re.compile(r"\(\?P<\w+>(?:[^()\\]|\\.|\([^()]*\))*\)")
API_PLACE = re.compile(r"\{(\w+)\}")
FOUND_IN = re.compile(r"\b([A-Z]\w+)(?:,|\.objects)")
ASKED = re.compile(r"\b([a-z_]+)\.\w+\(")
# A row of each owner is enough; of what nobody owns, two.
MOST = 3


# Places that take a word: what of a file is put right (rights.queries.CORRECTABLE).
WORDS = {
    "role": ["case_manager"],
    "purpose": [Purpose.CASEWORK.value],
    # A country by its code (ISO 3166-1).
    "country": ["GH"],
    "subject": ["person", "contact"],
    "field": ["given_name", "value"],
    "hsds_id": [str(UUID(int=0))],
    "hsds_path": ["elsewhere"],
    "lang": ["en", "ar"],
    "need": ["child"],
    "country_code": ["GH"],
    "asked_for": ["intake", "needs"],
    # The kinds of ways and the stages that stand on every one of them.
    "kind": ["host_first", "retroactive"],
    "stage": ["counselling", "plan"],
    # An indicator by its code.
    "code": ["referral-acceptance"],
    # The letters of a referral (referrals.confirmations).
    "letter": ["place", "attendance"],
    # An occasion of a text (messages.Text).
    "occasion": ["call_us"],
    # A table of the dictionary (desk.dictionary).
    "table_name": ["persons_person"],
    # A picture of an interview (interviews.InterviewFile).
    "file_name": ["house.png"],
    # A line of data quality (quality.rules.data).
    "line": ["arrived_before_travel"],
    # The parts of a donor's report (indicators.dashboards.choices).
    "report_part": ["summary", "money"],
}


# Places that mean rows which neither the place's name nor the view's words tell.
ROWS: dict[str, Callable[[], list[Any]]] = {
    "uid": lambda: [
        uid
        for model in (Agreement, CriterionException)
        for uid in model.objects.values_list("uid", flat=True)
    ],
    # A wait to sign is about an act, or about a receiver's first stage of one.
    "subject_pk": lambda: [*rows_of(Handover), *rows_of(Stage)] or [UUID(int=0)],
    "row": lambda: [*rows_of(Person), *rows_of(Contact)],
    # A job of the worker's queue, by its number.
    "job_number": lambda: [0],
    # A pair is of two: each address takes the one from the front, the other from the end.
    "one": lambda: rows_of(Programme),
    "other": lambda: rows_of(Programme)[::-1],
}


class NoFiller(Exception):
    """A place in an address for which no value is known."""


@dataclass(frozen=True)
class Route:
    path: str
    view: Any
    app: str

    @property
    def places(self) -> list[tuple[str, str]]:
        return [(kind or "str", name) for kind, name in PLACE.findall(self.path)]


def routes() -> list[Route]:
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, before: str, app: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        path = before + _route(entry.pattern)
        if isinstance(entry, URLResolver):
            if entry.namespace != api.urls_namespace:
                yield from _walk(entry, path, entry.app_name or app)
        elif isinstance(entry, URLPattern):
            yield Route(path, entry.callback, app)


def _route(pattern: Any) -> str:
    if isinstance(pattern, RegexPattern):
        plain = GROUP.sub("guess", pattern.regex.pattern)
        return plain.strip("^$").replace("\\", "")
    return str(pattern)


def addresses(route: Route, tokens: list[str]) -> list[str]:
    """The route's addresses: each row that its places may mean stands in one of them."""
    choices = [_values(route, kind, name, tokens) for kind, name in route.places]
    longest = max((len(values) for values in choices), default=1)
    found = []
    for number in range(longest):
        filled = iter([values[number % len(values)] for values in choices])
        found.append("/" + PLACE.sub(lambda _place: str(next(filled)), route.path))  # noqa: B023
    return found


def _values(route: Route, kind: str, name: str, tokens: list[str]) -> list[Any]:
    if name == "token":
        return [*tokens, "guess"]
    if name in WORDS:
        return WORDS[name]
    if name in ROWS:
        return ROWS[name]()
    if kind not in {"uuid", "int"}:
        raise NoFiller(f"{kind}:{name} in {route.path}")
    wanted = _models(route, kind, name)
    if not wanted:
        raise NoFiller(f"no model for {kind}:{name} in {route.path}")
    # Where the world has no such row, one that never was.
    nothing = UUID(int=0) if kind == "uuid" else 0
    return [pk for model in wanted for pk in rows_of(model)] or [nothing]


@cache
def _models(route: Route, kind: str, name: str) -> list[type[Model]]:
    """What an id may be of: by the place's name, the view's own words, the address's noun."""
    ours = [
        m
        for m in apps.get_models()
        if m.__module__.startswith("homeward.")
        and isinstance(m._meta.pk, UUIDField) == (kind == "uuid")
    ]
    stem = name.removesuffix("_pk")
    if stem != "pk":
        named = [m for m in ours if m._meta.model_name == stem]
        return (
            named
            or [m for m in ours if (m._meta.model_name or "").endswith(stem)]
            or [m for m in ours if (m._meta.model_name or "").startswith(stem)]
        )
    view = inspect.unwrap(route.view)
    source = inspect.getsource(view)
    named = [view.__globals__.get(word) for word in FOUND_IN.findall(source)]
    words = [each for each in named if isinstance(each, type)]
    noun = route.path.partition("/<")[0].rpartition("/")[2].removesuffix("s")
    asked = {_feature(view.__globals__.get(word)) for word in ASKED.findall(source)}
    return (
        [m for m in ours if m in words]
        or [m for m in ours if m._meta.model_name == noun]
        or [m for m in ours if m._meta.app_label in asked | {route.app}]
    )


def _feature(module: Any) -> str:
    """Whose queries a view asks for its row."""
    name = getattr(module, "__name__", "")
    return name.split(".")[1] if name.startswith("homeward.") else ""


def rows_of(model: type[Model]) -> list[Any]:
    rows = model._default_manager.order_by("pk")
    if not hasattr(model, "owner_org_id"):
        return list(rows.values_list("pk", flat=True)[:MOST])
    by_owner = dict(rows.order_by("-pk").values_list("owner_org_id", "pk"))
    return list(by_owner.values())


def endpoints() -> list[tuple[str, str]]:
    """Method and address of each operation of the API's document, with ids and questions."""
    document = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return [
        (method.upper(), address)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        for address in _filled(path, operation)
    ]


def _filled(path: str, operation: dict[str, Any]) -> list[str]:
    asked = [
        p["name"] for p in operation.get("parameters", []) if p["in"] == "query" and p["required"]
    ]
    query = "?" + "&".join(f"{name}=Efua" for name in asked) if asked else ""
    if not API_PLACE.search(path):
        return [path + query]
    # The noun stands before its id: /cases/{pk}/facts.
    noun = path.partition("/{")[0].rpartition("/")[2].removesuffix("s")
    models = [m for m in apps.get_models() if m._meta.model_name == noun]
    if len(models) != 1 or len(API_PLACE.findall(path)) != 1:
        raise NoFiller(path)
    return [API_PLACE.sub(str(pk), path) + query for pk in rows_of(models[0])]
