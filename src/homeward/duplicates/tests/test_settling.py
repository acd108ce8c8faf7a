"""A pair is answered, merged, taken apart: who may, who sees what, and what it comes to."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import ActorKind, Role
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.duplicates import actions, permissions, rules
from homeward.duplicates.choices import Reason, Said, Status
from homeward.duplicates.models import Answer, Pair, Side
from homeward.persons import queries as persons
from homeward.persons.models import JoinedFile, Person
from homeward.seals import actions as seals
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


@pytest.fixture
def own(files: Any) -> Any:
    """Two files of the host's own, one pair."""
    one, two = files.register(), files.register(given_name="Effua")
    assert files.raise_((one, two)) == 1
    return files, one, two, files.pair(one, two)


@pytest.fixture
def across(files: Any) -> Any:
    """A file of the host's and one of the partner's, who have an agreement."""
    files.cast.agree(files.cast.host, files.cast.partner_org)
    one, two = files.register(), files.register(files.cast.partner, given_name="Effua")
    assert files.raise_((one, two)) == 1
    return files, one, two, files.pair(one, two)


def say(
    files: Any, pair: Pair, said: Said, *, by: Any, why: str = "Seen both.", **more: Any
) -> Any:
    with files.cast.as_app(by):
        found = Pair.objects.get(pk=pair.pk)
        return actions.answer(found, said, why, by=by, at=more.pop("at", files.cast.now), **more)


def group(files: Any, by: Any, person: Person) -> list[Any]:
    with files.cast.as_app(by):
        return persons.files_of(person.pk)


def test_one_answer_settles_an_own_pair(own: Any) -> None:
    files, one, two, pair = own
    assert group(files, files.cast.owner, one) == [one.pk]
    assert say(files, pair, Said.SAME, by=files.cast.owner, principal=two.pk) == Status.MERGED
    for person in (one, two):
        assert group(files, files.cast.owner, person) == [two.pk, one.pk]
    assert not Task.objects.filter(kind=TaskKind.REVIEW_DUPLICATE, done_at=None).exists()


def test_taken_apart_each_stands_alone_again(own: Any) -> None:
    files, one, two, pair = own
    say(files, pair, Said.SAME, by=files.cast.owner)
    with files.cast.as_app(files.cast.owner):
        pair = Pair.objects.get(pk=pair.pk)
        side = Side.objects.get(pair=pair, person=two)
        with pytest.raises(Refused) as refusal:
            actions.part(pair, side, " ", by=files.cast.owner, at=files.cast.now)
        assert refusal.value.reasons == [Reason.NO_REASON]
        actions.part(pair, side, "Two sisters.", by=files.cast.owner, at=files.cast.now)
        with pytest.raises(Refused) as refusal:
            actions.part(pair, side, "Again.", by=files.cast.owner, at=files.cast.now)
        assert refusal.value.reasons == [Reason.NOT_MERGED]
        assert Pair.objects.get(pk=pair.pk).status == Status.PARTED
        assert Answer.objects.get(side=side, said=Said.PARTED).why == "Two sisters."
    assert group(files, files.cast.owner, one) == [one.pk]
    assert group(files, files.cast.owner, two) == [two.pk]


def test_a_settled_pair_is_not_answered_again(own: Any) -> None:
    files, _one, _two, pair = own
    with pytest.raises(Refused) as refusal:
        say(files, pair, Said.DIFFERENT, by=files.cast.owner, why="")
    assert refusal.value.reasons == [Reason.NO_REASON]
    assert say(files, pair, Said.DIFFERENT, by=files.cast.owner) == Status.DIFFERENT
    with pytest.raises(Refused) as refusal:
        say(files, pair, Said.SAME, by=files.cast.owner)
    assert refusal.value.reasons == [Reason.SETTLED]


def test_a_settled_pair_comes_back_only_with_changed_facts(own: Any) -> None:
    files, one, two, pair = own
    say(files, pair, Said.DIFFERENT, by=files.cast.owner)
    later = files.cast.now + timedelta(days=1)
    assert files.raise_((two, one), at=later) == 0
    assert files.raise_((two, one), facts="g", at=later) == 1
    assert files.raise_((two, one), facts="g", at=later) == 0
    # What was said of the facts before does not count now.
    assert say(files, pair, Said.LATER, by=files.cast.owner, at=later) == Status.WAITING
    last = later + timedelta(days=1)
    assert say(files, pair, Said.SAME, by=files.cast.owner, at=last) == Status.MERGED


def test_later_gives_the_wait_another_day(own: Any) -> None:
    files, _one, _two, pair = own
    assert say(files, pair, Said.LATER, by=files.cast.owner) == Status.WAITING
    due = files.cast.now.date() + timedelta(days=actions.LATER_DAYS)
    assert Task.objects.get(kind=TaskKind.REVIEW_DUPLICATE).due_on == due


