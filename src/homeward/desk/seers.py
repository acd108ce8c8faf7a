"""Who can see a file and on which ground. Only what the reader is cleared for is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.access.choices import CLEARANCE, DataClass, Role
from homeward.access.models import User
from homeward.agreements import queries as agreements
from homeward.agreements.models import Clause
from homeward.cases.models import Case
from homeward.core.templatetags.writing import short_date
from homeward.persons import queries as persons
from homeward.referrals import rules
from homeward.referrals.models import Referral


@dataclass(frozen=True)
class Seer:
    name: str
    ground: str
    icon: str


def seers(
    case: Case, members: Sequence[UUID], sent: Iterable[Referral], *, user: User, on: date
) -> list[Seer]:
    shared = _by_agreement(case, user, on)
    owner, opened = str(case.owner_org), _("Opened the file")
    more = shared.pop(owner, "")
    found = [Seer(owner, f"{opened} · {more}" if more else opened, "building")]
    found += [Seer(name, ground, "file-certificate") for name, ground in shared.items()]
    found += [_receiver(referral) for referral in sent if referral.status in rules.UNDER_WAY]
    if User.objects.filter(person_id__in=[case.person_id, *members], is_active=True).exists():
        found.append(Seer(_("The person"), _("Their own pages"), "user"))
    return found


def _receiver(referral: Referral) -> Seer:
    count = referral.fact_count
    text = ngettext(
        "Referral %(number)s only: %(count)d fact",
        "Referral %(number)s only: %(count)d facts",
        count,
    )
    ground = text % {"number": referral.number, "count": count}
    return Seer(str(referral.receiver_org), ground, "send")


def _by_agreement(case: Case, user: User, on: date) -> dict[str, str]:
    """A recipient is named where a clause and a consent meet; either alone opens nothing."""
    given = persons.consents_to_follow([case.person_id], classes=_named_classes(user), on=on)
    if not given:
        return {}
    owners = {case.owner_org_id, case.accountable_org_id}
    clauses = agreements.clauses_to(
        {consent.recipient_org_id for consent in given}, owners=owners, on=on
    )
    by_recipient: dict[str, list[tuple[Clause, persons.Given]]] = {}
    for consent in given:
        met = [clause for clause in clauses if _meet(clause, consent, case)]
        if met:
            pairs = by_recipient.setdefault(str(met[0].to_org), [])
            pairs.extend((clause, consent) for clause in met)
    return {name: _ground(pairs) for name, pairs in by_recipient.items()}


def _named_classes(user: User) -> set[int]:
    cleared = {int(c) for role in user.roles for c in CLEARANCE[Role(role)]}
    return cleared - {int(DataClass.ASYLUM)}


def _meet(clause: Clause, consent: persons.Given, case: Case) -> bool:
    return (
        clause.to_org_id == consent.recipient_org_id
        and consent.purpose in clause.purposes
        and consent.covers in clause.data_classes
        and clause.covers_programme(case.programme_id)
    )


def _ground(pairs: Sequence[tuple[Clause, persons.Given]]) -> str:
    articles = dict.fromkeys(clause.number for clause, _consent in pairs)
    classes = sorted({consent.covers for _clause, consent in pairs})
    ends = [consent.until for _clause, consent in pairs if consent.until]
    return (
        _("Art. %(articles)s and consent until %(day)s: %(classes)s")
        if ends
        else _("Art. %(articles)s and consent: %(classes)s")
    ) % {
        "articles": _(", ").join(articles),
        "day": short_date(min(ends)) if ends else "",
        "classes": _(", ").join(str(DataClass(c).label) for c in classes),
    }
