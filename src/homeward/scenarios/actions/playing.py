"""A play is asked for, played beside the pages, and kept whole or not at all."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.scenarios import queries
from homeward.scenarios.actions.making import locked
from homeward.scenarios.choices import UNDER_WAY, Status
from homeward.scenarios.models import Play, Scenario
from homeward.scenarios.rules import building, telling
from homeward.scenarios.rules.facts import Assumed, Changed
from homeward.simulation.model import Model
from homeward.simulation.playing import VERSION, Outcome, join, play
from homeward.simulation.relief import relief

JOB = "homeward.scenarios.jobs.play_scenario"
AT_ONCE = 100
# Runs that each lever is played with: the same people with and without it, so that few do.
RUNS_OF_LEVERS = 200
# Percent done: both sides played, then the levers.
OF_SIDES, ALL = 60, 100


@transaction.atomic
def ask(scenario: Scenario, *, by: User, at: datetime) -> Play:
    """Leaves it to the worker, with all that it comes of as it stands now. One at a time."""
    require(by, "scenarios.keep")
    scenario = locked(scenario)
    assumed = queries.facts_of(queries.assumptions(scenario))
    refuse_if(building.reasons_not_to_play(assumed, is_under_way=queries.under_way(scenario)))
    last = queries.latest_play(scenario)
    inputs = queries.inputs_of(scenario)
    made = Play.objects.create(
        scenario=scenario, number=last.number + 1 if last else 1, inputs=inputs,
        fingerprint=fingerprint(inputs), engine=VERSION, asked_at=at, asked_by=by,
    )  # fmt: skip
    app.configure_task(JOB).defer(play_id=str(made.pk), user_id=by.pk)
    return made


def fingerprint(inputs: dict[str, Any]) -> str:
    said = json.dumps({"engine": VERSION, **inputs}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


@transaction.atomic
def stop(one: Play, *, by: User, at: datetime) -> None:
    """Ends one that is under way, also one whose worker is gone; nothing of it is kept."""
    require(by, "scenarios.keep")
    locked(one.scenario)
    Play.objects.filter(pk=one.pk, status__in=UNDER_WAY).update(status=Status.STOPPED)


@transaction.atomic
def begin(play_id: UUID, *, by: User) -> dict[str, Any] | None:
    """What is to be played; None where it was stopped."""
    require(by, "scenarios.keep")
    found = _under_way(play_id)
    if found is None:
        return None
    found.status = Status.RUNNING
    found.save(update_fields=["status"])
    inputs: dict[str, Any] = found.inputs
    return inputs


def _under_way(play_id: UUID) -> Play | None:
    return Play.objects.select_for_update().filter(pk=play_id, status__in=UNDER_WAY).first()


@transaction.atomic
def tell(play_id: UUID, done: int, *, by: User) -> bool:
    """How far it has come. False: it was stopped meanwhile."""
    require(by, "scenarios.keep")
    return bool(Play.objects.filter(pk=play_id, status=Status.RUNNING).update(done=done))


@transaction.atomic
def keep(play_id: UUID, result: dict[str, Any], *, by: User, at: datetime) -> bool:
    """Writes the result, whole. False: it was stopped meanwhile, and nothing is kept."""
    require(by, "scenarios.keep")
    found = _under_way(play_id)
    if found is None:
        return False
    found.status, found.done, found.result, found.ready_at = Status.READY, ALL, result, at
    found.save(update_fields=["status", "done", "result", "ready_at"])
    return True


@transaction.atomic
def give_up(play_id: UUID) -> None:
    """It failed: its place is free for the next one."""
    Play.objects.filter(pk=play_id, status__in=UNDER_WAY).update(status=Status.STOPPED)


class Stopped(Exception):
    """Somebody stopped it while it was played."""


def play_out(inputs: dict[str, Any], each: Callable[[int], object] | None = None) -> dict[str, Any]:
    """Plays what `inputs` say, without the database: as it is, and as it would be with the changes;
    then each lever. `each` is told the percent done, and may raise to end it.
    """
    each = each or (lambda done: None)
    assumed = [Assumed(**one) for one in inputs["assumed"]]
    changes = [Changed(**one) for one in inputs["changes"]]
    runs, seed = inputs["runs"], inputs["seed"]
    fixed = {"begins_on": date.fromisoformat(inputs["begins_on"]), "months": inputs["months"]}
    base = building.build(assumed, [], **fixed)
    sides = [base, building.build(assumed, changes, **fixed)] if changes else [base]
    came: list[Outcome] = []

    def of_sides(part: float) -> None:
        each(int((len(came) + part) / len(sides) * OF_SIDES))

    for model in sides:
        came.append(_played(model, seed, runs, of_sides))
    last, few = sides[-1], min(runs, RUNS_OF_LEVERS)
    levers = relief(
        last, play(last, seed=seed, runs=few), seed=seed,
        each=lambda n, of: each(OF_SIDES + int(n / of * (ALL - OF_SIDES - 1))),
    )  # fmt: skip
    told = [telling.told(model, one) for model, one in zip(sides, came, strict=True)]
    return {
        "engine": VERSION,
        "runs": runs,
        "lever_runs": few,
        "base": told[0],
        "changed": told[1] if changes else None,
        "difference": telling.differences(came[0], came[1]) if changes else None,
        "relief": telling.reliefs(last, levers),
    }


def _played(model: Model, seed: int, runs: int, each: Callable[[float], object]) -> Outcome:
    parts = []
    for first in range(0, runs, AT_ONCE):
        parts.append(play(model, seed=seed, runs=min(AT_ONCE, runs - first), first=first))
        each(min(1.0, (first + AT_ONCE) / runs))
    return join(parts)
