"""Pages of pairs: the queue, one pair side by side, and taking files apart again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.core.commas import enumerated
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.duplicates import actions, queries, waterfall
from homeward.duplicates.choices import Status
from homeward.duplicates.forms import AnswerForm, PartForm
from homeward.duplicates.models import Pair
from homeward.duplicates.queries import File, Shown
from homeward.linkage.model import Step
from homeward.persons import comparing, records
from homeward.persons.models import Person
from homeward.persons.records import Known
from homeward.places.names import country_name, language_name

PAGE = 25
MARKS = {
    Status.WAITING: "wait",
    Status.MERGED: "ok",
    Status.LINKED: "ok",
    Status.DIFFERENT: "no",
    Status.PARTED: "no",
}


@page("duplicates.settle")
def index(request: Request) -> HttpResponse:
    waiting = request.GET.get("show") != "settled"
    found = Paginator(queries.pairs(waiting=waiting), PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "duplicates",
        "waiting": waiting,
        "page": found,
        "rows": [
            (one, MARKS[Status(one.pair.status)], percent(one.pair.probability))
            for one in queries.shown(list(found), request.user)
        ],
    }
    return render(request, "duplicates/index.html", context)


def percent(probability: float) -> str:
    """Never "100 %": nothing is certain here."""
    whole = 100 * probability
    return "> 99 %" if whole > 99 else f"{whole:.0f} %"  # noqa: PLR2004


@page("duplicates.settle")
def detail(request: Request, pair_pk: UUID) -> HttpResponse:
    shown = _shown(request, pair_pk)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        files=[(str(one.person.pk), _called(one)) for one in shown.mine if one.person]
        if shown.pair.is_own
        else [],
        # A file with a case is rather the one to go on with.
        initial={
            "principal": next((str(one.side.person_id) for one in shown.mine if one.case), "")
        },
    )
    if request.method != "POST":
        return _detail(request, shown, form)
    if not form.is_valid():
        return _detail(request, shown, form, status=422)
    principal = form.cleaned_data.get("principal")
    try:
        became = actions.answer(
            shown.pair,
            form.answer(),
            form.cleaned_data["why"],
            principal=UUID(principal) if principal else None,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _detail(request, shown, form, reasons=refusal.reasons, status=409)
    messages.success(request, _said(shown.pair, became))
    return redirect("duplicates:detail", pair_pk)


def _said(pair: Pair, became: Status) -> str:
    if became == Status.WAITING and not pair.is_own:
        return _("Your answer is kept. It is settled when the other organisation answers too.")
    return {
        Status.WAITING: _("Kept. It will be asked again later."),
        Status.MERGED: _("Merged: both files are one person’s. Every row stays in its file."),
        Status.LINKED: _("Linked: one person, two files that stay apart."),
        Status.DIFFERENT: _("Kept: two different persons. It is not asked again."),
    }[became]


@page("duplicates.settle")
def part(request: Request, pair_pk: UUID) -> HttpResponse:
    """Files that were merged are taken apart again, as if they never had been one."""
    shown = _shown(request, pair_pk)
    if shown.pair.status != Status.MERGED:
        raise Http404
    own = [
        one for one in shown.mine if one.side.owner_org_id == request.user.organisation_of_rows.pk
    ]
    form = PartForm(
        request.POST if request.method == "POST" else None,
        sides=[(str(one.side.pk), _called(one)) for one in own],
        initial={"side": str(own[0].side.pk)} if len(own) == 1 else None,
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        side = next(one.side for one in own if str(one.side.pk) == form.cleaned_data["side"])
        try:
            actions.part(
                shown.pair, side, form.cleaned_data["why"], by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Taken apart: each file stands as it did before."))
            return redirect("duplicates:detail", pair_pk)
    context = {
        "section": "duplicates",
        "shown": shown,
        "form": form,
        "reasons": reasons,
        "back_url": reverse("duplicates:detail", args=[pair_pk]),
        "consequences": [
            Consequence(_("No row moves: each file keeps all that is in it."), "folder"),
            Consequence(
                _("The person’s own pages show this file no more with the others."), "user"
            ),
            Consequence(
                _("Files that were merged by way of this one alone come apart too."), "users"
            ),
        ],
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "duplicates/part.html", context, status=status)


def _shown(request: Request, pk: UUID) -> Shown:
    pair = get_object_or_404(Pair, pk=pk)
    return queries.shown([pair], request.user)[0]


def _called(one: File) -> str:
    return f"{one.person}, {one.case.reference if one.case else _('No case')}"


# A line of the table that more than one field of the comparison is about.
STEPS = {"name": ("given_name", "family_name")}


@dataclass(frozen=True)
class Line:
    """One fact of both files; `mark` and `says` tell same from different without a colour."""

    label: Any
    left: list[str]
    right: list[str]
    mark: str
    says: Any


def _detail(
    request: Request,
    shown: Shown,
    form: AnswerForm,
    *,
    reasons: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    known = queries.known_of(shown.files)
    judged = records.judge(*known) if len(known) == 2 else None  # noqa: PLR2004 - a pair
    context = {
        "section": "duplicates",
        "shown": shown,
        "pair": shown.pair,
        "mark": MARKS[Status(shown.pair.status)],
        "likely": percent(judged.probability if judged else shown.pair.probability),
        "lines": _lines(shown, known, judged.steps if judged else ()),
        "fall": waterfall.of(judged) if judged else None,
        "bars": [
            (bar, _field(bar.field), _level(bar)) for bar in waterfall.of(judged).bars
        ] if judged else [],
        "width": int(waterfall.WIDTH),
        "form": form,
        "reasons": reasons or [],
        "answers": [one for one in shown.files if one.answer is not None],
    }  # fmt: skip
    return render(request, "duplicates/detail.html", context, status=status)


def _field(field: str) -> Any:
    return _("Any two files") if field == "prior" else comparing.FIELDS[field]


def _level(bar: waterfall.Bar) -> Any:
    if bar.field == "prior":
        return _("are rarely one person’s")
    return comparing.LEVELS[bar.field][bar.level]


def _lines(shown: Shown, known: list[Known], steps: tuple[Step, ...]) -> list[Line]:
    found = {step.field: step for step in steps}
    people = [one.person for one in shown.files if one.person is not None]
    columns = [_column(person, held) for person, held in zip(people, known, strict=True)]
    lines = []
    for number, (label, field, texts) in enumerate(columns[0] if columns else []):
        right = columns[1][number][2] if len(columns) > 1 else []
        steps_of = [found[name] for name in STEPS.get(field, (field,)) if name in found]
        mark, says = _marked(steps_of, texts, right) if len(columns) > 1 else ("", "")
        lines.append(Line(label, texts, right, mark, says))
    return lines


def _column(person: Person, known: Known) -> list[tuple[Any, str, list[str]]]:
    return [
        (_("Name"), "name", [f"{given} {family}".strip() for given, family in known.names]),
        (_("Date of birth"), "birth_date", [person.birth_as_known] if person.birth_year else []),
        (_("Sex"), "sex", [person.get_sex_display()] if known.sex else []),
        (_("Document"), "document", list(known.documents)),
        (_("Phone"), "phone", list(known.phones)),
        (_("Place"), "place", list(known.places)),
        (_("Household"), "household", list(known.relatives)),
        (_("Country of origin"), "", [country_name(code) for code in person.origin_countries]),
        (_("Language"), "", [language_name(person.language)] if person.language else []),
    ]


def _marked(steps: list[Step], left: list[str], right: list[str]) -> tuple[str, Any]:
    if not left or not right:
        return "unk", comparing.NOT_KNOWN
    if steps:
        bits = sum(step.bits for step in steps)
        told = [comparing.in_words(step) for step in steps if step.bits] or [
            comparing.in_words(steps[0])
        ]
        return "ok" if bits > 0 else "no" if bits < 0 else "unk", enumerated(dict.fromkeys(told))
    same = {text.casefold() for text in left} & {text.casefold() for text in right}
    return ("ok", _("same")) if same else ("no", _("different"))
