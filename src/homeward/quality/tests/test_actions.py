"""From a standard to an improvement that was seen again; each refusal; what the job counts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from homeward.access.choices import Role
from homeward.cases.models import Case
from homeward.core import sampling
from homeward.core.refusals import Refused
from homeward.core.spreadsheets import csv_table
from homeward.quality import actions, jobs, queries, standard_files
from homeward.quality.choices import DrawnFrom, Fault, Kind, Reason, SeenAgain, Status, Verdict
from homeward.quality.models import (
    Adoption,
    Check,
    CheckDraw,
    CheckedReferral,
    DataFigure,
    Improvement,
    InterviewEffect,
    StandardItem,
    StandardVersion,
)
from homeward.quality.rules import data
from homeward.quality.standard_files import COLUMNS, Point
from homeward.quality.tests.conftest import Quality
from homeward.quality.tests.test_rules import FOUND
from homeward.referrals.models import Referral
from homeward.tasks.models import Task


def reasons_of(act) -> list[Reason]:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.reasons


def waits(kind: str, subject) -> list[tuple[int, object, object]]:
    found = Task.objects.filter(kind=kind, subject_id=subject.pk, done_at__isnull=True)
    return [(one.holder_org_id, one.holder, one.due_on) for one in found]


def test_a_published_standard_never_changes(quality: Quality) -> None:
    version = quality.draft()
    assert reasons_of(lambda: quality.act(actions.add_point, version, Point(
        number="1.1", text="Twice", look_at="It",
    ))) == [Reason.POINT_TAKEN]  # fmt: skip
    quality.done(actions.publish, version)
    assert reasons_of(lambda: quality.act(actions.add_point, version, Point(
        number="9", text="Later", look_at="It",
    ))) == [Reason.PUBLISHED_ALREADY]  # fmt: skip
    assert reasons_of(lambda: quality.done(actions.publish, version)) == [Reason.PUBLISHED_ALREADY]
    for change in (
        lambda: StandardVersion.objects.update(source="Another"),
        lambda: StandardItem.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_without_a_point_nothing_is_published(quality: Quality) -> None:
    version = quality.draft(points=())
    assert reasons_of(lambda: quality.done(actions.publish, version)) == [Reason.NO_POINT]
    assert reasons_of(lambda: quality.draft(source=" ", code="other")) == [Reason.NO_SOURCE]
    assert reasons_of(quality.draft) == [Reason.CODE_TAKEN]


def test_the_next_version_begins_with_the_points_of_the_one_before(quality: Quality) -> None:
    version = quality.standard()
    begun = {"source": "Handbook, 4", "changes": "Calls"}
    second = quality.done(actions.begin_version, version.standard, **begun)
    assert [item.number for item in second.items.all()] == ["1.1", "1.2"]
    assert reasons_of(lambda: quality.done(actions.begin_version, version.standard, **begun)) == [
        Reason.DRAFT_THERE
    ]
    quality.done(actions.publish, second)
    second.refresh_from_db()
    later = quality.today + timedelta(days=30)
    quality.done(actions.adopt, second, from_on=later)
    assert [(one.version.number, one.until_on) for one in Adoption.objects.all()] == [
        (2, None), (1, later),
    ]  # fmt: skip
    assert reasons_of(lambda: quality.done(actions.adopt, second, from_on=later)) == [
        Reason.ADOPTED_ALREADY
    ]


def test_a_sheet_is_read_whole_or_not_at_all(quality: Quality) -> None:
    version = quality.draft()
    good = csv_table(COLUMNS, standard_files.SAMPLE)
    bad = csv_table(COLUMNS, [
        ("1", "Text", "", "five", "no"), ("1", "Text", "Look", "", "perhaps"),
    ])  # fmt: skip
    reading = quality.act(actions.load_points, version, bad)
    assert [(line.row, line.column, line.fault) for line in reading.faults] == [
        (2, "look_at", Fault.EMPTY), (2, "scale", Fault.UNKNOWN),
        (3, "number", Fault.TWICE), (3, "by_call", Fault.UNKNOWN),
    ]  # fmt: skip
    assert version.items.count() == 2
    reading = quality.act(actions.load_points, version, good)
    assert not reading.faults
    assert [(i.number, i.scale, i.by_call) for i in version.items.all()] == [
        ("1.1", "two", False), ("1.2", "three", True),
    ]  # fmt: skip
    without = csv_table(("number", "text"), [("1", "Text")])
    assert [
        (line.row, line.column) for line in
        quality.act(actions.load_points, version, without).faults
    ] == [(1, "look_at")]  # fmt: skip


def test_a_check_is_planned_with_a_reason_and_somebody_holds_it(quality: Quality) -> None:
    check = quality.planned()
    assert waits("hold_check", check) == [(quality.cast.host.pk, quality.checker, check.due_on)]
    other = quality.service(name="Another course")
    for change, reason in (
        ({"chosen_because": ""}, Reason.NO_REASON),
        ({"assignee": quality.cast.trainer}, Reason.NOT_A_COLLEAGUE),
        ({"due_on": quality.today - timedelta(days=1)}, Reason.DAY_PAST),
    ):
        assert reason in reasons_of(
            lambda change=change: quality.done(
                actions.plan, other, quality.given(check.version, **change)
            )
        )
    own = quality.service(name="Ours", organisation=quality.cast.host)
    assert reasons_of(lambda: quality.done(actions.plan, own, quality.given(check.version))) == [
        Reason.OWN_SERVICE,
        Reason.OF_PROVIDER,
    ]


def test_a_standard_that_is_not_adopted_or_of_another_kind_is_no_measure(
    quality: Quality,
) -> None:
    version = quality.draft(category="housing")
    quality.done(actions.publish, version)
    service = quality.cast.service(category="training")
    assert reasons_of(lambda: quality.done(actions.plan, service, quality.given(version))) == [
        Reason.NOT_ADOPTED,
        Reason.OTHER_KIND,
    ]


def test_what_is_met_closes_the_check_and_what_is_not_asks_for_a_reply(quality: Quality) -> None:
    met = quality.reported(Verdict.MET, Verdict.MET)
    assert (met.status, met.result) == (Status.CLOSED, Verdict.MET)
    assert waits("hold_check", met) == waits("reply_to_check", met) == []
    check = quality.done(actions.plan, quality.service(name="Sewing"), quality.given(met.version))
    quality.done(
        actions.report, check, quality.said(check, Verdict.NOT_MET, Verdict.PARTLY),
        by=quality.checker,
    )  # fmt: skip
    check.refresh_from_db()
    assert (check.status, check.result) == (Status.REPORTED, Verdict.NOT_MET)
    assert waits("reply_to_check", check) == [
        (quality.cast.provider.pk, None, quality.today + timedelta(days=14))
    ]
    again = quality.said(check, Verdict.MET, Verdict.MET)
    assert reasons_of(lambda: quality.done(actions.report, check, again, by=quality.checker)) == [
        Reason.WRONG_STATUS
    ]


def test_only_whoever_it_is_given_to_reports_it(quality: Quality) -> None:
    check = quality.planned()
    said = quality.said(check, Verdict.MET, Verdict.MET)
    assert reasons_of(lambda: quality.done(actions.report, check, said)) == [Reason.NOT_ASSIGNED]
    with pytest.raises(PermissionDenied):
        quality.done(actions.report, check, said, by=quality.cast.finance)


def test_from_the_reply_to_what_was_seen_again(quality: Quality) -> None:
    check = quality.reported()
    text = "The sign is being painted."
    provider = quality.cast.trainer
    quality.done(actions.reply, check, text, by=provider)
    assert reasons_of(lambda: quality.done(actions.reply, check, text, by=provider)) == [
        Reason.WRONG_STATUS
    ]
    assert waits("agree_improvement", check) == [(quality.cast.host.pk, None, None)]
    day = quality.today + timedelta(days=5)
    given = actions.ImprovementGiven(text="A sign at the door", due_on=day)
    first = quality.done(actions.agree, check, given)
    assert waits("agree_improvement", check) == []
    assert waits("see_improvement", first) == [(quality.cast.host.pk, quality.checker, day)]
    seen = actions.SeenGiven(
        seen=SeenAgain.NOT_YET, note="No sign", seen_on=quality.today, again_on=day
    )
    quality.done(actions.see_again, first, seen, by=quality.checker)
    second = Improvement.objects.get(follows=first)
    assert waits("see_improvement", second) == [(quality.cast.host.pk, quality.checker, day)]
    assert Check.objects.get().status == Status.AGREED
    seen = actions.SeenGiven(seen=SeenAgain.DONE, note="It hangs", seen_on=quality.today)
    quality.done(actions.see_again, second, seen, by=quality.checker)
    assert Check.objects.get().status == Status.CLOSED
    assert reasons_of(
        lambda: quality.done(actions.see_again, second, seen, by=quality.checker)
    ) == [Reason.SEEN_ALREADY]
    assert not Task.objects.filter(done_at__isnull=True).exists()


def test_a_reply_is_written_down_where_nobody_of_the_provider_works_here(
    quality: Quality,
) -> None:
    quality.cast.trainer.is_active = False
    quality.cast.trainer.save()
    check = quality.reported()
    assert waits("reply_to_check", check)[0][0] == quality.cast.host.pk
    quality.done(actions.note_reply, check, "They paint it.")
    check.refresh_from_db()
    assert (check.status, check.reply_way) == (Status.REPLIED, "told")
    quality.done(actions.close, check, "It was painted while we spoke.")
    check.refresh_from_db()
    assert check.status == Status.CLOSED


def test_a_reply_is_not_put_into_somebody_s_mouth(quality: Quality) -> None:
    check = quality.reported()
    assert reasons_of(lambda: quality.done(actions.note_reply, check, "They agree.")) == [
        Reason.NOT_OURS
    ]
    assert reasons_of(lambda: quality.done(actions.close, check, "Done")) == [
        Reason.REPLY_TIME_RUNS
    ]


def test_a_check_that_is_not_held_says_why(quality: Quality) -> None:
    check = quality.planned()
    assert reasons_of(lambda: quality.done(actions.cancel, check, " ")) == [Reason.NO_TEXT]
    quality.done(actions.cancel, check, "The centre moved.")
    assert waits("hold_check", check) == []
    assert reasons_of(lambda: quality.done(actions.cancel, check, "Again")) == [Reason.WRONG_STATUS]


def test_services_are_drawn_by_a_seed_that_anybody_can_draw_again(quality: Quality) -> None:
    version = quality.standard()
    services = [quality.service(name=f"Course {n}") for n in range(6)]
    quality.service(name="Ours", organisation=quality.cast.host)
    how = actions.DrawGiven(drawn_from=DrawnFrom.SERVICES, size=2)
    made = quality.done(actions.draw, quality.given(version), how, seed="seed")
    drawn = {str(check.service_id) for check in made.checks.all()}
    order = sorted((str(one.pk) for one in services), key=lambda k: sampling.order_key("seed", k))
    assert drawn == set(order[:2])
    assert (made.frame, made.size) == (6, 2)
    too_many = actions.DrawGiven(drawn_from=DrawnFrom.SERVICES, size=7)
    assert reasons_of(lambda: quality.done(actions.draw, quality.given(version), too_many)) == [
        Reason.FRAME_TOO_SMALL
    ]


def test_a_mystery_call_hears_points_of_the_telephone_and_holds_nobody(quality: Quality) -> None:
    check = quality.planned(kind=Kind.CALL)
    with quality.cast.as_app(quality.checker):
        assert [item.number for item in actions.asked(check)] == ["1.2"]
    how = actions.DrawGiven(drawn_from=DrawnFrom.REFERRALS, size=1)
    assert Reason.CALL_OF_REFERRALS in reasons_of(
        lambda: quality.done(
            actions.draw, quality.given(check.version, kind=Kind.CALL), how, by=quality.worker
        )
    )


@pytest.fixture
def begun(quality: Quality) -> Referral:
    """A referral of the host's that began, written as owner."""
    case, people = quality.cast.family()
    made = Referral.objects.create(
        number="R1", case=case, service=quality.cast.service(), receiver_org=quality.cast.provider,
        status="started", drafted_at=quality.cast.now, drafted_by=quality.cast.owner,
        sent_at=quality.cast.now, started_on=quality.today, person=people[0],
        owner_org=quality.cast.host, programme=quality.cast.programme,
    )  # fmt: skip
    # A referral under way is held by somebody, until a day.
    Task.objects.create(
        kind="report_outcome", subject_id=made.pk, case_id=case.pk, person_id=people[0].pk,
        holder_org=quality.cast.provider, waiter_org=quality.cast.host, due_on=quality.today,
        opened_at=quality.cast.now,
    )  # fmt: skip
    return made


