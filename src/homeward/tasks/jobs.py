"""The worker's jobs on waits: who is reminded, whose silence is told, which calendars are kept."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.messages import actions as messages
from homeward.tasks import actions, queries

REMIND = "remind_holders"
jobs.declare(REMIND, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)
CALENDARS = "keep_calendars"
jobs.declare(CALENDARS, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)


@app.periodic(cron="12 * * * *")
@app.task(queueing_lock="keep_calendars", pass_context=False)
def keep_calendars(timestamp: int = 0) -> None:
    keep_what_is_missing(at=timezone.now())


def keep_what_is_missing(*, at: datetime) -> int:
    """This year's and the next one's calendar of each country in which an organisation works."""
    with jobs.acting_job(CALENDARS):
        return sum(
            actions.keep_calendar(country, year, at=at)
            for country, year in queries.calendars_missing(at.year)
        )


@app.periodic(cron="25 5 * * *")
@app.task(queueing_lock="remind_holders", pass_context=False)
def remind_holders(timestamp: int = 0) -> None:
    remind_all(at=timezone.now())


@dataclass
class Heard:
    """What one reader hears: how many waits are due soon, due, and escalated."""

    email: str
    language: str
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def remind_all(*, at: datetime) -> int:
    """Writes to each holder once about all that is due. How many messages that were."""
    with jobs.acting_job(REMIND), connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(u.email, o.email), coalesce(u.language, %s), r.how, r.n"
            " from tasks_remind(%s) r join access_organisation o on o.id = r.org_id"
            " left join access_user u on u.id = r.user_id",
            [settings.LANGUAGE_CODE, at],
        )
        heard: dict[str, Heard] = {}
        for email, language, how, count in cursor.fetchall():
            heard.setdefault(email, Heard(email, language)).counts[how] += count
        for one in heard.values():
            _write(one, at=at)
    return len(heard)


def _write(one: Heard, *, at: datetime) -> None:
    """No name and no reference: an e-mail is read by whoever reads the mailbox."""
    with translation.override(one.language):
        url = _("Open it after signing in: %(url)s") % {"url": settings.BASE_URL}
        messages.queue(
            to=one.email,
            subject=_("What waits for you in Homeward"),
            body="\n".join([*_said(one.counts), "", url, ""]),
            at=at,
        )


def _said(counts: dict[str, int]) -> list[str]:
    due, before, silent = counts["due"], counts["before"], counts["escalated"]
    lines = [
        (due, ngettext("%(n)d step is due now.", "%(n)d steps are due now.", due)),
        (before, ngettext("%(n)d step is due soon.", "%(n)d steps are due soon.", before)),
        (
            silent,
            ngettext(
                "%(n)d step has had no answer after its day: it is brought to you.",
                "%(n)d steps have had no answer after their day: they are brought to you.",
                silent,
            ),
        ),
    ]
    return [text % {"n": count} for count, text in lines if count]