def test_across_organisations_both_say_yes(across: Any) -> None:
    files, one, two, pair = across
    assert Task.objects.filter(kind=TaskKind.REVIEW_DUPLICATE, done_at=None).count() == 2
    assert say(files, pair, Said.SAME, by=files.focal) == Status.WAITING
    assert Task.objects.filter(kind=TaskKind.REVIEW_DUPLICATE, done_at=None).count() == 1
    assert not JoinedFile.objects.exists()
    assert say(files, pair, Said.SAME, by=files.other_focal) == Status.MERGED
    assert JoinedFile.objects.count() == 2
    # Merging opens nothing: each still finds their own file alone, and no sign of the other.
    for by, person in ((files.focal, one), (files.other_focal, two)):
        assert group(files, by, person) == [person.pk]
        with files.cast.as_app(by):
            assert not JoinedFile.objects.exists()
            assert list(Person.objects.values_list("pk", flat=True)) == [person.pk]


def test_where_sharing_permits_the_other_file_is_found_with_it(across: Any) -> None:
    files, one, two, pair = across
    files.cast.consent(one, files.cast.partner_org)
    say(files, pair, Said.SAME, by=files.focal)
    say(files, pair, Said.SAME, by=files.other_focal)
    assert set(group(files, files.cast.partner, two)) == {one.pk, two.pk}
    assert group(files, files.cast.owner, one) == [one.pk]


@pytest.mark.parametrize(
    ("mine", "theirs", "became"),
    [
        (Said.SAME, Said.DIFFERENT, Status.DIFFERENT),
        (Said.LINKED, Said.LINKED, Status.LINKED),
        (Said.SAME, Said.LINKED, Status.LINKED),
        (Said.LATER, Said.SAME, Status.WAITING),
    ],
)
def test_what_both_say_comes_to(across: Any, mine: Said, theirs: Said, became: Status) -> None:
    files, one, _two, pair = across
    say(files, pair, mine, by=files.focal)
    assert say(files, pair, theirs, by=files.other_focal) == became
    assert not JoinedFile.objects.exists()
    assert group(files, files.focal, one) == [one.pk]


def test_the_database_and_the_rule_come_to_the_same(files: Any) -> None:
    answers = [None, Said.SAME, Said.LINKED, Said.DIFFERENT, Said.LATER]
    body = _body_of("duplicates_settle")
    case = body[body.index("case") : body.index("end;", body.index("case")) + 3]
    for both in product(answers, answers):
        texts = [said.value if said else "" for said in both]
        with connection.cursor() as cursor:
            cursor.execute(f"select {case} from (select %s::text[] as answers) a", [texts])
            assert cursor.fetchone()[0] == rules.outcome(both), both


