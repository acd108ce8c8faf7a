"""Who finds a sealed file: its team, and whoever the consent lets in elsewhere. Nobody else."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from homeward.access.choices import Role
from homeward.cases import actions as cases
from homeward.cases.models import Case, Fact, Note
from homeward.conftest import Cast
from homeward.desk import queries as desk
from homeward.persons import queries as persons
from homeward.persons import search
from homeward.persons.models import Contact, Household, Person
from homeward.seals import actions
from homeward.seals.models import Seal, SealedFile, TeamMember
from homeward.tasks import queries as tasks
from homeward.tasks.models import Task


def test_the_team_sees_the_file_and_writes_on_it(sealed: Any) -> None:
    for member in (sealed.focal, sealed.deputy):
        with sealed.cast.as_app(member):
            case = Case.objects.get(pk=sealed.case.pk)
            assert Person.objects.count() == 2
            cases.note(case, "Seen today", by=member, at=sealed.cast.now)
            assert case.sealed
            assert Note.objects.get(by=member).sealed


def test_a_cleared_colleague_finds_nothing_of_it(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.colleague):
        for model in (Person, Household, Contact, Case, Fact, Seal, SealedFile, TeamMember, Task):
            assert not model._default_manager.exists(), model
        assert not search.find("Efua Ansah")
        assert desk.counts_by_stage() == []
        assert not desk.search(sealed.case.reference, sealed.colleague)
        assert tasks.count_held_by(sealed.colleague) == 0


def test_a_colleague_writes_nothing_on_it(sealed: Any) -> None:
    colleague = sealed.colleague
    with sealed.cast.as_app(colleague):
        assert Case.objects.filter(pk=sealed.case.pk).update(destination="x") == 0
        assert Fact.objects.all().delete()[0] == 0
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            Note.objects.create(
                case_id=sealed.case.pk, text="x", at=sealed.cast.now, by=colleague,
                owner_org=sealed.cast.host, programme=sealed.cast.programme,
                person=sealed.people[0],
            )  # fmt: skip
    assert refused.value.__cause__.sqlstate == "42501"


def test_the_partner_sees_by_consent_as_before(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.cast.partner):
        assert Person.objects.count() == 2
        assert not Seal.objects.exists()


def test_what_is_written_later_about_a_sealed_person_is_sealed(sealed: Any) -> None:
    """By the partner it is the partner's own, which did not seal."""
    with sealed.cast.as_app(sealed.cast.partner):
        case = Case.objects.get(pk=sealed.case.pk)
        note = cases.note(case, "x", by=sealed.cast.partner, at=sealed.cast.now)
        assert not Note.objects.get(pk=note.pk).sealed


