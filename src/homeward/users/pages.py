"""What the pages of users show: marks, the next step, the history in words, consequences."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.core.patterns import Consequence, NextStep
from homeward.core.timeline import Entry
from homeward.users import queries
from homeward.users.choices import ApprovalKind, Status, What
from homeward.users.models import Approval, Change, Invitation

MARKS = {Status.ACTIVE: "ok", Status.INVITED: "wait", Status.SUSPENDED: "shut"}
ICONS = {
    What.INVITED: "mail",
    What.INVITED_AGAIN: "mail",
    What.INVITATION_REVOKED: "link-off",
    What.ACCEPTED: "user-check",
    What.ROLES: "user-shield",
    What.SUSPENDED: "user-off",
    What.REACTIVATED: "user-check",
    What.SECOND_FACTOR_RESET: "key-off",
    What.ASKED: "hourglass",
    What.REFUSED: "circle-x",
}


def mark(user: User) -> tuple[str, str]:
    status = queries.status_of(user)
    return MARKS[status], str(status.label)


def step(
    user: User, waiting: Sequence[Approval], invitation: Invitation | None, *, by: User
) -> NextStep:
    """What stands open about this user: an approval, or an invitation."""
    if waiting:
        return approval_step(waiting[0], by=by)
    if invitation:
        return NextStep(
            title=_("Accept the invitation"),
            why=_("The link was sent by e-mail; with it they choose a password."),
            holder=user.name,
            due=invitation.expires_at.date(),
            waiting_for=user.name,
        )
    return NextStep(title=_("Nothing is open here"), nothing=True)


def approval_step(approval: Approval, *, by: User) -> NextStep:
    deciders = queries.deciders(approval.user, approval.asked_by)
    mine = can(by, "users.approve") and by.pk in {one.pk for one in deciders}
    names = _(", ").join(one.name for one in deciders) or _("whoever runs the installation")
    return NextStep(
        title=_("Approve or refuse: %(what)s") % {"what": in_words(approval)},
        why=_("Asked by %(who)s: %(why)s") % {"who": approval.asked_by, "why": approval.reason},
        holder=_("You") if mine else names,
        url=reverse("users:approval", args=[approval.pk]) if mine else "",
        label=_("Read and decide"),
        mine=mine,
        waiting_for="" if mine else names,
    )


def in_words(approval: Approval) -> str:
    kind = ApprovalKind(approval.kind)
    if kind == ApprovalKind.ROLES:
        return _("%(who)s becomes %(roles)s") % {
            "who": approval.user,
            "roles": _(", ").join(queries.labels(approval.roles)),
        }
    if kind == ApprovalKind.REACTIVATE:
        return _("%(who)s is let in again") % {"who": approval.user}
    return _("the second factor of %(who)s is reset") % {"who": approval.user}


def entries(changes: Iterable[Change], *, named: bool = False) -> list[Entry]:
    """The history as a timeline; `named` says of whom each line tells."""
    return [_entry(change, named=named) for change in changes]


def _entry(change: Change, *, named: bool) -> Entry:
    what = What(change.what)
    text = str(what.label)
    if what == What.ROLES:
        text = _("Roles: %(before)s; now %(after)s") % {
            "before": _(", ").join(queries.labels(change.roles_before)) or _("none"),
            "after": _(", ").join(queries.labels(change.roles_after)) or _("none"),
        }
    who = [_("by %(who)s") % {"who": change.by or _("the command line")}]
    if what == What.ACCEPTED:
        who = []
    if change.approved_by:
        decided = _("refused by %(who)s") if what == What.REFUSED else _("approved by %(who)s")
        who.append(decided % {"who": change.approved_by})
    return Entry(
        at=change.at,
        text=f"{change.user}: {text}" if named else text,
        detail=_(", ").join([*who, *([change.reason] if change.reason else [])]),
        icon=ICONS[what],
        tone="no" if what in {What.SUSPENDED, What.REFUSED} else "",
        sort=change.pk,
    )


def consequences_of_suspending(user: User, work: int) -> list[Consequence]:
    handed = ngettext(
        "%(n)d open step of theirs goes to the colleague you choose, with their cases.",
        "%(n)d open steps of theirs go to the colleague you choose, with their cases.",
        work,
    ) % {"n": work}
    return [
        Consequence(_("Whatever they have open is closed at their next click."), "logout"),
        Consequence(_("Links to choose a new password no longer work."), "link-off"),
        Consequence(handed if work else _("They hold no open step."), "switch-horizontal"),
        Consequence(_("What they wrote stays, under their name."), "history"),
    ]


def consequences_of_letting_in(user: User) -> list[Consequence]:
    lines = [
        Consequence(_("They sign in with their password and second factor as before."), "login"),
        Consequence(_("They have the roles that stand on their page."), "user-shield"),
    ]
    return lines + _two_people(user)


def consequences_of_reset(user: User) -> list[Consequence]:
    lines = [
        Consequence(_("Their second factor and recovery codes no longer work."), "key-off"),
        Consequence(_("At the next sign-in they set up a new one."), "device-mobile"),
        Consequence(
            _("Whoever else pretends to be them gets in: check who asks you."), "alert-circle"
        ),
    ]
    return lines + _two_people(user)


def _two_people(user: User) -> list[Consequence]:
    if not user.is_powerful:
        return []
    text = _("Their role is a powerful one: a second person approves it first.")
    return [Consequence(text, "users")]
