"""A later edition of Jordan's directory, made from the real one: what changed is told exactly."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from homeward.exchange import importer
from homeward.exchange.readers import jordan_services
from homeward.services import queries
from homeward.services.models import Service

pytestmark = pytest.mark.real_data
Find = Callable[[str], Path]
RENAMED, REMOVED, ADDED, REISSUED = 7, 5, 4, 6


@pytest.fixture
def first(real_data: Find) -> dict[str, Any]:
    folder = real_data("services_jordan")
    return {
        code: json.loads((folder / f"services_2015-03_{code}.geojson").read_text("utf-8"))
        for code in ("en", "ar")
    }


def read(files: dict[str, Any], folder: Path) -> Any:
    paths = {}
    for code, value in files.items():
        paths[code] = folder / f"{code}.geojson"
        paths[code].write_text(json.dumps(value), encoding="utf-8")
    directory, reading = jordan_services.read(paths["en"], paths["ar"])
    assert reading.faults == []
    return directory, reading


def later(files: dict[str, Any]) -> dict[str, Any]:
    """The same directory with records renamed, removed, added, and under other ids."""
    edition = copy.deepcopy(files)
    alone = _alone(edition["en"]["features"])
    renamed, removed, added, reissued = _parts(alone, RENAMED, REMOVED, ADDED, REISSUED)
    for value in edition.values():
        features = value["features"]
        news = []
        for place in renamed:
            features[place]["properties"]["activityName"] += " II"
        for place in reissued:
            features[place]["id"] = f"re-{features[place]['id']}"
        for place in added:
            new = copy.deepcopy(features[place])
            new["id"] = f"new-{new['id']}"
            new["properties"]["activityName"] = f"New {new['properties']['activityName']}"
            news.append(new)
        kept = [f for place, f in enumerate(features) if place not in removed]
        value["features"] = [*kept, *news]
    return edition


def _alone(features: list[Any]) -> list[int]:
    """Records that nothing else of the directory looks like."""
    marks = [
        (
            f["properties"]["partnerName"],
            f["properties"]["activityName"],
            f["properties"]["locationName"],
            str(f.get("geometry")),
        )
        for f in features
    ]
    return [place for place, mark in enumerate(marks) if marks.count(mark) == 1]


def _parts(places: list[int], *sizes: int) -> list[list[int]]:
    found, start = [], 0
    for size in sizes:
        found.append(places[start : start + size])
        start += size
    return found


def test_a_later_edition_is_an_update(first: Any, tmp_path: Path, as_app: Any) -> None:
    with as_app():
        importer.run(*read(first, tmp_path))
        before = set(Service.objects.values_list("pk", flat=True))
        report = importer.run(*read(later(first), tmp_path))
        assert Service.objects.count() == 562 + ADDED
        assert before <= set(Service.objects.values_list("pk", flat=True))
        assert queries.search().count() == 562 + ADDED
    assert dict(report.counts["service"]) == {
        "new": ADDED,
        "changed": RENAMED,
        "unchanged": 562 - RENAMED - REMOVED,
    }
    assert report.gone == len(report.edition.gone) == REMOVED
    assert [r.kind for r in report.edition.reissued] == ["service"] * REISSUED
    assert all(r.new == f"re-{r.old}" for r in report.edition.reissued)
    changed = [c for c in report.changed if c.kind == "service"]
    assert {c.fields for c in changed} == {("words", "texts")}
    assert dict(report.counts["organisation"]) == {"unchanged": 44}


def test_what_is_gone_is_taken_from_search_and_comes_back(
    first: Any, tmp_path: Path, as_app: Any
) -> None:
    with as_app():
        importer.run(*read(first, tmp_path))
        retired = importer.run(*read(later(first), tmp_path), retire_gone=True)
        assert retired.is_retired
        assert queries.search().count() == 562 + ADDED - REMOVED
        back = importer.run(*read(first, tmp_path))
        assert len(back.edition.back) == REMOVED
        # Only what was new in the later edition is now gone.
        assert back.gone == ADDED
        assert len(back.edition.reissued) == REISSUED
        assert Service.objects.count() == 562 + ADDED


def test_the_same_edition_again_changes_nothing(first: Any, tmp_path: Path, as_app: Any) -> None:
    with as_app():
        importer.run(*read(first, tmp_path))
        importer.run(*read(later(first), tmp_path), retire_gone=True)
        again = importer.run(*read(later(first), tmp_path), retire_gone=True)
    assert (again.changed, again.edition.reissued, again.edition.back) == ([], [], [])
    assert dict(again.counts["service"]) == {"unchanged": 562 - REMOVED + ADDED}
