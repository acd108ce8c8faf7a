"""Who gets what, as a file, and its summary: what `homeward allocate` writes."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from homeward.core.tables import replacing
from homeward.matching.allocation import Allocation, Infeasible
from homeward.matching.certificate import Verdict
from homeward.matching.season import NO_GROUP, SCALE, WAITING
from homeward.matching.season_files import Read, Sources

COLUMNS = ("person", "offer", "score")


def shown(millionths: int) -> str:
    return f"{millionths // SCALE}.{millionths % SCALE:06}"


def write(read: Read, allocation: Allocation, target: Path) -> None:
    """One row for everybody: the place, and what else the files say of person, pair and offer."""
    season = read.season
    offers, scores = season.offer.tolist(), season.score.tolist()
    with replacing(target) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*COLUMNS, *_other_columns(read)])
        for person, pair in enumerate(allocation.pair.tolist()):
            placed = pair != WAITING
            place = [read.offers[offers[pair]], shown(scores[pair])] if placed else ["", ""]
            offer = offers[pair] if placed else WAITING
            known = person if person < read.named else WAITING
            writer.writerow(
                [
                    read.people[person],
                    *place,
                    *_group(read, person),
                    *_cells(read, "people", known),
                    *_cells(read, "pairs", pair),
                    *_cells(read, "offers", offer),
                ]
            )


def _other_columns(read: Read) -> list[str]:
    """Those of the files in their order; a name that is taken is told apart by its file."""
    found: list[str] = []
    for name in ("people", "pairs", "offers"):
        if name not in read.tables:
            continue
        others = ["group"] if name == "people" else []
        for column in others + read.tables[name].others:
            taken = column in found or column in COLUMNS
            found.append(f"{name}_{column}" if taken else column)
    return found


def _group(read: Read, person: int) -> Sequence[str]:
    if "people" not in read.tables:
        return ()
    group = int(read.group[person])
    return [read.groups[group] if group != NO_GROUP else ""]


def _cells(read: Read, name: str, row: int) -> Sequence[str]:
    table = read.tables.get(name)
    if table is None or not table.others:
        return ()
    return table.kept[row] if row != WAITING else [""] * len(table.others)


def summary(
    read: Read, allocation: Allocation, verdict: Verdict, sources: Sources
) -> dict[str, Any]:
    season, proof = read.season, allocation.certificate
    placed = allocation.pair != WAITING
    return {
        "refused": False,
        "people": season.people,
        "offers": season.offers,
        "pairs": len(season.person),
        "places": int(season.capacity.sum()),
        "placed": allocation.placed,
        "waiting": season.people - allocation.placed,
        "total": verdict.total / SCALE,
        "bound": verdict.bound / SCALE,
        "gap": verdict.gap,
        "certificate": {"holds": verdict.proves, "flaws": [str(flaw) for flaw in verdict.flaws]},
        "ties": {"rule": "most placed, then highest sum of lots", "seed": sources.seed},
        "groups": {
            name: {
                "members": int(read.members[number]),
                "with_pair": int(read.with_pair[number]),
                "floor": int(season.floor[number]),
                "placed": int((placed & (season.group == number)).sum()),
                "one_less_would_bring": int(proof.floor_prices[number]) / SCALE,
            }
            for number, name in enumerate(read.groups)
        },
        "one_more_place_would_bring": {
            read.offers[offer]: int(proof.prices[offer]) / SCALE
            for offer in np.flatnonzero(proof.prices)
        },
    }


def infeasible(read: Read, found: Infeasible) -> list[str]:
    """Which floors or locks can't be met, and by how much, in words."""
    told = [
        f"offer {read.offers[offer]}: {found.crowded[offer]} more locked than it has places"
        for offer in np.flatnonzero(found.crowded)
    ]
    for group in np.flatnonzero(found.short):
        told.append(
            f"group {read.groups[group]}: its floor is {read.season.floor[group]} of"
            f" {read.with_pair[group]}; {found.short[group]} too few can be placed"
            f" ({found.most[group]} at most, if no other floor counted)"
        )
    return told
