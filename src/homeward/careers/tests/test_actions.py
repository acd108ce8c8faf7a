"""What a person has done and wishes for, written by the actions."""

from datetime import timedelta
from typing import Any

import pytest

from homeward.careers import actions, queries
from homeward.careers.choices import Reason, Recognition, SearchOutcome, SkillLevel
from homeward.careers.models import Certificate, HeldSkill, PastWork
from homeward.core.refusals import Refused
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@pytest.fixture
def source(cast: Any) -> actions.Source:
    return actions.Source(said_on=cast.now.date())


def test_a_skill_is_held_once_and_raised_by_a_stronger_word(
    cast: Any, keep: Any, trades: Any, source: Any
) -> None:
    case, people = cast.family()
    keep(case, people[0])
    sewing = trades.skill("sew by machine")
    with cast.as_app(cast.owner):
        add = {"source": source, "by": cast.owner, "at": cast.now}
        assert actions.add_skills(case, people[0], [sewing], SkillLevel.OBSERVED, **add) == 1
        shown = actions.Shown(title="Sewing, level 2", skills=[sewing])
        paper = actions.keep_certificate(case, people[0], shown, **add)
        assert actions.add_skills(case, people[0], [sewing], SkillLevel.OWN_WORD, **add) == 0
    row = HeldSkill.objects.get()
    assert (row.level, row.certificate_id) == (SkillLevel.CERTIFIED, paper.pk)


def test_what_is_set_aside_counts_in_no_profile_and_may_be_added_again(
    cast: Any, keep: Any, source: Any
) -> None:
    case, people = cast.family()
    work = keep(case, people[0])
    with cast.as_app(cast.owner):
        with pytest.raises(Refused):
            actions.set_aside(work, " ", by=cast.owner, at=cast.now)
        actions.set_aside(work, "It was her sister's", by=cast.owner, at=cast.now)
        actions.set_aside(HeldSkill.objects.get(), "The same", by=cast.owner, at=cast.now)
        profile = queries.profiles([people[0].pk])[people[0].pk]
    assert (profile.occupations, profile.skills) == ((), frozenset())
    keep(case, people[0])
    assert PastWork.objects.count() == HeldSkill.objects.count() == 2


def test_a_closed_case_and_another_household_are_refused(
    cast: Any, keep: Any, trades: Any, source: Any
) -> None:
    case, _people = cast.family()
    _other, others = cast.family()
    with pytest.raises(Refused) as refused:
        keep(case, others[0])
    assert refused.value.reasons == [Reason.NOT_OF_CASE]


def test_recognition_is_told_later_with_who_gave_it(cast: Any, source: Any) -> None:
    case, people = cast.family()
    with cast.as_app(cast.owner):
        shown = actions.Shown(title="Welding", recognition=Recognition.ASKED)
        paper = actions.keep_certificate(
            case, people[0], shown, source=source, by=cast.owner, at=cast.now
        )
        told = {"by": cast.owner, "at": cast.now}
        with pytest.raises(Refused):
            actions.change_recognition(paper, Recognition.RECOGNISED, **told)
        actions.change_recognition(
            paper, Recognition.RECOGNISED, recognised_by="The board of crafts",
            recognised_in_id="GH", **told,
        )  # fmt: skip
    kept = Certificate.objects.get()
    assert (kept.recognition, kept.recognised_in_id) == ("recognised", "GH")


def test_the_newest_wish_holds_and_those_before_stay(cast: Any) -> None:
    case, people = cast.family()
    with cast.as_app(cast.owner):
        for n, kinds in enumerate((("training",), ("vacancy",))):
            at = cast.now + timedelta(minutes=n)
            actions.wish(
                case, people[0], actions.Wished(kinds=kinds, max_km=20), by=cast.owner, at=at
            )
        kept = queries.kept(people[0])
    assert (kept.wish.kinds, [one.kinds for one in kept.earlier]) == (["vacancy"], [["training"]])


def test_a_search_is_a_wait_until_it_has_an_end(cast: Any) -> None:
    case, people = cast.family()
    day = cast.now.date() + timedelta(days=60)
    with cast.as_app(cast.owner):
        wished = actions.Wished(kinds=("vacancy",), review_on=day)
        actions.wish(case, people[0], wished, by=cast.owner, at=cast.now)

    def wait() -> Task:
        return Task.objects.get(kind=TaskKind.REVIEW_SEARCH, done_at__isnull=True)

    assert (wait().holder, wait().due_on) == (cast.owner, day)
    review = {"by": cast.owner, "at": cast.now}
    with cast.as_app(cast.owner):
        with pytest.raises(Refused) as refused:
            actions.review_search(
                case, people[0], SearchOutcome.TRAINING, words="", next_on=None, **review
            )
        assert refused.value.reasons == [Reason.NO_NEXT_DAY, Reason.NO_WHY]
        later = day + timedelta(days=30)
        actions.review_search(
            case, people[0], SearchOutcome.TRAINING, words="No tailor is sought", next_on=later,
            **review,
        )  # fmt: skip
    assert wait().due_on == later
    with cast.as_app(cast.owner):
        actions.review_search(
            case, people[0], SearchOutcome.FOUND, words="At her aunt's", next_on=None, **review
        )
    assert not Task.objects.filter(kind=TaskKind.REVIEW_SEARCH, done_at__isnull=True).exists()
