"""From the first word to the last: who may do what, when, and what is refused."""

from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

from homeward.access.choices import ActorKind, DataClass, Purpose, Role
from homeward.access.models import User
from homeward.complaints import actions, queries
from homeward.complaints.choices import Kind, Reason, State, Way
from homeward.complaints.models import Complaint, Entry, Handler
from homeward.complaints.tests.conftest import WORDS, Desk
from homeward.config import again
from homeward.core.refusals import Refused
from homeward.core.tests.restoring import undone
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def open_waits(taken: Any) -> list[tuple[str, User | None]]:
    found = Task.objects.filter(subject_id=taken.complaint.pk, done_at=None).order_by("kind")
    return [(task.kind, task.holder) for task in found]


def test_one_that_comes_by_the_public_page_waits_with_its_day_and_says_nothing_of_who(
    desk: Desk,
) -> None:
    taken = desk.send_in()
    kept = desk.now(taken)
    assert (kept.state, kept.way, kept.taken_by, kept.person) == ("received", "page", None, None)
    assert (kept.name, kept.contact, kept.what) == ("", "", WORDS)
    assert open_waits(taken) == [(TaskKind.ACKNOWLEDGE_COMPLAINT, None)]
    assert Task.objects.get(subject_id=kept.pk).due_on == kept.acknowledge_by
    with_answer = kept.category.answer_days
    assert (kept.answer_by - kept.received_on).days == with_answer


def test_a_worker_takes_one_at_the_telephone_for_a_case(desk: Desk) -> None:
    case, people = desk.cast.family()
    kept = desk.now(desk.take(tie=actions.Tie(case=case), name="Efua", contact="+233 20"))
    assert (kept.case, kept.person, kept.programme) == (case, people[0], desk.cast.programme)
    assert (kept.taken_by, kept.way, kept.name) == (desk.cast.owner, "phone", "Efua")


def test_all_that_stands_against_taking_one_is_said_at_once(desk: Desk) -> None:
    with desk.cast.as_app(desk.cast.stranger), pytest.raises(Refused) as refused:
        actions.take(
            desk.said(what=" ", is_anonymous=True, name="Efua"), desk.category(), way=Way.PHONE,
            received_on=desk.later(1).date(), by=desk.cast.stranger, at=desk.cast.now,
        )  # fmt: skip
    assert refused.value.reasons == [
        Reason.NOTHING_SAID, Reason.TRACE_OF_WHO, Reason.NOT_OPEN, Reason.LATER_THAN_TODAY,
    ]  # fmt: skip


def test_the_way_to_the_answer(desk: Desk) -> None:
    taken = desk.acknowledged()
    assert open_waits(taken) == [(TaskKind.ANSWER_COMPLAINT, desk.handler)]
    with desk.cast.as_app(desk.handler):
        actions.add_note(taken.complaint, "Called the desk.", by=desk.handler, at=desk.cast.now)
        actions.answer(
            taken.complaint, "You are right.", "upheld", by=desk.handler, at=desk.cast.now
        )
    kept = desk.now(taken)
    assert (kept.state, kept.outcome, kept.answered_by) == ("answered", "upheld", desk.handler)
    # Anonymous, with a code: nobody is to be told by hand.
    assert open_waits(taken) == [(TaskKind.CLOSE_COMPLAINT, desk.handler)]
    assert {e.kind for e in Entry.objects.all()} == {"acknowledged", "note", "answer"}


def test_who_left_a_way_to_be_reached_is_told(desk: Desk) -> None:
    taken = desk.take(contact="+233 20 000 0000")
    with desk.cast.as_app(desk.handler):
        actions.acknowledge(taken.complaint, desk.handler, by=desk.handler, at=desk.cast.now)
        actions.answer(taken.complaint, "Yes.", "partly", by=desk.handler, at=desk.cast.now)
    assert (TaskKind.TELL_ANSWER, desk.handler) in open_waits(taken)
    with desk.cast.as_app(desk.handler):
        actions.tell(taken.complaint, Way.PHONE, by=desk.handler, at=desk.cast.now)
    assert open_waits(taken) == [(TaskKind.CLOSE_COMPLAINT, desk.handler)]