def draw_one(quality: Quality, version: StandardVersion) -> CheckDraw:
    how = actions.DrawGiven(
        drawn_from=DrawnFrom.REFERRALS, size=1, from_on=quality.today, until_on=quality.today
    )
    return quality.done(actions.draw, quality.given(version), how, by=quality.worker)


def test_a_programme_manager_draws_nobody_s_referrals(quality: Quality, begun: Referral) -> None:
    how = actions.DrawGiven(drawn_from=DrawnFrom.REFERRALS, size=1)
    with pytest.raises(PermissionDenied):
        quality.done(actions.draw, quality.given(quality.standard()), how)


def test_a_spot_check_of_a_referral_asks_whether_the_person_was_served(
    quality: Quality, begun: Referral
) -> None:
    made = draw_one(quality, quality.standard())
    check, held = made.checks.get(), CheckedReferral.objects.get()
    assert (held.referral_id, check.service_id) == (begun.pk, begun.service_id)
    judged = {held.pk: actions.PointGiven(verdict=Verdict.PARTLY, note="Came twice only")}
    said = quality.said(check, Verdict.MET, Verdict.MET, referrals=judged)
    quality.done(actions.report, check, said, by=quality.checker)
    held.refresh_from_db()
    assert (held.verdict, held.note) == (Verdict.PARTLY, "Came twice only")


