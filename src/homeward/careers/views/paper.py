"""A CV as a PDF, in the language asked for.

It is for employers: it tells nothing of a return, of a case, or of who helps, and only what a
person would write of themselves.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.formats import date_format, localize
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.careers import queries
from homeward.careers.choices import Recognition
from homeward.careers.models import Certificate, PastWork
from homeward.careers.views.base import subject
from homeward.core.commas import enumerated
from homeward.documents import pdf
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.places.names import language_name


@page("careers.read")
def cv(request: Request, person_pk: UUID) -> HttpResponse:
    about = subject(request, person_pk)
    wanted = request.GET.get("language", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else get_language() or "en"
    now = timezone.now()
    with translation.override(language):
        data = of_person(about.person, on=timezone.localdate(now))
        return pdf.answer("careers/cv", data, at=now, name="cv")


def of_person(person: Person, *, on: date) -> dict[str, Any]:
    kept = queries.kept(person)
    profile = queries.profiles([person.pk], on=on)[person.pk]
    held = [certificate for certificate in kept.certificates if not _has_ended(certificate, on)]
    return {
        "title": str(person),
        "made": _("As of %(day)s") % {"day": _day(on)},
        "contacts": [
            [contact.get_kind_display(), str(contact.value)]
            for contact in persons.contacts([person.pk])
        ],
        "parts": [
            _part(_("Work"), rows=[_work(work) for work in kept.works]),
            _part(_("Skills"), text=enumerated(row.skill.title for row in kept.skills)),
            _part(_("Certificates"), rows=[_certificate(one) for one in held]),
            _part(
                _("Languages"), text=enumerated(language_name(code) for code in profile.languages)
            ),
        ],
    }


def _part(title: str, *, rows: list[dict[str, str]] | None = None, text: str = "") -> Any:
    nothing = "" if rows else _("Not said yet")
    return {"title": title, "rows": rows or [], "text": text or nothing}


def _has_ended(certificate: Certificate, on: date) -> bool:
    return certificate.ends_on is not None and certificate.ends_on < on


def _work(work: PastWork) -> dict[str, str]:
    years = ""
    if work.years is not None:
        years = ngettext("%(n)s year", "%(n)s years", int(work.years)) % {
            "n": localize(work.practice)
        }
    named = str(work.called) if work.called and work.occupation else ""
    more = [named, str(work.employer), str(work.country or "")]
    return {
        "what": work.title,
        "when": enumerated(part for part in (_period(work), years) if part),
        "more": " · ".join(part for part in more if part),
    }


def _period(work: PastWork) -> str:
    since = _month(work.from_on)
    if work.is_current:
        return _("since %(month)s") % {"month": since} if since else _("now")
    return " – ".join(part for part in (since, _month(work.to_on)) if part)


def _certificate(one: Certificate) -> dict[str, str]:
    recognised = ""
    if one.recognition == Recognition.RECOGNISED:
        recognised = _("recognised by %(who)s") % {"who": one.recognised_by}
    more = [str(one.issuer), recognised, str(one.verification_link)]
    return {
        "what": str(one.title),
        "when": _month(one.issued_on),
        "more": " · ".join(part for part in more if part),
    }


def _month(on: date | None) -> str:
    return date_format(on, "YEAR_MONTH_FORMAT") if on else ""


def _day(on: date) -> str:
    return date_format(on, "DATE_FORMAT")
