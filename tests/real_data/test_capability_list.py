"""The list of capabilities that docs/capabilities.md answers, where it is at hand."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.real_data
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "capabilities.md"


def test_every_capability_of_the_list_has_its_row(real_data: Callable[[str], Path]) -> None:
    with real_data("../capabilities.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["id"] for row in csv.DictReader(file)}
    text = DOCUMENT.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([A-P]\d+) \|", text, re.MULTILINE)) == listed
