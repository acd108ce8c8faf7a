"""The corridor's other papers: a memorandum, both sides' procedures, one that rests, one past.

Bodies, numbers and legal references are invented.
"""

from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.agreements.choices import Form, Kind, Level, Status, TransferGround
from homeward.agreements.models import Agreement, Clause, ContactPoint, Party
from homeward.cases.models import Case
from homeward.demo.cast import Cast
from homeward.procedures.choices import Part, VersionStatus
from homeward.procedures.models import SopStep, SopVersion
from homeward.programmes.choices import Stage
from homeward.programmes.models import Programme
from homeward.tasks.choices import DayKind, TaskKind
from homeward.tasks.models import Task

# Of so many cases under way the steps of both procedures have begun.
FOLLOWED = 40
HOST, DESK, CARE = Part.COUNSELLING, Part.RECEPTION, Part.CASE_MANAGEMENT
W, C = DayKind.WORKING, DayKind.CALENDAR
StepLine = tuple[str, str, str, str, Stage, Part, int, DayKind, str, str]

# Code, title in three languages, stage, held by, days, how they count, evidence, legal reference.
HOST_SIDE: list[StepLine] = [
    ("1.1", "Explain the procedure in the person's language",
     "Expliquer la procédure dans la langue de la personne", "شرح الإجراء بلغة الشخص",
     Stage.COUNSELLING, HOST, 3, W, "note of the talk", "Return counselling code, art. 4"),
    ("1.2", "Check fitness to travel", "Vérifier l'aptitude au voyage", "التحقق من اللياقة للسفر",
     Stage.COUNSELLING, HOST, 10, W, "medical certificate", "Return counselling code, art. 9"),
    ("2.1", "Send the arrival list to the desk", "Envoyer la liste d'arrivée au bureau d'accueil",
     "إرسال قائمة الوصول إلى مكتب الاستقبال", Stage.DEPARTURE, HOST, 5, W, "receipt of the desk",
     "Corridor procedure, 2.4"),
    ("3.1", "Receive the household at the airport", "Accueillir le ménage à l'aéroport",
     "استقبال الأسرة في المطار", Stage.ARRIVAL, DESK, 1, C, "", "Corridor procedure, 3.1"),
    ("4.1", "First visit at home", "Première visite à domicile", "الزيارة المنزلية الأولى",
     Stage.PLAN, CARE, 14, C, "report of the visit", "Corridor procedure, 4.1"),
    ("5.1", "Visit three months after the start of support",
     "Visite trois mois après le début de l'aide", "زيارة بعد ثلاثة أشهر من بدء الدعم",
     Stage.SUPPORT, CARE, 90, C, "report of the visit", "Corridor procedure, 5.6"),
]  # fmt: skip
ORIGIN_SIDE: list[StepLine] = [
    ("1.1", "Explain the procedure in the person's language",
     "Expliquer la procédure dans la langue de la personne", "شرح الإجراء بلغة الشخص",
     Stage.COUNSELLING, HOST, 3, W, "note of the talk", "Return counselling code, art. 4"),
    ("A2", "Send the arrival list to the reception desk",
     "Envoyer la liste d'arrivée au bureau d'accueil", "إرسال قائمة الوصول إلى مكتب الاستقبال",
     Stage.DEPARTURE, HOST, 10, C, "receipt of the desk", "Reception guidelines, s. 3"),
    ("3.1", "Receive the household at the airport", "Accueillir le ménage à l'aéroport",
     "استقبال الأسرة في المطار", Stage.ARRIVAL, DESK, 1, C, "arrival form",
     "Corridor procedure, 3.1"),
    ("3.2", "Tell the district assembly of the arrival", "Informer l'assemblée du district",
     "إبلاغ مجلس المقاطعة بالوصول", Stage.ARRIVAL, DESK, 5, W, "", "Reception guidelines, s. 7"),
    ("4.1", "First visit at home", "Première visite à domicile", "الزيارة المنزلية الأولى",
     Stage.PLAN, CARE, 21, C, "report of the visit", "Reception guidelines, s. 9"),
    ("5.1", "Visit three months after the start of support",
     "Visite trois mois après le début de l'aide", "زيارة بعد ثلاثة أشهر من بدء الدعم",
     Stage.SUPPORT, CARE, 90, C, "photographs of the business", "Corridor procedure, 5.6"),
]  # fmt: skip


def begin_review(agreement: Agreement, today: date) -> None:
    Task.objects.create(
        kind=TaskKind.REVIEW_AGREEMENT,
        subject_id=agreement.uid,
        reference=agreement.number,
        holder_org_id=agreement.lead_org_id,
        waiter_org_id=agreement.lead_org_id,
        due_on=agreement.review_on,
        opened_at=_at(today - timedelta(days=30)),
    )


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def contact_points(agreement: Agreement, cast: Cast) -> None:
    lines = [
        (cast.belgian_ngo, "Data protection desk", "Data protection officer", "dpo@ways.example",
         "requests of persons, breaches"),
        (cast.ghanaian_ngo, "Head of case management", "Head of section", "cases@adw.example",
         "files, consents, handover"),
        (cast.desk, "Shift leader", "Reception", "shift@desk.example", "arrivals, day and night"),
        (cast.fund, "Grants desk", "Finance", "grants@fund.example", "instalments and proofs"),
    ]  # fmt: skip
    ContactPoint.objects.bulk_create(
        ContactPoint(
            agreement=agreement, organisation=org, name=name, function=function, email=email,
            phone="+32 2 000 00 00" if org.country_id == "BE" else "+233 30 000 0000", about=about,
        )
        for org, name, function, email, about in lines
    )  # fmt: skip


