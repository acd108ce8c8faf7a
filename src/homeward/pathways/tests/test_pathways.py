"""Full markets, the catalogue, employers and events, as the app role."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from homeward.access.choices import Role
from homeward.actors.models import Actor
from homeward.agreements.models import Agreement
from homeward.circles import actions as circles
from homeward.circles.actions import Given
from homeward.circles.models import Post
from homeward.committees.models import AgendaItem, Committee
from homeward.core.refusals import Refused
from homeward.countries.actions import state_fact
from homeward.offers.models import Offer
from homeward.pathways import actions, jobs, queries, words
from homeward.pathways.actions import EventGiven, PathwayGiven
from homeward.pathways.choices import LeadState, Reason, RequirementKind
from homeward.pathways.models import Crossing, InvestmentLead, Outreach, Pathway
from homeward.pathways.rules import Asked
from homeward.tasks.models import Task

DUTCH = Asked(
    kind=RequirementKind.LANGUAGE, language="nl", level="A2", source="Gazette",
    valid_from=date(2026, 1, 1),
)  # fmt: skip


class Office:
    """A host lead that states rules, and a local office of the country of origin."""

    def __init__(self, cast: Any) -> None:
        self.cast, self.now, self.today = cast, cast.now, cast.now.date()
        self.lead = cast.user("lead", cast.host, Role.PROGRAMME_MANAGER)
        self.local = cast.user("local", cast.desk, Role.EMPLOYMENT_ADVISER)
        self.employer = Actor.objects.create(name="Brick works", country_id="GH")

    def rule(self, seekers: str = "8") -> None:
        with self.cast.as_app(self.lead):
            actions.state_rule(
                self.cast.desk.country, seekers_per_vacancy=Decimal(seekers), oldest_days=365,
                valid_from=self.today - timedelta(days=1), source="Board", by=self.lead,
                at=self.now,
            )  # fmt: skip

    def fact(self, vacancies: int, seekers: int, *, days_ago: int = 2) -> None:
        with self.cast.as_app(self.lead):
            state_fact(
                self.cast.desk.country, source=f"Labour office {days_ago}",
                observed_on=self.today - timedelta(days=days_ago), occupation="tailor",
                vacancies=vacancies, seekers=seekers, by=self.lead, at=self.now,
            )  # fmt: skip

    def watch(self) -> int:
        with self.cast.as_app():
            return jobs.watch(at=self.now)

    def given(self, **more: Any) -> PathwayGiven:
        base = PathwayGiven(
            title="Care assistants", kind="work", origin=self.cast.desk.country,
            host=self.cast.host.country, sector="Care", occupation="", about="", quota=40,
            opens_on=None, closes_on=None, cost=Decimal(120), currency="EUR", cost_note="Visa",
            ask="Labour office", agreement=None, source="Gazette", source_url="",
            verify_by=self.today + timedelta(days=90),
        )  # fmt: skip
        return replace(base, **more)

    def pathway(self, **more: Any) -> Pathway:
        with self.cast.as_app(self.lead):
            return actions.keep_pathway(None, self.given(**more), by=self.lead, at=self.now)

    def contact(self, **more: Any) -> Outreach:
        said = {
            "area": None, "way": "visit", "on": self.today, "result": "interested", "note": "",
            "next_step": "Send profiles", "next_on": self.today + timedelta(days=7), **more,
        }  # fmt: skip
        with self.cast.as_app(self.local):
            return actions.log(self.employer, **said, by=self.local, at=self.now)


@pytest.fixture
def office(cast: Any) -> Office:
    return Office(cast)


def held(kind: str) -> list[Any]:
    found = Task.objects.filter(kind=kind, done_at__isnull=True)
    return list(found.values_list("holder_org", "holder"))


def test_a_full_market_opens_one_item_of_one_committee_however_often_it_is_looked_at(
    office: Office,
) -> None:
    body = Committee.objects.create(
        name="National coordination", kind="national", secretariat=office.cast.desk,
        made_by=office.local, made_at=office.now,
    )  # fmt: skip
    body.countries.add("GH")
    office.rule()
    office.fact(10, 90)
    assert office.watch() == 1
    assert office.watch() == 0
    office.fact(9, 95, days_ago=1)
    assert office.watch() == 0
    [item] = AgendaItem.objects.all()
    assert (item.committee, item.subject_kind) == (body, "full_market")
    assert "Labour office 2" in item.why
    crossing = Crossing.objects.get()
    assert (str(crossing.pk), crossing.item_id) == (item.subject_key, item.pk)
    with office.cast.as_app(office.cast.stranger):
        [warning] = queries.warnings_of(occupation="Tailor")
        assert (warning.seekers, warning.source) == (90, "Labour office 2")
    office.fact(50, 60, days_ago=0)
    assert office.watch() == 0
    with office.cast.as_app(office.cast.stranger):
        assert not queries.warnings_of(occupation="tailor")
    assert AgendaItem.objects.count() == 1


def test_without_a_rule_or_a_body_nothing_is_claimed(office: Office) -> None:
    office.fact(1, 500)
    assert office.watch() == 0
    office.rule()
    assert office.watch() == 1
    crossing = Crossing.objects.get()
    assert crossing.item_id is None
    with office.cast.as_app(office.lead), pytest.raises(DatabaseError), transaction.atomic():
        Crossing.objects.create(
            country_id="GH", occupation="x", rule=crossing.rule, vacancies=1, seekers=1,
            source="x", observed_on=office.today, crossed_at=office.now,
        )  # fmt: skip


def test_a_rule_is_followed_by_a_later_one_and_stated_by_a_lead(office: Office) -> None:
    office.rule()
    with pytest.raises(Refused) as refused:
        office.rule("9")
    assert refused.value.reasons == [Reason.NOT_LATER]
    with office.cast.as_app(office.local), pytest.raises(PermissionDenied):
        actions.state_rule(
            office.cast.desk.country, seekers_per_vacancy=Decimal(1), oldest_days=1,
            valid_from=office.today, source="x", by=office.local, at=office.now,
        )  # fmt: skip


def test_what_both_sides_seek_is_shown_with_both_sources(office: Office) -> None:
    def state(by: Any, country: Any, side: str, source: str) -> Any:
        with office.cast.as_app(by):
            return actions.state_interest(
                country=country, side=side, sector="Care", occupation="", source=source,
                source_url="", stated_on=office.today, valid_until=None, by=by, at=office.now,
            )  # fmt: skip

    state(office.lead, office.cast.host.country, "host", "Shortage list")
    assert state(office.local, office.cast.desk.country, "origin", "Plan").pk
    with office.cast.as_app(office.cast.stranger):
        [one] = queries.mutual(office.today)
    assert [s.source for s in (*one.hosts, *one.origins)] == ["Shortage list", "Plan"]
    with pytest.raises(Refused) as refused:
        state(office.lead, office.cast.host.country, "host", " ")
    assert refused.value.reasons == [Reason.NO_SOURCE]


def test_a_pathway_has_its_requirements_its_agreement_and_training(office: Office) -> None:
    agreement = Agreement.objects.create(
        number="L1", title="Labour", kind="labour", lead_org=office.cast.host,
        starts_on=office.today,
    )  # fmt: skip
    held_way = office.pathway(agreement=agreement)
    assert held("verify_pathway") == [(office.cast.host.pk, office.lead.pk)]
    offer = Offer.objects.create(
        kind="training", status="open", organisation=office.cast.provider, title="Care course",
        written_at=office.now, changed_at=office.now,
    )  # fmt: skip
    with office.cast.as_app(office.lead):
        assert agreement in queries.labour_agreements()
        dutch = actions.ask_for(held_way, DUTCH, by=office.lead, at=office.now)
        tie = {"service": None, "note": "", "by": office.lead, "at": office.now}
        tied = actions.tie(held_way, offer=offer, requirement=dutch, **tie)
        with pytest.raises(Refused) as refused:
            actions.tie(held_way, offer=offer, **tie)
        assert refused.value.reasons == [Reason.TIED_ALREADY]
        with pytest.raises(Refused):
            actions.tie(held_way, offer=None, **tie)
    with office.cast.as_app(office.local):
        [seen] = queries.pathways_of(offer=offer)
        [line] = queries.requirements(seen, office.today)
        assert (words.said(line), line.source) == ("Dutch, level A2 at least", "Gazette")
        assert queries.trainings(seen).get().requirement == line
        with pytest.raises(PermissionDenied):
            actions.untie(tied, by=office.local, at=office.now)
    with office.cast.as_app(office.lead):
        actions.verify(
            held_way, verify_by=office.today + timedelta(days=200), source="Gazette 2",
            by=office.lead, at=office.now,
        )  # fmt: skip
    [wait] = Task.objects.filter(kind="verify_pathway", done_at__isnull=True)
    assert wait.due_on == office.today + timedelta(days=200)


def test_a_requirement_that_changes_ends_and_its_training_moves_on(office: Office) -> None:
    way = office.pathway()
    by: dict[str, Any] = {"by": office.lead, "at": office.now}
    service = office.cast.service()
    with office.cast.as_app(office.lead):
        old = actions.ask_for(way, DUTCH, **by)
        tied = actions.tie(way, offer=None, service=service, note="", requirement=old, **by)
        later = replace(DUTCH, level="B1", valid_from=office.today + timedelta(days=30))
        with pytest.raises(Refused) as refused:
            actions.ask_otherwise(old, replace(later, valid_from=DUTCH.valid_from), **by)
        assert refused.value.reasons == [Reason.NOT_LATER]
        new = actions.ask_otherwise(old, later, **by)
        tied.refresh_from_db()
        assert tied.requirement == new
        seen = queries.requirements(way, office.today)
        assert [(one.level, one.valid_until) for one in seen] == [
            ("A2", office.today + timedelta(days=29)), ("B1", None),
        ]  # fmt: skip
        # What has not begun never does; what has is readable afterwards.
        actions.ask_no_more(new, **by)
        actions.ask_no_more(old, **by)
        assert not queries.requirements(way, office.today)
        assert [one.level for one in queries.earlier_requirements(way, office.today)] == ["A2"]
        with pytest.raises(Refused) as refused:
            actions.ask_no_more(old, **by)
        assert refused.value.reasons == [Reason.ENDED_ALREADY]


def test_training_meets_requirements_of_its_own_pathway_alone(office: Office) -> None:
    one, other = office.pathway(), office.pathway(title="Other")
    service = office.cast.service()
    with office.cast.as_app(office.lead):
        asked = actions.ask_for(one, DUTCH, by=office.lead, at=office.now)
        with pytest.raises(Refused) as refused:
            actions.tie(
                other, offer=None, service=service, note="", requirement=asked, by=office.lead,
                at=office.now,
            )  # fmt: skip
    assert refused.value.reasons == [Reason.OF_ANOTHER]
    with office.cast.as_app(office.local):
        for act in (
            lambda: actions.ask_for(one, DUTCH, by=office.local, at=office.now),
            lambda: actions.ask_otherwise(asked, DUTCH, by=office.local, at=office.now),
            lambda: actions.ask_no_more(asked, by=office.local, at=office.now),
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_another_organisation_s_pathway_is_not_written(office: Office) -> None:
    way = office.pathway()
    with office.cast.as_app(office.local), pytest.raises(PermissionDenied):
        actions.keep_pathway(way, office.given(), by=office.local, at=office.now)
    with office.cast.as_app(office.cast.finance), pytest.raises(PermissionDenied):
        actions.keep_pathway(None, office.given(), by=office.cast.finance, at=office.now)


def test_a_next_step_with_an_employer_waits_and_is_followed_once(office: Office) -> None:
    first = office.contact()
    assert held("follow_outreach") == [(office.cast.desk.pk, office.local.pk)]
    second = office.contact(follows=first, next_step="", next_on=None, result="vacancies")
    assert not held("follow_outreach")
    with pytest.raises(Refused) as refused:
        office.contact(follows=first)
    assert refused.value.reasons == [Reason.DONE_ALREADY]
    with office.cast.as_app(office.local), pytest.raises(Refused):
        actions.finish(second, by=office.local, at=office.now)
    with office.cast.as_app(office.cast.partner):
        assert not Outreach.objects.exists()


def test_a_lead_has_a_next_step_until_it_is_over(office: Office) -> None:
    next_on = office.today + timedelta(days=10)
    with office.cast.as_app(office.local):
        lead = actions.open_lead(
            office.employer, country=office.cast.desk.country, area=None, sector="", about="Kiln",
            jobs=None, source="Fair", next_step="Call", next_on=next_on, by=office.local,
            at=office.now,
        )  # fmt: skip

        def move(to: str, step: str = "", day: Any = None) -> None:
            actions.move_lead(
                lead, to, note="", next_step=step, next_on=day, by=office.local, at=office.now
            )

        with pytest.raises(Refused) as refused:
            move(LeadState.TALKS)
        assert refused.value.reasons == [Reason.NO_STEP, Reason.NO_DAY]
        move(LeadState.TALKS, "Visit the area", next_on)
        assert held("follow_lead")
        move(LeadState.INVESTED)
        with pytest.raises(Refused) as refused:
            move(LeadState.TALKS, "Again", next_on)
        assert refused.value.reasons == [Reason.OVER]
        assert lead.moves.count() == 3
    assert not held("follow_lead")
    with office.cast.as_app(office.lead):
        assert not InvestmentLead.objects.exists()


def test_an_event_tells_lists_once_and_its_outcome_in_numbers(office: Office, client: Any) -> None:
    with office.cast.as_app(office.lead):
        given = EventGiven(
            kind="diaspora", title="Evening in Ghent", about="", country=office.cast.host.country,
            place="Town hall", starts_on=office.today, ends_on=office.today, is_public=True,
        )  # fmt: skip
        event = actions.plan_event(given, by=office.lead, at=office.now)
        circle = circles.keep(
            Given(name="Ghent", purpose="news", about="News", area="", sector="", language="en",
                  is_open=True, forget_days=7),
            [office.lead], by=office.lead, at=office.now,
        )  # fmt: skip
        for expected in (1, 0):
            invited = actions.invite_lists(
                event, [circle], text="Come to the town hall.", by=office.lead, at=office.now
            )
            assert invited == expected
        assert Post.objects.count() == 1
        said: dict[str, Any] = {
            "visitors": 60, "employers": 7, "vacancies": None, "contacts": 12,
            "outcome": "Good", "by": office.lead, "at": office.now,
        }  # fmt: skip
        actions.report(event, **said)
        with pytest.raises(Refused) as refused:
            actions.report(event, **said)
        assert refused.value.reasons == [Reason.REPORTED]
    assert not held("report_event")
    assert "Evening in Ghent" in client.get("/events/").text
