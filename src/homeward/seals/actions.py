"""Every write on seals: set with its team, team changed, lifted by two."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from homeward.access.keys import restrictions
from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.persons.models import Person
from homeward.seals import queries, rules
from homeward.seals.models import Seal, SealedFile, TeamMember
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

DAYS_TO_DECIDE = 7


@transaction.atomic
def seal(
    case: Case, people: Sequence[Person], team: Sequence[User], why: str, *, by: User, at: datetime
) -> Seal:
    """Closes what the actor's organisation holds of these persons to all but the team.

    Whoever seals is in the team; open waits named to others of the organisation become the team's.
    """
    require(by, "seals.seal")
    return _seal(case, people, team, why, by=by, at=at)


@transaction.atomic
def seal_by_rule(
    case: Case, people: Sequence[Person], team: Sequence[User], why: str, *, by: User, at: datetime
) -> Seal | None:
    """A rule of the programme seals, whoever's act it follows; nothing where a seal is in force."""
    if queries.in_force(case):
        return None
    return _seal(case, people, team, why, by=by, at=at)


def _seal(
    case: Case, people: Sequence[Person], team: Sequence[User], why: str, *, by: User, at: datetime
) -> Seal:
    members = {user.pk: user for user in [by, *team]}
    refuse_if(
        rules.reasons_not_to_seal(
            rules.SealingFacts(
                sealed_already=queries.in_force(case) is not None,
                files=len(people),
                reason_given=bool(why.strip()),
                team_is_own=all(_is_own(user, by) for user in members.values()),
            )
        )
    )
    common = _common(case, by)
    found = Seal(case=case, why=why.strip(), sealed_by=by, sealed_at=at, **common)
    _note(found, files=[person.pk for person in people], team=list(members))
    found.save(force_insert=True)
    for user in members.values():
        TeamMember.objects.create(seal=found, user=user, added_by=by, added_at=at, **common)
    # From here on the database closes the files: each row below is the last to be written.
    for person in people:
        SealedFile.objects.create(seal=found, **common | {"person_id": person.pk})
    _leave_to_team(found, list(members), worker=by)
    return found


def _leave_to_team(seal: Seal, team: list[int], *, worker: User) -> None:
    """A worker outside of the team could not work on it any more."""
    Case.objects.filter(pk=seal.case_id, worker__organisation=seal.owner_org_id).exclude(
        worker__in=team
    ).update(worker=worker)
    tasks.leave_to(seal.case_id, seal.owner_org, keep=team)


def _note(
    seal: Seal, *, files: Iterable[UUID] | None = None, team: Iterable[int], lifted: bool = False
) -> None:
    """How the seal stands from now on, beside the keys: a restored backup may not know of it."""
    if files is None:
        files = seal.files.values_list("person_id", flat=True)
    restrictions.note(
        Seal,
        [seal.pk],
        case=str(seal.case_id),
        person=str(seal.person_id),
        programme=seal.programme_id,
        owner_org=seal.owner_org_id,
        by=seal.sealed_by_id,
        at=seal.sealed_at.isoformat(),
        files=sorted(str(person) for person in files),
        team=sorted(team),
        lifted=lifted,
    )


def _common(case: Case, by: User) -> dict[str, Any]:
    return {
        "owner_org": by.organisation_of_rows,
        "programme_id": case.programme_id,
        "person_id": case.person_id,
    }


def _is_own(user: User, by: User) -> bool:
    return user.is_active and user.organisation_id == by.organisation_id


def _locked(seal: Seal) -> Seal:
    return Seal.objects.select_for_update(of=("self",)).get(pk=seal.pk)


@transaction.atomic
def add(seal: Seal, user: User, *, by: User, at: datetime) -> None:
    require(by, "seals.change_team")
    seal = _locked(seal)
    in_team = seal.team.filter(user=user, removed_at__isnull=True).exists()
    refuse_if(
        rules.reasons_not_to_add(in_force=seal.in_force, in_team=in_team, is_own=_is_own(user, by))
    )
    common = _common(seal.case, by)
    _note(seal, team=[user.pk, *(member.user_id for member in queries.team(seal))])
    TeamMember.objects.create(seal=seal, user=user, added_by=by, added_at=at, **common)


@transaction.atomic
def remove(seal: Seal, user: User, *, by: User, at: datetime) -> None:
    """The file closes to this user with the commit; what waited for them is the team's."""
    require(by, "seals.change_team")
    seal = _locked(seal)
    staying = [member.user_id for member in queries.team(seal) if member.user_id != user.pk]
    refuse_if(rules.reasons_not_to_remove(in_force=seal.in_force, team=len(staying) + 1))
    _note(seal, team=staying)
    tasks.leave_to(seal.case_id, by.organisation_of_rows, keep=staying)
    seal.team.filter(user=user, removed_at__isnull=True).update(removed_by=by, removed_at=at)


