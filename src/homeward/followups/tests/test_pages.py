"""The pages: what stands on them, what a refusal says, and who is turned away."""

from datetime import timedelta

import pytest
from django.urls import reverse

from homeward.access.choices import Purpose, Role
from homeward.cases.choices import ClosureReason
from homeward.cases.models import Case
from homeward.collectives.models import Project
from homeward.followups import actions
from homeward.followups.choices import Channel, Kind, Loss, Result, Told
from homeward.followups.models import FollowUp, NamedBody, Sample, Try
from homeward.followups.queries import consents
from homeward.surveys import actions as surveys
from homeward.surveys import queries as survey_queries
from homeward.surveys.models import Instrument, InstrumentVersion, Wave
from homeward.tasks.choices import DayKind, TaskKind
from homeward.tasks.models import DeadlineRule

CALLED = {"channel": "call", "result": "reached", "at": "09:30"}


def day(name: str, on) -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def url(name: str, *args) -> str:
    return reverse(f"followups:{name}", args=args)


@pytest.fixture
def worker(followed, client_of):
    return client_of(followed.worker)


@pytest.fixture
def lead(followed, client_of):
    return client_of(followed.lead)


def text(answer, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:400]
    return answer.content.decode()


def test_the_year_is_planned_held_and_shown_on_one_line(followed, worker) -> None:
    followed.step(after_months=0)
    page = url("of_case", followed.case.pk)
    assert "Plan the year" in text(worker.get(page))
    assert worker.post(url("plan", followed.case.pk)).status_code == 302
    followed.act(
        lambda by, at: surveys.plan_waves(
            followed.case, arrived_on=followed.case.arrived_on, by=by, at=at
        )
    )
    shown = text(worker.get(page))
    assert "Survey: Reintegration Sustainability Survey" in shown
    assert "Follow-up of the programme" in shown
    one = FollowUp.objects.get()
    ahead = day("held_on", followed.today + timedelta(days=2))
    assert "The day lies ahead." in text(worker.post(url("hold", one.pk), ahead), 409)
    said = {"note": "Works as a tailor", **day("held_on", followed.today)}
    assert worker.post(url("hold", one.pk), said).status_code == 302
    assert "Works as a tailor" in text(worker.get(url("follow_up", one.pk)))


def test_without_a_stated_year_the_page_says_why(followed, worker) -> None:
    answer = worker.post(url("plan", followed.case.pk))
    assert "states no follow-ups" in text(answer, 409)


def test_a_follow_up_is_planned_by_hand_and_not_held(followed, worker) -> None:
    given = {
        "kind": Kind.MESSAGE, "holder": followed.colleague.pk,
        **day("opens_on", followed.today), **day("closes_on", followed.today),
    }  # fmt: skip
    assert worker.post(url("add", followed.case.pk), given).status_code == 302
    one = FollowUp.objects.get()
    assert "Choose" in text(worker.post(url("miss", one.pk), {}), 422) or one.is_planned
    assert worker.post(url("miss", one.pk), {"why": "declined"}).status_code == 302


def test_a_try_says_how_to_call_and_is_kept(followed, worker) -> None:
    followed.wish(refused=[Channel.VISIT], safe_words="The tailor's shop")
    page = url("try", followed.case.pk)
    shown = text(worker.get(page))
    assert "The tailor&#x27;s shop" in shown
    assert 'value="visit"' not in shown
    assert text(worker.post(page, {"channel": "call"}), 422)
    assert worker.post(page, CALLED | day("on", followed.today)).status_code == 302
    assert Try.objects.get().result == Result.REACHED


def test_how_to_contact_is_noted_and_lost_contact_too(followed, worker) -> None:
    given = {
        "channel": "call", "best_time": "evening", "relays": "first_name", "way": "signature",
        **day("said_on", followed.today),
    }  # fmt: skip
    assert worker.post(url("wish", followed.case.pk), given).status_code == 302
    gone = {"why": Loss.MOVED, **day("since_on", followed.today)}
    assert worker.post(url("lost", followed.case.pk), gone).status_code == 302
    assert "Contact is lost since" in text(worker.get(url("of_case", followed.case.pk)))


