"""Programme, package, budget, agreements and deadlines of the corridor: all of it dated data."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.agreements.choices import Form, Kind, Level, Status, TransferGround
from homeward.agreements.models import Agreement, Clause, Party
from homeward.demo.cast import Cast
from homeward.demo.procedures import begin_review, contact_points, papers_of_corridor
from homeward.funds.models import Budget
from homeward.programmes.choices import LineKind, PublishedWay, Who
from homeward.programmes.models import Corridor, Package, PackageLine, Programme
from homeward.tasks.choices import DayKind, TaskKind
from homeward.tasks.models import DeadlineRule

IDENTITY, CONTACT, PROFILE, CASE, HEALTH = (DataClass(number) for number in range(1, 6))
LEGAL, FINANCE, SURVEY = DataClass.LEGAL, DataClass.FINANCE, DataClass.SURVEY
CASEWORK, ARRIVAL, REFERRAL, DECISION, PAYMENT, INTERVIEW = (
    Purpose.CASEWORK, Purpose.ARRIVAL, Purpose.REFERRAL, Purpose.DECISION, Purpose.FINANCE,
    Purpose.SURVEY,
)  # fmt: skip

# What each kind of wait may take. Days, how they count, and where it is written.
DEADLINES: dict[TaskKind, tuple[int, DayKind, str]] = {
    TaskKind.RECORD_CONSENT: (5, DayKind.WORKING, "Corridor procedure, 2.1"),
    TaskKind.FINISH_INTAKE: (10, DayKind.WORKING, "Corridor procedure, 2.2"),
    TaskKind.ANNOUNCE_ARRIVAL: (28, DayKind.CALENDAR, "Corridor procedure, 2.4"),
    TaskKind.FIRST_MEETING: (10, DayKind.WORKING, "Corridor procedure, 2.5"),
    TaskKind.CONFIRM_FACTS: (14, DayKind.CALENDAR, "Corridor procedure, 3.2"),
    TaskKind.DRAFT_PLAN: (
        30,
        DayKind.CALENDAR,
        "Corridor procedure, 4.1: within a month of return",
    ),
    TaskKind.DECIDE_PLAN: (30, DayKind.CALENDAR, "Corridor procedure, 4.3: monthly sessions"),
    TaskKind.MEND_PLAN: (14, DayKind.CALENDAR, "Corridor procedure, 4.4"),
    TaskKind.START_SUPPORT: (14, DayKind.WORKING, "Corridor procedure, 5.1"),
    TaskKind.ANSWER_REFERRAL: (7, DayKind.CALENDAR, "Agreement, article 9"),
    TaskKind.GIVE_INFORMATION: (5, DayKind.WORKING, "Agreement, article 9"),
    TaskKind.REFER_AGAIN: (5, DayKind.WORKING, "Corridor procedure, 5.3"),
    TaskKind.REPORT_OUTCOME: (180, DayKind.CALENDAR, "Agreement, article 9"),
    TaskKind.READ_OUTCOME: (10, DayKind.WORKING, "Corridor procedure, 5.4"),
    TaskKind.BRING_PROOF: (60, DayKind.CALENDAR, "Fund manual, 3"),
    TaskKind.PAY_INSTALMENT: (3, DayKind.WORKING, "Fund manual, 4"),
    TaskKind.FILL_SURVEY: (30, DayKind.CALENDAR, "Survey plan of the programme"),
    TaskKind.DECIDE_EXCEPTION: (14, DayKind.CALENDAR, "Corridor procedure, 7.2"),
    TaskKind.CLOSE_CASE: (30, DayKind.CALENDAR, "Corridor procedure, 6.1"),
}


@dataclass(frozen=True, kw_only=True)
class Ground:
    programme: Programme
    stranger_programme: Programme
    package: Package
    package_lines: list[PackageLine]
    budget: Budget


def make(cast: Cast, providers: list[Organisation], *, households: int, today: date) -> Ground:
    started = today.replace(month=1, day=1) - timedelta(days=365)
    programme = Programme.objects.create(
        code="WH-BE-GH",
        name="Ways home",
        lead_org=cast.belgian_ngo,
        funder_org=cast.fund,
        starts_on=started,
    )
    stranger_programme = Programme.objects.create(
        code="NC-1", name="Crossroads own aid", lead_org=cast.stranger, starts_on=started
    )
    for each in (programme, stranger_programme):
        Corridor.objects.create(programme=each, host_country_id="BE", origin_country_id="GH")
    _deadlines(started)
    agree(cast, providers, programme, since=started, today=today)
    papers_of_corridor(cast, programme, since=started, today=today)
    _offer(cast, providers[:2], programme, today=today)
    package = _package(programme, started)
    return Ground(
        programme=programme,
        stranger_programme=stranger_programme,
        package=package,
        package_lines=list(package.lines.all()),
        budget=_budget(programme, cast.fund, households, started),
    )


def _package(programme: Programme, started: date) -> Package:
    package = Package.objects.create(
        programme=programme, name="2026/2", valid_from=started, currency="EUR"
    )
    cash, kind = LineKind.POST_ARRIVAL_CASH, LineKind.IN_KIND
    lines: list[tuple[LineKind, Who, PublishedWay, int, int | None]] = [
        (cash, Who.PER_CASE, PublishedWay.VOLUNTARY, 615, None),
        (cash, Who.PER_CASE, PublishedWay.NOT_VOLUNTARY, 205, None),
        (kind, Who.PER_ADULT, PublishedWay.ANY, 2000, 12),
        (kind, Who.PER_FAMILY_MEMBER, PublishedWay.ANY, 1000, 12),
    ]
    PackageLine.objects.bulk_create(
        PackageLine(
            package=package, kind=what, who=who, way=way, amount=amount, months_within=months
        )
        for what, who, way, amount, months in lines
    )
    return package


def _budget(programme: Programme, fund: Organisation, households: int, started: date) -> Budget:
    return Budget.objects.create(
        programme=programme,
        fund_org=fund,
        name="Reintegration support",
        amount=Decimal(3000) * max(households, 50),
        currency="EUR",
        valid_from=started,
        valid_until=started + timedelta(days=3 * 365),
    )


def _deadlines(started: date) -> None:
    DeadlineRule.objects.bulk_create(
        DeadlineRule(kind=kind, valid_from=started, days=days, day_kind=how, source=source)
        for kind, (days, how, source) in DEADLINES.items()
    )


def agree(
    cast: Cast,
    providers: list[Organisation],
    programme: Programme,
    *,
    since: date,
    today: date,
) -> Agreement:
    """The corridor's agreement, signed by every party and in force."""
    agreement = Agreement.objects.create(
        number="WH-2026-01",
        title="Sharing of case data in the corridor Belgium to Ghana",
        kind=Kind.DATA_SHARING,
        lead_org=cast.belgian_ngo,
        level=Level.INTERNATIONAL,
        form=Form.PUBLIC_PRIVATE,
        programmes=[programme.pk],
        status=Status.IN_FORCE,
        starts_on=since,
        review_on=today + timedelta(days=12),
        created_by=cast.programme_manager,
    )
    begin_review(agreement, today)
    controllers = {cast.belgian_ngo, cast.ghanaian_ngo}
    parts = [
        (cast.belgian_ngo, "Counselling before departure"),
        (cast.authority, "Coordination of the host country"),
        (cast.desk, "Reception on arrival"),
        (cast.border, "Check on entry"),
        (cast.ghanaian_ngo, "Case management after arrival"),
        (cast.commission, "Decision on plans"),
        (cast.fund, "Payment of instalments"),
        *[(provider, "Service provider") for provider in providers],
    ]
    Party.objects.bulk_create(
        Party(
            agreement=agreement,
            organisation=organisation,
            part=part,
            signed_on=since,
            signatory=f"Director of {organisation}",
            signatory_function="Director",
            is_controller=organisation in controllers,
        )
        for organisation, part in parts
    )
    contact_points(agreement, cast)
    Clause.objects.bulk_create(
        Clause(
            agreement=agreement,
            number=number,
            from_org=from_org,
            to_org=to_org,
            data_classes=sorted(classes),
            purposes=sorted(purposes),
            programmes=[programme.pk],
            transfer_ground=_transfer(from_org, to_org),
            # A provider passes nothing on.
            onward=to_org not in providers,
            may_write=writes,
            days_after=30 if REFERRAL in purposes else 0,
            text=text,
        )
        for number, from_org, to_org, classes, purposes, writes, text in clauses(cast, providers)
    )
    return agreement


