from dataclasses import replace
from typing import Any

import pytest

from homeward.exports import rules
from homeward.exports.choices import Reason

ASKED = rules.Asked(rows=10, format="xlsx", open_exports=0)


def test_a_small_list_goes_at_once_even_while_others_are_made() -> None:
    assert rules.reasons_not_to_export(ASKED) == []
    assert rules.reasons_not_to_export(replace(ASKED, open_exports=9)) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"rows": 0}, Reason.NOTHING),
        ({"rows": rules.MOST_ROWS + 1}, Reason.TOO_MANY_ROWS),
        ({"rows": rules.AT_ONCE + 1, "open_exports": rules.MOST_OPEN}, Reason.TOO_MANY_AT_ONCE),
        ({"format": "exe"}, Reason.WRONG_FORMAT),
    ],
)
def test_each_fault_alone_stops_it(changed: dict[str, Any], reason: Reason) -> None:
    assert rules.reasons_not_to_export(replace(ASKED, **changed)) == [reason]