def test_a_partner_seals_its_own_and_what_is_shared_with_it(sealed: Any) -> None:
    cast = sealed.cast
    focal = cast.user("partner-focal", cast.partner_org, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(cast.partner):
        case = Case.objects.get(pk=sealed.case.pk)
        cases.note(case, "Ours", by=cast.partner, at=cast.now)
    with cast.as_app(focal):
        case = Case.objects.get(pk=sealed.case.pk)
        actions.seal(case, list(Person.objects.all()), [], "Threats", by=focal, at=cast.now)
        assert Person.objects.count() == 2
        assert Note.objects.get().sealed
    with cast.as_app(cast.partner):
        assert not Person.objects.exists()
        assert not Case.objects.exists()
        assert not Note.objects.exists()
        assert not Task.objects.exists()
        assert Case.objects.filter(pk=sealed.case.pk).update(destination="x") == 0
    # The owner's team is untouched by the partner's seal.
    with cast.as_app(sealed.focal):
        assert Person.objects.count() == 2


def test_a_sealed_member_of_an_open_household_is_not_there(sealing: Any) -> None:
    sealed = sealing(people=lambda every: every[1:])
    with sealed.cast.as_app(sealed.colleague):
        case = Case.objects.get(pk=sealed.case.pk)
        members = persons.members(case.household_id)
        assert [str(person) for person in members] == ["Efua Ansah"]
        # As a person who returns alone is called.
        assert persons.family_name_of(members) == "Efua Ansah"
        assert sealed.people[1] not in [hit.person for hit in search.find("Yaw Ansah")]
        assert Task.objects.exists()
    with sealed.cast.as_app(sealed.focal):
        assert len(persons.members(case.household_id)) == 2


def test_lifting_opens_the_file_again(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.focal):
        actions.ask_to_lift(sealed.seal, "The danger is over", by=sealed.focal, at=sealed.cast.now)
    with sealed.cast.as_app(sealed.deputy):
        actions.lift(sealed.seal, by=sealed.deputy, at=sealed.cast.now)
        assert Seal.objects.get().lifted_by == sealed.deputy
    with sealed.cast.as_app(sealed.colleague):
        assert Person.objects.count() == 2
        # That there was one stays the team's.
        assert not Seal.objects.exists()


def test_who_is_taken_out_of_the_team_sees_nothing_any_more(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.focal):
        actions.remove(sealed.seal, sealed.deputy, by=sealed.focal, at=sealed.cast.now)
    with sealed.cast.as_app(sealed.deputy):
        assert not Person.objects.exists()
        assert not Seal.objects.exists()


def test_a_member_may_leave_and_the_file_closes_behind(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.deputy):
        actions.remove(sealed.seal, sealed.deputy, by=sealed.deputy, at=sealed.cast.now)
    with sealed.cast.as_app(sealed.deputy):
        assert not Case.objects.exists()


def test_the_database_keeps_the_team_from_being_empty(sealed: Any) -> None:
    with pytest.raises(IntegrityError, match="never empty"), transaction.atomic():
        empty_the_team(sealed)


def empty_the_team(sealed: Any) -> None:
    TeamMember.objects.update(removed_at=sealed.cast.now)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def test_membership_alone_does_not_clear_for_a_class(sealed: Any) -> None:
    manager = sealed.cast.user("manager", sealed.cast.host, Role.PROGRAMME_MANAGER)
    with sealed.cast.as_app(sealed.focal):
        actions.add(sealed.seal, manager, by=sealed.focal, at=sealed.cast.now)
    with sealed.cast.as_app(manager):
        assert Case.objects.exists()
        assert not Person.objects.exists()


@pytest.mark.parametrize("page", ["desk:case", "cases:facts", "persons:consent", "seals:seal"])
def test_a_sealed_case_answers_as_one_that_does_not_exist(
    sealed: Any, client_of: Any, page: str
) -> None:
    sealed.colleague.roles = [Role.CASE_MANAGER, Role.RETURN_COUNSELLOR]
    sealed.colleague.save()
    # A change of roles renews the stamp that each session carries.
    sealed.colleague.refresh_from_db()
    client = client_of(sealed.colleague)
    other = uuid4()
    there = client.get(reverse(page, args=[sealed.case.pk]))
    not_there = client.get(reverse(page, args=[other]))
    assert (there.status_code, not_there.status_code) == (404, 404)
    # The page names the address that was asked for.
    as_other = there.content.replace(str(sealed.case.pk).encode(), str(other).encode())
    assert without_tokens(as_other) == without_tokens(not_there.content)
    # The number of each request is its own.
    numbers = {answer.headers.pop("X-Request-ID") for answer in (there, not_there)}
    assert len(numbers) == 2
    assert there.headers == not_there.headers


@pytest.mark.parametrize(
    "path",
    ["/", "/cases/", "/cases/?state=all", "/search/?q=Ansah", "/cases/?text=Ansah", "/arrivals/"],
)
def test_every_list_reads_as_if_the_case_were_not_there(
    cast: Cast, client_of: Any, sealing: Any, path: str
) -> None:
    cast.owner.roles = [Role.CASE_MANAGER, Role.RETURN_COUNSELLOR]
    cast.owner.save()
    client = client_of(cast.owner)
    before = client.get(path)
    sealing()
    after = client.get(path)
    assert after.status_code == before.status_code
    assert without_tokens(after.content) == without_tokens(before.content)


def without_tokens(body: bytes) -> bytes:
    """Each answer has form tokens of its own."""
    return re.sub(
        rb'((?:csrfmiddlewaretoken|page_mark)" value="|X-CSRFToken": ")[^"]+', rb"\1", body
    )


def test_open_waits_become_the_team_s(sealed: Any) -> None:
    """The counsellor who opened the case held its next step by name."""
    with sealed.cast.as_app(sealed.focal):
        waits = Task.objects.filter(case_id=sealed.case.pk, done_at__isnull=True)
        assert [(task.holder_id, task.holder_org_id) for task in waits] == [
            (None, sealed.cast.host.pk)
        ]
        assert Case.objects.get(pk=sealed.case.pk).worker == sealed.focal
