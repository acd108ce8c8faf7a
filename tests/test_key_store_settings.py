"""Where the key store is looked for, by what the environment says."""

from typing import Any

import pytest

from homeward.config import database

URL = "postgresql://boss:p%40ss@data.example:5433/returns?sslmode=require"


@pytest.fixture(autouse=True)
def no_other_settings(monkeypatch: Any) -> None:
    for name in ("DATABASE_URL", "DATABASE_APP_URL", "HOMEWARD_KEYS_URL", "HOMEWARD_KEYS_APP_URL"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def ways() -> tuple[dict[str, str], dict[str, str]]:
    found = database.key_store(secret_key="s")
    return found["owner"], found["app"]


def test_it_stands_beside_the_embedded_data() -> None:
    owner, app = ways()
    assert owner["dbname"] == app["dbname"] == "homeward_keys"
    assert (owner["user"], app["user"]) == ("homeward_owner", "homeward_app")


def test_it_stands_beside_the_data_on_a_server_of_ones_own(monkeypatch: Any) -> None:
    monkeypatch.setenv("DATABASE_URL", URL)
    owner, app = ways()
    assert owner == {
        "host": "data.example", "port": "5433", "user": "boss", "password": "p@ss",
        "dbname": "returns_keys", "sslmode": "require",
    }  # fmt: skip
    assert app == owner | {"user": "homeward_app", "password": database.app_password("s")}


def test_it_stands_on_another_server_where_one_is_named(monkeypatch: Any) -> None:
    monkeypatch.setenv("DATABASE_URL", URL)
    monkeypatch.setenv("HOMEWARD_KEYS_URL", "postgresql://keeper:k@keys.example/vault")
    owner, app = ways()
    assert (owner["host"], owner["dbname"], owner["user"]) == ("keys.example", "vault", "keeper")
    assert (app["host"], app["dbname"], app["user"]) == ("keys.example", "vault", "homeward_app")


def test_the_application_s_own_sign_in_is_kept(monkeypatch: Any) -> None:
    monkeypatch.setenv("DATABASE_URL", URL)
    monkeypatch.setenv("DATABASE_APP_URL", "postgresql://web:w@pool.example:6432/returns")
    _owner, app = ways()
    assert (app["host"], app["user"], app["dbname"]) == ("pool.example", "web", "returns_keys")


def test_the_data_is_found_as_before(monkeypatch: Any) -> None:
    monkeypatch.setenv("DATABASE_URL", URL)
    monkeypatch.setenv("HOMEWARD_DB_AS", "owner")
    found = database.connection(secret_key="s")
    assert (found["NAME"], found["HOST"], found["PORT"]) == ("returns", "data.example", "5433")
    assert (found["USER"], found["PASSWORD"]) == ("boss", "p@ss")
    assert found["OPTIONS"]["sslmode"] == "require"
    monkeypatch.setenv("HOMEWARD_DB_AS", "")
    app = database.connection(secret_key="s")
    assert (app["USER"], app["PASSWORD"]) == ("homeward_app", database.app_password("s"))
