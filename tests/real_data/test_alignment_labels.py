"""The labelled pairs name projects and activities that stand in the public files."""

import csv
import gzip
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytestmark = pytest.mark.real_data
Find = Callable[[str], Path]

LABELS = Path(__file__).with_name("alignment_labels.csv")
ASPECTS = ("dates", "area", "objectives", "money", "criteria")


def rows() -> list[dict[str, str]]:
    with LABELS.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_forty_pairs_are_labelled_with_known_words() -> None:
    labelled = rows()
    assert len(labelled) == 40
    assert len({(row["a"], row["b"]) for row in labelled}) == 40
    for row in labelled:
        assert {row[aspect] for aspect in ASPECTS} <= {"contradict", "meet", "unknown"}
        assert {row["overlap"], row["duplicate"]} <= {"yes", "no"}
        assert row["why"].endswith(".")


def test_every_named_activity_stands_in_the_iati_file(real_data: Find) -> None:
    tree = ElementTree.parse(real_data("iati/UNHCR-Activities-2023.xml"))
    known = {element.text for element in tree.iter("iati-identifier")}
    named = {row[side] for row in rows() if row["source"] == "iati" for side in "ab"}
    assert named <= known


def test_every_named_project_stands_in_the_sheet(real_data: Find) -> None:
    path = real_data("3w/raw_3w_ethiopia_2025-08.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        known = {
            "|".join(
                row[name].strip()
                for name in ("Program partner Acronym", "Donor Acronym", "Cluster")
            )
            for row in csv.DictReader(file)
        }
    assert {row[side] for row in rows() if row["source"] == "3w" for side in "ab"} <= known
