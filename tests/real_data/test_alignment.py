"""Precision and recall of the comparison on forty labelled pairs (alignment_labels.md)."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.real_data
Find = Callable[[str], Path]
SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "alignment_labels.py"


@pytest.fixture(scope="module")
def alignment_labels() -> Any:
    """The script that prints the figures, so that both say the same."""
    spec = importlib.util.spec_from_file_location("alignment_labels", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_precision_and_recall_against_the_reader(real_data: Find, alignment_labels: Any) -> None:
    data = real_data("iati/UNHCR-Activities-2023.xml").parent.parent
    real_data("3w/raw_3w_ethiopia_2025-08.csv.gz")
    print(f"\n{alignment_labels.report(data)}")
    scores, _differences = alignment_labels.scores(data)
    against = [score for name, score in scores.items() if name.endswith("do not meet")]
    right, wrong = sum(s.right for s in against), sum(s.wrong for s in against)
    missed = sum(s.missed for s in against)
    assert right / (right + wrong) >= 0.9
    assert right / (right + missed) >= 0.8
    assert (scores["duplicate"].precision or 0) >= 0.9


def test_what_neither_file_states_is_never_read_as_met(
    real_data: Find, alignment_labels: Any
) -> None:
    data = real_data("iati/UNHCR-Activities-2023.xml").parent.parent
    real_data("3w/raw_3w_ethiopia_2025-08.csv.gz")
    scores, _differences = alignment_labels.scores(data)
    assert scores["criteria: unknown"].agreed == 40
    assert scores["criteria: meet"].wrong == 0