def test_a_relay_is_registered_asked_heard_and_ended(followed, worker) -> None:
    given = {
        "kind": "person", "name": "Kofi", "phone": "+233", "place": "Ashaiman",
        "tasks": ["pass_word"], "agreed_how": "signature", **day("agreed_on", followed.today),
    }  # fmt: skip
    assert "Without this promise" in text(worker.post(url("new_relay"), given), 422)
    assert worker.post(url("new_relay"), given | {"promised": "on"}).status_code == 302
    assert "Kofi" in text(worker.get(url("relays")))
    ask = url("ask_relay", followed.case.pk)
    assert "did not agree that anybody is asked" in text(worker.get(ask))
    followed.wish(Told.FIRST_NAME)
    from homeward.followups.models import Errand, Relay  # noqa: PLC0415

    relay = Relay.objects.get()
    said = {
        "relay": relay.pk, "task": "pass_word", "told": "first_name",
        **day("due_on", followed.today),
    }  # fmt: skip
    assert worker.post(ask, said).status_code == 302
    heard = {"result": "will_call", "tries": 1}
    assert worker.post(url("errand", Errand.objects.get().pk), heard).status_code == 302
    assert "can’t be brought back" in text(worker.get(url("end_relay", relay.pk)))
    assert worker.post(url("end_relay", relay.pk)).status_code == 302
    assert "Kofi" not in text(worker.get(url("relays")))


def test_the_list_of_contacts_says_who_goes_cold(followed, worker) -> None:
    assert "No contact known since the arrival" in text(worker.get(url("contacts")))
    given = actions.TryGiven(
        channel=Channel.CALL, result=Result.REACHED, at=followed.cast.now - timedelta(days=90)
    )
    followed.act(actions.note_try, followed.case, given)
    assert "no limit stated" in text(worker.get(url("contacts")))
    DeadlineRule.objects.create(
        kind=TaskKind.RENEW_CONTACT, programme_id=0, days=60, day_kind=DayKind.CALENDAR,
        source="Handbook", valid_from=followed.today - timedelta(days=400),
    )  # fmt: skip
    assert followed.case.reference in text(worker.get(url("contacts") + "?show=cold"))
    assert followed.case.reference not in text(worker.get(url("contacts") + "?show=in_contact"))


def test_interviewers_are_given_surveys_and_never_their_own(followed, worker) -> None:
    waves = followed.act(
        lambda by, at: surveys.plan_waves(
            followed.case, arrived_on=followed.case.arrived_on, by=by, at=at
        )
    )
    given = {"interviewer": followed.worker.pk, "waves": [waves[0].pk]}
    assert "choose a colleague" in text(worker.post(url("interviewers"), given), 409)
    given["interviewer"] = followed.colleague.pk
    assert worker.post(url("interviewers"), given).status_code == 302
    assert Wave.objects.get(pk=waves[0].pk).interviewer == followed.colleague
    assert "Response" in text(worker.get(url("figures") + "?by=interviewer"))


def test_my_list_is_by_place_with_how_to_call(followed, client_of) -> None:
    followed.act(
        lambda by, at: surveys.plan_waves(
            followed.case, arrived_on=followed.case.arrived_on, by=by, at=at
        )
    )
    shown = text(client_of(followed.colleague).get(url("mine")))
    assert "Ashaiman" in shown
    assert "+233 20 000 0000" in shown
    assert "leave no message" in shown


def test_a_sample_is_drawn_shown_and_planned(followed, worker) -> None:
    version = survey_queries.in_force("rss", on=followed.today)
    given = {
        "title": "Year one", "programme": followed.cast.programme.pk, "instrument": version.pk,
        "size": 1, "replacing": "next", "strata": ["place"],
        **day("arrived_from", followed.today - timedelta(days=9)),
        **day("arrived_until", followed.today),
    }  # fmt: skip
    assert "fewer people" in text(worker.post(url("new_sample"), given | {"size": 9}), 409)
    assert worker.post(url("new_sample"), given).status_code == 302
    sample = Sample.objects.get()
    shown = text(worker.get(url("sample", sample.pk)))
    assert sample.seed in shown
    assert "the same people" in shown
    assert worker.post(url("plan_sample", sample.pk)).status_code == 302
    drawn = sample.draws.get()
    assert "not held" in text(worker.post(url("replace", drawn.pk)), 409)


