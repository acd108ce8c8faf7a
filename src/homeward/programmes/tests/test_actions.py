from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.core.refusals import Refused
from homeward.places.models import Country
from homeward.programmes.actions import criteria as criteria_actions
from homeward.programmes.actions import design, keeping, mapping, packages
from homeward.programmes.choices import (
    AdoptionStatus,
    BudgetKind,
    BudgetStatus,
    CriteriaStatus,
    ExceptionStatus,
    FindingKind,
    Happened,
    LineKind,
    ParticipationRole,
    PolicyKind,
    PublishedWay,
    Reason,
    TakenUp,
    Who,
)
from homeward.programmes.models import CriteriaVersion, Programme
from homeward.programmes.queries import criteria as queries
from homeward.programmes.queries import package_on
from homeward.programmes.queries import programmes as programme_queries
from homeward.programmes.rules.criteria import EVERYONE, All, Kind, OneOf, Within, editing
from homeward.programmes.tests.conftest import NOW, TODAY, Cast

ADULT = Within(kind=Kind.AGE, least=18)
GHANA = OneOf(kind=Kind.NATIONALITY, any_of=frozenset({"GH"}))
SAID: dict[str, Any] = {
    "code": "T1", "name": "Ways home", "kind": "", "status": "", "starts_on": date(2026, 1, 1),
    "ends_on": None, "seats": None, "is_open": True, "objectives": "", "description": "",
}  # fmt: skip


def refused(excinfo: pytest.ExceptionInfo[Refused]) -> list[Any]:
    return excinfo.value.reasons


def published(cast: Cast, *leaves: Any, since: date = TODAY, note: str = "") -> CriteriaVersion:
    version = criteria_actions.draft(cast.programme, by=cast.manager, at=NOW)
    criteria_actions.rewrite(version, lambda _now: All(leaves), by=cast.manager)
    return criteria_actions.publish(version, valid_from=since, note=note, by=cast.manager, at=NOW)


