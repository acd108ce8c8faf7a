"""What an organisation took away or shut, kept beside the keys: a restored backup does not know it.

As with closings, written before it is committed. Each entry says how a row stands from then on, so
that the last one of a row is what counts; replaying one may only take away, never give.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from homeward.access.keys import link


def note(model: type[Model], keys: Iterable[object], **said: Any) -> None:
    """Appends. Raises StoreUnreachable, and then nothing may be taken away."""
    link.ask(
        "insert into restriction (what, row_key, said)"
        " select %s, key, %s::jsonb from unnest(%s::text[]) with ordinality as k (key, place)"
        " order by place",
        [model._meta.label, json.dumps(said), [str(key) for key in keys]],
    )


def noted(model: type[Model]) -> list[tuple[str, dict[str, Any]]]:
    """Each row's key with what was said of it, in the order in which it was noted."""
    return [
        (key, said)
        for key, said in link.ask(
            "select row_key, said from restriction where what = %s order by number",
            [model._meta.label],
        )
    ]


def last(model: type[Model]) -> dict[str, dict[str, Any]]:
    return dict(noted(model))
