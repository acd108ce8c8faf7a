"""A second installation for a moment: a database and a key store of its own, empty and migrated."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from homeward.access.keys import link, store

Elsewhere = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def elsewhere(own_database: None) -> Elsewhere:
    """`with elsewhere():` everything happens in another installation, which is gone afterwards."""
    here = connection.settings_dict["NAME"]
    keys = {who: way["dbname"] for who, way in settings.KEY_STORE.items()}

    @contextmanager
    def go() -> Iterator[None]:
        there = f"{here}_there"
        _move(there, {who: f"{name}_there" for who, name in keys.items()})
        _server(f"drop database if exists {there} with (force)")
        _server(f"create database {there} template {here.removesuffix('_own')}")
        link.prepare()
        try:
            yield
        finally:
            connection.close()
            link.let_go()
            for name in (there, *{way["dbname"] for way in settings.KEY_STORE.values()}):
                _server(f"drop database if exists {name} with (force)")
            _move(here, keys)

    return go


def _move(database: str, keys: dict[str, str]) -> None:
    connection.close()
    link.let_go()
    store._proven.clear()
    connection.settings_dict["NAME"] = database
    for who, name in keys.items():
        settings.KEY_STORE[who]["dbname"] = name


def _server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def quiet() -> Any:
    return lambda *_: None
