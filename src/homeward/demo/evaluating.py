"""An evaluation that is published, one that waits for its questions, and two lessons.

The people of the extract are invented by a seeded generator, as all of the corridor; none of its
cases is among them. What they came to is kept beside it (evaluation.json) and is made again by a
test, since the libraries that estimate it take seconds to load.
"""

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from homeward.demo.world import World
from homeward.evaluations import coarsening, freezing
from homeward.evaluations.choices import ExtractStatus, Status, Taken, Treatment
from homeward.evaluations.models import (
    Evaluation,
    Extract,
    ExtractFile,
    Lesson,
    Question,
    Rerun,
    Result,
    TakeUp,
)
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

NUMBERS = Path(__file__).with_name("evaluation.json")
PEOPLE, SEED, SMALLEST = 400, 20260301, 10
FACTS = ("sex", "age_band")
OUTCOME, COVARIATES = "final_composite", ("sex", "age_band", "baseline_composite")
VERSION = "0.5.0"
RETURNED = 460


@cache
def extract_of_the_demo() -> tuple[bytes, dict[str, Any]]:
    """The same bytes on every day and machine, with their dictionary."""
    luck = Random(SEED)  # noqa: S311 - a demo is made again by its seed
    secret = luck.randbytes(32)
    rows = [
        {
            freezing.KEY: coarsening.key_of(secret, UUID(int=luck.getrandbits(128), version=4)),
            **coarsening.cells_of(_facts(luck), FACTS),
        }
        for _ in range(PEOPLE)
    ]
    rows, told = coarsening.coarsen(rows, FACTS, SMALLEST)
    counts = {"cohort": RETURNED, "not_covered": RETURNED - PEOPLE, "in_small_groups": 0}
    return freezing.as_csv(rows), freezing.dictionary(rows, told, counts | {"people": PEOPLE})


def _facts(luck: Random) -> dict[str, Any]:
    """Who is worse off at first has aid more often: the plain difference hides what aid did."""
    first = min(0.95, max(0.05, luck.gauss(0.45, 0.12)))
    has_aid = luck.random() < 0.75 - 0.8 * (first - 0.2)
    later = min(0.98, max(0.05, first + 0.1 + 0.06 * has_aid + luck.gauss(0, 0.07)))
    scores = {"baseline": {"composite": first, "months": luck.randint(0, 2)}}
    if luck.random() < 0.85:  # noqa: PLR2004 - about as many are found again after a year
        scores["final"] = {"composite": later, "months": luck.randint(11, 14)}
    return {
        "group": "aided" if has_aid else "no_aid",
        "sex": luck.choice(["female", "male"]),
        "age": luck.choice([19, 22, 28, 31, 33, 38, 41]),
        "household": luck.choice([1, 1, 2, 3, 4, 5]),
        "host_country": "BE",
        "origin_country": "GH",
        "arrival_year": 2024,
        "arrival_quarter": luck.choice([3, 4]),
        "scores": scores,
    }


def show(world: World) -> None:
    published = _published(world)
    _asked_for(world)
    _lessons(world, published)


