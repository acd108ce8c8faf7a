"""Codes and sign-ins beneath the pages: who makes one, who sees it, what it opens."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection

from homeward.access.choices import ActorKind, DataClass, OrganisationKind, Role
from homeward.access.models import User
from homeward.cases.models import Case, Fact
from homeward.config import again
from homeward.core.refusals import Refused
from homeward.core.tests.restoring import undone
from homeward.persons.models import Consent, Person
from homeward.signins import actions, queries
from homeward.signins.choices import Kind, Part, Reason
from homeward.signins.models import Code, SignIn
from homeward.tasks.models import Task


@pytest.fixture
def make(cast: Any) -> Any:
    def act(case: Case, person: Person, *, by: User | None = None, **wanted: Any) -> Any:
        by = by or cast.owner
        with cast.as_app(by):
            return actions.make(case, person, actions.Wanted(**wanted), by=by, at=cast.now)

    return act


def enter(cast: Any, code: str, **later: float) -> str | None:
    with cast.as_app():
        return actions.enter(code, at=cast.now + timedelta(**later))


def came(cast: Any, token: str, **later: float) -> queries.Came | None:
    with cast.as_app():
        return queries.came_by(token, at=cast.now + timedelta(**later))


def test_a_code_opens_the_person_s_own_rows_once(cast: Any, make: Any) -> None:
    case, people = cast.family()
    _other, others = cast.family()
    _made, code = make(case, people[0])
    token = enter(cast, code.lower())
    assert token
    assert enter(cast, code) is None
    here = came(cast, token)
    assert here
    assert (here.kind, here.user.person_id, here.user.roles) == (
        Kind.OWN, people[0].pk, [Role.RETURNEE],
    )  # fmt: skip
    with cast.as_app(kind=ActorKind.PERSON, actor_id=here.user.pk):
        assert [one.pk for one in Person.objects.all()] == [people[0].pk]
        assert not Person.objects.filter(pk=others[0].pk).exists()


def test_a_second_code_comes_to_the_same_account(cast: Any, make: Any) -> None:
    case, people = cast.family()
    for _time in range(2):
        token = enter(cast, make(case, people[0])[1])
        assert token
        assert came(cast, token)
    made = User.objects.filter(person_id=people[0].pk)
    assert made.count() == 1
    account = made.get()
    assert (account.organisation, account.name) == (None, "Returnee")
    assert not account.has_usable_password()


def test_an_account_with_a_password_goes_on_and_one_that_was_shut_stays_shut(
    cast: Any, make: Any
) -> None:
    case, people = cast.family()
    own = cast.user("efua", cast.host, Role.RETURNEE)
    User.objects.filter(pk=own.pk).update(person_id=people[0].pk, organisation=None)
    token = enter(cast, make(case, people[0])[1])
    assert token
    assert came(cast, token).user == own  # type: ignore[union-attr]
    User.objects.filter(pk=own.pk).update(is_active=False)
    assert came(cast, token) is None
    assert enter(cast, make(case, people[0])[1]) is None


def test_unknown_used_expired_and_revoked_codes_answer_alike(cast: Any, make: Any) -> None:
    case, people = cast.family()
    assert enter(cast, "ABCD-EFGH-JKLM") is None
    _made, code = make(case, people[0])
    assert enter(cast, code, days=31) is None
    made, revoked = make(case, people[0])
    with cast.as_app(cast.owner):
        actions.revoke(made, by=cast.owner, at=cast.now)
    assert enter(cast, revoked) is None


def test_a_code_that_was_revoked_after_a_backup_ends_in_it_again_with_its_stay(
    cast: Any, make: Any
) -> None:
    case, people = cast.family()
    made, code = make(case, people[0])
    token = enter(cast, code)
    with undone(), cast.as_app(cast.owner):
        actions.revoke(made, by=cast.owner, at=cast.now)
    assert came(cast, token)
    assert again.restrict(at=cast.now + timedelta(minutes=1))["links and codes"] == 1
    assert came(cast, token) is None


def test_a_stay_ends_when_nobody_looks_when_its_time_is_over_and_with_its_code(
    cast: Any, make: Any
) -> None:
    case, people = cast.family()
    made, code = make(case, people[0])
    token = enter(cast, code)
    assert token
    assert came(cast, token, minutes=29)
    assert came(cast, token, minutes=58)
    assert came(cast, token, minutes=90) is None
    SignIn.objects.update(seen_at=cast.now + timedelta(hours=4))
    assert came(cast, token, hours=4, minutes=1) is None
    SignIn.objects.update(seen_at=cast.now)
    assert came(cast, token)
    with cast.as_app(cast.owner):
        actions.revoke(made, by=cast.owner, at=cast.now)
    assert came(cast, token) is None


def test_who_leaves_is_out(cast: Any, make: Any) -> None:
    case, people = cast.family()
    token = enter(cast, make(case, people[0])[1])
    assert token
    with cast.as_app():
        actions.leave(token, at=cast.now)
        actions.leave(token, at=cast.now)
    assert came(cast, token) is None
    assert SignIn.objects.get().ended_by == "left"


def test_the_maker_s_organisation_and_the_person_see_a_code_and_nobody_else(
    cast: Any, make: Any
) -> None:
    case, people = cast.arrived()
    make(case, people[0])
    for user, seen in ((cast.owner, 1), (cast.partner, 0), (cast.stranger, 0)):
        with cast.as_app(user):
            assert Code.objects.count() == seen
    with cast.as_app():
        assert not Code.objects.exists()


def test_a_partner_who_is_accountable_gives_codes_and_others_do_not(cast: Any, make: Any) -> None:
    case, people = cast.arrived()
    make(case, people[0], by=cast.partner)
    case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    with pytest.raises(Refused) as refused:
        make(case, people[0], by=cast.partner)
    assert refused.value.reasons == [Reason.CLOSED_FILE]
    with pytest.raises(PermissionDenied):
        make(case, people[0], by=cast.user("c", cast.host, Role.HOST_COORDINATOR))


def _raw(case: Case, person: Person, by: User, at: Any, **more: Any) -> Code:
    return Code.objects.create(
        person=person, programme_id=case.programme_id, owner_org=by.organisation_of_rows,
        kind=Kind.OWN, way="print", code_hash="x" * 64, made_at=at, made_by=by,
        expires_at=at + timedelta(days=1), **more,
    )  # fmt: skip


def test_the_database_says_so_as_well(cast: Any) -> None:
    cast.agree(cast.host, cast.partner_org)
    case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    with pytest.raises(DatabaseError), cast.as_app(cast.partner):
        _raw(case, people[0], cast.partner, cast.now)
    with pytest.raises(DatabaseError), cast.as_app(cast.owner):
        _raw(case, people[0], cast.owner, cast.now, used_at=cast.now)


def test_an_authority_of_a_country_of_origin_gives_none(cast: Any) -> None:
    """By a code of its own making it would read the asylum history that is closed to it."""
    ministry = cast.organisation("Ministry", OrganisationKind.AUTHORITY, "GH")
    officer = cast.user("ministry", ministry, Role.CASE_MANAGER)
    case, people = cast.family(by=officer)
    with pytest.raises(DatabaseError), cast.as_app(officer):
        _raw(case, people[0], officer, cast.now)


def test_nothing_of_a_code_is_rewritten(cast: Any, make: Any) -> None:
    case, people = cast.family()
    made, _code = make(case, people[0])
    for change in ({"expires_at": cast.now + timedelta(days=900)}, {"code_hash": "y" * 64},
                   {"used_at": cast.now}):  # fmt: skip
        with pytest.raises(DatabaseError), cast.as_app(cast.owner):
            Code.objects.filter(pk=made.pk).update(**change)
    with cast.as_app(cast.owner):
        assert Code.objects.filter(pk=made.pk).delete()[0] == 0


def test_a_stay_is_begun_by_the_database_alone(cast: Any, make: Any) -> None:
    case, people = cast.family()
    made, _code = make(case, people[0])
    with pytest.raises(DatabaseError), cast.as_app(cast.owner):
        SignIn.objects.create(
            person=people[0], programme_id=case.programme_id, owner_org=cast.host, code=made,
            user=cast.owner, token_hash="t" * 64, began_at=cast.now, seen_at=cast.now,
            ends_at=cast.now,
        )  # fmt: skip


HELPER = {"kind": Kind.HELPER, "helper": "Kofi Mensah", "parts": [Part.CASE, Part.PLAN]}


def test_a_helper_reads_identity_and_case_and_writes_nothing(cast: Any, make: Any) -> None:
    case, people = cast.family()
    cast.consent(people[0], cast.partner_org)
    Fact.objects.filter(case=case).update(data_class=DataClass.HEALTH)
    token = enter(cast, make(case, people[0], **HELPER)[1])
    assert token
    here = came(cast, token)
    assert here
    assert here.parts == {Part.CASE, Part.PLAN}
    with cast.as_app(kind=ActorKind.HELPER, actor_id=here.stay):
        assert [one.pk for one in Person.objects.all()] == [people[0].pk]
        assert Case.objects.count() == 1
        assert Task.objects.filter(person_id=people[0].pk).exists()
        assert queries.stay_of(here.stay).code.helper == "Kofi Mensah"
        assert not Fact.objects.exists()
        assert Consent.objects.update(withdrawn_at=cast.now) == 0
        assert Code.objects.update(revoked_at=cast.now) == 0


@pytest.mark.parametrize("change", [{"ended_at": 1}, {"seen_at": -16}, {"ends_at": -1}])
def test_a_helper_whose_time_is_over_is_nobody(cast: Any, make: Any, change: Any) -> None:
    case, people = cast.family()
    token = enter(cast, make(case, people[0], **HELPER)[1])
    here = came(cast, token or "")
    assert here
    SignIn.objects.update(
        **{name: cast.now + timedelta(minutes=after) for name, after in change.items()}
    )
    with pytest.raises(DatabaseError), cast.as_app(kind=ActorKind.HELPER, actor_id=here.stay):
        pass


def test_a_person_s_own_sign_in_is_no_helper_s(cast: Any, make: Any) -> None:
    case, people = cast.family()
    here = came(cast, enter(cast, make(case, people[0])[1]) or "")
    assert here
    with pytest.raises(DatabaseError), cast.as_app(kind=ActorKind.HELPER, actor_id=here.stay):
        pass


def test_a_child_s_code_is_its_guardian_s(cast: Any, make: Any) -> None:
    case, (mother, child) = cast.family()
    _other, (stranger, _their_child) = cast.family()
    for guardian in (None, child, stranger):
        with pytest.raises(Refused) as refused:
            make(case, child, kind=Kind.GUARDIAN, guardian=guardian)
        assert refused.value.reasons == [Reason.NO_ADULT]
    token = enter(cast, make(case, child, kind=Kind.GUARDIAN, guardian=mother)[1])
    here = came(cast, token or "")
    assert here
    assert here.user.person_id == child.pk


@pytest.mark.parametrize(
    ("wanted", "reasons"),
    [
        ({"kind": Kind.HELPER}, [Reason.NO_HELPER, Reason.NO_PART]),
        ({"way": "email"}, [Reason.NO_ADDRESS]),
    ],
)
def test_what_is_missing_is_said_at_once(
    cast: Any, make: Any, wanted: Any, reasons: list[Reason]
) -> None:
    case, people = cast.family()
    with pytest.raises(Refused) as refused:
        make(case, people[0], **wanted)
    assert refused.value.reasons == reasons


def test_the_person_makes_the_next_code_and_one_for_a_helper_and_ends_them(
    cast: Any, make: Any
) -> None:
    case, people = cast.family()
    here = came(cast, enter(cast, make(case, people[0])[1]) or "")
    assert here
    own = cast.as_app(kind=ActorKind.PERSON, actor_id=here.user.pk)
    with own:
        me = Person.objects.get(pk=people[0].pk)
        _next, code = actions.make_own(me, actions.Wanted(), by=here.user, at=cast.now)
        made, helpers = actions.make_own(me, actions.Wanted(**HELPER), by=here.user, at=cast.now)
    token = enter(cast, helpers)
    assert came(cast, token or "")
    with cast.as_app(kind=ActorKind.PERSON, actor_id=here.user.pk):
        assert [one.code.kind for one in queries.stays_of(people[0].pk)] == ["helper", "own"]
        actions.revoke(made, by=here.user, at=cast.now)
    assert came(cast, token or "") is None
    assert enter(cast, code)


def test_of_two_who_use_one_code_at_once_one_comes_in(own_database: Any, as_app: Any) -> None:
    from homeward.conftest import Cast  # noqa: PLC0415 - made on a database of the test's own

    cast = Cast(as_app)
    case, people = cast.family()
    with cast.as_app(cast.owner):
        _made, code = actions.make(case, people[0], actions.Wanted(), by=cast.owner, at=cast.now)
    begin, found = Barrier(4), []

    def come() -> None:
        begin.wait()
        try:
            found.append(actions.enter(code, at=cast.now))
        finally:
            connection.close()

    threads = [Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([token for token in found if token]) == 1
    assert SignIn.objects.count() == 1
