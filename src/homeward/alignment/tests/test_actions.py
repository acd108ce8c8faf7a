from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from homeward.alignment import actions, jobs
from homeward.alignment.actions import comparing
from homeward.alignment.choices import Answer, Aspect, Choice, Decision, Reason, Side
from homeward.alignment.models import Comparison, Finding, Judgement, Mend, Opening, PairDecision
from homeward.alignment.queries import pairs, territory
from homeward.alignment.rules.territory import add_months, month_of
from homeward.core.refusals import Refused
from homeward.places.models import Country
from homeward.programmes.choices import Category
from homeward.programmes.models import Programme
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

AsApp = Callable[..., Any]


def test_a_comparison_keeps_what_is_worth_a_look(ground: Any, as_app: AsApp) -> None:
    with as_app(ground.manager):
        kept = actions.compare(by=ground.manager, at=timezone.now())
        found = {(f.first_id, f.second_id): f for f in pairs.findings()}
    twins = tuple(sorted((ground.skills.pk, ground.twin.pk)))
    assert found[twins].is_duplicate
    assert found[twins].is_overlap
    # The cast's own programme goes along a corridor, and names no sector.
    assert kept.programmes == Programme.objects.count()
    assert kept.inputs["criteria"] == 1
    assert kept.sums["duplicates"] == 1


def test_a_new_comparison_replaces_the_one_before(ground: Any, as_app: AsApp) -> None:
    with as_app(ground.manager):
        actions.compare(by=ground.manager, at=timezone.now())
        latest = actions.compare(by=ground.manager, at=timezone.now())
        assert list(Comparison.objects.all()) == [latest]
        assert set(Finding.objects.values_list("comparison", flat=True)) == {latest.pk}


def test_the_worker_compares_only_what_changed(ground: Any, as_app: AsApp) -> None:
    now = timezone.now()
    with as_app(ground.manager):
        assert actions.compare_if_changed(at=now) is not None
        assert actions.compare_if_changed(at=now) is None
        Programme.objects.filter(pk=ground.twin.pk).update(name="Something else")
        assert actions.compare_if_changed(at=now) is not None


def test_the_worker_acts_as_its_own_job(ground: Any, as_app: AsApp) -> None:
    with as_app():
        jobs.compare_programmes()
    assert Comparison.objects.get().by is None


def test_the_fingerprint_does_not_hang_on_the_order_of_sets(ground: Any, as_app: AsApp) -> None:
    now = timezone.now()
    with as_app(ground.manager):
        found = comparing.facts(on=now.date())
    assert comparing.fingerprint(found, now) == comparing.fingerprint(found[::-1], now)


def test_only_a_programme_manager_compares(cast: Any, ground: Any, as_app: AsApp) -> None:
    with as_app(cast.owner), pytest.raises(PermissionDenied):
        actions.compare(by=cast.owner, at=timezone.now())


def test_the_latest_decision_stands_and_the_earlier_stays(ground: Any, as_app: AsApp) -> None:
    now, key = timezone.now(), tuple(sorted((ground.skills.pk, ground.twin.pk)))
    with as_app(ground.manager):
        for decision, at in ((Decision.NOT_SAME, now), (Decision.SAME, now + timedelta(hours=1))):
            actions.decide(
                ground.twin, ground.skills, decision, reason="Asked.", by=ground.manager, at=at
            )
        assert pairs.standing([key])[key].decision == Decision.SAME
        assert PairDecision.objects.count() == 2


def test_a_decision_needs_a_reason_and_two_programmes(ground: Any, as_app: AsApp) -> None:
    with as_app(ground.manager), pytest.raises(Refused) as refused:
        actions.decide(
            ground.skills, ground.skills, Decision.SAME, reason=" ", by=ground.manager,
            at=timezone.now(),
        )  # fmt: skip
    assert refused.value.reasons == [Reason.SAME_PROGRAMME, Reason.NO_REASON]


@pytest.fixture
def mend(cast: Any, ground: Any, as_app: AsApp) -> Mend:
    with as_app(ground.manager):
        return actions.propose(
            ground.skills, ground.coast, aspect=Aspect.AREA, text="Cover Upland too.",
            asked=cast.partner_org, by=ground.manager, at=timezone.now(),
        )  # fmt: skip


def test_whoever_is_asked_holds_the_wait_with_a_day(cast: Any, ground: Any, mend: Mend) -> None:
    task = Task.objects.get(kind=TaskKind.MEND_PROGRAMMES, subject_id=mend.pk)
    assert task.holder_org == cast.partner_org
    assert task.waiter_org == cast.host
    assert task.due_on == ground.today + timedelta(days=21)


