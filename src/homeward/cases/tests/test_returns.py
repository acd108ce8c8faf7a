"""Returns told afterwards, returns of those who are known, and persons without a name."""

from datetime import timedelta
from typing import Any

import pytest

from homeward.access.choices import DataClass, Role
from homeward.cases import actions, jobs
from homeward.cases.choices import ConfirmationStatus, FactKind, Reason, SaidBy, Stage
from homeward.cases.models import Case, Fact, HostConfirmation, Joining
from homeward.core.refusals import Refused
from homeward.persons import actions as persons
from homeward.persons import search
from homeward.persons.choices import HouseholdRole
from homeward.persons.models import Household, Person
from homeward.programmes.choices import WayKind
from homeward.programmes.choices.criteria import Residence
from homeward.programmes.models import Corridor
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def waits(case: Case) -> set[str]:
    return set(Task.objects.filter(case_id=case.pk, done_at=None).values_list("kind", flat=True))


@pytest.fixture
def reported(cast: Any) -> Any:
    """A return that the partner in the country of origin reports: the host may be asked."""
    cast.agree(cast.partner_org, cast.host)
    cast.agree(cast.host, cast.partner_org)
    with cast.as_app(cast.partner):
        household, people = persons.register(
            [persons.Member(role=HouseholdRole.HEAD, given_name="Kwame", family_name="Boateng",
                            origin_countries=["GH"])],
            programme=cast.programme, by=cast.partner, at=cast.now,
        )  # fmt: skip
        cast.case = actions.open_case(
            household, programme=cast.programme, host_country="BE", origin_country="GH",
            opening=actions.Opening(
                kind=WayKind.RETROACTIVE, arrived_on=cast.now.date() - timedelta(days=20)
            ),
            by=cast.partner, at=cast.now,
        )  # fmt: skip
        actions.record_fact(
            cast.case, FactKind.TRADE, "Driver", person=people[0], said_by=SaidBy.PERSON,
            said_on=cast.now.date(), by=cast.partner, at=cast.now,
        )  # fmt: skip
        actions.finish_intake(cast.case, by=cast.partner, at=cast.now)
    cast.consent(people[0], cast.host, by=cast.partner)
    cast.case = Case.objects.get(pk=cast.case.pk)
    return cast


def asked(cast: Any) -> HostConfirmation:
    with cast.as_app(cast.partner):
        return actions.ask_host(cast.case, cast.host, by=cast.partner, at=cast.now)


def test_a_return_told_afterwards_needs_its_day(cast: Any) -> None:
    case, _people = cast.family()
    with cast.as_app(cast.owner):
        actions.close(case, "own_choice", by=cast.owner, at=cast.now)
        with pytest.raises(Refused) as refused:
            actions.open_case(
                case.household, programme=cast.programme, host_country="BE", origin_country="GH",
                opening=actions.Opening(kind=WayKind.RETROACTIVE), by=cast.owner, at=cast.now,
            )  # fmt: skip
    assert refused.value.reasons == [Reason.NO_ARRIVAL_DAY]


def test_the_host_is_asked_and_confirms(reported: Any) -> None:
    cast = reported
    assert cast.case.stage == Stage.DECISION
    assert TaskKind.ASK_HOST in waits(cast.case)
    one = asked(cast)
    assert one.due_on == cast.now.date() + timedelta(days=7)
    assert TaskKind.CONFIRM_RETURN in waits(cast.case)
    with cast.as_app(cast.owner):
        actions.answer_host(one, confirms=True, by=cast.owner, at=cast.now)
    case = Case.objects.get(pk=cast.case.pk)
    assert case.stage == Stage.PLAN
    plan = Task.objects.get(case_id=case.pk, kind=TaskKind.DRAFT_PLAN)
    assert plan.holder_org == cast.partner_org
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.answer_host(one, confirms=True, by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_OPEN]


def test_a_host_that_knows_of_none_says_why(reported: Any) -> None:
    cast = reported
    one = asked(cast)
    with cast.as_app(cast.owner):
        with pytest.raises(Refused) as refused:
            actions.answer_host(one, confirms=False, by=cast.owner, at=cast.now)
        actions.answer_host(one, confirms=False, answer="Never ours", by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Reason.NO_EXPLANATION]
    assert Task.objects.get(kind=TaskKind.ASK_HOST, done_at=None).note == "denied"