@transaction.atomic
def ask_to_lift(seal: Seal, why: str, *, by: User, at: datetime) -> None:
    """A second person of the team decides."""
    require(by, "seals.ask_to_lift")
    seal = _locked(seal)
    refuse_if(
        rules.reasons_not_to_ask(
            in_force=seal.in_force,
            asked=seal.lift_asked_at is not None,
            team=len(queries.team(seal)),
            reason_given=bool(why.strip()),
        )
    )
    seal.lift_why, seal.lift_asked_by, seal.lift_asked_at = why.strip(), by, at
    seal.save(update_fields=["lift_why", "lift_asked_by", "lift_asked_at"])
    tasks.begin(
        TaskKind.DECIDE_LIFTING,
        seal.pk,
        holder_org=seal.owner_org_id,
        waiter_org=seal.owner_org_id,
        waiter=by,
        at=at,
        programme_id=seal.programme_id,
        case_id=seal.case_id,
        person_id=seal.person_id,
        reference=seal.case.reference,
        due_on=at.date() + timedelta(days=DAYS_TO_DECIDE),
    )


@transaction.atomic
def lift(seal: Seal, *, by: User, at: datetime) -> None:
    """The second person agrees: the file opens to whom the gate's other terms open it."""
    seal = _deciding(seal, by=by, at=at)
    _note(seal, files=[], team=[], lifted=True)
    seal.lifted_by, seal.lifted_at = by, at
    seal.save(update_fields=["lifted_by", "lifted_at"])


@transaction.atomic
def keep(seal: Seal, *, by: User, at: datetime) -> None:
    """The second person does not agree: the seal stays, and it may be asked again."""
    seal = _deciding(seal, by=by, at=at)
    seal.lift_why, seal.lift_asked_by, seal.lift_asked_at = "", None, None
    seal.save(update_fields=["lift_why", "lift_asked_by", "lift_asked_at"])


def _deciding(seal: Seal, *, by: User, at: datetime) -> Seal:
    require(by, "seals.lift")
    seal = _locked(seal)
    refuse_if(
        rules.reasons_not_to_decide(
            in_force=seal.in_force,
            asked=seal.lift_asked_at is not None,
            is_second=seal.lift_asked_by_id != by.pk,
        )
    )
    tasks.end(TaskKind.DECIDE_LIFTING, seal.pk, at=at)
    return seal


def seal_again(*, at: datetime) -> int:
    """In a restored backup, as the database's owner: seals and smaller teams. How many changed.

    The reason that was given is lost with the backup. One that was lifted since stays, and is
    lifted by its team again.
    """
    return sum(
        _seal_again(key, said, at=at)
        for key, said in restrictions.last(Seal).items()
        if not said["lifted"] and Case.objects.filter(pk=said["case"]).exists()
    )


@transaction.atomic
def _seal_again(key: str, said: dict[str, Any], *, at: datetime) -> bool:
    on_case = Seal.objects.filter(case=said["case"], owner_org=said["owner_org"])
    seal = on_case.filter(lifted_at=None).first()
    changed = seal is None
    if seal is None:
        seal = _set_again(key, said)
    under = seal.files.values_list("person_id", flat=True)
    for person in Person.objects.filter(pk__in=said["files"]).exclude(pk__in=under):
        SealedFile.objects.create(seal=seal, **_of(said) | {"person_id": person.pk})
        changed = True
    members = seal.team.filter(removed_at=None)
    # Where nobody of it is left there, it stays as it was: a seal has a team.
    if members.filter(user__in=said["team"]).exists():
        changed |= bool(members.exclude(user__in=said["team"]).update(removed_at=at))
    if changed:
        staying = [member.user for member in members.select_related("user")]
        worker = min(staying, key=lambda user: user.pk != seal.sealed_by_id)
        _leave_to_team(seal, [user.pk for user in staying], worker=worker)
    return changed


def _set_again(key: str, said: dict[str, Any]) -> Seal:
    """By who set it, with who was in its team; or else whoever has been there longest."""
    users = User.objects.filter(organisation=said["owner_org"]).order_by("-is_active", "pk")
    team = list(users.filter(pk__in=said["team"], is_active=True)) or list(users[:1])
    by = min(team, key=lambda user: user.pk != said["by"])
    seal = Seal.objects.create(
        pk=key, case_id=said["case"], sealed_by=by, sealed_at=said["at"], **_of(said)
    )
    for user in team:
        TeamMember.objects.create(
            seal=seal, user=user, added_by=by, added_at=said["at"], **_of(said)
        )
    return seal


def _of(said: dict[str, Any]) -> dict[str, Any]:
    return {
        "owner_org_id": said["owner_org"],
        "programme_id": said["programme"],
        "person_id": said["person"],
    }