def test_an_answer_ends_the_wait(ground: Any, mend: Mend, as_app: AsApp) -> None:
    with as_app(ground.other_manager):
        actions.answer(
            mend, Answer.AGREED, reason="From May.", by=ground.other_manager, at=timezone.now()
        )
        with pytest.raises(Refused) as refused:
            actions.answer(
                mend, Answer.DECLINED, reason="No.", by=ground.other_manager, at=timezone.now()
            )
    assert refused.value.reasons == [Reason.ANSWERED_ALREADY]
    assert Task.objects.get(subject_id=mend.pk).done_at is not None


def test_only_whoever_is_asked_answers(ground: Any, mend: Mend, as_app: AsApp) -> None:
    with as_app(ground.manager), pytest.raises(Refused) as refused:
        actions.answer(mend, Answer.AGREED, reason="Yes.", by=ground.manager, at=timezone.now())
    assert refused.value.reasons == [Reason.NOT_YOURS]


def test_the_same_is_not_proposed_twice(cast: Any, ground: Any, mend: Mend, as_app: AsApp) -> None:
    with as_app(ground.manager), pytest.raises(Refused) as refused:
        actions.propose(
            ground.coast, ground.skills, aspect=Aspect.AREA, text="Again.",
            asked=cast.partner_org, by=ground.manager, at=timezone.now(),
        )  # fmt: skip
    assert refused.value.reasons == [Reason.OPEN_ALREADY]


def test_only_a_lead_of_the_two_is_asked(cast: Any, ground: Any, as_app: AsApp) -> None:
    with as_app(ground.manager), pytest.raises(Refused) as refused:
        actions.propose(
            ground.skills, ground.coast, aspect=Aspect.AREA, text="",
            asked=cast.stranger_org, by=ground.manager, at=timezone.now(),
        )  # fmt: skip
    assert refused.value.reasons == [Reason.NO_REASON, Reason.LEAD_DOES_NOT_WORK_HERE]


def test_a_judgement_has_a_reason_and_a_day_of_review(ground: Any, as_app: AsApp) -> None:
    host, origin = Country.objects.get(pk="BE"), Country.objects.get(pk="GH")

    def judge(reason: str, days: int) -> Judgement:
        return actions.judge(
            Category.TRAINING, Side.ORIGIN, host=host, origin=origin, reason=reason,
            review_on=ground.today + timedelta(days=days), by=ground.manager, at=timezone.now(),
        )  # fmt: skip

    with as_app(ground.manager):
        assert judge("Certificates count there.", 90).side == Side.ORIGIN
        with pytest.raises(Refused) as refused:
            judge("", 0)
    assert refused.value.reasons == [Reason.NO_REASON, Reason.NO_REVIEW_DAY]


@pytest.fixture
def soon(ground: Any, expected: Any) -> Any:
    """The clinics open in the town two months after the return; what is open there is not."""
    ground.coast.coverage.update(area=ground.region)
    Programme.objects.filter(pk__in=[ground.skills.pk, ground.twin.pk]).update(
        ends_on=ground.today - timedelta(days=1)
    )
    Programme.objects.exclude(pk__in=[ground.skills.pk, ground.twin.pk, ground.coast.pk]).update(
        ends_on=ground.today - timedelta(days=1)
    )
    return ground


def test_a_return_before_an_opening_becomes_a_wait_once(
    cast: Any, soon: Any, as_app: AsApp
) -> None:
    with as_app(soon.manager):
        raised = actions.raise_openings(by=soon.manager, at=timezone.now())
        again = actions.raise_openings(by=soon.manager, at=timezone.now())
    assert [(o.area, o.programme) for o in raised] == [(soon.town, soon.coast)]
    assert raised[0].month == add_months(month_of(soon.today), 2)
    assert again == []
    task = Task.objects.get(kind=TaskKind.MEET_OPENING)
    assert task.holder_org == cast.host
    assert task.due_on == soon.today + timedelta(days=14)


def test_what_others_expect_raises_nothing_for_us(cast: Any, soon: Any, as_app: AsApp) -> None:
    with as_app(soon.stranger_manager):
        assert actions.raise_openings(by=soon.stranger_manager, at=timezone.now()) == []


def test_an_opening_is_its_own_organisations_alone(soon: Any, as_app: AsApp) -> None:
    with as_app(soon.manager):
        opening = actions.raise_openings(by=soon.manager, at=timezone.now())[0]
    with as_app(soon.other_manager):
        assert territory.openings() == []
        assert not Opening.objects.filter(pk=opening.pk).exists()
    with as_app(soon.manager):
        actions.decide_opening(
            opening, Choice.BRIDGE, reason="Cash help.", by=soon.manager, at=timezone.now()
        )
        assert [(o.choice, task) for o, task in territory.openings()] == [(Choice.BRIDGE, None)]
    assert Task.objects.get(kind=TaskKind.MEET_OPENING).done_at is not None