def test_whoever_enters_a_programme_leads_it(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        programme = keeping.enter(code="T2", name="New", by=cast.manager, at=NOW)
        assert programme.lead_org_id == cast.lead.pk
        assert [event.what for event in programme.events.all()] == [Happened.CREATED]


def test_every_reason_against_a_programme_at_once(cast: Cast, as_app) -> None:
    with as_app(cast.manager), pytest.raises(Refused) as refusal:
        keeping.enter(
            code="T1", name="Again", starts_on=TODAY, ends_on=TODAY - timedelta(1),
            by=cast.manager, at=NOW,
        )  # fmt: skip
    assert refused(refusal) == [Reason.CODE_TAKEN, Reason.ENDS_BEFORE_IT_BEGINS]


def test_a_change_is_told_by_what_differs(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        said = SAID | {"seats": 40, "target_groups": []}
        keeping.change(cast.programme, **said, by=cast.manager, at=NOW)
        keeping.change(cast.programme, **said, by=cast.manager, at=NOW)
        event = cast.programme.events.get()
    assert (event.what, event.detail) == (Happened.CHANGED, "places")


def test_only_the_one_lead_changes_a_programme(cast: Cast, as_app) -> None:
    with as_app(cast.outsider), pytest.raises(Refused) as refusal:
        keeping.change(cast.programme, **SAID, target_groups=[], by=cast.outsider, at=NOW)
    assert refused(refusal) == [Reason.NOT_THE_LEAD]
    with as_app(cast.counsellor), pytest.raises(PermissionDenied):
        criteria_actions.draft(cast.programme, by=cast.counsellor, at=NOW)


def test_a_programme_known_from_a_file_is_changed_by_nobody(cast: Cast, as_app) -> None:
    known = Programme.objects.create(code="X", name="X", source="file", source_id="1")
    with as_app(cast.manager), pytest.raises(Refused) as refusal:
        criteria_actions.draft(known, by=cast.manager, at=NOW)
    assert refused(refusal) == [Reason.NOT_THE_LEAD]


def test_places_corridors_sectors_parts_and_money(cast: Cast, as_app) -> None:
    ghana, belgium = Country.objects.get(pk="GH"), Country.objects.get(pk="BE")
    by: dict[str, Any] = {"by": cast.manager, "at": NOW}
    with as_app(cast.manager):
        mapping.add_place(cast.programme, country=ghana, area=cast.region, seats=9, **by)
        mapping.add_corridor(cast.programme, host=belgium, origin=ghana, transit=["NE", "SN"], **by)
        mapping.add_sector(cast.programme, sector=cast.sector, percentage=Decimal(60), **by)
        mapping.add_part(cast.programme, actor=cast.donor, role=ParticipationRole.FUNDING, **by)
        mapping.add_budget(
            cast.programme, amount=Decimal(5), currency="EUR", starts_on=TODAY, ends_on=TODAY,
            funder=cast.donor, kind=BudgetKind.ORIGINAL, status=BudgetStatus.COMMITTED, **by,
        )  # fmt: skip
        found = programme_queries.listed(
            {"country": "GH", "funder": cast.donor.pk, "open": "1"}, on=TODAY
        )
        assert list(found) == [cast.programme]
        assert cast.programme.corridors.get().transit == ["NE", "SN"]
        for row, remove in (
            (cast.programme.coverage.get(), mapping.remove_place),
            (cast.programme.corridors.get(), mapping.remove_corridor),
            (cast.programme.programme_sectors.get(), mapping.remove_sector),
            (cast.programme.participations.get(), mapping.remove_part),
            (cast.programme.budgets.get(), mapping.remove_budget),
        ):
            remove(row, **by)
        assert cast.programme.events.count() == 10


def test_a_place_lies_in_its_country_and_stands_once(cast: Cast, as_app) -> None:
    by: dict[str, Any] = {"by": cast.manager, "at": NOW}
    ghana, niger = Country.objects.get(pk="GH"), Country.objects.get(pk="NE")
    with as_app(cast.manager):
        mapping.add_place(cast.programme, country=ghana, **by)
        with pytest.raises(Refused) as refusal:
            mapping.add_place(cast.programme, country=ghana, **by)
        assert refused(refusal) == [Reason.THERE_ALREADY]
        with pytest.raises(Refused) as refusal:
            mapping.add_place(cast.programme, country=niger, area=cast.region, **by)
        assert refused(refusal) == [Reason.AREA_OF_ANOTHER_COUNTRY]
        with pytest.raises(Refused) as refusal:
            mapping.add_corridor(cast.programme, host=ghana, origin=ghana, transit=["GH"], **by)
        assert refused(refusal) == [Reason.SAME_COUNTRY, Reason.TRANSIT_IS_AN_END]


def test_criteria_hold_from_their_first_day_and_the_next_version_ends_them(
    cast: Cast, as_app
) -> None:
    with as_app(cast.manager):
        first = published(cast, ADULT, since=TODAY)
        later = TODAY + timedelta(30)
        second = published(cast, ADULT, GHANA, since=later, note="Only for Ghana")
        first.refresh_from_db()
        assert (first.status, first.valid_until) == (
            CriteriaStatus.SUPERSEDED,
            later - timedelta(1),
        )
        assert queries.version_on(cast.programme, TODAY) == first
        assert queries.version_on(cast.programme, later) == second
        assert queries.version_on(cast.programme, TODAY - timedelta(1)) is None
        assert queries.criteria_of([cast.programme.pk], TODAY) == {cast.programme.pk: All((ADULT,))}


def test_every_reason_against_publishing_at_once(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        published(cast, ADULT)
        version = criteria_actions.draft(cast.programme, by=cast.manager, at=NOW)
        criteria_actions.rewrite(version, lambda c: editing.removed(c, ""), by=cast.manager)
        with pytest.raises(Refused) as refusal:
            criteria_actions.publish(version, valid_from=TODAY, note="", by=cast.manager, at=NOW)
    assert refused(refusal) == [Reason.NOTHING_STATED, Reason.BEFORE_THE_LAST, Reason.NO_NOTE]


def test_what_is_published_is_not_rewritten(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        version = published(cast, ADULT)
        with pytest.raises(Refused) as refusal:
            criteria_actions.rewrite(version, lambda _now: EVERYONE, by=cast.manager)
        assert refused(refusal) == [Reason.NOT_A_DRAFT]
        criteria_actions.draft(cast.programme, by=cast.manager, at=NOW)
        with pytest.raises(Refused) as refusal:
            criteria_actions.draft(cast.programme, by=cast.manager, at=NOW)
        assert refused(refusal) == [Reason.DRAFT_ALREADY]


def test_an_old_page_s_step_is_refused_where_the_place_is_gone(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        version = criteria_actions.draft(cast.programme, by=cast.manager, at=NOW)
        with pytest.raises(Refused) as refusal:
            criteria_actions.rewrite(
                version, lambda c: editing.removed(c, "/all/3"), by=cast.manager
            )
    assert refused(refusal) == [Reason.NO_SUCH_PLACE]


def test_a_draft_is_read_by_its_own_organisation_alone(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        criteria_actions.draft(cast.programme, by=cast.manager, at=NOW)
        assert queries.versions(cast.programme, cast.manager).count() == 1
    with as_app(cast.outsider):
        assert queries.versions(cast.programme, cast.outsider).count() == 0


def test_an_exception_needs_a_second_person_and_an_end(cast: Cast, as_app) -> None:
    with as_app(cast.manager):
        version = published(cast, ADULT)
        with pytest.raises(Refused) as refusal:
            criteria_actions.ask_exception(
                version, criterion_at="/all/0", for_whom="Young parents", reason=" ",
                ends_on=TODAY, by=cast.manager, at=NOW,
            )  # fmt: skip
        assert refused(refusal) == [Reason.NO_REASON, Reason.NO_END]
        exception = criteria_actions.ask_exception(
            version, criterion_at="/all/0", for_whom="Young parents", reason="They keep house",
            ends_on=TODAY + timedelta(90), by=cast.manager, at=NOW,
        )  # fmt: skip
        assert exception.criterion == "Age: at least 18 years"
        with pytest.raises(Refused) as refusal:
            criteria_actions.decide_exception(
                exception, approve=True, note="", by=cast.manager, at=NOW
            )
        assert refused(refusal) == [Reason.SAME_PERSON]
    with as_app(cast.second):
        criteria_actions.decide_exception(
            exception, approve=True, note="Agreed", by=cast.second, at=NOW
        )
        with pytest.raises(Refused) as refusal:
            criteria_actions.decide_exception(
                exception, approve=False, note="", by=cast.second, at=NOW
            )
        assert refused(refusal) == [Reason.DECIDED_ALREADY]
        criteria_actions.end_exception(exception, by=cast.second, at=NOW)
        exception.refresh_from_db()
    assert exception.status == ExceptionStatus.ENDED


LINE = packages.Line(
    kind=LineKind.IN_KIND, who=Who.PER_ADULT, way=PublishedWay.ANY, amount=Decimal(2000),
    months_within=12,
)  # fmt: skip


def test_a_country_s_own_package_comes_before_the_one_for_all(cast: Cast, as_app) -> None:
    by: dict[str, Any] = {"currency": "EUR", "lines": [LINE], "by": cast.manager, "at": NOW}
    ghana = Country.objects.get(pk="GH")
    with as_app(cast.manager):
        packages.publish(
            cast.programme, name="all", country=None, valid_from=TODAY, valid_until=None, **by
        )
        packages.publish(
            cast.programme, name="gh", country=ghana, valid_from=TODAY, valid_until=None, **by
        )
        names = [
            package.name
            for code in ("GH", "SN", "")
            if (package := package_on(cast.programme, TODAY, country=code))
        ]
        assert names == ["gh", "all", "all"]
        with pytest.raises(Refused) as refusal:
            packages.publish(
                cast.programme, name="gh", country=ghana, valid_from=TODAY,
                valid_until=TODAY - timedelta(1), **by | {"lines": []},
            )  # fmt: skip
    assert refused(refusal) == [
        Reason.NAME_TAKEN,
        Reason.OVERLAPS,
        Reason.NO_LINES,
        Reason.ENDS_BEFORE_IT_BEGINS,
    ]


def test_a_policy_s_adoption_is_said_country_by_country(cast: Cast, as_app) -> None:
    ghana = Country.objects.get(pk="GH")
    with as_app(cast.outsider):
        policy = design.register_policy(
            title="Skills plan", kind=PolicyKind.DEVELOPMENT_PLAN, country=ghana, source="Paper",
            by=cast.outsider,
        )  # fmt: skip
        design.tell_adoption(
            policy, country=ghana, status=AdoptionStatus.ADOPTED, since=TODAY, source="Minutes",
            by=cast.outsider,
        )  # fmt: skip
        with pytest.raises(Refused) as refusal:
            design.tell_adoption(
                policy, country=ghana, status=AdoptionStatus.IN_FORCE, since=TODAY,
                source="Minutes", by=cast.outsider,
            )  # fmt: skip
        assert refused(refusal) == [Reason.SAID_ALREADY]
    with as_app(cast.manager):
        design.serve(cast.programme, [policy], by=cast.manager, at=NOW)
        assert list(policy.programmes.all()) == [cast.programme]


def test_a_finding_is_weighed_by_whoever_designs(cast: Cast, as_app) -> None:
    with as_app(cast.outsider):
        record = design.record_scoping(
            title="What is there", country=Country.objects.get(pk="GH"), areas=[cast.region],
            starts_on=TODAY, carried_out_by="Somebody", source="Report", by=cast.outsider,
        )  # fmt: skip
        finding = design.add_finding(
            record, kind=FindingKind.NEED, text="Rent comes first", by=cast.outsider
        )
    with as_app(cast.manager):
        with pytest.raises(Refused) as refusal:
            design.add_finding(record, kind=FindingKind.NEED, text="More", by=cast.manager)
        assert refused(refusal) == [Reason.NOT_YOURS]
        design.rest_on(cast.programme, [record], by=cast.manager, at=NOW)
        for taken_up in (TakenUp.NO, TakenUp.PARTLY):
            choice = design.weigh(
                finding, cast.programme, taken_up=taken_up, why="Too dear", by=cast.manager,
                at=NOW,
            )  # fmt: skip
        assert cast.programme.design_choices.get() == choice
    with as_app(cast.outsider), pytest.raises(Refused) as refusal:
        design.remove_finding(finding, by=cast.outsider)
    assert refused(refusal) == [Reason.WEIGHED_ALREADY]
