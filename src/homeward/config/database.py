"""Where the database is and as whom we go there.

The web, the API and the jobs connect as the app role, which no row policy lets past. Only the
command line's own verbs (migrate, demo) connect as owner, by HOMEWARD_DB_AS=owner.

The key store is a database of its own: beside the data, or where HOMEWARD_KEYS_URL says.
"""

import hashlib
import hmac
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured

from homeward.config import folders
from homeward.config.environment import env

APP_ROLE = "homeward_app"
OWNER_ROLE = "homeward_owner"
# Owns the read log and nothing else; nobody signs in as it.
LOG_ROLE = "homeward_log"
NAME = "homeward"
# What is added to the name of the data's database for that of the key store.
KEYS_SUFFIX = "_keys"
# So many statements a connection keeps planned. A page has about thirty; a plan takes the server
# some hundred kilobytes.
PREPARED = 500
WAIT_SECONDS = 10.0


def app_password(secret_key: str) -> str:
    """The app role's password on a server of one's own, derived so that nobody need copy it."""
    return hmac.new(secret_key.encode(), b"homeward app role", hashlib.sha256).hexdigest()


class Remembering(psycopg.Connection[Any]):
    """Keeps the plans of all usual pages; by itself it would forget all but the last hundred."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepared_max = PREPARED


def is_embedded() -> bool:
    return not (env("DATABASE_URL") or env("DATABASE_APP_URL"))


def knows_owner() -> bool:
    """May this process go there as the owner? A web process and a worker need not."""
    return bool(env("DATABASE_URL"))


def as_owner() -> bool:
    return env("HOMEWARD_DB_AS") == "owner"


def connection(*, secret_key: str) -> dict[str, Any]:
    """Django's settings of the one database."""
    if is_embedded():
        way = _embedded(NAME) | {"user": OWNER_ROLE if as_owner() else APP_ROLE}
    elif as_owner():
        way = _of_url(_owner_url())
    else:
        way = _as_app(env("DATABASE_URL"), env("DATABASE_APP_URL"), secret_key)
    pooled = not as_owner() and env("HOMEWARD_DB_POOL", "1") == "1"
    return _django(way, pooled=pooled)


# A standby that hangs is given up soon: the primary answers.
STANDBY_SECONDS = 2
STANDBY = {"connect_timeout": str(STANDBY_SECONDS), "tcp_user_timeout": "5000"}


def replica(*, secret_key: str) -> dict[str, Any] | None:
    """Django's settings of the standby that pages may be read from, always as the app role."""
    if as_owner() or not (url := env("HOMEWARD_REPLICA_URL")):
        return None
    way = _of_url(url)
    if not way["user"] or not urlsplit(url).password:
        way |= {"user": APP_ROLE, "password": app_password(secret_key)}
    found = _django(STANDBY | way, pooled=env("HOMEWARD_DB_POOL", "1") == "1")
    if pool := found["OPTIONS"].get("pool"):
        pool |= {"min_size": 0, "timeout": STANDBY_SECONDS}
    # Tests make no database of their own for it.
    return found | {"TEST": {"MIRROR": "default"}}


def _django(way: dict[str, str], *, pooled: bool) -> dict[str, Any]:
    where = {name.upper(): way.pop(name) for name in ("host", "port", "user", "password")}
    where["NAME"] = way.pop("dbname")
    # Values travel apart from the statement, and a statement that comes
    # again is planned once: planning the row policies costs as much as answering.
    options: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 3, **way}
    if pooled:
        options["pool"] = {
            "connection_class": Remembering,
            "min_size": 1,
            "max_size": int(env("HOMEWARD_DB_MAX", "10")),
            # Whoever waits this long for a connection is told so, and can try again.
            "timeout": WAIT_SECONDS,
        }
    return {
        "ENGINE": "homeward.config.postgresql",
        **where,
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,
        "ATOMIC_REQUESTS": False,
    }


def key_store(*, secret_key: str) -> dict[str, dict[str, str]]:
    """The two ways to the key store: as the app role, and as the owner who makes it.

    Without the owner's URL the owner's way is the app role's, whom the store lets make nothing.
    """
    url, app_url = env("HOMEWARD_KEYS_URL"), env("HOMEWARD_KEYS_APP_URL")
    if not (url or app_url) and is_embedded():
        way = _embedded(NAME + KEYS_SUFFIX)
        return {"owner": way | {"user": OWNER_ROLE}, "app": way | {"user": APP_ROLE}}
    if url or app_url:
        app = _as_app(url, app_url, secret_key)
        owner = _of_url(url) if url else app
    else:
        app = _as_app(env("DATABASE_URL"), env("DATABASE_APP_URL"), secret_key)
        owner = _of_url(env("DATABASE_URL")) if knows_owner() else app
        app, owner = (way | {"dbname": way["dbname"] + KEYS_SUFFIX} for way in (app, owner))
    return {"owner": owner, "app": app | {"dbname": owner["dbname"]}}


def _embedded(name: str) -> dict[str, str]:
    return {"host": str(folders.socket_folder()), "port": "5432", "dbname": name, "password": ""}


def _of_url(text: str) -> dict[str, str]:
    """What libpq calls these parts; what stands after the question mark comes along."""
    url = urlsplit(text)
    servers = [_server(part) for part in url.netloc.rpartition("@")[2].split(",")]
    # Of several servers, the one that can be written to is the primary, whichever it is by now.
    several = {"target_session_attrs": "read-write", "connect_timeout": "5"}
    return {
        "host": ",".join(host for host, _port in servers),
        "port": ",".join(port for _host, port in servers),
        "user": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "dbname": url.path.lstrip("/") or NAME,
        **(several if len(servers) > 1 else {}),
        **dict(parse_qsl(url.query)),
    }


def _server(part: str) -> tuple[str, str]:
    """Host and port of one server among those of an address; an IPv6 address stands in [ ]."""
    one = urlsplit(f"//{part}")
    return unquote(one.hostname or ""), str(one.port or 5432)


def _owner_url() -> str:
    if not knows_owner():
        raise ImproperlyConfigured(
            "This command works as the owner of the database. Give it DATABASE_URL, which a web"
            " process and a worker need not have."
        )
    return env("DATABASE_URL")


def _as_app(url: str, app_url: str, secret_key: str) -> dict[str, str]:
    """The app role's own URL where there is one; without a password it is the derived one."""
    if app_url:
        way = _of_url(app_url)
        own = way["user"] in {"", APP_ROLE} and not way["password"]
    else:
        way, own = _of_url(url), True
    return way | {"user": APP_ROLE, "password": app_password(secret_key)} if own else way