def test_a_sealed_file_is_never_drawn(quality: Quality, begun: Referral) -> None:
    version = quality.standard()
    quality.seal(begun.case)
    with quality.cast.as_app(quality.worker):
        assert Referral.objects.filter(pk=begun.pk).exists()
    assert reasons_of(lambda: draw_one(quality, version)) == [Reason.FRAME_TOO_SMALL]


def test_two_draws_at_once_are_two_draws(quality: Quality, begun: Referral) -> None:
    version = quality.standard()
    seeds = {draw_one(quality, version).seed for _ in range(2)}
    assert len(seeds) == 2


def test_the_job_counts_an_organisation_s_own_rows(quality: Quality, begun: Referral) -> None:
    Referral.objects.filter(pk=begun.pk).update(
        status="completed", outcome="finished", outcome_on=quality.today - timedelta(days=1),
        ended_on=quality.today, person_says="no",
    )  # fmt: skip
    Case.objects.update(travels_on=quality.today, arrived_on=quality.today - timedelta(days=2))
    with quality.cast.as_app():
        jobs.examine_as_job(organisation_id=quality.cast.host.pk)
    found = {one.line: (one.found, one.looked_at) for one in DataFigure.objects.all()}
    assert found["arrived_before_travel"] == (1, 1)
    assert found["ended_before_began"] == (1, 1)
    assert found["good_and_denied"] == (1, 1)
    assert found["no_worker"][0] == Case.objects.filter(worker=None).count()
    assert found["closed_before_arrival"] == (0, 0)
    # A limit that nobody stated makes nothing late.
    assert found["answers_entered"] == (None, 0)
    # Counted anew in the same month, the row is written over.
    with quality.cast.as_app():
        jobs.examine_as_job(organisation_id=quality.cast.host.pk)
    assert DataFigure.objects.count() == len(data.LINES)


