"""What a task is called where the name is longer than its room."""

import pytest

from homeward.tasks.rules import LONGEST_REFERENCE, shortened


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("GH-26-00001", "GH-26-00001"),
        ("x" * LONGEST_REFERENCE, "x" * LONGEST_REFERENCE),
        ("2/2026 Steering committee of the corridor", "2/2026 Steering committee of the…"),
        ("Follow-up visits in the north, and of all", "Follow-up visits in the north, and of…"),
        ("Follow-up visits in the northern, or else", "Follow-up visits in the northern, or…"),
        ("Training of trainers in the regions, again", "Training of trainers in the regions…"),
        ("x" * 41, "x" * 39 + "…"),
    ],
)
def test_a_long_name_is_cut_between_words(words: str, kept: str) -> None:
    assert shortened(words) == kept
    assert len(kept) <= LONGEST_REFERENCE