def _published(world: World) -> Evaluation:
    cast, now = world.cast, world.now
    evaluator = cast.evaluation_lead
    content, dictionary = extract_of_the_demo()
    at = {days: now - timedelta(days=days) for days in (150, 140, 130, 120, 60, 45, 30)}
    held: Evaluation = Evaluation.objects.create(
        title="Does aid after return raise the reintegration score after a year?",
        about="Returns of the second half of 2024, by the survey of reintegration.",
        owner_org=cast.fund, evaluator_org=cast.evaluator, assessed_org=cast.belgian_ngo,
        begun_at=at[150], begun_by=cast.finance,
    )  # fmt: skip
    question = Question.objects.create(
        evaluation=held, text="Are returnees with aid better off after a year than those without?",
        outcome=OUTCOME, treatment=Treatment.AIDED_NO_AID, covariates=list(COVARIATES),
        stated_at=at[140], stated_by=evaluator,
    )  # fmt: skip
    # Declared after its question was stated: what comes later is marked exploratory.
    Evaluation.objects.filter(pk=held.pk).update(
        status=Status.PUBLISHED, declared_at=at[140], declared_by=evaluator, reported_at=at[60],
        reply_by=at[30].date(), replied_at=at[45], replied_by=cast.programme_manager,
        published_at=at[30], published_by=cast.finance,
        conclusion="Who had aid began lower and ended about as high. Among people alike at the"
        " start, the score after a year differs in favour of aid. Why some had none was not"
        " recorded, and may matter.",
        reply="We agree, and now record at intake why a household has no aid.",
    )  # fmt: skip
    extract = Extract.objects.create(
        evaluation=held, number=1, instrument="rss", arrived_from=date(2024, 7, 1),
        arrived_until=date(2024, 12, 31), smallest=SMALLEST, facts=list(FACTS),
        status=ExtractStatus.FROZEN,
        edition=1, fingerprint=freezing.fingerprint(content), people=PEOPLE,
        dictionary=dictionary, code_version=VERSION, asked_at=at[130], asked_by=evaluator,
        frozen_at=at[130],
    )  # fmt: skip
    ExtractFile.objects.create(extract=extract, content=content)
    result = Result.objects.create(
        question=question, extract=extract, edition=1, fingerprint=extract.fingerprint,
        code_version=VERSION, seed=20180716, numbers=json.loads(NUMBERS.read_text("utf-8")),
        made_at=at[120], made_by=evaluator,
    )  # fmt: skip
    Rerun.objects.create(
        result=result, is_equal=True, code_version=VERSION, at=at[60], by=evaluator
    )
    return held


def _asked_for(world: World) -> None:
    cast, now = world.cast, world.now
    held = Evaluation.objects.create(
        title="Is the first service reached in time?",
        about="Whether waiting for the first service changes the score of the midterm survey.",
        owner_org=cast.fund, evaluator_org=cast.evaluator, assessed_org=cast.ghanaian_ngo,
        begun_at=now - timedelta(days=4), begun_by=cast.finance,
    )  # fmt: skip
    tasks.begin(
        TaskKind.DECLARE_QUESTIONS, held.pk, holder_org=cast.evaluator, waiter_org=cast.fund,
        at=held.begun_at, programme_id=0, reference=held.title,
    )  # fmt: skip


def _lessons(world: World, evaluation: Evaluation) -> None:
    cast, now = world.cast, world.now
    lesson = Lesson.objects.create(
        owner_org=cast.evaluator, title="Record why a household has no aid",
        text="Without the reason nobody can tell whether those without aid are like the others."
        " A comparison stands or falls with it.",
        rests_on="The evaluation of returns of the second half of 2024.",
        tags=["comparison", "intake"], evaluation=evaluation, is_public=True,
        written_at=now - timedelta(days=28), written_by=cast.evaluation_lead,
    )  # fmt: skip
    until = world.today + timedelta(days=45)
    taken = TakeUp.objects.create(
        lesson=lesson, organisation=cast.belgian_ngo, kind=Taken.PROGRAMME,
        programme=world.ground.programme, until_on=until, taken_by=cast.programme_manager,
        what="The intake form asks for the reason from next month on.",
        taken_at=now - timedelta(days=20),
    )  # fmt: skip
    tasks.begin(
        TaskKind.FOLLOW_LESSON, taken.pk, holder_org=cast.belgian_ngo,
        holder=cast.programme_manager, waiter_org=cast.evaluator, at=taken.taken_at,
        programme_id=world.ground.programme.pk, reference=lesson.title, due_on=until,
    )  # fmt: skip
    Lesson.objects.create(
        owner_org=cast.ghanaian_ngo, title="Visit before the midterm survey",
        text="Households that were visited once were found again; those that were only called were"
        " not.",
        rests_on="What interviewers noted in the midterm wave.", tags=["surveys"],
        programme=world.ground.programme, written_at=now - timedelta(days=70),
        written_by=cast.managers[0],
    )  # fmt: skip
