"""Criteria in versions: drafted, published from a day on, followed by the next; and exceptions."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.programmes import rules
from homeward.programmes.actions.keeping import tell, to_keep
from homeward.programmes.choices import (
    CriteriaStatus,
    ExceptionStatus,
    Happened,
    Reason,
)
from homeward.programmes.models import CriteriaVersion, CriterionException, Programme
from homeward.programmes.queries import criteria as queries
from homeward.programmes.rules import criteria
from homeward.programmes.rules.criteria import NOT_STATED, Criterion


@transaction.atomic
def draft(programme: Programme, *, by: User, at: datetime) -> CriteriaVersion:
    """A new version, which begins as a copy of the one before."""
    programme = to_keep(programme, by)
    last = programme.criteria.order_by("-number").first()
    if last is not None and last.status == CriteriaStatus.DRAFT:
        raise Refused(Reason.DRAFT_ALREADY)
    version = CriteriaVersion.objects.create(
        programme=programme,
        number=last.number + 1 if last else 1,
        tree=last.tree if last else criteria.dump(NOT_STATED),
        written_by=by,
    )
    tell(programme, Happened.CRITERIA_DRAFTED, f"{version.number}", by=by, at=at)
    return version


@transaction.atomic
def rewrite(
    version: CriteriaVersion, step: Callable[[Criterion], Criterion], *, by: User
) -> CriteriaVersion:
    """Takes one step of editing (rules.criteria.editing) on a draft, as it stands now."""
    version = _to_write(version, by)
    try:
        changed = step(criteria.parse(version.tree))
    except KeyError as error:
        raise Refused(Reason.NO_SUCH_PLACE) from error
    tree = criteria.dump(changed)
    if criteria.faults(tree):
        raise Refused(Reason.CRITERIA_FAULTY)
    version.tree, version.written_by = tree, by
    version.save(update_fields=["tree", "written_by"])
    return version


def _to_write(version: CriteriaVersion, by: User) -> CriteriaVersion:
    to_keep(version.programme, by)
    version = CriteriaVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if version.status != CriteriaStatus.DRAFT:
        raise Refused(Reason.NOT_A_DRAFT)
    return version


@transaction.atomic
def discard(version: CriteriaVersion, *, by: User, at: datetime) -> None:
    version = _to_write(version, by)
    programme, number = version.programme, version.number
    version.delete()
    tell(programme, Happened.CRITERIA_DISCARDED, f"{number}", by=by, at=at)


@transaction.atomic
def publish(
    version: CriteriaVersion, *, valid_from: date | None, note: str, by: User, at: datetime
) -> CriteriaVersion:
    """From its first day on this version holds, and the one before ends the day before."""
    programme = to_keep(version.programme, by)
    version = CriteriaVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    last = (
        programme.criteria.filter(status=CriteriaStatus.PUBLISHED).order_by("-valid_from").first()
    )
    faults = criteria.faults(version.tree)
    refuse_if(
        rules.reasons_not_to_publish(
            rules.PublishingFacts(
                status=CriteriaStatus(version.status),
                can_be_read=not faults,
                states_something=bool(faults) or criteria.parse(version.tree) != NOT_STATED,
                valid_from=valid_from,
                last_valid_from=last.valid_from if last else None,
                note=note,
            )
        )
    )
    if last is not None and valid_from is not None:
        last.status, last.valid_until = CriteriaStatus.SUPERSEDED, valid_from - timedelta(1)
        last.save(update_fields=["status", "valid_until"])
    version.status, version.valid_from, version.note = CriteriaStatus.PUBLISHED, valid_from, note
    version.published_at, version.written_by = at, by
    version.save(update_fields=["status", "valid_from", "note", "published_at", "written_by"])
    tell(programme, Happened.CRITERIA_PUBLISHED, f"{version.number}", by=by, at=at)
    return version


@transaction.atomic
def ask_exception(
    version: CriteriaVersion,
    *,
    criterion_at: str,
    for_whom: str,
    reason: str,
    ends_on: date | None,
    by: User,
    at: datetime,
) -> CriterionException:
    """Asks that a group be taken although it does not meet a criterion; a second person decides."""
    programme = to_keep(version.programme, by)
    leaf = dict(criteria.leaves(queries.criterion_of(version))).get(criterion_at)
    refuse_if(
        rules.reasons_not_to_except(
            reason=reason,
            ends_on=ends_on,
            on=at.date(),
            is_published=leaf is not None and version.status == CriteriaStatus.PUBLISHED,
        )
    )
    if leaf is None or ends_on is None:
        raise Refused(Reason.NO_SUCH_PLACE)
    words = criteria.phrase(leaf, names=queries.names_of(leaf))
    exception = CriterionException.objects.create(
        version=version, criterion_at=criterion_at, criterion=words[:500], for_whom=for_whom,
        reason=reason, ends_on=ends_on, asked_by=by, asked_at=at,
    )  # fmt: skip
    tell(programme, Happened.EXCEPTION_ASKED, for_whom, by=by, at=at)
    return exception


@transaction.atomic
def decide_exception(
    exception: CriterionException, *, approve: bool, note: str, by: User, at: datetime
) -> CriterionException:
    require(by, "programmes.keep")
    programme = to_keep(exception.version.programme, by)
    exception = CriterionException.objects.select_for_update(of=("self",)).get(pk=exception.pk)
    refuse_if(
        rules.reasons_not_to_decide(
            status=ExceptionStatus(exception.status), is_asker=exception.asked_by_id == by.pk
        )
    )
    exception.status = ExceptionStatus.APPROVED if approve else ExceptionStatus.REFUSED
    exception.decided_by, exception.decided_at, exception.decision_note = by, at, note
    exception.save(update_fields=["status", "decided_by", "decided_at", "decision_note"])
    detail = f"{exception.for_whom}: {exception.get_status_display()}"
    tell(programme, Happened.EXCEPTION_DECIDED, detail, by=by, at=at)
    return exception


@transaction.atomic
def end_exception(exception: CriterionException, *, by: User, at: datetime) -> None:
    """Before its last day; who was taken under it stays taken."""
    programme = to_keep(exception.version.programme, by)
    exception = CriterionException.objects.select_for_update(of=("self",)).get(pk=exception.pk)
    if exception.status != ExceptionStatus.APPROVED:
        raise Refused(Reason.NOT_APPROVED)
    exception.status, exception.ended_at = ExceptionStatus.ENDED, at
    exception.save(update_fields=["status", "ended_at"])
    tell(programme, Happened.EXCEPTION_ENDED, exception.for_whom, by=by, at=at)
