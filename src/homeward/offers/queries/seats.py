"""Contracts for seats: how they stand, as figures that both sides see alike."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import QuerySet

from homeward.access.models import Organisation, User
from homeward.offers import rules
from homeward.offers.choices import ContractStatus
from homeward.offers.models import JointVisit, SeatContract, SeatFinding, SeatReport
from homeward.programmes.models import CriteriaVersion, Programme


def contracts() -> QuerySet[SeatContract]:
    return SeatContract.objects.select_related(
        "organisation", "partner", "programme", "criteria", "signed_by", "partner_signed_by"
    )


def contracts_of_partner(organisation: int) -> QuerySet[SeatContract]:
    """Contracts in force under which this organisation gives seats."""
    return contracts().filter(partner=organisation, status=ContractStatus.IN_FORCE)


def criteria_of(programme: Programme | None) -> QuerySet[CriteriaVersion]:
    return CriteriaVersion.objects.filter(programme=programme).order_by("-number")


def partners(user: User) -> QuerySet[Organisation]:
    """Who may run a programme with seats: any organisation but one's own."""
    return Organisation.objects.exclude(pk=user.organisation_id or 0).order_by("name")


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Seats asked for and taken, counted from referrals; the share, from the partner's reports."""

    asked: int
    taken: int
    served: int
    residents: int
    share: Decimal | None


def figures(contract: SeatContract) -> Figures:
    with connection.cursor() as cursor:
        cursor.execute("select asked, taken from offers_seats_taken(%s)", [contract.pk])
        asked, taken = cursor.fetchone() or (0, 0)
    reports = list(contract.reports.values_list("served", "residents"))
    return Figures(
        asked=asked,
        taken=taken,
        served=sum(served for served, _residents in reports),
        residents=sum(residents for _served, residents in reports),
        share=rules.share_of_residents(reports),
    )


def findings_open(contract: SeatContract) -> QuerySet[SeatFinding]:
    return SeatFinding.objects.filter(visit__contract=contract, done_on__isnull=True)


def standing(contract: SeatContract, told: Figures, *, on: date) -> rules.Standing:
    last_report = SeatReport.objects.filter(contract=contract).order_by("-until_on").first()
    last_visit = (
        JointVisit.objects.filter(contract=contract, held_on__isnull=False)
        .order_by("-held_on")
        .first()
    )
    return rules.Standing(
        today=on,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        seats=contract.seats,
        taken=told.taken,
        at_least=contract.residents_at_least,
        at_most=contract.residents_at_most,
        share=told.share,
        report_months=contract.report_months,
        reported_until=last_report.until_on if last_report else None,
        visit_months=contract.visit_months,
        visited_on=last_visit.held_on if last_visit else None,
        findings_late=findings_open(contract).filter(due_on__lt=on).count(),
    )
