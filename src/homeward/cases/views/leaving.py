"""Who of a case left the country again, by which channel, and who says so."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.cases import actions, way_forms
from homeward.cases.choices import Channel, SaidBy
from homeward.cases.models import Case, LeavingAgain
from homeward.cases.queries import leavings
from homeward.cases.queries.applications import people_of
from homeward.cases.views.acting import case_form
from homeward.core.commas import enumerated
from homeward.core.patterns import Consequence
from homeward.core.templatetags.writing import short_date
from homeward.core.timeline import Entry


def has_arrived(case: Case, user: User) -> bool:
    return case.arrived_on is not None


@page("cases.record_leaving")
def leaving(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=pk)
    people = {str(person.pk): person for person in people_of(case)}
    known = leavings.leavings_of(case)
    form = way_forms.LeavingForm(request.POST or None, people=people)
    return case_form(
        request, case, form,
        lambda: actions.record_leaving(
            case, people[form.cleaned_data["person"]], _told(form), by=request.user,
            at=timezone.now(),
        ),
        done=_("Recorded. It counts in the figures from the next night on."),
        to=lambda _given: case.get_absolute_url(),
        heading=_("Left the country again"),
        consequences=[
            Consequence(
                _("By a regular channel it counts as a good outcome. Nothing is decided by it."),
                icon="info-circle",
            ),
            Consequence(
                _("The case stays as it is: closing it is a step of its own."),
                icon="info-circle",
            ),
        ],
        facts=[(_line(one), _words(one)) for one in known],
        save=_("Record it"),
        back=case.get_absolute_url(),
        other_forms=[
            {
                "title": _("Take back what was recorded of %(person)s") % {"person": one.person},
                "url": reverse("cases:take_back_leaving", args=[one.pk]),
                "form": way_forms.TakeBackForm(),
                "save": _("Take it back"),
            }
            for one in known
            if one.taken_back_at is None and one.owner_org_id == request.user.organisation_id
        ],
    )  # fmt: skip


@page("cases.record_leaving")
def take_back(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(LeavingAgain.objects.select_related("case", "person"), pk=pk)
    form = way_forms.TakeBackForm(request.POST or None)
    return case_form(
        request, one.case, form,
        lambda: actions.take_back_leaving(
            one, because=form.cleaned_data["because"], by=request.user, at=timezone.now()
        ),
        done=_("Taken back. It counts no more, and stays to be read."),
        to=lambda _given: reverse("cases:leaving", args=[one.case_id]),
        heading=_("Take back what was recorded"),
        facts=[(_line(one), _words(one))],
        save=_("Take it back"),
        back=reverse("cases:leaving", args=[one.case_id]),
    )  # fmt: skip


def _told(form: way_forms.LeavingForm) -> actions.Left:
    said = form.cleaned_data
    return actions.Left(
        on=said["left_on"],
        day_is_known=not said["month_only"],
        channel=Channel(said["channel"]),
        to_country=leavings.country(said["to_country"]),
        said_by=SaidBy(said["said_by"]),
        said_on=said["said_on"],
        told=said["told"],
    )


def _line(one: LeavingAgain) -> str:
    return enumerated([one.person, short_date(one.left_on)])


def _words(one: LeavingAgain) -> str:
    said = _("%(channel)s. Said by %(who)s on %(day)s.") % {
        "channel": one.get_channel_display(),
        "who": one.get_said_by_display(),
        "day": short_date(one.said_on),
    }
    where = f" {one.to_country}." if one.to_country else ""
    return f"{said}{where} {_('Taken back.') if one.taken_back_at else ''}".strip()


def history(case: Case) -> Sequence[Entry]:
    rows = [one for one in leavings.leavings_of(case) if one.taken_back_at is None]
    return [
        Entry(
            at=one.recorded_at,
            text=_("Left the country again: %(person)s") % {"person": _line(one)},
            detail=_words(one),
            icon="plane-departure",
        )
        for one in rows
    ]
