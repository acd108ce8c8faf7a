"""What feedback says in sum, put on a committee's agenda."""

from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.committees import actions as committees
from homeward.committees.models import Committee
from homeward.committees.subjects import Subject
from homeward.core.refusals import Refused
from homeward.programmes.models import Programme
from homeward.steering.choices import Reason
from homeward.steering.models import FeedbackFinding

SUBJECT = "feedback_finding"


@transaction.atomic
def put_on_agenda(
    committee: Committee,
    *,
    source: str,
    title: str,
    text: str,
    figures: str = "",
    programme: Programme | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    by: User,
    at: datetime,
) -> FeedbackFinding:
    """The finding is kept, and an item proposed for it in the same transaction."""
    require(by, "steering.find")
    if not text.strip():
        raise Refused(Reason.NO_REASON)
    found = FeedbackFinding.objects.create(
        committee=committee, committee_name=committee.name, programme=programme, source=source,
        title=title.strip(), text=text.strip(), figures=figures.strip(), from_on=from_on,
        until_on=until_on, found_org=by.organisation_of_rows, found_by=by, found_at=at,
    )  # fmt: skip
    committees.propose_item(
        committee, found.title, Subject(SUBJECT, str(found.pk), found.title),
        "\n".join(part for part in (found.text, found.figures) if part), by=by, at=at,
    )  # fmt: skip
    return found
