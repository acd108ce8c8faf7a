"""Figures in, a release's tables out: what may be shown of them, and why not more. Pure.

The engine in `disclosure` is asked about one indicator at a time, since no count of one is a sum of
another's. Every release that was ever published stands beside the new one: its people are part of
the new one's as long as the figures allow it (`linking`), and a count that moved by a few persons
is hidden in any case, for the difference would tell them.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from homeward.disclosure.tables import Contradiction, TooLarge
from homeward.statistics import linking
from homeward.statistics.choices import Reason
from homeward.statistics.cuts import SHARE, Cut, Row, as_shown, cut_of, replaced

METHOD = "homeward-disclosure/1"


@dataclass(frozen=True)
class Checked:
    """The tables as they may be shown; where there are reasons, they may not be at all."""

    tables: list[dict[str, Any]]
    reasons: list[Reason]

    @property
    def content(self) -> dict[str, Any]:
        return {"method": METHOD, "tables": self.tables}


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content in one fixed writing: what two people looked at is what is published.

    When figures were computed is no part of it: computed again without a change they are the same.
    """
    tables = [{k: v for k, v in one.items() if k != "computed_at"} for one in content["tables"]]
    text = json.dumps({**content, "tables": tables}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def check(
    cuts: Sequence[Cut], earlier: Sequence[Sequence[Mapping[str, Any]]], *, least: int
) -> Checked:
    """What may be shown of `cuts`. earlier: the tables of each release, the oldest first."""
    tables: list[dict[str, Any]] = []
    reasons: list[Reason] = []
    for code, currency in dict.fromkeys((cut.code, cut.currency) for cut in cuts):
        own = [cut for cut in cuts if (cut.code, cut.currency) == (code, currency)]
        before = [
            [cut_of(one) for one in release if (one["code"], one["currency"]) == (code, currency)]
            for release in earlier
        ]
        try:
            shown = linking.protected([filled(one) for one in own], [b for b in before if b], least)
        except TooLarge:
            reasons.append(Reason.TOO_LARGE)
        except Contradiction:
            reasons.append(Reason.CONTRADICTION)
        else:
            tables += [as_shown(cut) for cut in shown.cuts]
            reasons += [Reason.EXPOSED] if shown.is_exposed else []
    if not cuts:
        reasons.append(Reason.NO_FIGURES)
    return Checked(tables, list(dict.fromkeys(reasons)))


def filled(cut: Cut) -> Cut:
    """With the rows of nobody: who reads a table takes what is missing for nought."""
    periods = dict.fromkeys((row.starts, row.ends) for row in cut.rows)
    values = [dict.fromkeys(row.keys[name] for row in cut.rows) for name in cut.cut]
    labels = {
        (name, row.keys[name]): row.labels.get(name, row.keys[name])
        for row in cut.rows
        for name in cut.cut
    }
    codes = {(name, row.keys[name]): code for row in cut.rows for name, code in row.codes.items()}
    known = {(row.starts, *(row.keys[name] for name in cut.cut)) for row in cut.rows}
    missing = [
        Row(
            starts=starts,
            ends=ends,
            keys=dict(zip(cut.cut, keys, strict=True)),
            labels={name: labels[name, key] for name, key in zip(cut.cut, keys, strict=True)},
            codes={
                name: codes[name, key]
                for name, key in zip(cut.cut, keys, strict=True)
                if (name, key) in codes
            },
            count=0,
            reached=0 if cut.measure == SHARE else None,
        )
        for (starts, ends), keys in product(periods, product(*values))
        if (starts, *keys) not in known
    ]
    return replaced(cut, (*cut.rows, *missing))


def read(content: Mapping[str, Any]) -> list[Cut]:
    """The tables of a content that came from outside. Raises ValueError for whatever is none."""
    if content.get("method") != METHOD:
        raise ValueError("made by another method")
    found = [cut_of(table) for table in content["tables"]]
    for row in (row for cut in found for row in cut.rows):
        if any(part is not None and part < 0 for part in (row.count, row.reached, row.low)):
            raise ValueError("a count below zero")
    return found