def test_an_answer_without_words_or_outcome_is_refused(desk: Desk) -> None:
    taken = desk.acknowledged()
    with desk.cast.as_app(desk.handler), pytest.raises(Refused) as refused:
        actions.answer(taken.complaint, " ", "", by=desk.handler, at=desk.cast.now)
    assert refused.value.reasons == [Reason.NO_ANSWER, Reason.NO_OUTCOME]


def test_thanks_need_no_outcome(desk: Desk) -> None:
    taken = desk.send_in("other", kind=Kind.THANKS)
    with desk.cast.as_app(desk.handler):
        actions.acknowledge(taken.complaint, desk.handler, by=desk.handler, at=desk.cast.now)
        actions.answer(taken.complaint, "Thank you.", "", by=desk.handler, at=desk.cast.now)
        actions.close(taken.complaint, agrees=False, by=desk.handler, at=desk.cast.now)
    assert desk.now(taken).state == State.CLOSED


def test_a_colleague_who_is_not_named_handles_nothing(desk: Desk) -> None:
    taken = desk.take()
    with desk.cast.as_app(desk.cast.owner), pytest.raises(Refused, match="not_a_handler"):
        actions.acknowledge(taken.complaint, desk.handler, by=desk.cast.owner, at=desk.cast.now)


def test_the_own_case_worker_is_never_its_handler(desk: Desk) -> None:
    case, _people = desk.cast.family(by=desk.handler)
    taken = desk.take(tie=actions.Tie(case=case), by=desk.handler)
    with desk.cast.as_app(desk.second):
        assert desk.handler not in queries.who_may_handle(desk.now(taken))
        with pytest.raises(Refused, match="own_case"):
            actions.acknowledge(taken.complaint, desk.handler, by=desk.second, at=desk.cast.now)
    with desk.cast.as_app(desk.handler), pytest.raises(Refused, match="own_case"):
        actions.acknowledge(taken.complaint, desk.second, by=desk.handler, at=desk.cast.now)


def test_a_sensitive_one_goes_to_those_named_for_it_alone(desk: Desk) -> None:
    taken = desk.send_in("abuse")
    assert desk.now(taken).data_class == DataClass.PROTECTION
    with desk.cast.as_app(desk.second):
        with pytest.raises(Refused, match="not_for_sensitive"):
            actions.acknowledge(taken.complaint, desk.handler, by=desk.second, at=desk.cast.now)
        actions.acknowledge(taken.complaint, desk.second, by=desk.second, at=desk.cast.now)
    with desk.cast.as_app(desk.handler), pytest.raises(ObjectDoesNotExist):
        actions.add_note(taken.complaint, "?", by=desk.handler, at=desk.cast.now)


def test_who_recognises_a_sensitive_one_gives_it_up(desk: Desk) -> None:
    taken = desk.acknowledged()
    with desk.cast.as_app(desk.handler):
        actions.put_in_order(
            taken.complaint, desk.category("corruption"), about_user=None, case=None,
            by=desk.handler, at=desk.cast.now,
        )  # fmt: skip
        assert not Complaint.objects.exists()
        assert not Task.objects.exists()
    kept = desk.now(taken)
    assert (kept.is_sensitive, kept.handler, kept.data_class) == (True, None, 6)
    assert open_waits(taken) == [(TaskKind.ANSWER_COMPLAINT, None)]
    assert {e.data_class for e in Entry.objects.all()} == {6}
    with desk.cast.as_app(desk.second):
        actions.assign(taken.complaint, desk.second, by=desk.second, at=desk.cast.now)
    assert open_waits(taken) == [(TaskKind.ANSWER_COMPLAINT, desk.second)]


