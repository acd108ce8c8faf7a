"""A priority area is validated by a recorded decision, and by nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from homeward.access.choices import Role
from homeward.committees.choices import DecisionKind
from homeward.committees.models import AgendaItem, Decision
from homeward.committees.subjects import Subject
from homeward.core.refusals import Refused
from homeward.steering.actions import areas as actions
from homeward.steering.choices import AreaStatus, Reason
from homeward.steering.models import PriorityArea

ClientOf = Callable[..., Any]


@pytest.fixture
def proposed(stage: Any, region: Any) -> PriorityArea:
    with stage.cast.as_app(stage.manager):
        return actions.propose(
            stage.cast.programme, region, why="Many return there", other="A road",
            by=stage.manager, at=stage.now,
        )  # fmt: skip


def subject(area: PriorityArea) -> Subject:
    return Subject("priority_area", str(area.pk), str(area))


def test_a_candidate_comes_with_what_speaks_for_it_small_numbers_kept_back(
    stage: Any, region: Any
) -> None:
    stage.cast.family()
    case = stage.cast.family()[0]
    type(case).objects.update(destination="Volta")
    roles = (Role.PROGRAMME_MANAGER, Role.RETURN_COUNSELLOR)
    keeper = stage.cast.user("keeper", stage.cast.host, *roles)
    with stage.cast.as_app(keeper):
        area = actions.propose(
            stage.cast.programme, region, why="Two families", by=keeper, at=stage.now
        )
    told = dict(area.evidence.values_list("kind", "told"))
    assert told == {"returns": "<10", "services": "0", "programmes": "0", "actors": "0"}


def test_the_decision_that_names_it_validates_it(stage: Any, proposed: PriorityArea) -> None:
    with stage.cast.as_app(stage.manager):
        actions.put_on_agenda(proposed, stage.committee, by=stage.manager, at=stage.now)
        with pytest.raises(Refused):
            actions.put_on_agenda(proposed, stage.committee, by=stage.manager, at=stage.now)
    assert AgendaItem.objects.get(subject_kind="priority_area").subject_key == str(proposed.pk)
    decision = stage.decided(subjects=[subject(proposed)])
    proposed.refresh_from_db()
    assert (proposed.status, proposed.decision) == (AreaStatus.VALIDATED, decision)
    assert proposed.decision_label == decision.reference
    assert proposed.committee_name == stage.committee.name


def test_without_a_recorded_decision_on_it_nothing_validates_it(
    stage: Any, proposed: PriorityArea, client_of: ClientOf
) -> None:
    other = stage.decided()
    with stage.cast.as_app(stage.manager):
        for decision in (None, other):
            with pytest.raises(Refused) as refused:
                actions.validate(proposed, decision, by=stage.manager, at=stage.now)
            assert refused.value.reasons == [Reason.NO_DECISION]
        with pytest.raises(DatabaseError), transaction.atomic():
            PriorityArea.objects.filter(pk=proposed.pk).update(
                status="validated", decision=other, decided_on=stage.today
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        PriorityArea.objects.filter(pk=proposed.pk).update(status="validated")
    page = client_of(stage.manager).post(reverse("steering:validate", args=[proposed.pk]), {})
    assert page.status_code == 409
    assert "Only a recorded decision on this very area" in page.content.decode()


def test_a_motion_that_is_adjourned_leaves_it_open(stage: Any, proposed: PriorityArea) -> None:
    stage.rules()
    meeting = stage.meeting()
    stage.present(meeting, *stage.seats.values())
    stage.close(stage.motion(meeting, subjects=[subject(proposed)]), DecisionKind.ADJOURNED)
    proposed.refresh_from_db()
    assert proposed.status == AreaStatus.PROPOSED
    adjourned = Decision.objects.get()
    with stage.cast.as_app(stage.manager), pytest.raises(Refused) as refused:
        actions.validate(proposed, adjourned, by=stage.manager, at=stage.now)
    assert refused.value.reasons == [Reason.NOT_DECIDED_FOR]


def test_an_area_is_proposed_once_and_a_withdrawn_one_anew(
    stage: Any, region: Any, proposed: PriorityArea
) -> None:
    given = {"by": stage.manager, "at": stage.now}
    with stage.cast.as_app(stage.manager):
        with pytest.raises(Refused) as refused:
            actions.propose(stage.cast.programme, region, why=" ", **given)
        assert refused.value.reasons == [Reason.NO_REASON, Reason.PROPOSED_ALREADY]
        actions.withdraw(proposed, **given)
        with pytest.raises(Refused):
            actions.withdraw(proposed, **given)
        actions.propose(stage.cast.programme, region, why="Again", **given)
    with stage.cast.as_app(stage.outsider), pytest.raises(PermissionDenied):
        actions.withdraw(proposed, by=stage.outsider, at=stage.now)
    with stage.cast.as_app(stage.civil), pytest.raises(PermissionDenied):
        actions.propose(stage.cast.programme, region, why="x", by=stage.civil, at=stage.now)


def test_the_pages_of_an_area_lead_on(stage: Any, region: Any, client_of: ClientOf) -> None:
    client = client_of(stage.manager)
    new = reverse("steering:new_area")
    assert "Of which programme?" in client.get(new).content.decode()
    programme = f"{new}?programme={stage.cast.programme.pk}"
    assert client.post(programme, {"area": region.pk, "why": ""}).status_code == 409
    client.post(programme, {"area": region.pk, "why": "Many return there"})
    area = PriorityArea.objects.get()
    here = reverse("steering:area", args=[area.pk])
    assert "Put it on a committee’s agenda" in client.get(here).content.decode()
    client.post(reverse("steering:agenda", args=[area.pk]), {"committee": stage.committee.pk})
    assert "The committee decides on it" in client.get(here).content.decode()
    listed = client_of(stage.cast.stranger).get(reverse("steering:areas"))
    assert "Volta" in listed.content.decode()
    assert client_of(stage.cast.stranger).get(new).status_code == 403
