"""The pages, as those who use them: secretariat, civil society, a state, an outsider."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.committees import actions
from homeward.committees.choices import SeatKind
from homeward.committees.models import (
    AgendaItem,
    Committee,
    Decision,
    Meeting,
    SeatHolder,
    SignOff,
    Vote,
)
from homeward.committees.subjects import Subject
from homeward.messages.models import Message
from homeward.stakeholders.models import Objective
from homeward.tasks.models import Task

ClientOf = Callable[..., Any]


def day(name: str, value: Any) -> dict[str, str]:
    return {
        f"{name}_day": str(value.day), f"{name}_month": str(value.month),
        f"{name}_year": str(value.year),
    }  # fmt: skip


def page(client: Any, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(f"committees:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_a_committee_is_set_up_with_rules_and_seats(stage: Any, client_of: ClientOf) -> None:
    client, today = client_of(stage.manager), stage.today
    refused = client.post(reverse("committees:new"), {"kind": "steering", "name": "No programme"})
    assert refused.status_code == 409
    assert "No programme" in refused.content.decode()
    client.post(
        reverse("committees:new"),
        {"kind": "steering", "name": "Second", "programme": stage.cast.programme.pk,
         "is_binding": "on"},
    )  # fmt: skip
    made = Committee.objects.get(name="Second")
    rule = {"seat_kind": "civil_society", "minimum": "1", **day("valid_from", today)}
    minimum = reverse("committees:minimum", args=[made.pk])
    assert client.post(minimum, rule).status_code == 409
    assert client.post(minimum, rule | {"source": "Article 3"}).status_code == 302
    assert client.post(minimum, rule | {"source": "Article 3"}).status_code == 409
    assert "Civil society: 0 of at least 1" in page(client, "detail", made.pk)
    seat = {"kind": "civil_society", "has_vote": "on", **day("since_on", today)}
    seats = reverse("committees:new_seat", args=[made.pk])
    assert client.post(seats, seat).status_code == 409
    seat |= {"organisation": str(stage.cast.partner_org.pk)}
    assert client.post(seats, seat).status_code == 302
    assert client.post(seats, seat).status_code == 409
    assert "Civil society: 1 of at least 1" in page(client, "detail", made.pk)
    assert "Second" in page(client_of(stage.civil), "index")
    assert "Second" not in page(client_of(stage.outsider), "index")


def test_civil_society_sees_votes_and_proposes_on_the_same_pages(
    stage: Any, client_of: ClientOf
) -> None:
    """A case manager of a non-governmental organisation: from the seat to the vote."""
    seat = stage.civil_seat()
    stage.rules()
    client = client_of(stage.civil)
    client.post(reverse("committees:propose", args=[stage.committee.pk]), {"title": "Child care"})
    item = AgendaItem.objects.get()
    meeting = stage.meeting(held=False)
    secretary = client_of(stage.manager)
    secretary.post(reverse("committees:schedule", args=[item.pk]), {"meeting": str(meeting.pk)})
    answer = reverse("committees:answer", args=[meeting.pk])
    client.post(answer, {"presence": "remote"})
    secretary.post(reverse("committees:hold", args=[meeting.pk]))
    here = {f"seat_{one.pk}": "present" for one in stage.seats.values()}
    secretary.post(
        reverse("committees:attendance", args=[meeting.pk]), here | {f"seat_{seat.pk}": "remote"}
    )
    secretary.post(
        reverse("committees:put_motion", args=[item.pk]), {"text": "Courses have child care."}
    )
    motion = Decision.objects.get()
    shown = page(client, "meeting", meeting.pk)
    assert "Courses have child care." in shown
    assert "Your vote" in shown
    assert "Close the vote" not in shown
    voted = client.post(
        reverse("committees:vote", args=[motion.pk, seat.pk]), {"choice": "for", "note": "Yes"}
    )
    assert voted.status_code == 302
    # The state's seat is offered the very same.
    assert "Your vote" in page(client_of(stage.authority), "meeting", meeting.pk)
    close = reverse("committees:close", args=[motion.pk])
    outcome = {"kind": "decided", **day("effective_on", stage.today)}
    assert client.post(close, outcome).status_code == 403
    assert secretary.post(close, outcome).status_code == 302
    assert secretary.post(close, outcome).status_code == 409
    motion.refresh_from_db()
    assert motion.kind == "decided"
    assert "Yes" in page(client, "decision", motion.pk)


def test_below_the_minimum_the_page_says_all_that_is_missing(
    stage: Any, client_of: ClientOf
) -> None:
    meeting = stage.meeting()
    motion = stage.motion(meeting)
    answer = client_of(stage.manager).post(
        reverse("committees:close", args=[motion.pk]), {"kind": "decided"}
    )
    assert answer.status_code == 409
    text = answer.content.decode()
    for reason in ("lacks members", "No rules on quorum", "Nobody has voted"):
        assert reason in text


def test_an_outsider_finds_nothing_by_any_address(stage: Any, client_of: ClientOf) -> None:
    decision = stage.decided()
    with stage.cast.as_app(stage.manager):
        signoff = actions.ask_to_sign(decision, [stage.cast.desk], by=stage.manager, at=stage.now)[
            0
        ]
        point = actions.open_point(
            stage.committee, "Write", stage.seats[SeatKind.DONOR], due_on=stage.today,
            by=stage.manager, at=stage.now,
        )  # fmt: skip
    seat = stage.seats[SeatKind.DONOR]
    holder = SeatHolder.objects.filter(seat=seat).get()
    client = client_of(stage.outsider)
    reads = {
        "detail": stage.committee.pk, "objectives": stage.committee.pk,
        "of_committee": stage.committee.pk, "meeting": decision.meeting_id,
        "minutes": decision.meeting_id, "agenda_paper": decision.meeting_id,
        "minutes_paper": decision.meeting_id, "decision": decision.pk, "seat": seat.pk,
        "signoff": signoff.pk, "point": point.pk, "propose": stage.committee.pk,
        "edit": stage.committee.pk, "invite": decision.meeting_id,
    }  # fmt: skip
    for name, key in reads.items():
        assert client.get(reverse(f"committees:{name}", args=[key])).status_code == 404, name
    writes = {
        "publish": decision.pk, "close": decision.pk, "sign": signoff.pk,
        "hold": decision.meeting_id, "withdraw": decision.item_id, "end_holder": holder.pk,
    }  # fmt: skip
    for name, key in writes.items():
        assert client.post(reverse(f"committees:{name}", args=[key])).status_code == 404, name
    for name in ("index", "points", "decisions", "secretariat"):
        assert "Corridor board" not in page(client, name)


def test_a_role_without_the_verb_is_refused(stage: Any, client_of: ClientOf) -> None:
    clerk = stage.cast.user("clerk", stage.cast.host, Role.ADMINISTRATOR)
    client = client_of(clerk)
    assert client.get(reverse("committees:detail", args=[stage.committee.pk])).status_code == 200
    for name in ("plan", "new_seat", "propose"):
        url = reverse(f"committees:{name}", args=[stage.committee.pk])
        assert client.get(url).status_code == 403


def test_the_seats_are_written_to_and_who_has_no_address_is_named(
    stage: Any, client_of: ClientOf
) -> None:
    stage.civil_seat()
    stage.actor_seat()
    meeting = stage.meeting(in_days=7, invited=False, held=False)
    client = client_of(stage.manager)
    assert "Association of returned women" in page(client, "invite", meeting.pk)
    answer = client.post(reverse("committees:invite", args=[meeting.pk]), follow=True)
    assert "No address is known of: Association of returned women" in answer.content.decode()
    sent = Message.objects.filter(subject__contains="Corridor board")
    assert {one.to for one in sent} == {
        user.email for user in (stage.manager, stage.authority, stage.donor, stage.civil)
    }
    assert not Task.objects.filter(kind="invite_seats", done_at__isnull=True).exists()
    assert client.post(reverse("committees:invite", args=[meeting.pk])).status_code == 409
    # Too early to begin; moved to another day, the seats are invited anew.
    assert client.post(reverse("committees:hold", args=[meeting.pk])).status_code == 409
    client.post(
        reverse("committees:change_meeting", args=[meeting.pk]),
        day("on", stage.today + timedelta(days=9)),
    )
    assert Meeting.objects.get().status == "planned"
    assert client.post(reverse("committees:cancel", args=[meeting.pk])).status_code == 409
    client.post(reverse("committees:cancel", args=[meeting.pk]), {"why": "Elections"})
    assert Meeting.objects.get().status == "cancelled"


def test_minutes_go_round_are_remarked_on_and_approved(stage: Any, client_of: ClientOf) -> None:
    decision = stage.decided()
    here = [decision.meeting_id]
    secretary, civil = client_of(stage.manager), client_of(stage.civil)
    draft = page(secretary, "minutes", *here)
    assert "We share the costs by halves." in draft
    write = reverse("committees:write_minutes", args=here)
    assert secretary.post(write, {"text": " "}).status_code == 409
    secretary.post(write, {"text": "All agreed."})
    remark = reverse("committees:remark", args=here)
    assert civil.post(remark, {"text": ""}).status_code == 409
    civil.post(remark, {"text": "Not all"})
    approve = reverse("committees:approve", args=here)
    assert secretary.post(approve).status_code == 409
    assert civil.post(approve).status_code == 403
    secretary.post(write, {"text": "All but one agreed."})
    secretary.post(approve)
    assert Meeting.objects.get(pk=decision.meeting_id).approved_how == "meeting"
    for name in ("agenda_paper", "minutes_paper"):
        paper = civil.get(reverse(f"committees:{name}", args=here))
        assert paper.content.startswith(b"%PDF")


def test_each_signs_on_the_decision_s_page_and_the_register_filters(
    stage: Any, client_of: ClientOf
) -> None:
    decision = stage.decided(subjects=[Subject("agreement", "9", "MoU of two states")])
    secretary, state = client_of(stage.manager), client_of(stage.authority)
    secretary.post(
        reverse("committees:ask", args=[decision.pk]),
        {"organisations": [stage.cast.desk.pk, stage.cast.fund.pk]},
    )
    own = SignOff.objects.get(organisation=stage.cast.desk)
    assert "Sign the decision for your organisation" in page(state, "signoff", own.pk)
    decline = reverse("committees:decline", args=[own.pk])
    assert state.post(decline, {"reason": ""}).status_code == 409
    state.post(decline, {"reason": "The law changes"})
    assert "The law changes" in page(secretary, "decision", decision.pk)
    sign = reverse("committees:sign", args=[own.pk])
    assert state.post(sign).status_code == 302
    assert state.post(sign).status_code == 409
    assert client_of(stage.donor).post(sign).status_code == 403
    for query, found in (
        ({"unsigned": "1"}, True),
        ({"subject": "agreement"}, True),
        ({"subject": "criteria"}, False),
        ({"kind": "rejected"}, False),
        ({"committee": "none"}, True),
        ({"committee": str(stage.committee.pk)}, True),
    ):
        assert ("halves" in page(secretary, "decisions", **query)) is found, query
    secretary.post(reverse("committees:publish", args=[decision.pk]))
    outside = page(client_of(stage.outsider), "decision", decision.pk)
    assert "halves" in outside
    assert 'id="votes"' not in outside


def test_an_action_point_is_done_and_given_another_day(stage: Any, client_of: ClientOf) -> None:
    seat, meeting = stage.civil_seat(), stage.meeting()
    secretary, civil = client_of(stage.manager), client_of(stage.civil)
    new = reverse("committees:new_point", args=[meeting.pk])
    said = {"seat": str(seat.pk), **day("due_on", stage.today - timedelta(days=1))}
    assert secretary.post(new, said).status_code == 409
    secretary.post(new, said | {"what": "Ask ten cooperatives"})
    wait = Task.objects.get(kind="do_action_point")
    here = [wait.subject_id]
    assert "Ask ten cooperatives" in page(secretary, "secretariat")
    assert client_of(stage.donor).get(
        reverse("committees:other_day", args=here)
    ).status_code == 403  # fmt: skip
    secretary.post(
        reverse("committees:other_day", args=here), day("due_on", stage.today + timedelta(days=9))
    )
    wait.refresh_from_db()
    assert wait.due_on == stage.today + timedelta(days=9)
    done = reverse("committees:point", args=here)
    assert client_of(stage.donor).post(done, {"note": "We did"}).status_code == 403
    assert civil.post(done, {"note": ""}).status_code == 409
    civil.post(done, {"note": "Twelve asked"})
    assert civil.post(done, {"note": "Again"}).status_code == 409
    assert "Twelve asked" in page(civil, "points", state="done")
    assert "Nothing waits for you" in page(civil, "points")


def test_a_seat_s_organisation_names_who_sits_on_it(stage: Any, client_of: ClientOf) -> None:
    seat = stage.civil_seat()
    colleague = stage.cast.user("colleague", stage.cast.partner_org, Role.PROVIDER)
    client = client_of(stage.civil)
    name = reverse("committees:name_holder", args=[seat.pk])
    said = {"user": str(colleague.pk), "part": "chair"}
    assert client.post(name, said).status_code == 302
    assert client.post(name, said).status_code == 409
    assert client_of(stage.authority).post(name, said).status_code == 403
    held = SeatHolder.objects.get(user=colleague)
    client.post(reverse("committees:end_holder", args=[held.pk]))
    held.refresh_from_db()
    assert held.until_on == stage.today
    assert "Colleague" in page(client, "seat", seat.pk)
    client_of(stage.manager).post(
        reverse("committees:end_seat", args=[seat.pk]), day("on", stage.today)
    )
    seat.refresh_from_db()
    assert seat.until_on == stage.today


def test_objectives_say_by_which_decision_they_were_approved(
    stage: Any, client_of: ClientOf
) -> None:
    objective = Objective.objects.create(
        programme=stage.cast.programme, title="One referral form", recorded_by=stage.manager,
        recorded_at=stage.now,
    )  # fmt: skip
    client = client_of(stage.manager)
    before = page(client, "objectives", stage.committee.pk)
    assert "Not approved yet" in before
    assert f"about=objective:{objective.pk}" in before
    decision = stage.decided(
        subjects=[Subject("objective", str(objective.pk), "One referral form")]
    )
    after = page(client, "objectives", stage.committee.pk)
    assert f"Decision {decision.reference}" in after


def test_an_item_about_an_agreement_links_to_it(stage: Any, client_of: ClientOf) -> None:
    agreement = stage.cast.agree(stage.cast.host, stage.cast.desk)
    client = client_of(stage.manager)
    client.post(
        reverse("committees:propose", args=[stage.committee.pk]),
        {"title": "Renew it", "about": f"agreement:{agreement.pk}"},
    )
    item = AgendaItem.objects.get()
    assert (item.subject_kind, item.subject_label) == ("agreement", f"{agreement.number} Sharing")
    meeting = stage.meeting()
    client.post(reverse("committees:schedule", args=[item.pk]), {"meeting": str(meeting.pk)})
    assert reverse("agreements:detail", args=[agreement.pk]) in page(client, "meeting", meeting.pk)
    for name, data in (
        ("move_item", {"way": "up"}), ("note", {"text": "All want it"}), ("take_off", {}),
    ):  # fmt: skip
        client.post(reverse(f"committees:{name}", args=[item.pk]), data)
    item.refresh_from_db()
    assert (item.meeting, item.discussion) == (None, "All want it")
    client.post(reverse("committees:withdraw", args=[item.pk]))
    item.refresh_from_db()
    assert item.withdrawn_at is not None
    again = client.post(
        reverse("committees:schedule", args=[item.pk]), {"meeting": str(meeting.pk)}
    )
    assert again.status_code == 409


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pages_stand_in_each_language(stage: Any, client_of: ClientOf, language: str) -> None:
    decision = stage.decided()
    client = client_of(stage.manager)
    client.cookies["django_language"] = language
    for name, key in (
        ("detail", stage.committee.pk), ("meeting", decision.meeting_id),
        ("minutes", decision.meeting_id), ("decision", decision.pk),
    ):  # fmt: skip
        page(client, name, key)
    assert Vote.objects.count() == 4


def test_a_secretariat_is_handed_to_a_seat_with_what_waits_for_it(
    stage: Any, client_of: ClientOf
) -> None:
    meeting = stage.meeting(invited=False, held=False)
    client, to = client_of(stage.manager), stage.cast.desk
    text = page(client, "hand_secretariat", stage.committee.pk)
    assert str(to) in text
    assert str(stage.cast.stranger_org) not in text
    url = reverse("committees:hand_secretariat", args=[stage.committee.pk])
    assert client.post(url, {"to": to.pk}).status_code == 302
    stage.committee.refresh_from_db()
    assert stage.committee.secretariat_id == to.pk
    held = Task.objects.filter(subject_id=meeting.pk, done_at__isnull=True)
    assert [one.holder_org_id for one in held] == [to.pk]
    assert client.post(url, {"to": stage.cast.host.pk}).status_code == 403
    assert client_of(stage.outsider).get(url).status_code == 404


def test_before_its_day_a_silent_seat_is_asked_to_answer(stage: Any, client_of: ClientOf) -> None:
    meeting = stage.meeting(held=False)
    client = client_of(stage.authority)
    assert "Say whether you come to meeting" in page(client, "meeting", meeting.pk)
    answer = reverse("committees:answer", args=[meeting.pk])
    assert client.post(answer, {"presence": "present"}).status_code == 302
    assert "takes place on its day" in page(client, "meeting", meeting.pk)
