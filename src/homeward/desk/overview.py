"""What a programme or an authority sees first: not tasks, but the whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.agreements import queries as agreements
from homeward.agreements.choices import Status as AgreementStatus
from homeward.agreements.models import Agreement
from homeward.cases import queries as cases
from homeward.core.patterns import NextStep
from homeward.desk import links, queries
from homeward.funds import queries as funds
from homeward.referrals import rules
from homeward.referrals.choices import GOOD_OUTCOMES, Outcome
from homeward.referrals.models import Referral
from homeward.tasks.models import Task
from homeward.tasks.pages import holder as holder_of

WITHDRAWN_DAYS = 30
# An agreement that ends soon is talked about before it ends.
ENDS_WITHIN_DAYS = 60
# Single waits come after the whole, and only so many of each group.
SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Overview:
    stages: list[queries.StageCount]
    total: int
    overdue: list[Any]
    agreements: Sequence[Agreement] = ()
    unanswered: Sequence[Any] = ()
    outcomes: Sequence[tuple[str, int, bool]] = ()
    budgets: Sequence[Any] = ()
    withdrawn: Sequence[Any] = field(default_factory=list)
    shows_consents: bool = False


def overview(user: User, *, on: date) -> Overview | None:
    if not can(user, "desk.overview"):
        return None
    stages = queries.counts_by_stage()
    shows_consents = Role.DATA_PROTECTION_OFFICER in user.roles
    reads_referrals = can(user, "referrals.read") and not shows_consents
    since = timezone.now() - timedelta(days=WITHDRAWN_DAYS)
    return Overview(
        stages=stages,
        total=sum(row.count for row in stages),
        overdue=queries.overdue_by_holder(on=on),
        agreements=needing_attention(on=on),
        unanswered=unanswered() if reads_referrals else [],
        outcomes=outcomes() if reads_referrals else [],
        budgets=[(each, funds.left(each)) for each in funds.budgets()]
        if can(user, "funds.read")
        else [],
        withdrawn=list(queries.withdrawn_since(since)[:20]) if shows_consents else [],
        shows_consents=shows_consents,
    )


def needing_attention(*, on: date) -> list[Agreement]:
    """Agreements that open nothing yet, that rest, or that end soon."""
    soon = on + timedelta(days=ENDS_WITHIN_DAYS)
    ends = Q(status=AgreementStatus.IN_FORCE, ends_on__lte=soon)
    rests = Q(status__in=[AgreementStatus.SIGNING, AgreementStatus.SUSPENDED])
    return list(agreements.listed().filter(ends | rests).order_by("number"))


def unanswered() -> list[Any]:
    """Referrals sent and not answered, by receiver, the one that is due first before the others."""
    return list(
        Referral.objects.filter(status__in=rules.UNANSWERED)
        .order_by()
        .values("receiver_org__name")
        .annotate(count=Count("pk"), oldest=Min("answer_due_on"))
        .order_by("oldest", "receiver_org__name")[:SHOWN]
    )


def outcomes() -> list[tuple[str, int, bool]]:
    """How referrals ended: each outcome with its count, and whether the service was completed."""
    rows = (
        Referral.objects.filter(status__in=rules.REPORTED)
        .order_by()
        .values("outcome")
        .annotate(count=Count("pk"))
        .order_by("-count", "outcome")
    )
    found = [
        (str(Outcome(row["outcome"]).label), row["count"], Outcome(row["outcome"]) in GOOD_OUTCOMES)
        for row in rows
    ]
    return sorted(found, key=lambda each: not each[2])


def first_step(
    user: User, held: Sequence[tuple[Agreement, NextStep]], *, on: date
) -> NextStep | None:
    """The first agreement that waits for them, or the most overdue wait of all that they see."""
    if not can(user, "desk.overview"):
        return None
    if held:
        return _of_agreement(*held[0])
    late = (
        Task.objects.filter(done_at__isnull=True, due_on__lt=on, case_id__isnull=False)
        .select_related("holder", "holder_org")
        .order_by("due_on", "opened_at")
    )
    task = late.first()
    return _most_overdue(task, user) if task else None


def _of_agreement(agreement: Agreement, step: NextStep) -> NextStep:
    """The step as the agreement's page has it; the way to it leads over that page."""
    return replace(
        step,
        why=f"{agreement.title}. {step.why}",
        url=reverse("agreements:detail", args=[agreement.pk]),
        label=_("Open the agreement"),
        post=False,
    )


def _most_overdue(task: Task, user: User) -> NextStep:
    seen = queries.visible_cases([task.case_id])
    titles = cases.titles(seen.values())
    about = titles.get(task.case_id, task.reference) if task.case_id else task.reference
    holder = holder_of(task, user)
    return NextStep(
        title=task.get_kind_display(),
        why=f"{about}. {links.why(task)}" if about else links.why(task),
        holder=holder,
        due=task.due_on,
        url=links.to_watch(task, user, sees_case=bool(seen)),
        label=_("Open the case"),
        waiting_for=holder,
    )