def test_a_sealed_file_is_in_no_figure(quality: Quality, begun: Referral) -> None:
    Case.objects.update(travels_on=quality.today, arrived_on=quality.today - timedelta(days=2))
    quality.seal(begun.case)
    with quality.cast.as_app():
        jobs.examine_as_job(organisation_id=quality.cast.host.pk)
    figure = DataFigure.objects.get(line="arrived_before_travel")
    assert (figure.found, figure.looked_at) == (0, 0)


def test_a_limit_holds_from_its_day_and_the_next_one_after_it(quality: Quality) -> None:
    def state(value: int, on: date, **more):
        given = {"line": "outcome_entered", "source": "Handbook, 7", **more}
        return quality.done(
            actions.state_limit, actions.LimitGiven(value=value, valid_from=on, **given)
        )

    later = quality.today + timedelta(days=10)
    state(14, quality.today)
    state(7, later)
    with quality.cast.as_app(quality.manager):
        ask = queries.data.limit_of
        held = [ask("outcome_entered", quality.cast.host, on=day) for day in (quality.today, later)]
    assert [one.value for one in held] == [14, 7]
    assert reasons_of(lambda: state(9, later)) == [Reason.STATED_ALREADY]
    assert reasons_of(lambda: state(9, quality.today, source="")) == [Reason.NO_SOURCE]


