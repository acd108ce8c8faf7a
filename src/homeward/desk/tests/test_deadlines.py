from datetime import date, timedelta

import pytest
from django.db import ProgrammingError
from django.utils import timezone

from homeward.access.choices import Role
from homeward.core.refusals import Refused
from homeward.tasks import actions, queries
from homeward.tasks.actions import DeadlineGiven
from homeward.tasks.choices import DayKind, Reason, TaskKind
from homeward.tasks.models import DeadlineRule, ReminderRule


def today() -> date:
    """Asked each time: the tests may be read on one day and run on the next."""
    return timezone.localdate()


@pytest.fixture
def manager(cast):
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


def parts(**days) -> dict[str, int]:
    return {
        f"{name}_{part}": getattr(on, part)
        for name, on in days.items()
        for part in ("day", "month", "year")
    }


def test_a_new_version_dates_the_waits_that_begin_from_then_on(cast, manager, client_of) -> None:
    path = f"/deadlines/state/?programme={cast.programme.pk}&kind=record_consent"
    given = {"days": 3, "day_kind": "calendar", "source": "Article 4", **parts(valid_from=today())}
    answer = client_of(manager).post(path, given, follow=True)
    text = answer.content.decode()
    assert "Article 4" in text
    rule = DeadlineRule.objects.get(kind=TaskKind.RECORD_CONSENT)
    assert (rule.programme_id, rule.stated_by) == (cast.programme.pk, manager)
    due = queries.due_on(
        TaskKind.RECORD_CONSENT, programme_id=cast.programme.pk, start=today(),
        holder_org_id=cast.host.pk,
    )  # fmt: skip
    assert due == today() + timedelta(days=3)
    # The same day again is no second version.
    assert client_of(manager).post(path, given).status_code == 409


def test_what_was_typed_stays_when_a_version_is_refused(cast, manager, client_of) -> None:
    path = f"/deadlines/state/?programme={cast.programme.pk}&kind=record_consent"
    given = {
        "days": 17, "day_kind": "calendar", "source": "Article 4",
        **parts(valid_from=today() - timedelta(days=1)),
    }  # fmt: skip
    answer = client_of(manager).post(path, given)
    assert answer.status_code == 409
    assert 'value="17"' in answer.content.decode()


def test_reminders_are_stated_with_their_silence(cast, manager, client_of) -> None:
    given = {
        "kind": "", "days_before": 1, "days_after": 5, "day_kind": "working", "source": "Manual",
        **parts(valid_from=today()),
    }  # fmt: skip
    client_of(manager).post(f"/deadlines/reminders/?programme={cast.programme.pk}", given)
    rule = ReminderRule.objects.get(programme_id=cast.programme.pk)
    assert (rule.days_before, rule.on_the_day, rule.days_after) == (1, False, 5)


def test_only_the_lead_states_rules_and_everybody_reads_them(cast, manager, client_of) -> None:
    path = f"/deadlines/state/?programme={cast.programme.pk}&kind=record_consent"
    other = cast.user("other", cast.partner_org, Role.PROGRAMME_MANAGER)
    assert client_of(other).get(path).status_code == 404
    assert client_of(cast.partner).get(path).status_code == 403
    assert client_of(cast.partner).get("/deadlines/").status_code == 200
    assert client_of(manager).get(path).status_code == 200


def test_the_database_refuses_what_the_page_would_not_offer(cast, as_app) -> None:
    other = cast.user("other", cast.partner_org, Role.PROGRAMME_MANAGER)
    given = DeadlineGiven(
        kind=TaskKind.DRAFT_PLAN, programme_id=cast.programme.pk, days=1,
        day_kind=DayKind.CALENDAR, source="x", valid_from=today(),
    )  # fmt: skip
    with as_app(other), pytest.raises(Refused) as refused:
        actions.state_deadline(given, by=other, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_OURS]
    with pytest.raises(ProgrammingError, match="row-level security"), as_app(other):
        DeadlineRule.objects.create(
            kind=TaskKind.DRAFT_PLAN, programme_id=0, days=1, valid_from=today()
        )
    rule = DeadlineRule.objects.create(kind=TaskKind.DRAFT_PLAN, days=1, valid_from=today())
    with as_app(other):
        assert DeadlineRule.objects.filter(pk=rule.pk).update(days=900) == 0
