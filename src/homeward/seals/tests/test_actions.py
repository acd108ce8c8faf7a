from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import Role
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.seals import actions
from homeward.seals.choices import Reason
from homeward.seals.models import Seal, SealedFile
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def test_sealing_covers_the_household_and_names_its_team(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.focal):
        assert SealedFile.objects.count() == 2
        assert Seal.objects.get().why == "Threatened by the recruiters"
        assert {m.user for m in sealed.seal.team.all()} == {sealed.focal, sealed.deputy}


def test_it_is_refused_with_every_reason(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.focal), pytest.raises(Refused) as refused:
        actions.seal(
            sealed.case, [], [sealed.cast.stranger], " ", by=sealed.focal, at=sealed.cast.now
        )
    assert refused.value.reasons == [
        Reason.ALREADY_SEALED,
        Reason.NOBODY_CHOSEN,
        Reason.NO_REASON,
        Reason.NOT_OF_THE_ORGANISATION,
    ]


def test_only_a_protection_focal_point_seals(cast: Any) -> None:
    case, people = cast.family()
    with cast.as_app(cast.owner), pytest.raises(PermissionDenied):
        actions.seal(case, people, [], "x", by=cast.owner, at=cast.now)


def test_the_last_one_stays_in_the_team(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.focal):
        actions.remove(sealed.seal, sealed.deputy, by=sealed.focal, at=sealed.cast.now)
        with pytest.raises(Refused) as refused:
            actions.remove(sealed.seal, sealed.focal, by=sealed.focal, at=sealed.cast.now)
        assert refused.value.reasons == [Reason.LAST_MEMBER]
        with pytest.raises(Refused) as refused:
            actions.ask_to_lift(sealed.seal, "over", by=sealed.focal, at=sealed.cast.now)
        assert refused.value.reasons == [Reason.ALONE]


def test_nobody_is_in_the_team_twice_or_from_elsewhere(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.focal):
        for user, reason in (
            (sealed.deputy, Reason.IN_THE_TEAM),
            (sealed.cast.stranger, Reason.NOT_OF_THE_ORGANISATION),
        ):
            with pytest.raises(Refused) as refused:
                actions.add(sealed.seal, user, by=sealed.focal, at=sealed.cast.now)
            assert refused.value.reasons == [reason]


def test_lifting_takes_a_second_person_and_has_a_holder_and_a_date(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.focal):
        actions.ask_to_lift(sealed.seal, "over", by=sealed.focal, at=sealed.cast.now)
        wait = Task.objects.get(kind=TaskKind.DECIDE_LIFTING)
        assert (wait.holder_org, bool(wait.due_on)) == (sealed.cast.host, True)
        with pytest.raises(Refused) as refused:
            actions.lift(sealed.seal, by=sealed.focal, at=sealed.cast.now)
        assert refused.value.reasons == [Reason.SECOND_PERSON]
        with pytest.raises(Refused) as refused:
            actions.ask_to_lift(sealed.seal, "over", by=sealed.focal, at=sealed.cast.now)
        assert refused.value.reasons == [Reason.LIFTING_ASKED]


def test_the_second_person_may_keep_the_seal(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.focal):
        actions.ask_to_lift(sealed.seal, "over", by=sealed.focal, at=sealed.cast.now)
    with sealed.cast.as_app(sealed.deputy):
        actions.keep(sealed.seal, by=sealed.deputy, at=sealed.cast.now)
        assert Seal.objects.get().lift_asked_at is None
        assert not Task.objects.filter(kind=TaskKind.DECIDE_LIFTING, done_at=None).exists()
    with sealed.cast.as_app(sealed.deputy), pytest.raises(Refused) as refused:
        actions.lift(sealed.seal, by=sealed.deputy, at=sealed.cast.now)
    assert refused.value.reasons == [Reason.LIFTING_NOT_ASKED]


def test_a_lifted_seal_takes_no_change_and_the_case_may_be_sealed_again(sealed: Any) -> None:
    with sealed.cast.as_app(sealed.focal):
        actions.ask_to_lift(sealed.seal, "over", by=sealed.focal, at=sealed.cast.now)
    with sealed.cast.as_app(sealed.deputy):
        actions.lift(sealed.seal, by=sealed.deputy, at=sealed.cast.now)
        with pytest.raises(Refused) as refused:
            actions.add(sealed.seal, sealed.cast.owner, by=sealed.deputy, at=sealed.cast.now)
        assert refused.value.reasons == [Reason.NOT_IN_FORCE]
        case = Case.objects.get(pk=sealed.case.pk)
        actions.seal(case, sealed.people, [], "Again", by=sealed.deputy, at=sealed.cast.now)
    with sealed.cast.as_app(sealed.focal):
        assert not Case.objects.exists()


def test_a_worker_of_the_team_works_on(cast: Any) -> None:
    case, people = cast.family()
    focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(focal):
        actions.seal(Case.objects.get(pk=case.pk), people, [cast.owner], "x", by=focal, at=cast.now)
    with cast.as_app(cast.owner):
        assert Case.objects.get().worker == cast.owner
        assert Task.objects.get(done_at__isnull=True).holder == cast.owner
