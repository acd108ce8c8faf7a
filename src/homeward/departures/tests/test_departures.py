"""Departures: the list, the tickets, what a changed flight moves, and whether they left."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from homeward.access.choices import DataClass, Purpose, Role
from homeward.cases import actions as cases
from homeward.cases.choices import ArrivalStatus, Stage
from homeward.cases.models import Arrival, Case
from homeward.cases.views.consents import cleared_for
from homeward.core.refusals import Refused
from homeward.departures import actions, jobs, queries, rules, sheets
from homeward.departures.actions import ItemSaid, LegSaid
from homeward.departures.choices import Answer, ForWhom, ItemState, NotDeparted, Reason
from homeward.departures.models import ChecklistItem, DepartureAnswer, DepartureItem, TravelLeg
from homeward.departures.rules import AnsweringFacts, PreparingFacts
from homeward.messages.models import Message
from homeward.persons import queries as persons
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

ON = date(2026, 5, 4)
PREPARING = PreparingFacts(is_open=True, stage=Stage.DEPARTURE, has_host_leg=True)
ANSWERING = AnsweringFacts(
    is_open=True, stage=Stage.ARRIVAL, has_host_leg=True, has_arrived=False, settled=None,
    departed_on=ON,
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_open": False}, Reason.CLOSED),
        ({"has_host_leg": False}, Reason.NO_HOST_LEG),
        ({"stage": Stage.PLAN}, Reason.TOO_EARLY),
    ],
)
def test_each_fact_alone_stops_the_preparation(change: Any, reason: Reason) -> None:
    assert rules.reasons_not_to_prepare(PREPARING) == []
    assert rules.reasons_not_to_prepare(replace(PREPARING, **change)) == [reason]


@pytest.mark.parametrize(
    ("answer", "change", "reason"),
    [
        (Answer.DEPARTED, {"is_open": False}, Reason.CLOSED),
        (Answer.DEPARTED, {"has_host_leg": False}, Reason.NO_HOST_LEG),
        (Answer.DEPARTED, {"stage": Stage.COUNSELLING}, Reason.TOO_EARLY),
        (Answer.DEPARTED, {"has_arrived": True}, Reason.ARRIVED_ALREADY),
        (Answer.DEPARTED, {"settled": Answer.DEPARTED}, Reason.DEPARTED_ALREADY),
        (Answer.DEPARTED, {"settled": Answer.NOT_DEPARTED}, Reason.NOT_DEPARTED_ALREADY),
        (Answer.DEPARTED, {"departed_on": None}, Reason.NO_DATE),
        (Answer.DEPARTED, {"departed_on": ON + timedelta(days=1)}, Reason.DATE_AHEAD),
        (Answer.POSTPONED, {}, Reason.NO_DATE),
        (Answer.POSTPONED, {"postponed_to": ON - timedelta(days=1)}, Reason.DATE_IS_PAST),
        (Answer.NOT_DEPARTED, {}, Reason.NO_REASON),
    ],
)
def test_each_fact_alone_stops_the_answer(answer: Answer, change: Any, reason: Reason) -> None:
    assert rules.reasons_not_to_answer(Answer.DEPARTED, ANSWERING, on=ON) == []
    assert rules.reasons_not_to_answer(answer, replace(ANSWERING, **change), on=ON) == [reason]


class Traveller:
    def __init__(self, *, is_child: bool) -> None:
        self.is_child = is_child


def test_a_child_alone_needs_an_escort_and_one_with_its_mother_does_not() -> None:
    mother, child = Traveller(is_child=False), Traveller(is_child=True)
    assert rules.concerned(ForWhom.CHILD_ALONE, [mother, child]) == []
    assert rules.concerned(ForWhom.CHILD_ALONE, [child]) == [child]
    assert rules.concerned(ForWhom.CASE, [mother, child]) == [mother]
    assert rules.concerned(ForWhom.EACH, [mother, child]) == [mother, child]


@pytest.fixture
def leaving(cast: Any) -> Any:
    """The family, announced to the desk for tomorrow."""
    cast.agree(cast.host, cast.partner_org)
    cast.agree(cast.host, cast.desk, Purpose.ARRIVAL)
    cast.desk.email = "desk@example.org"
    cast.desk.save()
    cast.case, cast.people = cast.family()
    for person in cast.people:
        cast.consent(person, cast.partner_org)
        cast.consent(person, cast.desk, Purpose.ARRIVAL)
    with cast.as_app(cast.owner):
        cast.arrival = cases.announce_arrival(
            cast.case, reception_org=cast.desk, case_org=cast.partner_org,
            expected_at=cast.now + timedelta(days=1), flight="SN 277", by=cast.owner, at=cast.now,
        )  # fmt: skip
    cast.case.refresh_from_db()
    return cast


def listed(cast: Any) -> dict[tuple[str, Any], DepartureItem]:
    with cast.as_app(cast.owner):
        actions.begin_list(cast.case, cleared=cleared_for(cast.owner), by=cast.owner, at=cast.now)
    return {(item.template.code, item.person_id): item for item in DepartureItem.objects.all()}


def test_the_list_asks_of_each_what_concerns_them(leaving: Any) -> None:
    cast = leaving
    items = listed(cast)
    mother, child = cast.people
    assert ("passport", mother.pk) in items
    assert ("passport", child.pk) in items
    assert ("birth_certificate", child.pk) in items
    assert ("birth_certificate", mother.pk) not in items
    assert not any(code == "escort" for code, _person in items)
    fit = items["fit_to_travel", mother.pk]
    assert fit.data_class == DataClass.HEALTH
    assert fit.due_on == cast.case.travels_on - timedelta(days=3)
    assert len(listed(cast)) == len(items)


def test_whoever_is_not_cleared_for_health_sees_none_of_it_and_nothing_as_done(
    leaving: Any,
) -> None:
    cast = leaving
    listed(cast)
    DepartureItem.objects.update(state=ItemState.HAVE)
    coordinator = cast.user("coordinator", cast.host, Role.HOST_COORDINATOR)
    with cast.as_app(coordinator):
        codes = {item.template.code for item in queries.items_of(cast.case)}
        missing = {item.code for item, _person in queries.missing(cast.case, on=cast.now.date())}
    assert "passport" in codes
    assert "fit_to_travel" not in codes
    assert missing == {"fit_to_travel"}
    with cast.as_app(cast.owner):
        assert queries.missing(cast.case, on=cast.now.date()) == []


def test_asked_for_it_waits_at_who_brings_it_and_there_it_does_not(leaving: Any) -> None:
    cast = leaving
    item = listed(cast)["passport", cast.people[0].pk]
    with cast.as_app(cast.owner):
        with pytest.raises(Refused) as refused:
            actions.set_item(item, ItemSaid(state=ItemState.ASKED), by=cast.owner, at=cast.now)
        actions.set_item(
            item, ItemSaid(state=ItemState.ASKED, holder_org=cast.host, due_on=ON),
            by=cast.owner, at=cast.now,
        )  # fmt: skip
    assert refused.value.reasons == [Reason.NOBODY_HOLDS]
    wait = Task.objects.get(kind=TaskKind.BRING_DEPARTURE_ITEM)
    assert (wait.holder_org, wait.due_on, wait.note) == (cast.host, ON, "passport")
    with cast.as_app(cast.owner):
        actions.set_item(
            item, ItemSaid(state=ItemState.HAVE, file=(b"%PDF-1.4 x", "passport.pdf")),
            by=cast.owner, at=cast.now,
        )  # fmt: skip
    wait.refresh_from_db()
    item.refresh_from_db()
    assert wait.done_at is not None
    assert item.file is not None
    assert item.file.data_class == DataClass.PROFILE


def test_not_needed_needs_its_reason(leaving: Any) -> None:
    cast = leaving
    item = listed(cast)["transit_visa", cast.people[0].pk]
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.set_item(item, ItemSaid(state=ItemState.NOT_NEEDED), by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Reason.NO_REASON]


def leg(cast: Any, days: int = 3, **change: Any) -> LegSaid:
    on = datetime.combine(cast.now.date() + timedelta(days=days), datetime.min.time())
    said = LegSaid(
        from_place="Brussels", to_place="Accra", departs=on.replace(hour=9, minute=40),
        departs_zone="Europe/Brussels", arrives=on.replace(hour=18, minute=5),
        arrives_zone="Africa/Accra", carrier="SN", number="SN 279", booking="QX7Y2",
    )  # fmt: skip
    return replace(said, **change)


def told(cast: Any) -> list[Message]:
    return [one for one in Message.objects.all() if one.to == cast.desk.email]


def test_a_changed_flight_moves_the_board_the_wait_and_tells_the_desk(leaving: Any) -> None:
    cast = leaving
    items = listed(cast)
    with cast.as_app(cast.owner):
        made = actions.put_leg(cast.case, leg(cast), by=cast.owner, at=cast.now)
    arrival = Arrival.objects.get(pk=cast.arrival.pk)
    expected = cast.now.date() + timedelta(days=3)
    assert arrival.expected_at.astimezone(ZoneInfo("Africa/Accra")).hour == 18
    assert (arrival.expected_at.date(), arrival.flight) == (expected, "SN 279")
    assert Task.objects.get(kind=TaskKind.CONFIRM_ARRIVAL).due_on == expected
    assert Case.objects.get(pk=cast.case.pk).travels_on == expected
    ticket = DepartureItem.objects.get(pk=items["ticket", cast.people[0].pk].pk)
    assert ticket.due_on == expected - timedelta(days=5)
    (message,) = told(cast)
    assert cast.case.reference in message.subject
    assert "Ansah" not in message.subject + message.body
    with cast.as_app(cast.owner):
        actions.put_leg(cast.case, leg(cast), leg=made, by=cast.owner, at=cast.now)
    assert len(told(cast)) == 1


def test_times_are_those_of_the_places(leaving: Any) -> None:
    cast = leaving
    backwards = leg(cast, arrives=leg(cast).departs - timedelta(hours=2))
    with cast.as_app(cast.owner):
        made = actions.put_leg(cast.case, leg(cast), by=cast.owner, at=cast.now)
        assert [at[-5:] for at in queries.local(made)] == ["09:40", "18:05"]
        with pytest.raises(Refused) as refused:
            actions.put_leg(cast.case, backwards, by=cast.owner, at=cast.now)
        with pytest.raises(Refused) as unknown:
            actions.put_leg(
                cast.case, leg(cast, departs_zone="Nowhere/City"), by=cast.owner, at=cast.now
            )
    assert refused.value.reasons == [Reason.ARRIVES_BEFORE]
    assert Reason.NO_ZONE in unknown.value.reasons


def test_a_ticket_that_is_removed_lets_the_others_move_up(leaving: Any) -> None:
    cast = leaving
    with cast.as_app(cast.owner):
        first = actions.put_leg(cast.case, leg(cast, 2), by=cast.owner, at=cast.now)
        actions.put_leg(cast.case, leg(cast, 3), by=cast.owner, at=cast.now)
        actions.remove_leg(first, by=cast.owner, at=cast.now)
    assert list(TravelLeg.objects.values_list("position", flat=True)) == [1]


def test_departed_is_said_once(leaving: Any) -> None:
    cast = leaving
    today = cast.now.date()
    with cast.as_app(cast.owner):
        actions.answer_departure(
            cast.case, Answer.DEPARTED, departed_on=today, by=cast.owner, at=cast.now
        )
        with pytest.raises(Refused) as refused:
            actions.answer_departure(
                cast.case, Answer.DEPARTED, departed_on=today, by=cast.owner, at=cast.now
            )
    assert refused.value.reasons == [Reason.DEPARTED_ALREADY]
    with pytest.raises(IntegrityError), transaction.atomic():
        DepartureAnswer.objects.create(
            case=cast.case, person=cast.people[0], programme=cast.programme, owner_org=cast.host,
            answer=Answer.DEPARTED, departed_on=today, at=cast.now, by=cast.owner,
        )  # fmt: skip


def test_put_off_the_arrival_and_what_is_due_move_with_it(leaving: Any) -> None:
    cast = leaving
    to = cast.now.date() + timedelta(days=11)
    with cast.as_app(cast.owner):
        actions.answer_departure(
            cast.case, Answer.POSTPONED, postponed_to=to, by=cast.owner, at=cast.now
        )
    assert Arrival.objects.get().expected_at == cast.arrival.expected_at + timedelta(days=10)
    assert Task.objects.get(kind=TaskKind.CONFIRM_ARRIVAL).due_on == to
    assert Case.objects.get(pk=cast.case.pk).stage == Stage.ARRIVAL


def test_not_departed_closes_the_case_for_good(leaving: Any, client_of: Any) -> None:
    cast = leaving
    client, url = client_of(cast.owner), f"/cases/{cast.case.pk}/departure/not-departed/"
    page = client.get(url).content.decode()
    assert "This can’t be taken back" in page.replace("&#x27;", "’")
    assert client.post(url, {}).status_code == 409
    assert client_of(cast.partner).get(url).status_code == 403
    assert client.post(url, {"why": "changed_mind"}).status_code == 302
    case = Case.objects.get(pk=cast.case.pk)
    assert (case.stage, case.closure_reason) == (Stage.CLOSURE, "not_departed")
    assert Arrival.objects.get().status == ArrivalStatus.NOT_ARRIVED
    assert not Task.objects.filter(case_id=case.pk, done_at=None).exists()
    assert client.post(url, {"why": "no_show"}).status_code == 409
    with cast.as_app(cast.owner), pytest.raises(Refused):
        actions.answer_departure(
            case, Answer.NOT_DEPARTED, why=NotDeparted.NO_SHOW, by=cast.owner, at=cast.now
        )


def test_the_host_side_is_asked_as_many_days_after_as_the_rule_says(leaving: Any) -> None:
    cast = leaving
    assert jobs.ask(at=cast.now + timedelta(days=30)) == 0
    assert jobs.ask(at=cast.now + timedelta(days=31)) == 1
    assert jobs.ask(at=cast.now + timedelta(days=32)) == 0
    wait = Task.objects.get(kind=TaskKind.CONFIRM_DEPARTURE)
    assert (wait.holder, wait.holder_org) == (cast.owner, cast.host)


def test_who_arrived_is_not_asked_about(leaving: Any) -> None:
    cast = leaving
    jobs.ask(at=cast.now + timedelta(days=31))
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        cases.confirm_arrival(cast.arrival, adults=1, children=1, by=cast.officer, at=cast.now)
    assert not Task.objects.filter(kind=TaskKind.CONFIRM_DEPARTURE, done_at=None).exists()
    assert jobs.ask(at=cast.now + timedelta(days=60)) == 0


def test_reception_reads_neither_papers_nor_tickets(leaving: Any) -> None:
    cast = leaving
    listed(cast)
    with cast.as_app(cast.owner):
        actions.put_leg(cast.case, leg(cast), by=cast.owner, at=cast.now)
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        assert not DepartureItem.objects.exists()
        assert not TravelLeg.objects.exists()
    with cast.as_app(cast.stranger):
        assert not DepartureItem.objects.exists()
    with cast.as_app(cast.partner):
        assert TravelLeg.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_sheet_holds_what_the_desk_has_and_no_more(
    leaving: Any, client_of: Any, language: str
) -> None:
    cast = leaving
    with cast.as_app(cast.owner):
        actions.put_leg(cast.case, leg(cast), by=cast.owner, at=cast.now)
        with translation.override(language):
            data = sheets.data(
                cast.case, persons.members(cast.case.household_id), on=cast.now.date()
            )
    told = str(data)
    assert "Efua Ansah" in told
    assert "QX7Y2" not in told
    assert "Tailor" not in told
    answer = client_of(cast.owner).get(f"/cases/{cast.case.pk}/departure/sheet/{language}/")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")


def test_the_pages_begin_change_and_answer(leaving: Any, client_of: Any) -> None:
    cast = leaving
    client, base = client_of(cast.owner), f"/cases/{cast.case.pk}/departure/"
    assert "The list is not begun" in client.get(base).content.decode()
    assert client.post(f"{base}begin/").status_code == 302
    page = client.get(base).content.decode()
    assert "Passport or laissez-passer" in page
    item = DepartureItem.objects.get(template__code="passport", person=cast.people[0])
    url = f"/departure-items/{item.pk}/"
    assert client.post(url, {"state": "not_needed"}).status_code == 409
    assert client.post(url, {"state": "have", "remark": "Seen"}).status_code == 302
    on = cast.now.date() + timedelta(days=4)
    day = {"day": on.day, "month": on.month, "year": on.year}
    ticket = {
        "from_place": "Brussels", "to_place": "Accra", "departs_at": "09:40",
        "arrives_at": "18:05", "departs_zone": "Europe/Brussels", "arrives_zone": "Africa/Accra",
        **{f"departs_on_{k}": v for k, v in day.items()},
        **{f"arrives_on_{k}": v for k, v in day.items()},
    }  # fmt: skip
    assert client.post(f"{base}ticket/", ticket).status_code == 302
    one = TravelLeg.objects.get()
    assert client.post(f"/tickets/{one.pk}/", {**ticket, "number": "SN 9"}).status_code == 302
    assert client.post(f"/tickets/{one.pk}/remove/").status_code == 302
    wrong = client.post(f"{base}answer/", {"answer": "postponed"})
    assert wrong.status_code == 409
    stranger = client_of(cast.stranger)
    assert stranger.get(base).status_code == 404
    assert stranger.get(url).status_code == 404
    assert client_of(cast.officer).get(base).status_code == 403


def test_a_programme_states_its_own_checklist(cast: Any, client_of: Any) -> None:
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    client, url = client_of(manager), f"/programmes/{cast.programme.pk}/checklist/"
    assert "has stated nothing" in client.get(url).content.decode()
    today = cast.now.date()
    said = {
        "code": "visa", "name_en": "Visa", "name_fr": "Visa", "name_ar": "تأشيرة",
        "for_whom": "each", "is_required": "on", "days_before": 4, "valid_from_day": today.day,
        "valid_from_month": today.month, "valid_from_year": today.year,
    }  # fmt: skip
    assert client.post(url, said).status_code == 302
    assert client.post(url, said).status_code == 409
    assert [item.code for item in queries.checklist_on(cast.programme.pk, today)] == ["visa"]
    item = ChecklistItem.objects.get(programme=cast.programme)
    other = cast.user("other", cast.partner_org, Role.PROGRAMME_MANAGER)
    client_of(other).post(f"/checklist/{item.pk}/end/")
    item.refresh_from_db()
    assert item.valid_until is None
    client.post(f"/checklist/{item.pk}/end/")
    item.refresh_from_db()
    assert item.valid_until is not None
