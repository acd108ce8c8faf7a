from dataclasses import replace
from datetime import date

import pytest

from homeward.services.choices import Reason
from homeward.services.rules import ConfirmingFacts, reasons_not_to_confirm

TODAY = date(2026, 11, 24)
READY = ConfirmingFacts(places=3, places_total=18, on=TODAY, today=TODAY, last_confirmed_on=None)


def test_places_that_fit_are_confirmed() -> None:
    assert reasons_not_to_confirm(READY) == []


def test_that_nobody_knows_can_be_confirmed_too() -> None:
    assert reasons_not_to_confirm(replace(READY, places=None)) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"places": -1}, Reason.NEGATIVE_PLACES),
        ({"places": 19}, Reason.MORE_THAN_ALL),
        ({"on": date(2026, 11, 25)}, Reason.CONFIRMED_IN_FUTURE),
        ({"on": date(2026, 11, 1), "last_confirmed_on": TODAY}, Reason.CONFIRMED_LATER_ALREADY),
    ],
)
def test_each_fault_alone_stops_it(changed: dict[str, object], reason: Reason) -> None:
    assert reasons_not_to_confirm(replace(READY, **changed)) == [reason]
