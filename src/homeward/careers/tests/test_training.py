"""Training that closes a gap: found with reasons, proposed after a reassessment, talked over."""

from datetime import timedelta
from typing import Any

import pytest

from homeward.assessments import shipped
from homeward.assessments.choices import AssessmentPurpose, Status
from homeward.assessments.models import Assessment
from homeward.assessments.signals import submitted
from homeward.careers import actions, gaps
from homeward.careers.choices import Reason, TrainingAnswer
from homeward.careers.models import TrainingTalk
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.core.refusals import Refused
from homeward.forms.models import FormVersion
from homeward.offers.choices import OfferKind, OfferStatus
from homeward.offers.models import Offer, OfferSkill
from homeward.services.choices import Category
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@pytest.fixture
def course(cast: Any, trades: Any) -> Any:
    """`course("Patterns", "draw patterns", places_free=3)`: an open training that teaches them."""

    def make(title: str, *teaches: str, **fields: Any) -> Offer:
        offer = Offer.objects.create(
            title=title, organisation=cast.provider,
            **{"kind": OfferKind.TRAINING, "status": OfferStatus.OPEN, **fields},
        )  # fmt: skip
        for skill in teaches:
            OfferSkill.objects.create(
                offer=offer, skill=trades.skill(skill), relation="essential", is_taught=True
            )
        return offer

    return make


@pytest.fixture
def wishing(cast: Any, keep: Any, trades: Any) -> Any:
    """A tailor who cuts, sews and measures, and wishes to be a dressmaker: patterns are missing."""
    case, people = cast.family()
    skills = ["sew by machine", "take measurements", "cut fabrics"]
    keep(case, people[0], skills=[trades.skill(one) for one in skills])
    wished = actions.Wished(occupation_ids=[trades.occupation("dressmaker").pk])
    with cast.as_app(cast.owner):
        actions.wish(case, people[0], wished, by=cast.owner, at=cast.now)
    return case, people


def closing(cast: Any, case: Any, person: Any) -> gaps.Closing:
    with cast.as_app(cast.owner):
        return gaps.of_person(case, person, on=cast.now.date())


def test_the_missing_essential_skills_find_who_teaches_them(
    cast: Any, wishing: Any, course: Any
) -> None:
    case, people = wishing
    course("Patterns", "draw patterns")
    course("Welding", "weld steel")
    found = closing(cast, case, people[0])
    (gap,) = found.gaps
    assert ([s.title for s in gap.missing], gap.asked) == (["draw patterns"], 3)
    assert [one.offer.title for one in found.proposals] == ["Patterns"]
    assert [s.title for s in found.proposals[0].teaches] == ["draw patterns"]


def test_before_the_travel_what_may_begin_here_comes_first_and_after_it_does_not(
    cast: Any, wishing: Any, course: Any
) -> None:
    case, people = wishing
    day = cast.now.date()
    course("Soon, there", "draw patterns", starts_on=day + timedelta(days=5))
    course("Later, here", "draw patterns", before_departure=True,
           starts_on=day + timedelta(days=50))  # fmt: skip

    def titles() -> list[str]:
        return [one.offer.title for one in closing(cast, case, people[0]).proposals]

    assert titles() == ["Later, here", "Soon, there"]
    case.arrived_on = day
    assert titles() == ["Soon, there", "Later, here"]


def test_what_can_t_be_taken_now_says_why_and_comes_last(
    cast: Any, wishing: Any, course: Any
) -> None:
    case, people = wishing
    past = cast.now.date() - timedelta(days=1)
    course("A full one", "draw patterns", places_free=0, apply_by=past)
    course("Ended", "draw patterns", status=OfferStatus.CLOSED)
    course("Open", "draw patterns")
    found = closing(cast, case, people[0])
    assert [one.offer.title for one in found.now] == ["Open"]
    (full,) = found.not_now
    assert full.why_not == ("no_places", "too_late_to_apply")


def test_a_course_that_says_no_skill_is_for_its_occupation_and_to_be_asked(
    cast: Any, wishing: Any, course: Any, trades: Any
) -> None:
    case, people = wishing
    course("Dressmaking", occupation=trades.occupation("dressmaker"))
    (one,) = closing(cast, case, people[0]).proposals
    assert (one.is_vague, one.teaches) == (True, ())


