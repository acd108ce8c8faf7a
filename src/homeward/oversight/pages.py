"""What the pages of oversight show: the next step of a breach, its marks, the letter."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.core.patterns import NextStep
from homeward.core.timeline import Entry
from homeward.oversight import queries
from homeward.oversight.choices import Decision, Happening, Risk
from homeward.oversight.models import Affected, Breach

ICONS = {
    Happening.REPORTED: "flag",
    Happening.ASSESSED: "scale",
    Happening.FOUND: "users-plus",
    Happening.AUTHORITY_TOLD: "building-bank",
    Happening.PERSON_TOLD: "mail",
    Happening.CLOSED: "lock",
}


def mark(breach: Breach, now: datetime) -> tuple[str, str]:
    if breach.closed_at:
        return "shut", _("Closed")
    waits = breach.authority != Decision.NOT and breach.authority_told_at is None
    if waits and breach.authority_due < now:
        return "late", _("Past 72 hours")
    return ("draft", _("To assess")) if breach.risk == Risk.UNKNOWN else ("now", _("Under way"))


def step(breach: Breach) -> NextStep:
    facts = queries.closing_facts(breach)
    if facts.is_closed:
        return NextStep(title=_("The breach is closed"), why=breach.lessons, nothing=True)
    if facts.risk == Risk.UNKNOWN:
        return _mine(breach, _("Assess the risk"), "assess", _("It decides who must be told."))
    if facts.authority == Decision.TELL and not facts.is_authority_told:
        why = _("Print the notice, send it as your authority asks, then note it here.")
        return _mine(breach, _("Tell the supervisory authority"), "authority", why)
    if facts.persons == Decision.TELL and not facts.affected:
        why = _("From the read log, or by the references of their cases.")
        return _mine(breach, _("Find whom it affects"), "find", why, due=False)
    if facts.persons == Decision.TELL and facts.untold:
        why = _("Each in their language; what they were told is kept.")
        return _mine(breach, _("Tell the affected persons"), "detail", why, due=False)
    return _mine(breach, _("Close the breach"), "close", _("Everything is done."), due=False)


def _mine(breach: Breach, title: str, page: str, why: str, *, due: bool = True) -> NextStep:
    name = "oversight:breach" if page == "detail" else f"oversight:{page}"
    anchor = "#affected" if page == "detail" else ""
    return NextStep(
        title=title,
        why=why,
        holder=_("You"),
        due=breach.authority_due if due else None,
        url=reverse(name, args=[breach.pk]) + anchor,
        label=title,
        mine=True,
    )


def entries(breach: Breach) -> list[Entry]:
    found = breach.events.select_related("by").order_by("-at", "-pk")
    return [
        Entry(
            at=event.at,
            text=str(Happening(event.what).label),
            detail=_(", ").join(part for part in (event.note, str(event.by or "")) if part),
            icon=ICONS[Happening(event.what)],
            sort=event.pk,
        )
        for event in found
    ]


def letter(row: Affected, *, by: User) -> str:
    """What the person is told (GDPR art. 34(2)), in their language where we speak it."""
    breach, language = row.breach, row.language or translation.get_language() or "en"
    with translation.override(language):
        return _(
            "Somebody saw or received data about you without being allowed to.\n\n"
            "When: %(day)s\nWhich data: %(classes)s\n\n"
            "What it can mean for you: %(consequences)s\n\n"
            "What we have done: %(measures)s\n\n"
            "If you are worried or have a question, contact our data protection officer:"
            " %(officer)s, %(organisation)s, %(email)s. You can also complain to the supervisory"
            " authority. It costs you nothing, and you lose no help by it."
        ) % {
            "day": f"{breach.happened_at:%d.%m.%Y}",
            "classes": breach.classes_in_words,
            "consequences": breach.assessment,
            "measures": breach.measures,
            "officer": by.name,
            "organisation": by.organisation_of_rows.name,
            "email": by.email,
        }