def _body_of(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = %s", [name])
        return str(cursor.fetchone()[0]).split("became := ")[1]


def test_neither_registering_worker_sees_a_pair_across(across: Any) -> None:
    files, one, _two, pair = across
    for worker in (files.cast.owner, files.cast.partner, files.cast.stranger):
        with files.cast.as_app(worker):
            assert not Pair.objects.exists()
            assert not Side.objects.exists()
            assert not Task.objects.filter(kind=TaskKind.REVIEW_DUPLICATE).exists()
    with files.cast.as_app(files.focal):
        assert [side.person_id for side in Side.objects.all()] == [one.pk]
        assert Pair.objects.get() == pair


def test_the_roles_of_the_focal_points_are_those_of_the_policy(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'duplicates_open_sides'")
        body = cursor.fetchone()[0]
    named = {role for role in Role if f"'{role.value}'" in body}
    assert named == set(permissions.FOCAL)


def test_nobody_answers_for_the_other_side(across: Any) -> None:
    files, one, two, pair = across
    files.cast.consent(one, files.cast.partner_org)
    theirs = Side.objects.get(pair=pair, person=one)
    with files.cast.as_app(files.other_focal), pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.create(
            side=Side.objects.get(pk=theirs.pk), owner_org=files.cast.partner_org,
            programme=files.cast.programme, person=two, said=Said.SAME, at=files.cast.now,
            by=files.other_focal,
        )  # fmt: skip
    calls = [
        (files.cast.stranger, "duplicates_settle(%s, null, now())", [pair.pk]),
        (files.focal, "persons_join(%s, %s, 1, now())", [one.pk, two.pk]),
        (files.focal, "persons_part(%s, 1, now())", [one.pk]),
        (files.focal, "duplicates_part(%s, now())", [two.pk]),
        (files.focal, "duplicates_raise('[]', now())", []),
    ]
    for by, call, given in calls:
        with files.cast.as_app(by), pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(f"select {call}", given)


def test_only_who_has_the_verb_answers(own: Any) -> None:
    files, _one, _two, pair = own
    adviser = files.cast.user("adviser", files.cast.host, Role.EMPLOYMENT_ADVISER)
    with pytest.raises(PermissionDenied):
        say(files, pair, Said.SAME, by=adviser)
    with files.cast.as_app(files.cast.stranger):
        assert not Pair.objects.filter(pk=pair.pk).exists()


@pytest.mark.parametrize("why", ["no agreement", "block", "sealed", "authority of origin"])
def test_who_may_not_be_told_is_not(files: Any, why: str) -> None:
    cast = files.cast
    one = files.register()
    if why == "authority of origin":
        desk = cast.user("deskhead", cast.desk, Role.CASE_MANAGER)
        cast.agree(cast.host, cast.desk)
        two = files.register(desk)
        assert files.raise_((one, two)) == 0
        cast.consent(one, cast.desk)
        assert files.raise_((one, two)) == 1
        return
    two = files.register(cast.partner)
    if why != "no agreement":
        cast.agree(cast.host, cast.partner_org)
    if why == "block":
        from homeward.persons import actions as people  # noqa: PLC0415

        with cast.as_app(cast.owner):
            people.block(
                one, organisation=cast.partner_org, country=None, reason="Afraid.",
                by=cast.owner, at=cast.now,
            )  # fmt: skip
    if why == "sealed":
        seal(files, one)
    assert files.raise_((one, two)) == 0


def seal(files: Any, person: Person) -> None:
    with files.cast.as_app(files.focal):
        case = Case.objects.get(household_id=person.household_id)
        seals.seal(case, [person], [], "Threatened.", by=files.focal, at=files.cast.now)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_sealed_file_leaves_no_trace(own: Any, when: str) -> None:
    """Sealed before or after the merge: who is not of the team finds one file, alone."""
    files, one, two, pair = own
    if when == "before":
        seal(files, two)
        say(files, pair, Said.SAME, by=files.focal)
    else:
        say(files, pair, Said.SAME, by=files.cast.owner)
        seal(files, two)
    with files.cast.as_app(files.cast.owner):
        assert persons.files_of(one.pk) == [one.pk]
        assert not JoinedFile.objects.exists()
        assert not Pair.objects.exists()
        assert not Side.objects.exists()
        assert not Answer.objects.exists()
        assert not Task.objects.filter(kind=TaskKind.REVIEW_DUPLICATE).exists()
    assert set(group(files, files.focal, one)) == {one.pk, two.pk}
    # A further merge goes as any other does.
    three = files.register(given_name="Efuah")
    assert files.raise_((one, three)) == 1
    assert say(files, files.pair(one, three), Said.SAME, by=files.cast.owner) == Status.MERGED
    assert set(group(files, files.cast.owner, one)) == {one.pk, three.pk}
    assert len(group(files, files.focal, one)) == 3


def test_groups_grow_and_join_and_lose_any_one(files: Any) -> None:
    cast = files.cast
    people = [files.register(given_name=name) for name in ("Efua", "Effua", "Efuah", "Afua")]
    a, b, c, d = people
    for one, two in ((a, b), (c, d), (b, c)):
        assert files.raise_((one, two)) == 1
        say(files, files.pair(one, two), Said.SAME, by=cast.owner, principal=one.pk)
    assert set(group(files, cast.owner, d)) == {one.pk for one in people}
    assert group(files, cast.owner, d)[0] == a.pk or group(files, cast.owner, d)[0] == b.pk
    # Found again, what is one person's already is not raised.
    assert files.raise_((a, d), facts="new") == 0
    principal = group(files, cast.owner, d)[0]
    leaving = next(one for one in people if one.pk == principal)
    with cast.as_app(cast.owner):
        side = Side.objects.filter(person=leaving).first()
        actions.part(side.pair, side, "Another woman.", by=cast.owner, at=cast.now)
    rest = {one.pk for one in people} - {leaving.pk}
    assert group(files, cast.owner, leaving) == [leaving.pk]
    for one in people:
        if one != leaving:
            assert set(group(files, cast.owner, one)) == rest
    assert JoinedFile.objects.filter(left_at=None, is_principal=True).count() == 1
    # Nobody said that b and d are one person but by way of c.
    with cast.as_app(cast.owner):
        side = Side.objects.filter(person=c, pair__status=Status.MERGED).first()
        actions.part(side.pair, side, "Another again.", by=cast.owner, at=cast.now)
    assert not JoinedFile.objects.filter(left_at=None).exists()


def test_the_person_reads_all_of_their_files(across: Any) -> None:
    files, one, two, pair = across
    user = files.cast.user("self", files.cast.host, Role.RETURNEE)
    user.person_id, user.organisation = one.pk, None
    user.save()

    def read() -> set[Any]:
        with files.cast.as_app(user, kind=ActorKind.PERSON):
            return set(Person.objects.values_list("pk", flat=True))

    assert read() == {one.pk}
    say(files, pair, Said.SAME, by=files.focal)
    say(files, pair, Said.SAME, by=files.other_focal)
    assert read() == {one.pk, two.pk}
    with files.cast.as_app(files.other_focal):
        side = Side.objects.get(pair=pair, person=two)
        actions.part(
            Pair.objects.get(pk=pair.pk), side, "No.", by=files.other_focal, at=files.cast.now
        )
    assert read() == {one.pk}
