"""Search first, then register: a household and its case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import actions, queries
from homeward.cases.models import Case
from homeward.cases.way_forms import OpeningForm
from homeward.core.digits import are_digits
from homeward.core.refusals import Refused
from homeward.linkage.model import Step
from homeward.persons import comparing, records, search
from homeward.persons import queries as persons
from homeward.persons.choices import HouseholdRole
from homeward.persons.forms import HouseholdForm, MemberForm, Several
from homeward.persons.models import Person, PersonName
from homeward.persons.records import Known

MOST_MEMBERS = 25


@page("persons.find")
def find(request: Request) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    hits = search.find(text) if text else []
    context = {
        "text": text,
        "rows": _rows(search.one_of_each([hit.person for hit in hits])),
        "names_missing": not search.is_complete(),
        "may_register": can(request.user, "persons.register"),
        "section": "persons",
    }
    return render(request, "persons/find.html", context)


@dataclass(frozen=True)
class Row:
    """Somebody found: `why` says in words what speaks for the person about to be registered, and
    `unlike` what speaks against."""

    person: Person
    others: Sequence[PersonName]
    case: Case | None
    # How many other files of the same person the reader sees.
    files: int
    why: Sequence[str] = ()
    unlike: Sequence[str] = ()


def _rows(people: list[Person], steps: Mapping[UUID, tuple[Step, ...]] | None = None) -> list[Row]:
    others = persons.spelled_otherwise([person.pk for person in people])
    cases = queries.of_households(person.household_id for person in people)
    files = persons.files_of_all([person.pk for person in people])
    found = steps or {}
    return [
        Row(
            person,
            others.get(person.pk, []),
            cases.get(person.household_id) if person.household_id else None,
            len(files[person.pk]) - 1,
            comparing.for_one_person(found.get(person.pk, ())),
            comparing.against(found.get(person.pk, ())),
        )
        for person in people
    ]


@page("persons.register")
def register(request: Request) -> HttpResponse:
    """One page for the whole household; adding a member is a submit that keeps what was typed."""
    if request.method != "POST":
        first = HouseholdForm(initial=_only_corridor())
        return _form(request, first, [_first(request)], OpeningForm())
    numbers = _numbers(request.POST.getlist("member"))
    do = request.POST.get("do", "save")
    if do == "add":
        numbers = [*numbers, max(numbers, default=-1) + 1][:MOST_MEMBERS]
    elif do.startswith("remove-"):
        numbers = [n for n in numbers if do != f"remove-{n}"] or numbers
    quiet = do != "save"
    household = HouseholdForm(request.POST, quiet=quiet)
    opening = OpeningForm(request.POST)
    members = [
        MemberForm(request.POST, prefix=f"m{n}", quiet=quiet, title=_titled(place))
        for place, n in enumerate(numbers, start=1)
    ]
    together = [household, *members] if quiet else [household, opening, *members]
    # Every form is asked, so that all that is to be mended is shown at once.
    valid = [form.is_valid() for form in together]
    if quiet or not all(valid):
        return _form(request, household, members, opening, status=200 if quiet else 422)
    return _save(request, household, members, opening)


def _titled(place: int) -> str:
    return _("Person %(number)d") % {"number": place}


def _numbers(given: Iterable[str]) -> list[int]:
    found = dict.fromkeys(int(number) for number in given if are_digits(number))
    return list(found)[:MOST_MEMBERS] or [0]


def _first(request: Request) -> MemberForm:
    """The head, with the name that was searched for: it is not typed twice."""
    given, _space, family = request.GET.get("name", "").strip().rpartition(" ")
    return MemberForm(
        prefix="m0",
        title=_titled(1),
        initial={"given_name": given, "family_name": family, "role": HouseholdRole.HEAD.value},
    )


def _only_corridor() -> dict[str, Any]:
    corridors = list(HouseholdForm().fields["corridor"].queryset[:2])  # type: ignore[attr-defined]
    return {"corridor": corridors[0]} if len(corridors) == 1 else {}


def _save(
    request: Request, household: HouseholdForm, members: list[MemberForm], opening: OpeningForm
) -> HttpResponse:
    likely = search.likely(_asked(household, members))
    seen = set(request.POST.getlist("seen"))
    if any(str(one.person.pk) not in seen for one in likely):
        found = _rows([one.person for one in likely], {one.person.pk: one.steps for one in likely})
        return _form(request, household, members, opening, alike=found)
    corridor = household.cleaned_data["corridor"]
    try:
        case = actions.open_household(
            [
                form.member(
                    origin=corridor.origin_country_id,
                    contacts=household.contacts() if _is_head(form) else None,
                )
                for form in members
            ],
            corridor=corridor,
            destination=household.cleaned_data["destination"],
            opening=opening.opening,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _form(request, household, members, opening, reasons=refusal.reasons, status=409)
    messages.success(
        request,
        _("Registered as case %(reference)s. Next: record who may see what.")
        % {"reference": case.reference},
    )
    return redirect("persons:consent", case.pk)


def _asked(household: HouseholdForm, members: list[MemberForm]) -> list[Known]:
    """Each member as the comparison takes them: what the page says, and with whom they come."""
    return [
        records.of_member(
            form.member(
                origin="",
                contacts=household.contacts() if _is_head(form) else None,
            ),
            number=str(place),
            places=[household.cleaned_data["destination"]],
            relatives=[other.full_name for other in members if other is not form],
        )
        for place, form in enumerate(members)
    ]


def _is_head(form: MemberForm) -> bool:
    return bool(form.cleaned_data["role"] == HouseholdRole.HEAD)


def _form(
    request: Request,
    household: HouseholdForm,
    members: list[MemberForm],
    opening: OpeningForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "household": household,
        "members": members,
        "opening": opening,
        "together": Several(household, *members),
        "section": "persons",
        **more,
    }
    return render(request, "persons/register.html", context, status=status)
