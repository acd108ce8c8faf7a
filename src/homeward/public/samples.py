"""Invented content for the page of patterns, always the same distance from today."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.core.charts import Chart, Series, Shape
from homeward.core.forms import BaseForm, ThreePartDateField
from homeward.core.patterns import Consequence, Fact, NextStep, ReasonLine, Stage
from homeward.core.timeline import Entry


class SampleForm(BaseForm):
    first_day = ThreePartDateField(
        label=gettext_lazy("First day"), help_text=gettext_lazy("For example 7 12 2026")
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("We accept: there is a place")),
            ("no", gettext_lazy("We decline")),
        ],
    )
    trade = forms.CharField(label=gettext_lazy("Trade"))
    note = forms.CharField(
        label=gettext_lazy("A word to the case manager"), required=False, widget=forms.Textarea
    )
    told = forms.BooleanField(
        label=gettext_lazy("The person was told"),
        help_text=gettext_lazy("In a language they understand."),
    )


class ReasonForm(BaseForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=[
            ("", gettext_lazy("Choose a reason")),
            ("wish", gettext_lazy("The person’s wish")),
            ("place", gettext_lazy("A better place was found")),
        ],
    )


TYPED = {
    "first_day_day": "31",
    "first_day_month": "11",
    "first_day_year": "2026",
    "answer": "yes",
    "told": "on",
}


def everything() -> dict[str, Any]:
    return {
        "steps": steps(),
        "due_dates": due_dates(),
        "statuses": statuses(),
        "facts": facts(),
        "lines": reason_lines(),
        "refused": [_("The consent doesn’t cover this receiver.")],
        "stages": stages(),
        "entries": entries(),
        "form": SampleForm(TYPED),
        "confirm": ReasonForm(prefix="confirm"),
        "consequences": consequences(),
        "charts": charts(),
    }


def charts() -> list[Chart]:
    """One of a single kind with a gap, one of parts that touch."""
    return [
        Chart(
            key="sample-years",
            title=_("Chart by year"),
            count=_("n 1,284 in 5 years"),
            source=_("invented"),
            alternative=_("Columns by year."),
            first=_("Year"),
            categories=["2021", "2022", "2023", "2024", "2025"],
            series=[Series(label=_("People"), values=[212, 340, None, 398, 334])],
            note=_("What is unknown is a gap and says so; it is never drawn as nought."),
        ),
        Chart(
            key="sample-parts",
            title=_("Chart of parts"),
            count=_("n 291"),
            source=_("invented"),
            alternative=_("Lying bars, each of the parts of a whole."),
            first=_("Kind of help"),
            categories=[_("Training"), _("Health"), _("Housing")],
            series=[
                Series(label=_("Done"), values=[148, 96, 33]),
                Series(label=_("Declined"), values=[41, "<10", 19]),
                Series(label=_("Open"), values=[63, 17, 21]),
            ],
            shape=Shape.STACKED,
        ),
    ]


def steps() -> dict[str, NextStep]:
    today = timezone.localdate()
    return {
        "mine": NextStep(
            title=_("Confirm 6 facts before arrival"),
            why=_("Told at the counselling two weeks ago."),
            holder=_("You"),
            due=today - timedelta(days=1),
            url="#main",
            label=_("Open"),
            mine=True,
        ),
        "theirs": NextStep(
            title=_("Answer to a referral"),
            why=_("Reminded twice. After tomorrow it goes to the district coordinator."),
            holder=_("Harbour Clinic"),
            due=today + timedelta(days=1),
            url="#main",
            label=_("Remind"),
            waiting_for=_("Harbour Clinic"),
        ),
        "none": NextStep(title=_("Closed: time ended, all outcomes known"), nothing=True),
    }


def due_dates() -> list[Any]:
    now = timezone.now()
    today = timezone.localdate()
    return [today - timedelta(days=2), now, *(today + timedelta(days=n) for n in (1, 2, 9)), None]


def statuses() -> list[tuple[str, str]]:
    return [
        ("draft", _("Draft, seen by you only")),
        ("ready", _("Ready to send")),
        ("wait", _("Sent, no answer yet")),
        ("now", _("In progress")),
        ("soon", _("Ends this week")),
        ("ok", _("Completed: certificate")),
        ("no", _("Declined: no places")),
        ("late", _("1 paper missing")),
        ("unk", _("Unknown: not asked")),
        ("shut", _("Confidential place")),
    ]


def facts() -> list[Fact]:
    return [
        Fact(_("Confirmed"), _("Hill Quarter"), _("Ama, by phone · confirmed by you"), "confirmed"),
        Fact(_("Only said"), _("Metal worker"), _("Kofi · not confirmed since"), "said"),
        Fact(_("In conflict"), _("Primary 3 or 4"), _("Two answers: Ama, report"), "conflict"),
        Fact(_("Unknown"), "", _("asked, wishes not to say"), "unknown", "#main", _("ask again")),
    ]


def reason_lines() -> list[ReasonLine]:
    return [
        ReasonLine(_("Lives in the district"), "ok", _("Confirmed by the municipality")),
        ReasonLine(_("No free place before March"), "no", _("Said by the centre last week")),
        ReasonLine(_("Level of schooling"), "unk", _("Two answers; ask the school")),
    ]


def stages() -> list[Stage]:
    done = [_("Counselling"), _("Eligibility"), _("Departure"), _("Arrival"), _("Plan")]
    return [
        *(Stage(label, "done", (_("last month"), _("the counsellor"))) for label in done),
        Stage(_("Support"), "current", (_("for 11 months"), _("You"))),
        Stage(_("Closure"), "to_come", (_("next year"), _("You"))),
    ]


def entries() -> list[Entry]:
    now = timezone.now()
    return [
        Entry(
            at=now - timedelta(days=4),
            text=_("Training place declined: course full"),
            detail=_("Training centre, by link"),
            icon="circle-x",
            tone="no",
        ),
        Entry(
            at=now - timedelta(days=6),
            text=_("Instalment 1 paid on proof"),
            detail=_("Fund office"),
            icon="coins",
            tone="ok",
        ),
        Entry(at=now - timedelta(days=400), text=_("All four arrived"), icon="plane-arrival"),
    ]


def consequences() -> list[Consequence]:
    return [
        Consequence(_("They accepted it and keep a place for Kofi."), "send"),
        Consequence(
            _("They lose sight of the facts at once. It can’t be undone; you can send a new one."),
            "eye-off",
        ),
        Consequence(_("Kofi and the centre are told today."), "bell"),
    ]
