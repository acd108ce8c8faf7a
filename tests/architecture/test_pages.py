"""Every page says what it is for and who may open it."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from homeward.access.permissions import GRANTS
from homeward.exchange.api.site import api

# Sign-in, second factor and the language switch are not ours to declare; endpoints do it below.
FOREIGN = ("allauth.", "django.")
WITHOUT_A_VERB = {"public", "link"}


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != api.urls_namespace:
                yield from patterns(entry)
        else:
            yield entry


def own_views() -> dict[str, Any]:
    return {
        f"{pattern.callback.__module__}.{pattern.callback.__qualname__} at {pattern.pattern}": (
            pattern.callback
        )
        for pattern in patterns()
        if not pattern.callback.__module__.startswith(FOREIGN)
    }


def test_every_page_declares_its_action() -> None:
    assert own_views()
    assert [name for name, view in own_views().items() if not hasattr(view, "action")] == []


def test_no_two_pages_share_an_address() -> None:
    found: dict[str, set[str]] = {}
    for where, view in own_views().items():
        address = re.sub(r"<[^>]*>", "<>", where.rpartition(" at ")[2])
        found.setdefault(address, set()).add(f"{view.__module__}.{view.__qualname__}")
    # Those of a feature that are included under another address begin with nothing here.
    assert {at: views for at, views in found.items() if len(views) > 1 and at != ""} == {}


def test_every_declared_action_is_granted_to_somebody() -> None:
    actions = {view.action for view in own_views().values() if hasattr(view, "action")}
    assert actions - WITHOUT_A_VERB - GRANTS.keys() == set()


def test_every_endpoint_declares_actions_that_are_granted() -> None:
    views = [
        operation.view_func
        for _prefix, router in api._routers
        for path_view in router.path_operations.values()
        for operation in path_view.operations
    ]
    assert len(views) >= 8
    assert [view.__name__ for view in views if not set(view.actions) <= GRANTS.keys()] == []
