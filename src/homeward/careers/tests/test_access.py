"""Who sees a person's skills, work and wishes, as the app role."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from homeward.access.choices import ActorKind, DataClass, Role
from homeward.access.models import User
from homeward.careers import actions, queries
from homeward.careers.models import Certificate, HeldSkill, PastWork, Wish
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy

TABLES = (PastWork, HeldSkill, Certificate, Wish)


@pytest.fixture
def told(cast: Any, keep: Any, trades: Any) -> Any:
    case, people = cast.family()
    keep(case, people[0])
    with cast.as_app(cast.owner):
        source = actions.Source(said_on=cast.now.date())
        actions.keep_certificate(
            case, people[0], actions.Shown(title="Sewing, level 2"), source=source, by=cast.owner,
            at=cast.now,
        )  # fmt: skip
        wished = actions.Wished(kinds=["training"])
        actions.wish(case, people[0], wished, by=cast.owner, at=cast.now)
    return case, people


def seen(cast: Any, user: Any) -> list[int]:
    with cast.as_app(user):
        return [model.objects.count() for model in TABLES]


def test_the_owner_sees_it_the_stranger_and_no_actor_don_t(cast: Any, told: Any) -> None:
    assert seen(cast, cast.owner) == [1, 1, 1, 1]
    assert seen(cast, cast.stranger) == [0, 0, 0, 0]
    with cast.as_app():
        assert [model.objects.count() for model in TABLES] == [0, 0, 0, 0]


def test_the_partner_sees_it_under_agreement_and_consent_alone(cast: Any, told: Any) -> None:
    _case, people = told
    assert seen(cast, cast.partner) == [0, 0, 0, 0]
    cast.agree(cast.host, cast.partner_org)
    assert seen(cast, cast.partner) == [0, 0, 0, 0]
    cast.consent(people[0], cast.partner_org, classes=frozenset({DataClass.IDENTITY}))
    assert seen(cast, cast.partner) == [0, 0, 0, 0]
    cast.consent(people[0], cast.partner_org)
    assert seen(cast, cast.partner) == [1, 1, 1, 1]


def test_a_profile_holds_what_its_reader_sees(cast: Any, told: Any, trades: Any) -> None:
    _case, people = told
    with cast.as_app(cast.owner):
        profile = queries.profiles([people[0].pk])[people[0].pk]
    (held,) = profile.occupations
    assert (held.occupation_id, held.years) == (trades.occupation("tailor").pk, 6)
    assert profile.skills == {trades.skill("sew by machine").pk}
    assert profile.wishes.kinds == ("training",)
    assert len(profile.certificates) == 1
    with cast.as_app(cast.stranger):
        assert queries.profiles([people[0].pk]) == {}


def test_the_languages_are_those_of_the_file_and_of_what_was_said(cast: Any) -> None:
    case, people = cast.family()
    with cast.as_app(cast.owner):
        cases.record_fact(
            case, FactKind.LANGUAGES, "Twi, reads some English", person=people[0],
            said_by=SaidBy.PERSON, said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
        profile = queries.profiles([people[0].pk])[people[0].pk]
    assert profile.languages == ("tw", "en")


def test_who_may_not_keep_it_is_refused(cast: Any, keep: Any) -> None:
    case, people = cast.family()
    coordinator = cast.user("coordinator", cast.host, Role.HOST_COORDINATOR)
    with pytest.raises(PermissionDenied):
        keep(case, people[0], by=coordinator)


@pytest.fixture
def own(cast: Any) -> Any:
    """The person signs in; the block runs as them."""
    case, people = cast.family()
    user = User.objects.create(
        email="efua@example.org", name="Efua", roles=[Role.RETURNEE.value], person_id=people[0].pk
    )
    return case, people, user


def test_a_person_states_their_own_wish_and_nobody_else_s(cast: Any, own: Any) -> None:
    _case, people, user = own
    wished = actions.Wished(kinds=["vacancy"], max_km=20)
    with cast.as_app(user, kind=ActorKind.PERSON):
        row = actions.wish_own(people[0], wished, by=user, at=cast.now)
    assert (row.owner_org_id, row.is_from_portal) == (cast.host.pk, True)
    assert seen(cast, cast.owner) == [0, 0, 0, 1]
    with (
        cast.as_app(user, kind=ActorKind.PERSON),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        actions.wish_own(people[1], wished, by=user, at=cast.now)


def test_nobody_speaks_for_the_person_on_their_pages(cast: Any, own: Any) -> None:
    _case, people, _user = own
    with cast.as_app(cast.owner), pytest.raises(DatabaseError), transaction.atomic():
        Wish(
            person=people[0], programme=cast.programme, owner_org=cast.host, kinds=["vacancy"],
            is_from_portal=True, added_at=cast.now, added_by=cast.owner,
        ).save(force_insert=True)  # fmt: skip


def test_a_wish_is_never_changed(cast: Any, told: Any) -> None:
    with cast.as_app(cast.owner):
        assert Wish.objects.update(max_km=1) == 0