def _transfer(from_org: Organisation, to_org: Organisation) -> str:
    """What the corridor's parties agreed on for data that leaves a country."""
    crosses = from_org.country_id != to_org.country_id
    return TransferGround.STANDARD_CLAUSES if crosses else ""


ClauseLine = tuple[str, Organisation, Organisation, set[DataClass], set[Purpose], bool, str]


def clauses(cast: Cast, providers: list[Organisation]) -> list[ClauseLine]:
    """Article, from, to, classes, purposes, may write, wording."""
    home, manager = cast.belgian_ngo, cast.ghanaian_ngo
    file = {IDENTITY, CONTACT, PROFILE, CASE, HEALTH}
    between = {IDENTITY, PROFILE, CASE}
    lines: list[ClauseLine] = [
        ("3.1", home, manager, file, {CASEWORK}, True,
         "The case manager works on the file that counselling began."),
        ("3.2", home, manager, between, {PAYMENT, INTERVIEW, DECISION, REFERRAL}, False,
         "The same file is read where a payment, a survey, a decision or a referral is prepared."),
        ("3.3", manager, home, between | {CONTACT}, {CASEWORK}, False,
         "Counselling follows what became of the family."),
        ("4.1", home, cast.desk, {IDENTITY, PROFILE}, {ARRIVAL}, True,
         "Reception sees who arrives and what they need on the day, and confirms the arrival."),
        ("4.3", home, cast.border, {IDENTITY, PROFILE}, {ARRIVAL}, False,
         "The border service sees who lands on the day, where the person agreed to it."),
        ("4.4", cast.desk, manager, {IDENTITY, PROFILE, HEALTH}, {CASEWORK}, True,
         "The case manager reads what the desk noted on arrival."),
        ("4.2", home, cast.authority, between | {LEGAL}, {CASEWORK}, False,
         "The coordinator of the host country follows the travel."),
        ("5.1", home, cast.commission, between, {DECISION}, False,
         "The commission reads what it needs to decide on a plan."),
        ("5.2", manager, cast.commission, between | {FINANCE}, {DECISION}, True,
         "The commission reads the plan and records its decision on it."),
        ("5.3", cast.commission, manager, {CASE}, {CASEWORK, DECISION}, False,
         "The case manager reads the decision and its conditions."),
        ("5.4", cast.commission, home, {CASE}, {CASEWORK}, False,
         "Counselling reads the decision."),
        ("6.1", home, cast.fund, {IDENTITY, CASE}, {PAYMENT}, False,
         "The fund sees for whom it pays."),
        ("6.2", manager, cast.fund, {IDENTITY, CASE, FINANCE}, {PAYMENT}, True,
         "The fund checks proofs and pays instalments."),
        ("6.3", cast.commission, cast.fund, {CASE, FINANCE}, {PAYMENT}, False,
         "The fund reads what was approved."),
        ("6.4", cast.fund, manager, {FINANCE}, {CASEWORK, PAYMENT}, False,
         "The case manager sees what was paid."),
        ("6.5", cast.commission, manager, {FINANCE}, {CASEWORK, PAYMENT}, False,
         "The case manager sees what was reserved."),
    ]  # fmt: skip
    for number, provider in enumerate(providers, start=1):
        lines.append(
            (
                f"9.{number}",
                manager,
                provider,
                file,
                {REFERRAL},
                False,
                "The provider sees the facts chosen for a referral, and nothing else of the file.",
            )
        )
    return lines


def _offer(cast: Cast, others: list[Organisation], programme: Programme, *, today: date) -> None:
    """A second agreement, where one party has not signed yet: it opens nothing."""
    agreement = Agreement.objects.create(
        number="WH-2026-02",
        title="Follow-up visits in the northern regions",
        kind=Kind.SOP,
        lead_org=cast.belgian_ngo,
        status=Status.SIGNING,
        starts_on=today + timedelta(days=14),
        created_by=cast.programme_manager,
    )
    signed = today - timedelta(days=6)
    parties = [(cast.belgian_ngo, signed), (cast.ghanaian_ngo, None), (cast.stranger, None)]
    Party.objects.bulk_create(
        Party(
            agreement=agreement,
            organisation=organisation,
            part="Follow-up",
            signed_on=on,
            signatory="Thomas Lambrecht" if on else "",
            signed_by=cast.programme_manager if on else None,
        )
        for organisation, on in parties
    )
    Clause.objects.create(
        agreement=agreement,
        number="2.1",
        from_org=cast.ghanaian_ngo,
        to_org=cast.stranger,
        data_classes=[IDENTITY, CONTACT],
        purposes=[CASEWORK],
        programmes=[programme.pk],
        text="A visitor knows whom to visit.",
    )
