"""What the pages of agreements show: the next step, and the consequences of ending one."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.agreements import queries
from homeward.agreements.choices import Status
from homeward.agreements.models import Agreement, Party
from homeward.core.patterns import Consequence, NextStep

SUCCESSOR_DAYS, REVIEW_DAYS = 90, 30
MARKS = {
    Status.DRAFT: "draft",
    Status.SIGNING: "wait",
    Status.IN_FORCE: "ok",
    Status.SUSPENDED: "soon",
    Status.ENDED: "shut",
}


def mark(agreement: Agreement, on: date) -> tuple[str, str]:
    """The kind and the words of its status today: its dates may say more than its status."""
    status = Status(agreement.status)
    if status == Status.IN_FORCE and agreement.ends_on and agreement.ends_on < on:
        return "shut", _("Run out")
    if status == Status.IN_FORCE and agreement.starts_on > on:
        return "ready", _("Signed, not begun yet")
    return MARKS[status], str(status.label)


def held_by(user: User, *, on: date) -> list[tuple[Agreement, NextStep]]:
    """Drafts and signatures that wait for this user, each with the step of its own page."""
    found: list[Agreement] = []
    if can(user, "agreements.draft"):
        found += queries.drafts_of(user.organisation_id)
    if can(user, "agreements.sign"):
        found += queries.waiting_for_signature_of(user.organisation_id)
    parties = queries.parties_of(found)
    held = [(each, step(each, parties[each.pk], user=user, on=on)) for each in found]
    return sorted(held, key=lambda pair: (pair[0].starts_on, pair[0].pk))


def day_after(agreement: Agreement) -> date | None:
    """When a successor would begin: where this one ends, if it does."""
    return agreement.ends_on + timedelta(days=1) if agreement.ends_on else None


def step(agreement: Agreement, parties: Sequence[Party], *, user: User, on: date) -> NextStep:
    is_lead = agreement.lead_org_id == user.organisation_id and can(user, "agreements.draft")
    if agreement.status == Status.DRAFT:
        return _step_of_draft(agreement, is_lead=is_lead)
    if agreement.status == Status.SIGNING:
        return _step_of_signing(agreement, parties, user)
    if agreement.status == Status.SUSPENDED:
        return _step_of_suspended(agreement, is_lead=is_lead)
    return _step_in_force(agreement, is_lead=is_lead, on=on)


def _held_by_lead(agreement: Agreement, *, is_lead: bool) -> str:
    return _("You") if is_lead else str(agreement.lead_org)


def _step_of_draft(agreement: Agreement, *, is_lead: bool) -> NextStep:
    return NextStep(
        title=_("Offer it for signature"),
        why=_(
            "When parties, data controller and clauses stand. From then on the text is no longer"
            " changed."
        ),
        holder=_held_by_lead(agreement, is_lead=is_lead),
        due=agreement.starts_on,
        url=reverse("agreements:offer", args=[agreement.pk]) if is_lead else "",
        label=_("Offer for signature"),
        mine=is_lead,
        waiting_for="" if is_lead else str(agreement.lead_org),
        post=True,
    )


def _step_of_signing(agreement: Agreement, parties: Sequence[Party], user: User) -> NextStep:
    unsigned = [party for party in parties if party.signed_on is None]
    mine = can(user, "agreements.sign") and any(
        party.organisation_id == user.organisation_id for party in unsigned
    )
    names = _(", ").join(str(party.organisation) for party in unsigned)
    return NextStep(
        title=_("Sign the agreement"),
        why=_("It is in force with the last signature, not before its first day. Missing: %(who)s.")
        % {"who": names},
        holder=_("You, for %(org)s") % {"org": user.organisation} if mine else names,
        due=agreement.starts_on,
        url=reverse("agreements:sign", args=[agreement.pk]) if mine else "",
        label=_("Read and sign"),
        mine=mine,
        waiting_for="" if mine else names,
    )


def _step_of_suspended(agreement: Agreement, *, is_lead: bool) -> NextStep:
    return NextStep(
        title=_("Resume the agreement, or end it"),
        why=_("While it is suspended it opens nothing to anybody."),
        holder=_held_by_lead(agreement, is_lead=is_lead),
        url=reverse("agreements:resume", args=[agreement.pk]) if is_lead else "",
        label=_("Resume it"),
        mine=is_lead,
        waiting_for="" if is_lead else str(agreement.lead_org),
        post=True,
    )


def _step_in_force(agreement: Agreement, *, is_lead: bool, on: date) -> NextStep:
    if agreement.status == Status.ENDED:
        return NextStep(title=_("The agreement has ended"), nothing=True)
    if agreement.ends_on and agreement.ends_on < on + timedelta(days=SUCCESSOR_DAYS):
        return NextStep(
            title=_("Draft the agreement that follows"),
            why=_("Without a successor every row that it opens closes the day after its last."),
            holder=_held_by_lead(agreement, is_lead=is_lead),
            due=agreement.ends_on,
            url=reverse("agreements:succeed", args=[agreement.pk]) if is_lead else "",
            label=_("Draft a successor"),
            mine=is_lead,
            waiting_for="" if is_lead else str(agreement.lead_org),
        )
    if agreement.review_on and agreement.review_on <= on + timedelta(days=REVIEW_DAYS):
        return NextStep(
            title=_("Review the agreement"),
            why=_("The parties agreed to look at it again: does it still fit what is done?"),
            holder=_held_by_lead(agreement, is_lead=is_lead),
            due=agreement.review_on,
            url=reverse("agreements:review", args=[agreement.uid]) if is_lead else "",
            label=_("Record the review"),
            mine=is_lead,
            waiting_for="" if is_lead else str(agreement.lead_org),
        )
    return NextStep(
        title=_("Signed by every party"),
        why=_("Clauses open rows only together with each person's own consent."),
        nothing=True,
    )


def consequences_of_signing(agreement: Agreement) -> list[Consequence]:
    lead = agreement.lead_org
    return [
        Consequence(
            _("With the last signature the agreement is in force, not before its first day."),
            "circle-check",
        ),
        Consequence(
            _("Its text can't be changed any more. Every party reads who signed, and when."), "lock"
        ),
        Consequence(
            _("A clause opens rows only together with each person's own consent."), "user-check"
        ),
        Consequence(
            _(
                "You can't take the signature back yourself. Until the last one is given, %(lead)s"
                " can take the agreement back, and all signatures fall."
            )
            % {"lead": lead},
            "arrow-back-up",
        ),
        Consequence(
            _(
                "To withdraw later, ask %(lead)s to suspend or end it. What it opens closes at the"
                " next request of every party."
            )
            % {"lead": lead},
            "eye-off",
        ),
        Consequence(
            _("Each person can withdraw consent from any recipient at any time."), "user-off"
        ),
    ]


def consequences_of_suspending(agreement: Agreement) -> list[Consequence]:
    return [
        Consequence(
            _("What its clauses open closes at the next request of every party."), "eye-off"
        ),
        Consequence(
            _("Steps on the way that need it are refused until it is resumed."), "hand-stop"
        ),
        Consequence(_("Signatures and clauses stay; you can resume it at any time."), "refresh"),
    ]


def consequences_of_ending(agreement: Agreement) -> list[Consequence]:
    return [
        Consequence(
            _("What its clauses open closes at the next request of every party."), "eye-off"
        ),
        Consequence(_("It can't be taken back; another agreement must be drafted and signed.")),
        Consequence(
            _("Its text, its signatures and what was done under it stay readable."), "file"
        ),
    ]
