"""Where the database is and as whom we go there.

The web, the API and the jobs connect as the app role, which no row policy lets past. Only the
command line's own verbs (migrate, demo) connect as owner, by HOMEWARD_DB_AS=owner.
"""

import hashlib
import hmac
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from homeward.config import folders
from homeward.config.environment import env

APP_ROLE = "homeward_app"
OWNER_ROLE = "homeward_owner"
# Owns the read log and nothing else; nobody signs in as it.
LOG_ROLE = "homeward_log"
NAME = "homeward"


def app_password(secret_key: str) -> str:
    """The app role's password on a server of one's own, derived so that nobody need copy it."""
    return hmac.new(secret_key.encode(), b"homeward app role", hashlib.sha256).hexdigest()


def is_embedded() -> bool:
    return not env("DATABASE_URL")


def as_owner() -> bool:
    return env("HOMEWARD_DB_AS") == "owner"


def connection(*, secret_key: str) -> dict[str, Any]:
    """Django's settings of the one database."""
    if is_embedded():
        where = {"NAME": NAME, "HOST": str(folders.socket_folder()), "PORT": "5432"}
        who = {"USER": OWNER_ROLE if as_owner() else APP_ROLE, "PASSWORD": ""}
        extra: dict[str, Any] = {}
    else:
        app_url = env("DATABASE_APP_URL")
        use_app_url = bool(app_url) and not as_owner()
        url = urlsplit(app_url if use_app_url else env("DATABASE_URL"))
        where = {
            "NAME": url.path.lstrip("/") or NAME,
            "HOST": unquote(url.hostname or ""),
            "PORT": str(url.port or 5432),
        }
        extra = dict(parse_qsl(url.query))
        if "host" in extra:
            where["HOST"] = extra.pop("host")
        who = {"USER": unquote(url.username or ""), "PASSWORD": unquote(url.password or "")}
        if not as_owner() and not use_app_url:
            who = {"USER": APP_ROLE, "PASSWORD": app_password(secret_key)}
    pooled = not as_owner() and env("HOMEWARD_DB_POOL", "1") == "1"
    # Values travel apart from the statement, and a statement that comes
    # again is planned once: planning the row policies costs as much as answering.
    options: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 3, **extra}
    if pooled:
        options["pool"] = {"min_size": 1, "max_size": int(env("HOMEWARD_DB_MAX", "10"))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **where,
        **who,
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,
        "ATOMIC_REQUESTS": False,
    }
