"""Pages by a cursor, in the order of change: nothing is skipped while rows change.

A row that changes moves behind the cursor's place and is met again; none moves before it. Who
keeps a copy asks next time for what changed since `as_of`, and gets all of it, some of it twice.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.params.functions import Query
from pydantic import AwareDatetime, Field

from homeward.core.foreign import json_of
from homeward.exchange import queries
from homeward.exchange.api.entry import Turned

MOST = 200
USUAL = 50


class Asked(Schema):
    """What every list takes."""

    cursor: str = Field("", max_length=200, description="`next_cursor` of the page before.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="How many on a page, at most.")
    updated_since: AwareDatetime | None = Field(
        None,
        description="Only what changed at or after this time, with its offset:"
        " `as_of` of your last reading.",
        examples=["2026-03-01T08:00:00Z"],
    )


Paged = Annotated[Asked, Query()]


@dataclass(frozen=True)
class Shown:
    rows: list[Any]
    next_cursor: str | None
    as_of: datetime

    @property
    def told(self) -> dict[str, Any]:
        return {"next_cursor": self.next_cursor, "as_of": self.as_of}


def page_of(found: QuerySet[Any], asked: Asked) -> Shown:
    """One page of rows that have `changed_at`. `as_of` is asked first: see queries.as_of."""
    as_of = queries.as_of()
    if asked.updated_since:
        found = found.filter(changed_at__gte=asked.updated_since)
    if asked.cursor:
        at, pk = _read(asked.cursor)
        found = found.filter(changed_at__gte=at).exclude(Q(changed_at=at, pk__lte=pk))
    rows = list(found.order_by("changed_at", "pk")[: asked.limit + 1])
    shown = rows[: asked.limit]
    onward = _write(shown[-1]) if len(rows) > asked.limit else None
    return Shown(shown, onward, as_of)


def _write(row: Any) -> str:
    said = json.dumps([row.changed_at.isoformat(), str(row.pk)])
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[datetime, UUID]:
    try:
        said = json_of(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        at, pk = datetime.fromisoformat(said[0]), UUID(said[1])
        if at.tzinfo is None:
            raise ValueError("no offset")
    except (binascii.Error, ValueError, TypeError, IndexError, KeyError, AttributeError) as error:
        words = _("The cursor is not one of ours. Begin again without it.")
        raise Turned(HTTPStatus.UNPROCESSABLE_ENTITY, "bad_cursor", words) from error
    return at, pk