def test_a_silent_host_expires_and_can_be_asked_again(reported: Any) -> None:
    cast = reported
    one = asked(cast)
    assert jobs.expire_silent_hosts(at=cast.now + timedelta(days=7)) == 0
    assert jobs.expire_silent_hosts(at=cast.now + timedelta(days=8)) == 1
    one.refresh_from_db()
    assert one.status == ConfirmationStatus.EXPIRED
    again = Task.objects.get(kind=TaskKind.ASK_HOST, done_at=None)
    assert (again.holder, again.note) == (cast.partner, "expired")
    assert asked(cast).status == ConfirmationStatus.ASKED


def test_only_the_host_that_was_asked_answers(reported: Any, client_of: Any) -> None:
    cast = reported
    one = asked(cast)
    assert client_of(cast.stranger).get(f"/confirmations/{one.pk}/").status_code == 403
    counsellor = cast.user("else", cast.stranger_org, Role.RETURN_COUNSELLOR)
    assert client_of(counsellor).get(f"/confirmations/{one.pk}/").status_code == 404
    done = client_of(cast.owner).post(f"/confirmations/{one.pk}/", {"decision": "confirm"})
    assert done.status_code == 302


def test_who_comes_back_gets_a_new_case_and_no_second_record(cast: Any) -> None:
    case, people = cast.family()
    with cast.as_app(cast.owner):
        actions.close(case, "completed", by=cast.owner, at=cast.now)
        again = actions.open_again(
            case, corridor=Corridor.objects.get(), destination="Tema", by=cast.owner, at=cast.now
        )
        fact = Fact.objects.get(case=again)
    assert (again.earlier, again.household) == (case, case.household)
    assert Person.objects.count() == len(people)
    assert (fact.value, fact.said_on) == ("Tailor, 6 years", cast.now.date())
    assert fact.carried_from.case == case
    assert not fact.confirmations.exists()


def test_the_page_of_a_second_return_keeps_the_first(cast: Any, client_of: Any) -> None:
    case, _people = cast.family()
    client = client_of(cast.owner)
    with cast.as_app(cast.owner):
        actions.close(case, "completed", by=cast.owner, at=cast.now)
    assert "They return again" in client.get(f"/cases/{case.pk}/way/").content.decode()
    done = client.post(
        f"/cases/{case.pk}/again/", {"corridor": Corridor.objects.get().pk, "kind": "host_first"}
    )
    assert done.status_code == 302
    newer = Case.objects.get(earlier=case)
    assert case.reference in client.get(f"/cases/{newer.pk}/way/").content.decode()
    refused = client.post(
        f"/cases/{case.pk}/again/", {"corridor": Corridor.objects.get().pk, "kind": "host_first"}
    )
    assert refused.status_code == 409
    assert client_of(cast.stranger).get(f"/cases/{case.pk}/again/").status_code == 404


