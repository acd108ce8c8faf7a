"""kill -9 in the middle of a handover: all that may move has moved once, and no figure differs.

It starts processes, which takes its seconds.
"""

import os
import signal
import subprocess
import sys
from typing import Any

from django.db import connection

from homeward.access.choices import Role
from homeward.cases import actions as cases
from homeward.cases.models import Accountability, Case
from homeward.handovers.models import HandoverRow, Stage
from homeward.handovers.tests import mover
from homeward.indicators import jobs as indicators
from homeward.indicators.models import Figure
from homeward.persons import actions as persons

from .conftest import Act, app_role

CASES = 24
AT_ONCE = 2
KILLED_AFTER = (2, 5)


def run_until_killed(stage: Stage, after: int) -> None:
    words = [
        sys.executable, mover.__file__, str(connection.settings_dict["NAME"]), str(stage.pk),
        str(AT_ONCE),
    ]  # fmt: skip
    # Started by its file, so that its own folder is not searched for modules.
    environment = os.environ | {"PYTHONSAFEPATH": "1"}
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for number, _line in enumerate(process.stdout, start=1):
            if number == after:
                process.send_signal(signal.SIGKILL)


def figures() -> set[tuple[Any, ...]]:
    with app_role():
        indicators.compute()
    standing = Figure.objects.filter(replaced_at__isnull=True)
    return set(
        standing.values_list(
            "definition", "cut", "period", "starts_on", "programme", "host_country",
            "origin_country", "area", "organisation", "sex", "age_band", "wave", "currency",
            "numerator", "denominator", "value", "persons", "unknown",
        )
    )  # fmt: skip


def test_killed_twice_all_that_may_move_has_moved_once(own_database: None, act: Act) -> None:
    blocked, people = act.family()
    for _number in range(CASES):
        case, _people = act.family()
    with act.as_app(act.cast.owner):
        persons.block(people[0], organisation=act.agency, by=act.cast.owner, at=act.now)
        cases.note(Case.objects.get(pk=case.pk), "Called", by=act.cast.owner, at=act.now)
    # The agency holds a step of the programme already, as a body that takes over does.
    known, _people = act.cast.family(act.cast.user("earlier", act.agency, Role.RETURN_COUNSELLOR))
    before = figures()
    assert before
    _held, stage = act.signed()
    report = act.rehearse(stage)
    assert (report.moves, report.stays) == (CASES, 1)
    act.begin(stage)
    for after in KILLED_AFTER:
        run_until_killed(stage, after)
        assert 0 < Case.objects.filter(owner_org=act.agency).count() - 1 < CASES
    run_until_killed(stage, CASES)

    moved = HandoverRow.objects.filter(stage=stage, state="moved")
    assert moved.count() == CASES == Stage.objects.get(pk=stage.pk).moved
    assert Stage.objects.get(pk=stage.pk).status == "done"
    here = set(Case.objects.filter(owner_org=act.agency).exclude(pk=known.pk))
    assert {case.pk for case in here} == set(moved.values_list("case", flat=True))
    assert set(Case.objects.filter(owner_org=act.lead)) == {blocked}
    for case in here:
        periods = Accountability.objects.filter(case=case)
        assert [each.organisation_id for each in periods] == [act.lead.pk, act.agency.pk]
    assert not moved.filter(told_at__isnull=True).exists()
    with act.as_app(act.cast.owner):
        assert set(Case.objects.all()) == {blocked}
    with act.as_app(act.worker):
        assert set(Case.objects.all()) == {*here, known}
    assert figures() == before
