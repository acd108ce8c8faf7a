"""What is kept of a play: percentiles over its runs, as plain lists. Nothing known is None."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from homeward.scenarios.choices import Measure, Passage, Stage
from homeward.simulation.model import Floats, Model
from homeward.simulation.playing import Outcome, bands, per
from homeward.simulation.relief import Relief

# The engine's order of stages.
STAGES = (Stage.ASSESSMENT, Stage.COMMISSION, Stage.MONEY, Stage.SERVICE)
# As the engine numbers them.
PASSAGES = (Passage.DECISION, Passage.SERVICE)


def told(model: Model, came: Outcome) -> dict[str, Any]:
    """months: by measure, a list of [5, 25, 50, 75, 95] for each month; sums: the same from the
    first month to each; through: mean days on the way, the same; waits: by stage; unmet: by need
    and area; donors: money granted, by month, and when it did not suffice."""
    months = {
        Measure.ARRIVALS: _returned(model, came),
        Measure.DECIDED: came.begun[:, 1],
        Measure.GRANTED: came.begun[:, 2],
        Measure.BEGUN: came.begun[:, 3],
        Measure.SPENT: came.burnt.sum(axis=1),
    }
    return {
        "months": {measure: by_month(values) for measure, values in months.items()},
        "sums": {measure: by_month(values.cumsum(axis=1)) for measure, values in months.items()},
        "through": {
            passage: by_month(
                per(came.through[:, n].cumsum(axis=1), came.passed[:, n].cumsum(axis=1))
            )
            for n, passage in enumerate(PASSAGES)
        },
        "open": by_month(came.opened),
        "load": by_month(_load(model, came)),
        "waits": {stage: plain(bands(came.wait[:, n])) for n, stage in enumerate(STAGES)},
        "left": {stage: plain(bands(came.queued[:, n, -1])) for n, stage in enumerate(STAGES)},
        "came": plain(bands(_returned(model, came).sum(axis=1))),
        "met": plain(bands(came.met.sum(axis=(1, 2)))),
        "unmet": plain(bands((came.asked - came.met).sum(axis=(1, 2)))),
        "spent": plain(bands(came.burnt.sum(axis=(1, 2)))),
        "services": [
            _service(model, came, k, a)
            for k in range(len(model.needs))
            for a in range(len(model.areas))
        ],
        "donors": [_donor(model, came, d) for d in range(len(model.donors))],
        "criteria": [
            {"name": one.name, "fell": _mean(came.fell[:, j]), "lone": _mean(came.lone[:, j])}
            for j, one in enumerate(model.criteria)
        ],
    }


def differences(before: Outcome, after: Outcome) -> dict[str, Any]:
    """Run by run, the same people: how much more (or less) of each."""
    return {
        "met": plain(bands(after.met.sum(axis=(1, 2)) - before.met.sum(axis=(1, 2)))),
        "unmet": plain(
            bands((after.asked - after.met).sum(axis=(1, 2))
                  - (before.asked - before.met).sum(axis=(1, 2)))
        ),
        "spent": plain(bands(after.burnt.sum(axis=(1, 2)) - before.burnt.sum(axis=(1, 2)))),
        "waits": {
            stage: plain(bands(after.wait[:, n] - before.wait[:, n]))
            for n, stage in enumerate(STAGES)
        },
    }  # fmt: skip


def reliefs(model: Model, found: Sequence[Relief]) -> list[dict[str, Any]]:
    return [
        {
            "kind": one.lever.kind,
            "subject": _which(model, one),
            "area": model.areas[one.lever.area] if one.lever.area >= 0 else "",
            "met": round(one.met, 2),
            "least": round(one.least, 2),
            "most": round(one.most, 2),
            "granted": round(one.granted, 2),
        }
        for one in found
    ]


def _which(model: Model, one: Relief) -> str:
    if one.lever.kind == "place":
        return model.needs[one.lever.which].name
    return model.criteria[one.lever.which].name if one.lever.kind == "criterion" else ""


def _returned(model: Model, came: Outcome) -> Floats:
    """Who came in each month; who waited already on the first day had come before."""
    returned = came.joined[:, 0].copy()
    returned[:, 0] -= sum(one.waiting for one in model.corridors)
    return returned


def _load(model: Model, came: Outcome) -> Floats:
    """Days worked on cases, of all days that the staff is there."""
    there = model.assessment.staff * np.diff(model.starts)
    return per(came.load, np.broadcast_to(there, came.load.shape).astype(float))


def _service(model: Model, came: Outcome, k: int, a: int) -> dict[str, Any]:
    asked, met = came.asked[:, k, a], came.met[:, k, a]
    return {
        "need": model.needs[k].name,
        "area": model.areas[a],
        "asked": plain(bands(asked)),
        "unmet": plain(bands(asked - met)),
        "given_up": plain(bands(came.given_up[:, k, a])),
        "wait": plain(bands(per(came.place_waited[:, k, a], met))),
    }


def _donor(model: Model, came: Outcome, d: int) -> dict[str, Any]:
    dry = came.dry[:, d]
    gone = dry[dry >= 0]
    return {
        "name": model.donors[d].name,
        "months": by_month(came.burnt[:, d]),
        "sums": by_month(came.burnt[:, d].cumsum(axis=1)),
        "spent": plain(bands(came.burnt[:, d].sum(axis=1))),
        "given": float(model.donors[d].money.sum()),
        "dry_share": float((dry >= 0).mean()),
        # The month, from 1, of the runs in which it did not suffice.
        "dry_month": plain(bands(gone.astype(float) + 1)) if len(gone) else [None] * 5,
    }


def by_month(values: Floats) -> list[list[float | None]]:
    return [plain(one) for one in bands(values).T]


def plain(values: Floats) -> list[float | None]:
    return [None if np.isnan(one) else round(float(one), 3) for one in values]


def _mean(values: Floats) -> float:
    return round(float(values.mean()), 2)


def lies_in(seen: float | None, band: Sequence[float | None]) -> bool | None:
    """Between the 5th and the 95th percentile; None where one side is not known."""
    low, high = band[0], band[-1]
    return None if seen is None or low is None or high is None else low <= seen <= high


def within(
    observed: Sequence[float | None], band: Sequence[Sequence[float | None]]
) -> tuple[int, int]:
    """(lying between the 5th and the 95th percentile, known) of months that have passed."""
    known = [
        (seen, low[0], low[-1])
        for seen, low in zip(observed, band, strict=False)
        if seen is not None
    ]
    inside = sum(
        low is not None and high is not None and low <= seen <= high for seen, low, high in known
    )
    return inside, len(known)