def test_the_colleague_whom_it_names_loses_it_at_once(desk: Desk) -> None:
    taken = desk.acknowledged("conduct", desk.second)
    with desk.cast.as_app(desk.focal):
        actions.put_in_order(
            taken.complaint, desk.category("conduct"), about_user=desk.second, case=None,
            by=desk.focal, at=desk.cast.now,
        )  # fmt: skip
        with pytest.raises(Refused, match="names_them"):
            actions.assign(taken.complaint, desk.second, by=desk.focal, at=desk.cast.now)
    with desk.cast.as_app(desk.second):
        assert not Complaint.objects.exists()
        assert not Entry.objects.exists()
        assert not Task.objects.exists()


def test_a_case_is_found_later_and_its_words_become_the_person_s(desk: Desk) -> None:
    case, people = desk.cast.family()
    taken = desk.take()
    with desk.cast.as_app(desk.handler):
        actions.acknowledge(taken.complaint, desk.handler, "Yes", by=desk.handler, at=desk.cast.now)
        actions.put_in_order(
            taken.complaint, desk.category(), about_user=None, case=case, by=desk.handler,
            at=desk.cast.now,
        )  # fmt: skip
    kept = desk.now(taken)
    assert (kept.case, kept.person, kept.what) == (case, people[0], WORDS)
    assert {e.person for e in Entry.objects.all()} == {people[0]}
    assert "Yes" in [e.text for e in Entry.objects.all()]


def test_an_anonymous_one_is_never_tied_to_a_case(desk: Desk) -> None:
    case, _people = desk.cast.family()
    taken = desk.send_in()
    with desk.cast.as_app(desk.handler), pytest.raises(Refused, match="trace_of_who"):
        actions.put_in_order(
            taken.complaint, desk.category(), about_user=None, case=case, by=desk.handler,
            at=desk.cast.now,
        )  # fmt: skip


def test_an_appeal_by_the_code_goes_to_somebody_else(desk: Desk) -> None:
    taken = desk.answered()
    with desk.by_code(taken):
        actions.appeal_by_code(queries.by_code(), "Nobody has called.", at=desk.later(5))
    kept = desk.now(taken)
    assert (kept.state, kept.handler) == (State.APPEALED, None)
    assert open_waits(taken) == [(TaskKind.HEAR_COMPLAINT, None)]
    with desk.cast.as_app(desk.handler):
        assert desk.handler not in queries.who_may_handle(kept)
        with pytest.raises(Refused, match="answered_by_same"):
            actions.hear(kept, "No.", "not_upheld", by=desk.handler, at=desk.later(6))
        actions.assign(kept, desk.second, by=desk.handler, at=desk.later(6))
    with desk.cast.as_app(desk.second):
        actions.hear(kept, "You are right again.", "upheld", by=desk.second, at=desk.later(7))
    kept = desk.now(taken)
    assert (kept.state, kept.heard_by, kept.outcome) == (State.CLOSED, desk.second, "upheld")
    assert open_waits(taken) == []


def test_an_appeal_after_its_days_or_twice_is_refused(desk: Desk) -> None:
    taken = desk.answered()
    with desk.by_code(taken):
        about = queries.by_code()
        with pytest.raises(Refused, match="appeal_over"):
            actions.appeal_by_code(about, "Late.", at=desk.later(31))
        actions.appeal_by_code(about, "In time.", at=desk.later(30))
        with pytest.raises(Refused, match="wrong_state"):
            actions.appeal_by_code(about, "Again.", at=desk.later(30))


def test_it_is_closed_after_the_days_for_an_appeal_or_with_the_complainant_s_yes(
    desk: Desk,
) -> None:
    taken = desk.answered()
    with desk.cast.as_app(desk.handler):
        with pytest.raises(Refused, match="term_runs"):
            actions.close(taken.complaint, agrees=False, by=desk.handler, at=desk.later(30))
        actions.close(taken.complaint, agrees=False, by=desk.handler, at=desk.later(31))
        with pytest.raises(Refused, match="wrong_state"):
            actions.close(taken.complaint, agrees=True, by=desk.handler, at=desk.later(31))


