"""From asking to pairs: who may, what goes in, what comes out, and a worker that was killed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.agreements.models import Agreement
from homeward.core.refusals import Refused
from homeward.crossmatches import actions, queries
from homeward.crossmatches.actions import comparing
from homeward.crossmatches.choices import Band, Outcome, Reason, Status
from homeward.crossmatches.models import Crossmatch, CrossmatchStep, Run, Side
from homeward.crossmatches.tests.conftest import LATER, Sides, worker
from homeward.persons.models import Person
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def test_whom_both_know_has_a_row_on_each_side_and_nobody_else_has_one(sides: Sides) -> None:
    ours, theirs = sides.ours("Efua", "Ansah"), sides.theirs("Efua", "Ansah")
    sides.ours("Kwabena", "Darko", year=1960)
    sides.theirs("Abla", "Fiagbe", year=2001)
    run = sides.compare()
    one, other = sides.row(ours), sides.row(theirs)
    assert Crossmatch.objects.count() == 2
    assert one.pair == other.pair
    assert (one.owner_org, one.other_org) == (sides.one, sides.other_org)
    assert (other.owner_org, other.other_org) == (sides.other_org, sides.one)
    assert one.band == Band.CERTAIN
    given = dict(Side.objects.filter(run=run).values_list("organisation", "given"))
    assert given == {sides.one.pk: 2, sides.other_org.pk: 2}


def test_each_side_sees_its_own_row_and_its_own_numbers_alone(sides: Sides) -> None:
    ours, theirs = sides.ours("Efua", "Ansah"), sides.theirs("Efua", "Ansah")
    run = sides.compare()
    for user, person in ((sides.focal, ours), (sides.other_worker, theirs)):
        with sides.cast.as_app(user):
            assert list(Crossmatch.objects.values_list("person", flat=True)) == [person.pk]
            assert CrossmatchStep.objects.count() == 1
            assert Run.objects.get() == run
            assert Side.objects.get().organisation == user.organisation
    with sides.cast.as_app(sides.cast.stranger):
        assert not Crossmatch.objects.exists()
        assert not Run.objects.exists()
        assert not Side.objects.exists()


def test_a_clause_on_files_carries_it_to_no_partner_of_ours(sides: Sides) -> None:
    cast = sides.cast
    cast.agree(cast.host, cast.partner_org)
    ours = sides.ours("Efua", "Ansah")
    sides.theirs("Efua", "Ansah")
    cast.consent(ours, cast.partner_org)
    sides.compare()
    with cast.as_app(cast.partner):
        assert Person.objects.filter(pk=ours.pk).exists()
        assert not Crossmatch.objects.exists()
        assert not Task.objects.filter(kind=TaskKind.DECIDE_CROSSMATCH).exists()


def test_the_clause_opens_no_person_to_the_other_side(sides: Sides) -> None:
    ours = sides.ours("Efua", "Ansah")
    for purpose in Purpose:
        with sides.cast.as_app(sides.other_worker, purpose):
            assert not Person.objects.filter(pk=ours.pk).exists()


@pytest.mark.parametrize("who", ["owner", "partner"])
def test_only_focal_points_ask(sides: Sides, who: str) -> None:
    user = getattr(sides.cast, who)
    with sides.cast.as_app(user), pytest.raises(PermissionDenied):
        actions.ask(sides.other_org, by=user, at=sides.cast.now)


def test_without_clauses_both_ways_nobody_asks(sides: Sides) -> None:
    Agreement.objects.latest("pk").clauses.get(from_org=sides.other_org).delete()
    with pytest.raises(Refused) as refused:
        sides.ask()
    assert refused.value.reasons == [Reason.NOT_AGREED]


def test_a_second_click_and_a_second_week_are_refused(sides: Sides) -> None:
    sides.ask()
    with pytest.raises(Refused) as refused:
        sides.ask()
    assert refused.value.reasons == [Reason.ASKED_ALREADY]
    with sides.cast.as_app(sides.focal):
        actions.cancel(Run.objects.get(), by=sides.focal, at=sides.cast.now)
    sides.compare()
    with pytest.raises(Refused) as refused:
        sides.ask()
    assert refused.value.reasons == [Reason.TOO_SOON]


def test_the_other_side_holds_the_question_until_it_joins(sides: Sides) -> None:
    run = sides.ask()
    held = Task.objects.get(kind=TaskKind.ANSWER_COMPARISON)
    assert (held.holder_org, held.due_on) == (
        sides.other_org, (sides.cast.now + timedelta(days=14)).date(),
    )  # fmt: skip
    assert worker(sides.cast) == 0
    sides.join(run)
    held.refresh_from_db()
    assert held.done_at
    with pytest.raises(Refused) as refused:
        sides.join(run)
    assert refused.value.reasons == [Reason.WRONG_STATUS]


def test_whoever_asked_does_not_join_for_the_other(sides: Sides) -> None:
    run = sides.ask()
    with sides.cast.as_app(sides.focal), pytest.raises(Refused) as refused:
        actions.join(run, by=sides.focal, at=sides.cast.now)
    assert refused.value.reasons == [Reason.NOT_YOURS]
    with sides.cast.as_app(sides.focal), pytest.raises(DatabaseError, match="as it was agreed"):
        Run.objects.filter(pk=run.pk).update(status=Status.READY)


def test_declined_nothing_was_given(sides: Sides) -> None:
    sides.ours("Efua", "Ansah")
    run = sides.ask()
    with sides.cast.as_app(sides.other_focal):
        actions.decline(run, by=sides.other_focal, at=sides.cast.now)
    assert worker(sides.cast) == 0
    assert Side.objects.get().given is None


def withdraw(sides: Sides, person: Person) -> None:
    from homeward.persons import actions as persons  # noqa: PLC0415
    from homeward.persons.models import Consent  # noqa: PLC0415

    with sides.cast.as_app(sides.cast.owner):
        ids = list(Consent.objects.filter(person=person).values_list("pk", flat=True))
        persons.withdraw_consent(ids, by=sides.cast.owner, at=sides.cast.now)


def block(sides: Sides, person: Person) -> None:
    from homeward.persons import actions as persons  # noqa: PLC0415

    with sides.cast.as_app(sides.cast.owner):
        persons.block(person, organisation=sides.other_org, by=sides.cast.owner, at=sides.cast.now)


def block_the_country(sides: Sides, person: Person) -> None:
    from homeward.persons import actions as persons  # noqa: PLC0415

    with sides.cast.as_app(sides.cast.owner):
        persons.block(
            person, country=sides.other_org.country, by=sides.cast.owner, at=sides.cast.now
        )


def seal(sides: Sides, person: Person) -> None:
    from homeward.access.choices import Role  # noqa: PLC0415
    from homeward.cases.models import Case  # noqa: PLC0415
    from homeward.seals import actions as seals  # noqa: PLC0415

    cast = sides.cast
    # One team for all: several persons of a test may be sealed.
    guard, mate = (
        User.objects.filter(name=name.title()).first()
        or cast.user(name, cast.host, Role.PROTECTION_FOCAL_POINT)
        for name in ("guard", "mate")
    )
    with cast.as_app(guard):
        seals.seal(
            Case.objects.get(person=person), [person], [guard, mate], "in danger", by=guard,
            at=cast.now,
        )  # fmt: skip


def end_the_agreement(sides: Sides, person: Person) -> None:
    Agreement.objects.filter(clauses__to_org=sides.other_org).update(status="suspended")


LOSSES = [withdraw, block, block_the_country, seal, end_the_agreement]


@pytest.mark.parametrize("lose", LOSSES)
def test_who_lost_the_ground_never_goes_in(sides: Sides, lose) -> None:
    ours, _theirs = sides.ours("Efua", "Ansah"), sides.theirs("Efua", "Ansah")
    stays, _known = sides.ours("Adjoa", "Mensah"), sides.theirs("Adjoa", "Mensah")
    run = sides.join(sides.ask())
    lose(sides, ours)
    worker(sides.cast)
    found = set(Crossmatch.objects.values_list("person", flat=True))
    assert ours.pk not in found
    run.refresh_from_db()
    if lose is end_the_agreement:
        assert (run.status, found) == (Status.CANCELLED, set())
    else:
        assert stays.pk in found
        assert Side.objects.get(run=run, organisation=sides.one).given == 1


@pytest.mark.parametrize("lose", LOSSES)
def test_a_ground_that_falls_closes_the_pair_on_both_sides_at_once(sides: Sides, lose) -> None:
    ours, theirs = sides.ours("Efua", "Ansah"), sides.theirs("Efua", "Ansah")
    sides.compare()
    lose(sides, ours)
    for user in (sides.focal, sides.other_worker, sides.cast.owner):
        with sides.cast.as_app(user):
            assert not Crossmatch.objects.exists()
            assert not CrossmatchStep.objects.exists()
            assert queries.known_elsewhere([ours.pk, theirs.pk]) == {}
    if lose is not end_the_agreement:
        assert not Task.objects.filter(
            kind=TaskKind.DECIDE_CROSSMATCH, done_at__isnull=True
        ).exists()
    with sides.cast.as_app():
        assert actions.forget(at=sides.cast.now) == 1
    assert not Crossmatch.objects.exists()
    assert not Task.objects.filter(kind=TaskKind.DECIDE_CROSSMATCH, done_at__isnull=True).exists()


@pytest.mark.parametrize("lose", [withdraw, block, block_the_country])
def test_who_was_only_compared_with_is_told_nothing(sides: Sides, lose) -> None:
    from homeward.persons.models import DeletionNotice  # noqa: PLC0415

    ours = sides.ours("Efua", "Ansah")
    lose(sides, ours)
    assert not DeletionNotice.objects.exists()
    assert not Task.objects.filter(holder_org=sides.other_org).exists()


def test_compared_again_whom_both_know_stays_one_pair(sides: Sides) -> None:
    ours, theirs = sides.ours("Efua", "Ansah"), sides.theirs("Efua", "Ansah")
    sides.compare()
    before = sides.row(ours).pair
    sides.cast.now += LATER
    run = sides.compare(at=sides.cast.now)
    assert (sides.row(ours).pair, sides.row(theirs).pair) == (before, before)
    assert Side.objects.get(run=run, organisation=sides.one).known == 1
    assert Task.objects.filter(kind=TaskKind.DECIDE_CROSSMATCH).count() == 2


def test_a_worker_killed_midway_is_taken_up_again_without_doubling(
    sides: Sides, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides.ours("Efua", "Ansah")
    sides.theirs("Efua", "Ansah")
    run = sides.join(sides.ask())

    def killed(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(comparing, "_record", killed)
        with pytest.raises(KeyboardInterrupt):
            worker(sides.cast)
    run.refresh_from_db()
    # In the test the interrupted round is rolled back; outside each of its jobs had committed.
    assert run.status == Status.READY
    assert worker(sides.cast) == 1
    assert worker(sides.cast) == 0
    assert Crossmatch.objects.count() == 2


def test_written_twice_the_second_writes_nothing(sides: Sides) -> None:
    ours, theirs = sides.ours("Efua", "Ansah"), sides.theirs("Efua", "Ansah")
    run = sides.compare()
    found = [comparing.Found(str(ours.pk), str(theirs.pk), comparing.uuid4(), Band.CERTAIN.value)]
    with sides.cast.as_app():
        comparing._record(run.pk, found, at=sides.cast.now)
    assert Crossmatch.objects.count() == 2


def test_too_many_tries_have_failed(sides: Sides) -> None:
    sides.join(sides.ask())
    Run.objects.update(begun=5)
    assert worker(sides.cast) == 0
    assert Run.objects.get().status == Status.FAILED


def test_no_user_does_what_the_worker_does(sides: Sides) -> None:
    ours, theirs = sides.ours("Efua", "Ansah"), sides.theirs("Efua", "Ansah")
    run = sides.join(sides.ask())
    calls = [
        ("select * from crossmatches_waiting()", []),
        ("select crossmatches_begin(%s, 5, now())", [run.pk]),
        ("select * from crossmatches_candidates(%s)", [run.pk]),
        (
            "select crossmatches_record(%s, %s::uuid[], %s::uuid[], %s::uuid[], '{}', now())",
            [run.pk, [ours.pk], [theirs.pk], [run.pk]],
        ),
        ("select crossmatches_forget(0, 0, now())", []),
        ("select crossmatches_covers(1, 2, 3, %s, 1::smallint)", [ours.pk]),
        ("select crossmatches_barred(1)", []),
    ]
    for statement, values in calls:
        with (
            pytest.raises(DatabaseError, match=r"done by the job|permission denied"),
            sides.cast.as_app(sides.focal),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, values)


def test_no_user_makes_or_alters_a_pair(sides: Sides) -> None:
    ours, _theirs = sides.ours("Efua", "Ansah"), sides.theirs("Efua", "Ansah")
    sides.compare()
    row = sides.row(ours)
    with (
        pytest.raises(DatabaseError, match="what a comparison found"),
        sides.cast.as_app(sides.cast.owner),
    ):
        Crossmatch.objects.filter(pk=row.pk).update(outcome=Outcome.NOT_SAME)
    with sides.cast.as_app(sides.cast.owner):
        assert Crossmatch.objects.filter(pk=row.pk).delete()[0] == 0
    made = Crossmatch(
        owner_org=sides.one, programme=sides.cast.programme, person=ours, pair=row.run_id,
        run=row.run, other_org=sides.other_org, band=Band.CERTAIN, found_at=sides.cast.now,
    )  # fmt: skip
    with sides.cast.as_app(sides.cast.owner), pytest.raises(DatabaseError, match="row-level"):
        made.save(force_insert=True)


def test_asylum_never_goes_to_an_authority_of_the_country_of_origin(sides: Sides) -> None:
    from homeward.cases import actions as cases  # noqa: PLC0415
    from homeward.cases.choices import FactKind, SaidBy  # noqa: PLC0415
    from homeward.cases.models import Case  # noqa: PLC0415

    cast = sides.cast
    type(sides.other_org).objects.filter(pk=sides.other_org.pk).update(kind="authority")
    fled, free = sides.ours("Efua", "Ansah"), sides.ours("Adjoa", "Mensah")
    sides.theirs("Efua", "Ansah")
    sides.theirs("Adjoa", "Mensah")
    with cast.as_app(cast.owner):
        cases.record_fact(
            Case.objects.get(person=fled), FactKind.ASYLUM, "refused in 2024", person=fled,
            said_by=SaidBy.PERSON, said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    run = sides.compare()
    assert set(Crossmatch.objects.filter(owner_org=sides.one).values_list("person", flat=True)) == {
        free.pk
    }
    assert Side.objects.get(run=run, organisation=sides.one).given == 1


def test_nothing_of_a_comparison_here_is_stored(sides: Sides) -> None:
    sides.ours("Canaryname", "Ansah")
    sides.theirs("Canaryname", "Ansah")
    sides.compare()
    for side in Side.objects.all():
        assert (side.incoming, side.outgoing) == ("", "")


def test_a_former_worker_holds_no_wait(sides: Sides) -> None:
    ours = sides.ours("Efua", "Ansah")
    sides.theirs("Efua", "Ansah")
    User.objects.filter(pk=sides.cast.owner.pk).update(is_active=False)
    sides.compare()
    wait = Task.objects.get(kind=TaskKind.DECIDE_CROSSMATCH, person_id=ours.pk)
    assert (wait.holder, wait.holder_org) == (None, sides.one)
    assert wait.case_id is None


def test_known_elsewhere_says_by_whom(sides: Sides) -> None:
    ours = sides.ours("Efua", "Ansah")
    alone = sides.ours("Kwabena", "Darko")
    sides.theirs("Efua", "Ansah")
    sides.compare()
    with sides.cast.as_app(sides.cast.owner):
        found = queries.known_elsewhere([ours.pk, alone.pk])
    assert set(found) == {ours.pk}
    assert [(one.organisation, one.band) for one in found[ours.pk]] == [
        (sides.other_org, Band.CERTAIN)
    ]