def test_a_displaced_household_has_no_host_leg(cast: Any, client_of: Any) -> None:
    with cast.as_app(cast.partner):
        household, _people = persons.register(
            [persons.Member(role=HouseholdRole.HEAD, given_name="Adwoa", family_name="Sarpong")],
            programme=cast.programme, by=cast.partner, at=cast.now,
        )  # fmt: skip
        case = actions.open_case(
            household, programme=cast.programme, host_country=None, origin_country="GH",
            opening=actions.Opening(kind=WayKind.ORIGIN_FIRST, residence=Residence.DISPLACED),
            by=cast.partner, at=cast.now,
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            actions.open_again(case, corridor=Corridor.objects.get(), by=cast.partner, at=cast.now)
    assert refused.value.reasons == [Reason.OPEN_ALREADY]
    client = client_of(cast.partner)
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "No host leg" in page
    assert "Announce the arrival" not in page
    assert f"/cases/{case.pk}/departure/" not in page


@pytest.fixture
def unnamed(cast: Any) -> Any:
    """Somebody who came without a name, and somebody who is known."""
    with cast.as_app(cast.owner):
        household, people = persons.register(
            [persons.Member(role=HouseholdRole.HEAD, origin_countries=["GH"])],
            programme=cast.programme, by=cast.owner, at=cast.now,
        )  # fmt: skip
        cast.case = actions.open_case(
            household, programme=cast.programme, host_country="BE", origin_country="GH",
            by=cast.owner, at=cast.now,
        )  # fmt: skip
        cast.nobody = people[0]
        for kind, value in ((FactKind.TRADE, "Mason"), (FactKind.HEALTH, "Asthma")):
            actions.record_fact(
                cast.case, kind, value, person=cast.nobody, said_by=SaidBy.PERSON,
                said_on=cast.now.date(), by=cast.owner, at=cast.now,
            )  # fmt: skip
        actions.note(cast.case, "Came alone", by=cast.owner, at=cast.now)
        _household, known = persons.register(
            [persons.Member(role=HouseholdRole.HEAD, given_name="Yaa", family_name="Mensah",
                            origin_countries=["GH"])],
            programme=cast.programme, by=cast.owner, at=cast.now,
        )  # fmt: skip
        cast.known = known[0]
    cast.colleague = cast.user("colleague", cast.host, Role.RETURN_COUNSELLOR)
    return cast


def test_a_name_is_filled_in_later_and_found(unnamed: Any, client_of: Any) -> None:
    cast = unnamed
    url = f"/cases/{cast.case.pk}/who/"
    client = client_of(cast.owner)
    assert "Fill in what you learned" in client.get(url).content.decode()
    answer = client.post(
        url,
        {"m0-given_name": "Kojo", "m0-family_name": "Appiah", "m0-role": "head",
         "m0-sex": "male", "m0-birth_known": "unknown"},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    with cast.as_app(cast.owner):
        assert [hit.person.pk for hit in search.find("Kojo Appiah")] == [cast.nobody.pk]
        with pytest.raises(Refused) as refused:
            actions.name_person(
                cast.case, persons.Member(role=HouseholdRole.HEAD, given_name="Other"),
                by=cast.owner, at=cast.now,
            )  # fmt: skip
    assert refused.value.reasons == [Reason.NAMED_ALREADY]
    assert client_of(cast.stranger).get(url).status_code == 404


def test_joined_everything_of_the_case_is_the_known_person_s_and_can_be_read(
    unnamed: Any,
) -> None:
    cast = unnamed
    with cast.as_app(cast.owner):
        actions.join_person(
            cast.case, cast.known, "Her sister knows her", by=cast.owner, at=cast.now
        )
        case = Case.objects.get(pk=cast.case.pk)
        facts = {fact.kind: fact for fact in Fact.objects.filter(case=case)}
        assert case.person_id == cast.known.pk
        assert case.household == Household.objects.get(members=cast.known.pk)
        assert {fact.person_id for fact in facts.values()} == {cast.known.pk}
        assert facts[FactKind.HEALTH].value == "Asthma"
        assert [note.text for note in case.notes.all()] == ["Came alone"]
    assert set(case.accountabilities.values_list("person_id", flat=True)) == {cast.known.pk}
    assert not Task.objects.filter(person_id=cast.nobody.pk).exists()


def test_a_colleague_undoes_it_and_nobody_else(unnamed: Any) -> None:
    cast = unnamed
    with cast.as_app(cast.owner):
        joining = actions.join_person(
            cast.case, cast.known, "It seemed so", by=cast.owner, at=cast.now
        )
        with pytest.raises(Refused) as refused:
            actions.undo_joining(joining, by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Reason.SAME_PERSON]
    with cast.as_app(cast.colleague):
        actions.undo_joining(joining, by=cast.colleague, at=cast.now)
        case = Case.objects.get(pk=cast.case.pk)
        assert case.person_id == cast.nobody.pk
        assert Fact.objects.get(kind=FactKind.HEALTH).value == "Asthma"
        assert Joining.objects.get().undone_by == cast.colleague
        with pytest.raises(Refused) as refused:
            actions.undo_joining(joining, by=cast.colleague, at=cast.now)
    assert refused.value.reasons == [Reason.UNDONE_ALREADY]


def test_where_others_have_written_nobody_is_joined(unnamed: Any) -> None:
    cast = unnamed
    cast.agree(cast.host, cast.partner_org)
    cast.consent(cast.nobody, cast.partner_org, classes=frozenset(DataClass) - {DataClass.ASYLUM})
    with cast.as_app(cast.partner):
        actions.note(cast.case, "Called her", by=cast.partner, at=cast.now)
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.join_person(cast.case, cast.known, "Why", by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Reason.ROWS_OF_OTHERS]


def test_the_pages_find_join_and_undo(unnamed: Any, client_of: Any) -> None:
    cast = unnamed
    client, base = client_of(cast.owner), f"/cases/{cast.case.pk}/who/"
    assert "It is this person" in client.get(base, {"q": "Yaa Mensah"}).content.decode()
    assert "Who is this?" in client.get(f"/cases/{cast.case.pk}/way/").content.decode()
    done = client.post(f"{base}{cast.known.pk}/", {"reason": "Her sister knows her"})
    assert done.status_code == 302
    joining = Joining.objects.get()
    undo = client_of(cast.colleague).post(f"/joinings/{joining.pk}/undo/")
    assert undo.status_code == 302
    assert client_of(cast.stranger).get(f"/joinings/{joining.pk}/undo/").status_code == 404