def test_by_the_code_more_is_said_and_it_is_withdrawn(desk: Desk) -> None:
    taken = desk.send_in()
    with desk.by_code(taken):
        actions.say_more(queries.by_code(), "It was in May.", at=desk.cast.now)
        actions.withdraw_by_code(queries.by_code(), at=desk.later(1))
        assert [e.kind for e in queries.told(queries.by_code())] == ["withdrawn", "said_more"]
    assert desk.now(taken).state == State.WITHDRAWN
    assert open_waits(taken) == []


def test_it_goes_to_the_organisation_it_is_about_within_an_agreement(desk: Desk) -> None:
    cast = desk.cast
    partner = cast.partner_org
    cast.agree(cast.host, partner)
    Handler.objects.create(
        organisation=partner, user=cast.partner, is_sensitive=True,
        named_by=cast.user("lead", partner, Role.PROGRAMME_MANAGER), named_at=cast.now,
    )  # fmt: skip
    taken = desk.send_in()
    with cast.as_app(desk.handler):
        actions.pass_on(
            taken.complaint, partner, "It is about their course.", by=desk.handler, at=cast.now
        )
    assert desk.now(taken).state == State.PASSED_ON
    theirs = Complaint.objects.get(owner_org=partner)
    assert (theirs.what, theirs.person, theirs.way) == (WORDS, None, "passed")
    assert Task.objects.get(subject_id=theirs.pk).holder_org == partner
    with cast.as_app(cast.partner):
        assert [c.pk for c in Complaint.objects.all()] == [theirs.pk]
        actions.acknowledge(theirs, cast.partner, "We have it.", by=cast.partner, at=cast.now)
    # The code opens it there from now on, with what came before.
    held = queries.link_of_code(taken.code)
    assert held is not None
    assert held.link == theirs.pk
    with cast.as_app(kind=ActorKind.LINK, actor_id=held.link):
        told = {entry.kind for entry in queries.told(queries.by_code())}
        assert told == {"acknowledged", "passed_on"}


def test_without_an_agreement_it_goes_on_paper(desk: Desk) -> None:
    taken = desk.send_in()
    stranger = desk.cast.stranger_org
    with desk.cast.as_app(desk.handler):
        with pytest.raises(Refused) as refused:
            actions.pass_on(taken.complaint, stranger, "Why", by=desk.handler, at=desk.cast.now)
        assert refused.value.reasons == [Reason.NO_AGREEMENT, Reason.THEY_TAKE_NONE]
        actions.pass_on(
            taken.complaint, None, "Why", body="Town hall", on_paper=True, by=desk.handler,
            at=desk.cast.now,
        )  # fmt: skip
    assert desk.now(taken).state == State.PASSED_ON
    assert Complaint.objects.count() == 1


def test_a_new_code_ends_the_one_before_and_a_revoked_one_opens_nothing(desk: Desk) -> None:
    taken = desk.send_in()
    with desk.cast.as_app(desk.handler):
        code = actions.renew_code(taken.complaint, by=desk.handler, at=desk.cast.now)
        assert queries.link_of_code(taken.code) is None
        assert queries.link_of_code(code.lower().replace("-", " ")) is not None
        actions.revoke_code(taken.complaint, by=desk.handler, at=desk.cast.now)
        assert queries.link_of_code(code) is None
    assert queries.link_of_code("") is None


def test_a_code_that_ended_after_a_backup_opens_nothing_in_it(desk: Desk) -> None:
    taken, kept = desk.send_in(), desk.send_in()
    with undone(), desk.cast.as_app(desk.handler):
        actions.renew_code(taken.complaint, by=desk.handler, at=desk.cast.now)
        actions.renew_code(taken.complaint, by=desk.handler, at=desk.cast.now)
    assert queries.link_of_code(taken.code) is not None
    assert again.restrict(at=desk.cast.now)["links and codes"] == 1
    assert queries.link_of_code(taken.code) is None
    assert queries.link_of_code(kept.code) is not None


