"""Whom a receiver expects on a day, as rows of a page and of a printed list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.referrals import caseload, queries
from homeward.referrals.models import Referral


@dataclass(frozen=True, kw_only=True)
class Expected:
    referral: Referral
    name: str
    target: str
    is_first: bool

    @property
    def why(self) -> str:
        return _("First day") if self.is_first else _("Comes already")


def rows(referrals: Sequence[Referral], on: date) -> list[Expected]:
    names = caseload.names(referrals)
    return [
        Expected(
            referral=referral,
            name=names.get(referral.pk, ""),
            target=queries.title(referral),
            is_first=referral.first_day == on,
        )
        for referral in referrals
    ]


def of(found: Sequence[Expected], on: date, *, org: str) -> dict[str, Any]:
    return {
        "title": _("Expected on %(day)s") % {"day": date_format(on, "DATE_FORMAT")},
        "organisation": org,
        "header": [
            _("Number"),
            _("Name"),
            _("For"),
            _("Received by"),
            _("Why"),
            _("Came: signature"),
        ],
        "rows": [
            [r.referral.number, r.name, r.target, r.referral.received_by, r.why, " "] for r in found
        ],
        "none": _("Nobody is expected on this day."),
    }