def test_business_training_is_for_whoever_told_an_idea(
    cast: Any, wishing: Any, course: Any
) -> None:
    case, people = wishing
    course("Reckon and sell", needs=[Category.BUSINESS])
    assert not closing(cast, case, people[0]).proposals
    with cast.as_app(cast.owner):
        cases.record_fact(
            case, FactKind.BUSINESS, "A shop with her sister", person=people[0],
            said_by=SaidBy.PERSON, said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    (one,) = closing(cast, case, people[0]).proposals
    assert one.for_business


@pytest.fixture
def assess(cast: Any) -> Any:
    """Submits an assessment of a step, as the action tells it to the floors above."""
    shipped.load(at=cast.now)
    version = FormVersion.objects.filter(form__code="needs").latest("number")

    def act(case: Any, person: Any, minutes: int) -> None:
        at = cast.now + timedelta(minutes=minutes)
        with cast.as_app(cast.owner):
            row = Assessment.objects.create(
                case=case, person=person, programme=cast.programme, owner_org=cast.host,
                purpose=AssessmentPurpose.NEEDS, form_version=version, status=Status.SUBMITTED,
                held_on=at.date(), begun_at=at, saved_at=at, submitted_at=at, by=cast.owner,
            )  # fmt: skip
            submitted.send(Assessment, assessment=row, by=cast.owner, at=at)

    return act


def waits() -> list[Task]:
    return list(Task.objects.filter(kind=TaskKind.TALK_OVER_TRAINING, done_at=None))


def test_a_reassessment_proposes_training_and_the_first_one_does_not(
    cast: Any, wishing: Any, course: Any, assess: Any
) -> None:
    case, people = wishing
    course("Patterns", "draw patterns")
    assess(case, people[0], 1)
    assert waits() == []
    assess(case, people[0], 2)
    (wait,) = waits()
    assert (wait.holder, wait.subject_id) == (cast.owner, people[0].pk)
    assess(case, people[0], 3)
    assert len(waits()) == 1


def test_without_training_for_the_gap_nothing_is_proposed(
    cast: Any, wishing: Any, course: Any, assess: Any
) -> None:
    case, people = wishing
    course("Welding", "weld steel")
    assess(case, people[0], 1)
    assess(case, people[0], 2)
    assert waits() == []


def test_the_answer_ends_the_wait_and_a_no_says_why(
    cast: Any, wishing: Any, course: Any, assess: Any
) -> None:
    case, people = wishing
    offer = course("Patterns", "draw patterns")
    assess(case, people[0], 1)
    assess(case, people[0], 2)
    told = {"by": cast.owner, "at": cast.now}
    with cast.as_app(cast.owner):
        with pytest.raises(Refused) as refused:
            actions.talk_over(case, people[0], offer, TrainingAnswer.REFUSED, **told)
        assert refused.value.reasons == [Reason.NO_WHY]
        actions.talk_over(case, people[0], offer, TrainingAnswer.WANTED, **told)
    assert waits() == []
    # What was talked over is not proposed again by the next assessment.
    assess(case, people[0], 3)
    assert waits() == []


def test_an_offer_that_closed_meanwhile_is_not_wanted(cast: Any, wishing: Any, course: Any) -> None:
    case, people = wishing
    offer = course("Patterns", "draw patterns", status=OfferStatus.CLOSED)
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.talk_over(case, people[0], offer, TrainingAnswer.WANTED, by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_OPEN]


def test_training_is_talked_over_on_its_page_and_leads_on(
    cast: Any, wishing: Any, course: Any, client_of: Any
) -> None:
    _case, people = wishing
    offer = course("Patterns", "draw patterns", before_departure=True, places_free=2)
    client = client_of(cast.owner)
    address = f"/skills/{people[0].pk}/training/"
    page = client.get(address).text
    for words in ("Teaches 1 missing skill", "May begin before the departure", "2 places are free"):
        assert words in page
    talk = f"{address}{offer.pk}/"
    assert client.post(talk, {"answer": "refused"}).status_code == 409
    sent = client.post(talk, {"answer": "wanted", "words": "In the mornings"})
    assert sent.status_code == 302
    assert sent["Location"] != address
    assert TrainingTalk.objects.get().words == "In the mornings"
    assert "Talked over: They want it" in client.get(address).text
    assert client_of(cast.stranger).get(talk).status_code == 404


def test_a_search_that_fails_leads_to_training(
    cast: Any, wishing: Any, course: Any, client_of: Any
) -> None:
    _case, people = wishing
    course("Patterns", "draw patterns")
    client = client_of(cast.owner)
    address = f"/skills/{people[0].pk}/search/"
    later = cast.now.date() + timedelta(days=40)
    day = {"next_on_day": later.day, "next_on_month": later.month, "next_on_year": later.year}
    assert client.post(address, {"outcome": "training", "words": "x"}).status_code == 409
    sent = client.post(address, {"outcome": "training", "words": "Nobody seeks one", **day})
    assert sent["Location"] == f"/skills/{people[0].pk}/training/"
    assert "Nobody seeks one" in client.get(address).text
