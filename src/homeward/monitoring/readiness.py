"""Whether this process can serve: `/readyz`, and the same in words on the page.

Asked often and by nobody in particular, so it is cheap and reads no row about a person. What makes
pages unusable is a fault; what people can work with for a while is only said.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from homeward.access.keys import KeyFault, link
from homeward.monitoring import queries
from homeward.monitoring.choices import Part

SILENT_AFTER = timedelta(minutes=2)
LEAST_FREE = 5.0
# What PostgreSQL says while a restored database waits to be made true (config/backups/waiting.py).
CLOSED = "permission denied for database"


@dataclass(frozen=True, kw_only=True)
class Found:
    """One part: whether it holds, whether pages can be served without, and what to do."""

    part: Part
    holds: bool
    is_vital: bool
    words: Any = ""


def parts() -> list[Found]:
    """What is asked of a database is not asked of one that does not answer."""
    found = [_database()]
    if found[-1].holds:
        found += [_asked(ask, part) for ask, part in ASKED]
    return [*found, _disk()]


def is_ready(found: list[Found], *, all_of_it: bool = False) -> bool:
    return all(one.holds for one in found if one.is_vital or all_of_it)


def _database() -> Found:
    """Reached as the role that the pages have."""
    words = _("See whether its server runs, and what homeward check says.")
    try:
        with connection.cursor() as cursor:
            cursor.execute("select current_user = %s", [settings.APP_ROLE])
            holds = bool(cursor.fetchone()[0])
    except (DatabaseError, psycopg.Error) as error:
        holds = False
        if CLOSED in str(error):
            words = _("It was restored and is closed: homeward migrate makes it true and opens it.")
    return Found(part=Part.DATABASE, holds=holds, is_vital=True, words=words)


def _asked(ask: Callable[[], Found], part: Part) -> Found:
    try:
        return ask()
    except (DatabaseError, psycopg.Error, KeyFault):
        return Found(part=part, holds=False, is_vital=True, words=_("It could not be asked."))


@lru_cache(maxsize=1)
def wanted() -> tuple[tuple[str, str], ...]:
    """The migrations of this version by their files' names, which loading them would not change."""
    return tuple(
        (config.label, found.name)
        for config in apps.get_app_configs()
        if (folder := Path(config.path, "migrations")).is_dir()
        for found in iter_modules([str(folder)])
        if not found.ispkg and found.name[0] not in "_~"
    )


def _migrations() -> Found:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from unnest(%s::text[], %s::text[]) w (app, name)"
            " where not exists (select 1 from django_migrations m"
            " where m.app = w.app and m.name = w.name)",
            [[app for app, _name in wanted()], [name for _app, name in wanted()]],
        )
        (waiting,) = cursor.fetchone()
    return Found(
        part=Part.MIGRATIONS, holds=not waiting, is_vital=True,
        words=_("homeward migrate brings the database to this version."),
    )  # fmt: skip


def _keys() -> Found:
    link.ask("select 1 from master_proof limit 1")
    return Found(part=Part.KEYS, holds=True, is_vital=True)


def _worker() -> Found:
    beat = queries.heartbeat()
    return Found(
        part=Part.WORKER, is_vital=False,
        holds=beat is not None and timezone.now() - beat < SILENT_AFTER,
        words=_("Pages work, but no message is sent and no job done until it is started."),
    )  # fmt: skip


def _search() -> Found:
    with connection.cursor() as cursor:
        cursor.execute("select persons_search_is_complete()")
        holds = bool(cursor.fetchone()[0])
    return Found(
        part=Part.SEARCH, holds=holds, is_vital=False,
        words=_("Search by name says that it is being rebuilt; homeward reindex does it."),
    )  # fmt: skip


def _disk() -> Found:
    return Found(
        part=Part.DISK, holds=queries.disk_free() >= LEAST_FREE, is_vital=False,
        words=_("Make room before writing fails."),
    )  # fmt: skip


ASKED: list[tuple[Callable[[], Found], Part]] = [
    (_migrations, Part.MIGRATIONS),
    (_keys, Part.KEYS),
    (_worker, Part.WORKER),
    (_search, Part.SEARCH),
]