def test_a_body_is_named_and_follows_after_closure_on_its_own_page(
    followed, worker, lead, client_of
) -> None:
    cast = followed.cast
    given = {
        "programme": cast.programme.pk, "organisation": cast.stranger_org.pk, "unit": "person",
        "mandate": "Calls", "source": "Agreement 7", **day("from_on", followed.today),
    }  # fmt: skip
    assert worker.post(url("new_body"), given).status_code == 403
    assert lead.post(url("new_body"), given).status_code == 302
    body = NamedBody.objects.get()
    after = url("after_closure", followed.case.pk)
    until = {"body": body.pk, **day("until_on", followed.today + timedelta(days=90))}
    assert "No consent in force" in text(worker.post(after, until), 409)
    cast.agree(cast.host, cast.stranger_org, Purpose.SURVEY, consents.CONTACTED)
    cast.agree(cast.partner_org, cast.stranger_org, Purpose.SURVEY, consents.CONTACTED)
    followed.agree_to_be_followed(cast.stranger_org)
    assert worker.post(after, until).status_code == 302
    Case.objects.filter(pk=followed.case.pk).update(
        closed_at=cast.now, closure_reason=ClosureReason.TIME_ENDED
    )
    other = client_of(cast.stranger)
    assert followed.case.reference in text(other.get(url("body", body.pk)))
    assert other.get(url("of_case", followed.case.pk)).status_code == 404
    assert "Follow-up" in text(other.get(url("after_of_case", followed.case.pk)))
    called = CALLED | day("on", followed.today)
    assert other.post(url("after_try", followed.case.pk), called).status_code == 302
    assert Try.objects.get().owner_org == cast.stranger_org
    last = day("until_on", followed.today)
    assert lead.post(url("end_body", body.pk), last).status_code == 302
    assert "Choose the body that goes on" in text(worker.get(url("bodies")))


def test_the_year_is_stated_by_the_lead_with_its_source(followed, worker, lead) -> None:
    given = {
        "programme": followed.cast.programme.pk, "kind": "visit", "after_months": 3,
        "within_days": 30, "source": "Handbook, 4.2", **day("valid_from", followed.today),
    }  # fmt: skip
    assert worker.post(url("new_step"), given).status_code == 403
    assert lead.post(url("new_step"), given).status_code == 302
    assert "Handbook, 4.2" in text(lead.get(url("steps")))


@pytest.fixture
def about_projects(followed) -> InstrumentVersion:
    rss = survey_queries.in_force("rss", on=followed.today)
    instrument = Instrument.objects.create(
        code="cohesion", title="Cohesion", unit="project", begun_at=followed.cast.now
    )
    return InstrumentVersion.objects.create(
        instrument=instrument, number=1, version="1", sheet=rss.sheet, sheet_name="x",
        waves=rss.waves, status="published", valid_from=followed.today,
        published_at=followed.cast.now, uploaded_at=followed.cast.now,
    )  # fmt: skip


def test_surveys_of_a_project_are_planned_and_listed_for_its_interviewer(
    followed, worker, about_projects
) -> None:
    cast = followed.cast
    project = Project.objects.create(
        owner_org=cast.partner_org, programme=cast.programme, name="Poultry", kind="group",
        country_id="GH", currency="GHS", keeper=followed.worker, opened_at=cast.now,
    )  # fmt: skip
    given = {
        "about": project.pk, "instrument": about_projects.pk,
        "interviewer": followed.worker.pk, **day("begins_on", followed.today),
    }  # fmt: skip
    assert worker.post(url("plan_project"), given).status_code == 302
    assert [wave.unit for wave in Wave.objects.all()] == ["project"] * 3
    assert "Poultry" in text(worker.get(url("projects")))
    assert "Poultry" in text(worker.get(url("mine") + "?show=mine"))
    # Planned again, nothing is there twice.
    assert worker.post(url("plan_project"), given).status_code == 302
    assert Wave.objects.count() == 3


def test_the_stranger_finds_nothing(followed, client_of) -> None:
    stranger = client_of(followed.cast.stranger)
    for name in ("of_case", "try", "wish", "add", "lost", "ask_relay", "after_closure"):
        assert stranger.get(url(name, followed.case.pk)).status_code == 404
    assert followed.case.reference not in text(stranger.get(url("contacts")))


def test_who_has_not_the_verb_is_turned_away(followed, client_of) -> None:
    officer = client_of(followed.cast.officer)
    for name in ("mine", "contacts", "samples", "relays", "bodies", "figures", "projects"):
        assert officer.get(url(name)).status_code == 403
    assert Role.RECEPTION_OFFICER in followed.cast.officer.roles
