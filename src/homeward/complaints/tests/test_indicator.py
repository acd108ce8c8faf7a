"""The share of complaints answered in time, from what happened to them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError

from homeward.access import jobs
from homeward.complaints.models import Complaint
from homeward.complaints.tests.conftest import Desk
from homeward.indicators.jobs import COMPUTE
from homeward.indicators.rules import events
from homeward.indicators.sources import reading


def test_ordinary_complaints_are_counted_by_their_day(
    desk: Desk, as_app: Callable[..., Any]
) -> None:
    in_time, late, still_open = desk.answered(), desk.send_in(), desk.send_in("money")
    Complaint.objects.filter(pk=late.complaint.pk).update(answer_by="2020-01-01")
    # Of these none is counted: sensitive, thanks.
    desk.send_in("abuse")
    desk.send_in("other", kind="thanks")
    with as_app(), jobs.acting_job(COMPUTE):
        found = reading.of_all("complaints")
    assert dict(found.schema) == events.SCHEMA
    outcomes = dict(zip(found["unit"], found["outcome"], strict=True))
    assert outcomes == {
        str(in_time.complaint.pk): "in_time",
        str(late.complaint.pk): "late",
        str(still_open.complaint.pk): "open",
    }
    assert set(found["organisation"]) == {desk.cast.host.pk}
    with pytest.raises(DatabaseError, match="for the job alone"), as_app(desk.handler):
        reading.of_all("complaints")


def test_a_reader_sees_behind_it_what_the_gate_lets_them(
    desk: Desk, as_app: Callable[..., Any]
) -> None:
    desk.send_in()
    for user, rows in ((desk.handler, 1), (desk.cast.owner, 0), (desk.cast.stranger, 0)):
        with as_app(user):
            assert reading.as_seen("complaints").height == rows
