"""A cache that all processes share: a table of JSON.

Django's own database cache unpickles what the table holds, and the app role writes that table:
an injection would run code.
"""

import json
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection

FAR = datetime(9999, 12, 31, tzinfo=UTC)


class TableCache(BaseCache):
    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(
                "select value::text from access_cache where key = %s"
                " and expires_at > clock_timestamp()",
                [self.make_and_validate_key(key, version)],
            )
            found = cursor.fetchone()
        return json.loads(found[0]) if found else default

    def set(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        self._put(key, value, timeout, version, only_if_gone=False)

    def add(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        return self._put(key, value, timeout, version, only_if_gone=True)

    def _put(
        self, key: Any, value: Any, timeout: Any, version: int | None, *, only_if_gone: bool
    ) -> bool:
        until = self.get_backend_timeout(timeout)
        expires = FAR if until is None else datetime.fromtimestamp(until, UTC)
        with connection.cursor() as cursor:
            cursor.execute("delete from access_cache where expires_at <= clock_timestamp()")
            cursor.execute(
                "insert into access_cache (key, value, expires_at) values (%s, %s::jsonb, %s)"
                " on conflict (key) do update set value = excluded.value,"
                " expires_at = excluded.expires_at where not %s",
                [
                    self.make_and_validate_key(key, version),
                    json.dumps(value),
                    expires,
                    only_if_gone,
                ],
            )
            return bool(cursor.rowcount)

    def touch(
        self,
        key: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        held = self.get(key, version=version)
        return held is not None and self._put(key, held, timeout, version, only_if_gone=False)

    def delete(self, key: Any, version: int | None = None) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(
                "delete from access_cache where key = %s",
                [self.make_and_validate_key(key, version)],
            )
            return bool(cursor.rowcount)

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("delete from access_cache")
