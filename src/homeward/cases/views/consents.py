"""Consent: recipient by recipient, class by class; withdrawn as easily as given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import CLEARANCE, DataClass, Purpose, Role
from homeward.access.models import Organisation, User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import actions, queries
from homeward.cases.models import Case
from homeward.cases.views.printed import Paper
from homeward.cases.views.sheets import print_paper
from homeward.core.commas import enumerated
from homeward.core.refusals import Refused
from homeward.files import actions as files
from homeward.files import rules as file_rules
from homeward.persons import ledger
from homeward.persons import queries as persons
from homeward.persons.actions import ConsentLine, Giving
from homeward.persons.choices import ConsentWay
from homeward.persons.forms import RecipientForm, Several, SheetForm
from homeward.persons.ledger_forms import BeliefForm
from homeward.persons.models import Consent, ConsentSheet, Person


@dataclass(frozen=True)
class Recipient:
    offer: persons.Offer
    form: RecipientForm
    needed: str


@dataclass(frozen=True)
class Held:
    """What one recipient may see for one purpose now, person by person."""

    recipient: Organisation
    purpose: Purpose
    people: Sequence[tuple[Person, Sequence[Consent]]]


@dataclass(frozen=True)
class Given:
    """A sheet of the history: its consents by recipient and purpose, and what ended of them."""

    sheet: ConsentSheet
    lines: Sequence[Sequence[Consent]]
    ended: Sequence[Sequence[Consent]]


NEEDED = {
    Purpose.ARRIVAL: queries.ARRIVAL_CLASSES,
    Purpose.CASEWORK: queries.CASEWORK_CLASSES,
    Purpose.COMPARISON: {DataClass.IDENTITY},
}


@page("persons.read_consents")
def consent(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case, pk=pk)
    people = persons.members(case.household_id)
    if request.method != "POST":
        sheet = SheetForm(members=_choices(people), initial=_initial(people))
        return _consent_page(request, case, people, sheet, _recipients(request, case))
    sheet = SheetForm(request.POST, request.FILES, members=_choices(people))
    recipients = _recipients(request, case)
    valid = [sheet.is_valid(), *[recipient.form.is_valid() for recipient in recipients]]
    if not all(valid):
        return _consent_page(request, case, people, sheet, recipients, status=422)
    chosen = [person for person in people if str(person.pk) in sheet.cleaned_data["members"]]
    if request.POST.get("do") == "print":
        return print_paper(request, case, _paper(chosen, sheet, recipients))
    return _record(request, case, people, sheet, recipients)


def _record(
    request: Request,
    case: Case,
    people: list[Person],
    sheet: SheetForm,
    recipients: list[Recipient],
) -> HttpResponse:
    chosen = [person for person in people if str(person.pk) in sheet.cleaned_data["members"]]
    try:
        # One savepoint: a refused consent leaves no file behind.
        with transaction.atomic():
            actions.record_consent(
                case,
                chosen,
                _lines(recipients),
                _giving(request, case, sheet),
                by=request.user,
                at=timezone.now(),
            )
    except Refused as refusal:
        return _consent_page(
            request, case, people, sheet, recipients, reasons=refusal.reasons, status=409
        )
    messages.success(request, _("Consent recorded. Next: take the intake."))
    return redirect("cases:intake", case.pk)


def _giving(request: Request, case: Case, sheet: SheetForm) -> Giving:
    data = sheet.cleaned_data
    upload = data["document"]
    document = (
        files.store(
            # One byte more than is taken is enough to refuse it.
            upload.read(file_rules.MOST_BYTES + 1),
            upload.name,
            person_id=case.person_id,
            programme_id=case.programme_id,
            data_class=DataClass.CASE,
            by=request.user,
        )
        if upload
        else None
    )
    return _as_typed(sheet, document=document)


def _as_typed(sheet: SheetForm, **more: Any) -> Giving:
    data = sheet.cleaned_data
    return Giving(
        way=ConsentWay(data["way"]),
        language=data["language"],
        given_on=data["given_on"],
        until=data["until"],
        witness=data["witness"],
        guardian=data["guardian"],
        **more,
    )


def _lines(recipients: Iterable[Recipient]) -> list[ConsentLine]:
    return [
        ConsentLine(
            recipient=one.offer.recipient,
            purpose=one.offer.purpose,
            classes=frozenset(one.form.cleaned_data["classes"]),
        )
        for one in recipients
        if one.form.cleaned_data["classes"]
    ]


def _initial(people: list[Person]) -> dict[str, Any]:
    return {
        "members": [str(people[0].pk)] if len(people) == 1 else [],
        "language": people[0].language if people else "",
        "given_on": timezone.localdate(),
    }


def _choices(people: Iterable[Person]) -> list[tuple[str, str]]:
    return [(str(person.pk), _named(person)) for person in people]


def _named(person: Person) -> str:
    if persons.is_minor(person, on=timezone.localdate()):
        return _("%(name)s (by the guardian)") % {"name": person}
    return str(person)


def _recipients(request: Request, case: Case) -> list[Recipient]:
    """One form for each organisation and purpose that clauses in force reach."""
    offers = persons.offers(
        owner_org_id=case.owner_org_id, programme_id=case.programme_id, on=timezone.localdate()
    )
    cleared = cleared_for(request.user)
    found = []
    for offer in offers:
        offered = {
            key: _("Article %(articles)s") % {"articles": enumerated(articles)}
            for key, articles in offer.classes.items()
            if key != DataClass.ASYLUM or key in cleared
        }
        form = RecipientForm(
            request.POST if request.method == "POST" else None,
            prefix=f"r{offer.recipient.pk}-{offer.purpose.value}",
            label=_label(offer),
            offered=offered,
        )
        needed = enumerated(str(k.label) for k in sorted(NEEDED.get(offer.purpose, ())))
        found.append(Recipient(offer, form, needed))
    return found


def _label(offer: persons.Offer) -> str:
    named = {"recipient": offer.recipient, "purpose": offer.purpose.label}
    if offer.purpose == Purpose.COMPARISON:
        return _("What may be compared with %(recipient)s, encoded; they see none of it") % named
    return _("What %(recipient)s may see for: %(purpose)s") % named


def cleared_for(user: User) -> set[DataClass]:
    return {key for role in user.roles for key in CLEARANCE[Role(role)]}


def _consent_page(
    request: Request,
    case: Case,
    people: list[Person],
    sheet: SheetForm,
    recipients: list[Recipient],
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    belief = BeliefForm(request.GET if "held_year" in request.GET else None)
    on_the_way = [r for r in recipients if r.offer.purpose != Purpose.REFERRAL]
    context = {
        "case": case,
        "title": persons.family_name_of(people),
        "sheet": sheet,
        "together": Several(sheet, *[recipient.form for recipient in recipients]),
        "recipients": on_the_way,
        "for_referrals": [r for r in recipients if r.offer.purpose == Purpose.REFERRAL],
        "held": held_of(people),
        "sheets": _history(people),
        "belief": belief,
        "believed": _believed(belief, people),
        "notices": ledger.notices([person.pk for person in people]),
        "may_block": can(request.user, "persons.block"),
        "may_read_bases": can(request.user, "persons.read_bases"),
        "may_give": can(request.user, "persons.give_consent") and case.is_open,
        "may_withdraw": can(request.user, "persons.withdraw_consent"),
        "section": "cases",
        **more,
    }
    return render(request, "persons/consent.html", context, status=status)


def held_of(people: Sequence[Person]) -> list[Held]:
    grouped: dict[tuple[int, int], dict[UUID, list[Consent]]] = {}
    for one in persons.consents_in_force([p.pk for p in people], on=timezone.localdate()):
        grouped.setdefault((one.recipient_org_id, one.purpose), {}).setdefault(
            one.person_id, []
        ).append(one)
    found = []
    for (_org, purpose), by_person in grouped.items():
        parts = [(person, by_person[person.pk]) for person in people if person.pk in by_person]
        found.append(Held(parts[0][1][0].recipient_org, Purpose(purpose), parts))
    return found


def _history(people: Sequence[Person]) -> list[Given]:
    """Sheet by sheet, the newest first: what was given, and each version that ended part of it."""
    ids = [person.pk for person in people]
    versions = ledger.versions(ids)
    return [_given(sheet, versions.get(sheet.pk, [])) for sheet in persons.sheets(ids)]


def _given(sheet: ConsentSheet, versions: Sequence[Consent]) -> Given:
    first: dict[tuple[int, int], list[Consent]] = {}
    later: dict[tuple[datetime, int, int, date | None], list[Consent]] = {}
    for one in versions:
        if one.supersedes_id is None:
            first.setdefault((one.recipient_org_id, one.purpose), []).append(one)
        else:
            key = (one.known_from, one.recipient_org_id, one.purpose, one.until)
            later.setdefault(key, []).append(one)
    return Given(sheet, list(first.values()), list(later.values()))


def _believed(belief: BeliefForm, people: Sequence[Person]) -> list[Consent] | None:
    """What held on one day as it stood on record at the end of another; None if not asked."""
    if not belief.is_valid():
        return None
    end = datetime.combine(belief.known_on, time.max)
    return ledger.consents_as_known(
        [person.pk for person in people],
        held_on=belief.cleaned_data["held"],
        known_at=timezone.make_aware(end),
    )


def _paper(people: list[Person], sheet: SheetForm, recipients: list[Recipient]) -> Paper:
    lines = [(line.recipient, line.purpose, sorted(line.classes)) for line in _lines(recipients)]
    return Paper(people, lines, _as_typed(sheet))
