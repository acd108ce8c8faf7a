"""The letter of a referral: whom it is for, what was chosen to be told, how to answer."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.core.commas import enumerated
from homeward.referrals import queries
from homeward.referrals.models import Referral


def of(referral: Referral) -> dict[str, Any]:
    """What the receiver may see now; after a withdrawal the letter holds no fact any more."""
    told = queries.shown_facts(referral)
    until = referral.answer_due_on
    return {
        "title": _("Referral %(number)s") % {"number": referral.number},
        "organisation": referral.owner_org.name,
        "reference": referral.number,
        "heads": [
            [_("To"), referral.receiver_org.name],
            [_("For the service"), queries.title(referral)],
            [_("From"), enumerated([referral.drafted_by, referral.owner_org])],
            [_("Sent on"), date_format(referral.sent_at) if referral.sent_at else _("not sent")],
            [_("Answer by"), date_format(until) if until else _("No date agreed")],
        ],
        "message": queries.message_of(referral),
        "message_title": _("From the sender"),
        "facts_title": _("What was chosen to be told"),
        "header": [_("What"), _("Told"), _("Where it comes from")],
        "facts": [[str(fact.label), str(fact.value), str(fact.source)] for fact in told]
        or [[_("No fact"), " ", " "]],
        "answer_title": _("How to answer"),
        "answer": _(
            "Answer through the link that came with this letter, or tell the sender: accepted with"
            " the first day, or declined with a reason. Use what stands here for this referral"
            " alone, and give it to nobody else."
        ),
        "signing": [_("For the sender: date, name, signature")],
    }