@pytest.mark.parametrize(
    "code", [c for c, line in data.BY_CODE.items() if line.of == data.Of.CASES]
)
def test_the_rule_and_its_query_find_the_same(quality: Quality, code: str) -> None:
    case, _people = quality.cast.family()
    quality.cast.family()
    facts = dict(FOUND[code].items())
    if "arrived_on" in facts or facts.get("closure_reason"):
        facts.setdefault("closed_at", quality.cast.now if "closure_reason" in facts else None)
    if facts.get("closed_at"):
        facts.setdefault("closure_reason", "completed")
    if code == "no_destination":
        facts["destination"] = ""
    Case.objects.filter(pk=case.pk).update(**facts)
    line, today = data.BY_CODE[code], quality.today
    rows = Case.objects.values("pk", *line.facts)
    expected = {row["pk"] for row in rows if data.is_wrong(line, row, today)}
    with quality.cast.as_app(quality.manager):
        found = set(
            queries.data.wrong(line, quality.cast.host, today=today).values_list("pk", flat=True)
        )
    assert case.pk in found
    assert found == expected


def test_the_effect_of_interviewers_is_found_where_it_was_put(quality: Quality) -> None:
    from homeward.quality.rules.interviews import Interview  # noqa: PLC0415

    def asked(shift: float) -> list[Interview]:
        return [
            Interview(interviewer=who, score=0.4 + who * shift + n * 0.01, straight=None,
                      minutes=None)
            for who in range(4) for n in range(10)
        ]  # fmt: skip

    apart, alike = queries.interviewing.effect(asked(0.1)), queries.interviewing.effect(asked(0))
    assert apart is not None
    assert alike is not None
    assert apart.icc > 0.8
    assert alike.icc < 0.05
    assert apart.low < apart.icc < apart.high
    assert queries.interviewing.effect(asked(0.1)[:1]) is None


def test_what_the_database_refuses(quality: Quality) -> None:
    check = quality.reported()
    with pytest.raises(DatabaseError), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(result=Verdict.MET)
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=check.pk).update(reply="Word", replied_at=None)
    assert not InterviewEffect.objects.exists()
    assert Role.PROVIDER in quality.cast.trainer.roles