def papers_of_corridor(cast: Cast, programme: Programme, *, since: date, today: date) -> None:
    mou = _paper(
        cast, "WH-MOU-1", "Memorandum on dignified return and reintegration", Kind.MOU,
        lead=cast.authority, others=[cast.desk, cast.commission], form=Form.GOVERNMENTS,
        since=since, programme=programme,
    )  # fmt: skip
    Agreement.objects.filter(pk=mou.pk).update(ends_on=today + timedelta(days=400))
    host = _paper(
        cast, "WH-SOP-1", "Return procedure of the host country", Kind.SOP, lead=cast.belgian_ngo,
        others=[cast.ghanaian_ngo, cast.desk, cast.authority], form=Form.ORGANISATIONS, since=since,
        programme=programme,
    )  # fmt: skip
    origin = _paper(
        cast, "ADW-SOP-4", "Reception and reintegration procedure", Kind.SOP,
        lead=cast.ghanaian_ngo, others=[cast.belgian_ngo, cast.desk, cast.commission],
        form=Form.PUBLIC_PRIVATE, since=since, programme=programme, level=Level.NATIONAL,
    )  # fmt: skip
    _checklist(host, HOST_SIDE, since)
    _checklist(origin, ORIGIN_SIDE, since)
    rests = _paper(
        cast, "WH-2025-07", "Sharing with the visits society", Kind.DATA_SHARING,
        lead=cast.belgian_ngo, others=[cast.stranger], form=Form.ORGANISATIONS, since=since,
        programme=programme, status=Status.SUSPENDED,
    )  # fmt: skip
    past = _paper(
        cast, "WH-2025-02", "Pilot of the corridor", Kind.DATA_SHARING, lead=cast.belgian_ngo,
        others=[cast.ghanaian_ngo], form=Form.ORGANISATIONS, since=since - timedelta(days=365),
        programme=programme, status=Status.ENDED,
    )  # fmt: skip
    Agreement.objects.filter(pk=past.pk).update(ends_on=since - timedelta(days=1))
    for agreement, to_org in ((rests, cast.stranger), (past, cast.ghanaian_ngo)):
        Clause.objects.create(
            agreement=agreement, number="2.1", from_org=cast.belgian_ngo, to_org=to_org,
            data_classes=[DataClass.IDENTITY, DataClass.CONTACT], purposes=[Purpose.CASEWORK],
            programmes=[programme.pk], transfer_ground=TransferGround.STANDARD_CLAUSES,
            text="A visitor knows whom to visit.",
        )  # fmt: skip


def _paper(
    cast: Cast,
    number: str,
    title: str,
    kind: Kind,
    *,
    lead: Organisation,
    others: list[Organisation],
    form: Form,
    since: date,
    programme: Programme,
    level: Level = Level.INTERNATIONAL,
    status: Status = Status.IN_FORCE,
) -> Agreement:
    agreement = Agreement.objects.create(
        number=number, title=title, kind=kind, level=level, form=form, lead_org=lead,
        programmes=[programme.pk], status=status, starts_on=since,
        created_by=cast.programme_manager,
    )  # fmt: skip
    Party.objects.bulk_create(
        Party(
            agreement=agreement, organisation=org, signed_on=since, signatory=f"Director of {org}",
            signatory_function="Director", is_controller=org == lead,
        )
        for org in [lead, *others]
    )  # fmt: skip
    return agreement


def _checklist(agreement: Agreement, lines: list[StepLine], since: date) -> None:
    version = SopVersion.objects.create(
        agreement=agreement, number=1, status=VersionStatus.PUBLISHED, valid_from=since,
        published_at=_at(since), changes="First version, agreed with the agreement.",
    )  # fmt: skip
    SopStep.objects.bulk_create(
        SopStep(
            version=version, position=position, code=code,
            titles={"en": english, "fr": french, "ar": arabic}, stage=stage, part=part, days=days,
            day_kind=day_kind, evidence=evidence, legal_reference=legal,
        )
        for position, (code, english, french, arabic, stage, part, days, day_kind, evidence, legal)
        in enumerate(lines, start=1)
    )  # fmt: skip


def begin_steps(programme: Programme) -> None:
    """The steps of the newest cases under way, begun as a case's own move begins them."""
    cases = (
        Case.objects.filter(programme=programme, closed_at__isnull=True)
        .order_by("-changed_at", "pk")
        .values_list("pk", flat=True)[:FOLLOWED]
    )
    with connection.cursor() as cursor:
        cursor.execute("select cases_begin_steps(k) from unnest(%s::uuid[]) k", [list(cases)])
