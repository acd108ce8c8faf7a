"""Applications: submitted, completed, decided by a second person, with exceptions for one case."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from homeward.access.choices import OrganisationKind, Role
from homeward.cases import actions, rules
from homeward.cases.choices import (
    ApplicationStatus,
    FactKind,
    Ground,
    Missing,
    Reason,
    SaidBy,
    Stage,
)
from homeward.cases.models import Application, Case, CaseException
from homeward.cases.queries import ways
from homeward.cases.rules import ApplyingFacts, DecidingFacts, Reach
from homeward.core.refusals import Refused
from homeward.persons.models import Household
from homeward.programmes.choices import CriteriaStatus, WayKind
from homeward.programmes.models import CriteriaVersion
from homeward.programmes.rules import criteria
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

OPEN = Reach(agreement=True, writes=True, consent=True)
READY = ApplyingFacts(
    is_open=True, stage=Stage.APPLICATION, is_accountable=True, has_open_application=False,
    intake_taken=True, reach=OPEN,
)  # fmt: skip
DECIDABLE = DecidingFacts(
    status=ApplicationStatus.SUBMITTED, is_authority=True, is_submitter=False, eligible=True,
    criteria_unmet=False, has_grounds=False, explanation="",
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_open": False}, Reason.CLOSED),
        ({"stage": Stage.COUNSELLING}, Reason.WRONG_STAGE),
        ({"is_accountable": False}, Reason.NOT_ACCOUNTABLE),
        ({"has_open_application": True}, Reason.APPLIED_ALREADY),
        ({"intake_taken": False}, Reason.NO_INTAKE),
        ({"reach": replace(OPEN, agreement=False)}, Reason.NO_AGREEMENT),
        ({"reach": replace(OPEN, writes=False)}, Reason.NO_WRITING),
        ({"reach": replace(OPEN, consent=False)}, Reason.NO_CONSENT),
    ],
)
def test_each_missing_fact_alone_stops_the_application(change: Any, reason: Reason) -> None:
    assert rules.reasons_not_to_apply(READY) == []
    assert rules.reasons_not_to_apply(replace(READY, **change)) == [reason]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": ApplicationStatus.ELIGIBLE}, Reason.NOT_OPEN),
        ({"is_authority": False}, Reason.NOT_THE_AUTHORITY),
        ({"is_submitter": True}, Reason.SAME_PERSON),
        ({"criteria_unmet": True}, Reason.CRITERION_NOT_MET),
        ({"eligible": False, "explanation": "x"}, Reason.NO_GROUND),
        ({"eligible": False, "has_grounds": True}, Reason.NO_EXPLANATION),
    ],
)
def test_each_missing_fact_alone_stops_the_decision(change: Any, reason: Reason) -> None:
    assert rules.reasons_not_to_decide(DECIDABLE) == []
    assert rules.reasons_not_to_decide(replace(DECIDABLE, **change)) == [reason]


@pytest.fixture
def authority(cast: Any) -> Any:
    """A host authority with its coordinators, under an agreement that lets it write."""
    cast.authority_org = cast.organisation("Host office", OrganisationKind.AUTHORITY, "BE")
    cast.decider = cast.user("decider", cast.authority_org, Role.HOST_COORDINATOR)
    cast.second = cast.user("second", cast.authority_org, Role.HOST_COORDINATOR)
    cast.agree(cast.host, cast.authority_org)
    cast.agree(cast.authority_org, cast.host)
    return cast


@pytest.fixture
def only_men(cast: Any) -> CriteriaVersion:
    men = criteria.OneOf(kind=criteria.Kind.SEX, any_of=frozenset({"male"}))
    return CriteriaVersion.objects.create(
        programme=cast.programme, number=1, status=CriteriaStatus.PUBLISHED,
        valid_from=date(2020, 1, 1),
        tree=criteria.dump(criteria.All((men,))),
    )  # fmt: skip


def at_application(cast: Any) -> Case:
    case, people = cast.family()
    for person in people:
        cast.consent(person, cast.authority_org)
        cast.consent(person, cast.host)
    with cast.as_app(cast.owner):
        actions.close(case, "own_choice", by=cast.owner, at=cast.now)
        case = actions.open_case(
            Household.objects.get(pk=case.household_id), programme=cast.programme,
            host_country="BE", origin_country="GH",
            opening=actions.Opening(kind=WayKind.WITH_DECISION), by=cast.owner, at=cast.now,
        )  # fmt: skip
        actions.record_fact(
            case, FactKind.TRADE, "Tailor", person=people[0], said_by=SaidBy.PERSON,
            said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
        actions.finish_intake(case, by=cast.owner, at=cast.now)
        case = Case.objects.get(pk=case.pk)
    assert case.stage == Stage.APPLICATION
    return case


def applied(cast: Any, case: Case | None = None) -> Application:
    case = case or at_application(cast)
    with cast.as_app(cast.owner):
        return actions.apply(case, cast.authority_org, by=cast.owner, at=cast.now)


def open_kinds(case_id: Any) -> set[str]:
    return set(Task.objects.filter(case_id=case_id, done_at=None).values_list("kind", flat=True))


def test_the_last_day_is_counted_back_from_the_travel(authority: Any) -> None:
    cast = authority
    case = at_application(cast)
    assert ways.last_day_to_apply(case) is None
    case.travels_on = cast.now.date() + timedelta(days=40)
    assert ways.last_day_to_apply(case) == cast.now.date() + timedelta(days=21)


def test_found_eligible_the_case_goes_on_to_the_departure(authority: Any) -> None:
    cast = authority
    one = applied(cast)
    assert open_kinds(one.case_id) >= {TaskKind.DECIDE_APPLICATION}
    with cast.as_app(cast.decider):
        found = Application.objects.get(pk=one.pk)
        actions.decide_application(found, eligible=True, by=cast.decider, at=cast.now)
    case = Case.objects.get(pk=one.case_id)
    assert case.stage == Stage.DEPARTURE
    assert open_kinds(case.pk) >= {TaskKind.ANNOUNCE_ARRIVAL}
    assert Task.objects.get(
        case_id=case.pk, kind=TaskKind.ANNOUNCE_ARRIVAL
    ).holder_org_id == cast.host.pk  # fmt: skip


def test_a_second_decision_finds_the_first(authority: Any) -> None:
    cast = authority
    one = applied(cast)
    with cast.as_app(cast.decider):
        actions.decide_application(one, eligible=True, by=cast.decider, at=cast.now)
    with cast.as_app(cast.second), pytest.raises(Refused) as refused:
        actions.decide_application(one, eligible=True, by=cast.second, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_OPEN]


def test_refused_with_grounds_the_counsellor_tells_the_person(authority: Any) -> None:
    cast = authority
    one = applied(cast)
    with cast.as_app(cast.decider):
        actions.decide_application(
            one, eligible=False, grounds=[Ground.LATE], explanation="Eleven days too late.",
            by=cast.decider, at=cast.now,
        )  # fmt: skip
    case = Case.objects.get(pk=one.case_id)
    assert case.stage == Stage.APPLICATION
    assert TaskKind.READ_DECISION in open_kinds(case.pk)
    with cast.as_app(cast.owner):
        assert Application.objects.get(pk=one.pk).explanation == "Eleven days too late."
        actions.read_decision(one, by=cast.owner, at=cast.now)
    assert TaskKind.READ_DECISION not in open_kinds(case.pk)


def test_what_is_missing_is_asked_for_and_brought(authority: Any) -> None:
    cast = authority
    one = applied(cast)
    with cast.as_app(cast.decider):
        actions.ask_for_more(
            one, [Missing.IDENTITY, Missing.FAMILY], "The child's", by=cast.decider, at=cast.now
        )
    assert TaskKind.COMPLETE_APPLICATION in open_kinds(one.case_id)
    with cast.as_app(cast.owner):
        actions.complete_application(one, "Both are there", by=cast.owner, at=cast.now)
    assert Application.objects.get(pk=one.pk).status == ApplicationStatus.SUBMITTED
    assert TaskKind.DECIDE_APPLICATION in open_kinds(one.case_id)


def test_an_unmet_criterion_needs_an_exception_of_a_second_person(
    authority: Any, only_men: CriteriaVersion
) -> None:
    cast = authority
    one = applied(cast)
    assert one.answers == {"/all/0": "not_met"}
    with cast.as_app(cast.decider), pytest.raises(Refused) as refused:
        actions.decide_application(one, eligible=True, by=cast.decider, at=cast.now)
    assert refused.value.reasons == [Reason.CRITERION_NOT_MET]
    with cast.as_app(cast.decider):
        asked = actions.ask_case_exception(
            one, "/all/0", "Her brother is inside", by=cast.decider, at=cast.now
        )
        with pytest.raises(Refused) as refused:
            actions.decide_case_exception(
                asked, approve=True, note="x", by=cast.decider, at=cast.now
            )
    assert refused.value.reasons == [Reason.SAME_PERSON]
    with cast.as_app(cast.second):
        actions.decide_case_exception(
            asked, approve=True, note="Agreed", by=cast.second, at=cast.now
        )
        actions.decide_application(one, eligible=True, by=cast.second, at=cast.now)
    assert Case.objects.get(pk=one.case_id).stage == Stage.DEPARTURE


def test_the_database_keeps_the_second_person_and_the_one_open_application(
    authority: Any, only_men: CriteriaVersion
) -> None:
    cast = authority
    one = applied(cast)
    with cast.as_app(cast.decider):
        asked = actions.ask_case_exception(one, "/all/0", "Why", by=cast.decider, at=cast.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseException.objects.filter(pk=asked.pk).update(decided_by=cast.decider)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=one.pk).update(decided_by=cast.owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(
            case=one.case, person_id=one.person_id, programme=cast.programme, owner_org=cast.host,
            authority=cast.authority_org, submitted_at=cast.now, submitted_by=cast.owner,
        )  # fmt: skip


def test_without_agreement_or_consent_nothing_is_submitted(authority: Any) -> None:
    cast = authority
    other = cast.organisation("Another office", OrganisationKind.AUTHORITY, "BE")
    case = at_application(cast)
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.apply(case, other, by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Reason.NO_AGREEMENT, Reason.NO_CONSENT]


def test_the_pages_submit_show_and_decide(
    authority: Any, only_men: CriteriaVersion, client_of: Any
) -> None:
    cast = authority
    case = at_application(cast)
    counsellor, decider = client_of(cast.owner), client_of(cast.decider)
    page = counsellor.get(f"/cases/{case.pk}/application/").content.decode()
    assert "not met" in page
    sent = counsellor.post(
        f"/cases/{case.pk}/application/", {"organisation": cast.authority_org.pk, "remark": ""}
    )
    assert sent.status_code == 302
    one = Application.objects.get(case=case)
    assert client_of(cast.stranger).get(f"/applications/{one.pk}/").status_code == 404
    assert "Decide on it" in decider.get(f"/applications/{one.pk}/").content.decode()
    assert counsellor.post(f"/applications/{one.pk}/decide/").status_code == 403
    refused = decider.post(f"/applications/{one.pk}/decide/", {"decision": "eligible"})
    assert refused.status_code == 409
    assert "no exception was approved" in refused.content.decode()
    done = decider.post(
        f"/applications/{one.pk}/decide/",
        {"decision": "not_eligible", "grounds": ["criteria"], "explanation": "Men only."},
    )
    assert done.status_code == 302
    assert "Men only." in counsellor.get(f"/applications/{one.pk}/").content.decode()