def test_handlers_are_named_and_ended(desk: Desk) -> None:
    new = desk.cast.user("new", desk.cast.host, Role.CASE_MANAGER)
    with desk.cast.as_app(desk.leader):
        with pytest.raises(Refused, match="names_oneself"):
            actions.name_handler(desk.leader, is_sensitive=True, by=desk.leader, at=desk.cast.now)
        with pytest.raises(Refused, match="not_a_colleague"):
            actions.name_handler(
                desk.cast.stranger, is_sensitive=False, by=desk.leader, at=desk.cast.now
            )
        actions.name_handler(new, is_sensitive=False, by=desk.leader, at=desk.cast.now)
        with pytest.raises(Refused, match="named_already"):
            actions.name_handler(new, is_sensitive=True, by=desk.leader, at=desk.cast.now)
    with desk.cast.as_app(desk.handler), pytest.raises(PermissionDenied):
        actions.name_handler(new, is_sensitive=False, by=desk.handler, at=desk.cast.now)


def test_what_a_handler_looked_into_is_free_when_they_are_not_named_any_more(desk: Desk) -> None:
    taken = desk.acknowledged()
    with desk.cast.as_app(desk.leader):
        handler = Handler.objects.get(user=desk.handler)
        actions.end_handler(handler, by=desk.leader, at=desk.cast.now)
        with pytest.raises(Refused, match="ended_already"):
            actions.end_handler(handler, by=desk.leader, at=desk.cast.now)
        actions.end_handler(Handler.objects.get(user=desk.focal), by=desk.leader, at=desk.cast.now)
        with pytest.raises(Refused, match="last_handler"):
            actions.end_handler(
                Handler.objects.get(user=desk.second), by=desk.leader, at=desk.cast.now
            )
    assert desk.now(taken).handler is None
    assert open_waits(taken) == [(TaskKind.ANSWER_COMPLAINT, None)]


def test_own_days_hold_for_what_comes_from_then_on(desk: Desk) -> None:
    before = desk.send_in()
    today = desk.now(before).received_on
    days = actions.Days(
        acknowledge_days=1, answer_days=5, appeal_days=10, hear_days=5, day_kind="calendar",
        source="Board, 3 May", valid_from=today,
    )  # fmt: skip
    with desk.cast.as_app(desk.leader):
        actions.state_days(desk.category(), days, by=desk.leader, at=desk.cast.now)
        with pytest.raises(Refused, match="stated_already"):
            actions.state_days(desk.category(), days, by=desk.leader, at=desk.cast.now)
    after = desk.now(desk.send_in())
    assert (after.answer_by - today).days == 5
    assert (desk.now(before).answer_by - today).days == 30
    assert desk.category(org=desk.cast.partner_org).answer_days == 30


def test_figures_count_what_was_answered_in_time(desk: Desk) -> None:
    desk.answered()
    desk.send_in("money")
    desk.send_in("abuse")
    desk.send_in("other", kind=Kind.THANKS)
    today = desk.now(desk.send_in()).received_on
    with desk.cast.as_app(desk.leader, Purpose.CASEWORK):
        rows = queries.counted(today, desk.later(1).date())
        assert not Complaint.objects.exists()
    found = queries.figures(rows, today=today)
    assert (found.all, found.open) == (4, 3)
    assert found.answered == {"in_time": 1, "open": 2}
    assert found.by_kind == {"complaint": 3, "thanks": 1}
    with desk.cast.as_app(desk.focal):
        assert len(queries.counted(today, desk.later(1).date())) == 5
    with desk.cast.as_app(desk.cast.stranger):
        assert queries.counted(today, desk.later(1).date()) == []
