"""The medical hand-over on paper, to go along in the person's hand."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.documents import pdf
from homeward.protection.queries import Care


def answer(care: Care, *, at: datetime) -> HttpResponse:
    sheet: HttpResponse = pdf.answer("protection/handover", content(care), at=at, name="hand-over")
    return sheet


def content(care: Care) -> dict[str, Any]:
    """The texts of the sheet, in the language that is active."""
    handover, said = care.handover, care.confirmation
    person = handover.about  # type: ignore[attr-defined]
    # The clinic has what was sent, whoever drafts it the person as it stands.
    name = handover.name or (str(person) if person else "")
    born = handover.born or (person.birth_as_known if person else "")
    return {
        "title": _("Medical hand-over"),
        "lead": _("From the treating doctor to the clinic that goes on with the treatment."),
        "organisation": str(handover.owner_org),
        "sections": [
            [
                _("Person"),
                [
                    [_("Name"), name],
                    [_("Born"), born],
                    [_("Allergies"), handover.allergies],
                ],
            ],
            [
                _("Treatment"),
                [
                    [_("Condition"), handover.condition],
                    [_("Treatment so far"), handover.treatment],
                    [_("Medicine and dose"), handover.dose],
                    [_("The supply lasts until"), _day(handover.supply_until)],
                    [_("Equipment"), handover.equipment],
                    [_("Treating doctor, and how to reach them"), handover.doctor],
                ],
            ],
            [
                _("Goes on at"),
                [
                    [_("Clinic"), str(handover.receiver_org or "")],
                    [_("First appointment"), _day(said.first_appointment if said else None)],
                    [_("Who receives the person"), said.received_by if said else ""],
                ],
            ],
        ],
        "warning": _warning(care),
        "signed": [_("Treating doctor"), _("Handed over by"), _("Received by")],
    }


def _warning(care: Care) -> str:
    if not care.gap:
        return ""
    told = ngettext(
        "The supply ends %(days)s day before the first appointment.",
        "The supply ends %(days)s days before the first appointment.",
        care.gap,
    )
    return told % {"days": care.gap}


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
