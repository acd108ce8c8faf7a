"""What is kept on the corridor's two countries. Every text is generated and says so as its source.

Figures of returns are left out: a number that looks real would be taken for one. They are read
from published files (`homeward import returns`).
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import md5
from uuid import UUID

from django.utils import timezone

from homeward.access.models import Organisation, User
from homeward.cases.models import Case, SecurityAlert
from homeward.countries.choices import Change, Demand, SheetKind, VersionStatus, WagePeriod
from homeward.countries.models import Community, LabourFact, Sheet, SheetText, SheetVersion
from homeward.demo.cast import Cast
from homeward.demo.world import World
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task
from homeward.tasks.rules import add_working_days

SOURCE = "Demo data (generated)"
Texts = Mapping[str, tuple[str, str]]

QUIET: Texts = {
    "en": ("Travel by day is usual", "Buses run on the main roads by day.\n\nAvoid the night."),
    "fr": (
        "On voyage normalement de jour",
        "Les bus circulent de jour sur les grands axes.\n\nÉvitez la nuit.",
    ),
    "ar": ("السفر نهارًا معتاد", "تسير الحافلات نهارًا على الطرق الرئيسية.\n\nتجنبوا الليل."),
}
WORSE: Texts = {
    "en": (
        "Travel by day with care",
        "Buses run on the main roads by day, and are checked more often.\n\nAvoid the night.",
    ),
    "fr": (
        "On voyage de jour avec prudence",
        "Les bus circulent de jour sur les grands axes et sont contrôlés plus souvent.\n\n"
        "Évitez la nuit.",
    ),
    "ar": (
        "السفر نهارًا بحذر",
        "تسير الحافلات نهارًا على الطرق الرئيسية وتُفتَّش أكثر من قبل.\n\nتجنبوا الليل.",
    ),
}
PAPERS: Texts = {
    "en": (
        "A birth certificate first",
        "With it the identity card is asked for. The district's register keeps both.",
    ),
    "fr": (
        "D'abord l'acte de naissance",
        "Il permet de demander la carte d'identité. Le registre du district tient les deux.",
    ),
    "ar": (
        "شهادة الميلاد أولًا",
        "بها تُطلب بطاقة الهوية. وسجل المقاطعة يحفظ كليهما.",
    ),
}
HEALTH: Texts = {
    "en": (
        "Join the health insurance in the first month",
        "Children are seen without a fee. Bring the papers of treatment from abroad.",
    ),
    "fr": (
        "S'inscrire à l'assurance maladie le premier mois",
        "Les enfants sont reçus sans frais. Apportez les documents des soins reçus à l'étranger.",
    ),
    "ar": (
        "الانضمام إلى التأمين الصحي في الشهر الأول",
        "يُستقبل الأطفال دون رسوم. أحضروا أوراق العلاج من الخارج.",
    ),
}
PRICES: Texts = {
    "en": ("Rents have risen", "A room costs more than a year ago; food about the same."),
    "fr": (
        "Les loyers ont augmenté",
        "Une chambre coûte plus qu'il y a un an ; la nourriture à peu près autant.",
    ),
    "ar": ("ارتفعت الإيجارات", "تكلف الغرفة أكثر من العام الماضي؛ والطعام كما كان تقريبًا."),
}
FOR_RETURNEES: Texts = {
    "en": (
        "Your first weeks",
        "Keep all papers with you.\n\nGo to your case manager in the first week.\n\n"
        "You may see a doctor before you have the insurance.\n\nAid is free. Nobody may ask you"
        " for money for it.",
    ),
    "fr": (
        "Vos premières semaines",
        "Gardez tous vos papiers sur vous.\n\nAllez voir votre gestionnaire de cas la première"
        " semaine.\n\nVous pouvez voir un médecin avant d'avoir l'assurance.\n\nL'aide est"
        " gratuite. Personne ne peut vous demander d'argent pour elle.",
    ),
    "ar": (
        "أسابيعكم الأولى",
        "احتفظوا بكل أوراقكم معكم.\n\nاذهبوا إلى مدير حالتكم في الأسبوع الأول.\n\n"
        "يمكنكم رؤية الطبيب قبل الحصول على التأمين.\n\nالمساعدة مجانية. لا يحق لأحد أن يطلب منكم"
        " مالًا مقابلها.",
    ),
}
NEIGHBOURS: Texts = {
    "en": (
        "Where counsellors meet them",
        "Churches and hometown associations hear of counselling before any office does.",
    ),
    "fr": (
        "Où les conseillers les rencontrent",
        "Les églises et les associations d'originaires entendent parler du conseil avant tout"
        " bureau.",
    ),
    "ar": (
        "أين يلتقي بهم المرشدون",
        "تسمع الكنائس وروابط أبناء البلدة بالإرشاد قبل أي مكتب.",
    ),
}


def make(cast: Cast, now: datetime) -> None:
    """Sheets of different freshness, one of them superseded, one out of date and asked for."""
    manager, secretary = cast.programme_manager, cast.secretary
    security = _sheet(SheetKind.SECURITY, "GH", cast.commission)
    old = _version(security, 1, QUIET, secretary, now - timedelta(days=60), severity=1)
    new = _version(
        security, 2, WORSE, secretary, now - timedelta(days=2), severity=2,
        changes="More checks on the main roads.",
    )  # fmt: skip
    SecurityAlert.objects.create(
        version=new, previous=old, change=Change.SEVERITY, at=now - timedelta(days=2),
        told_at=now - timedelta(days=2),
    )  # fmt: skip
    for kind, texts, days in (
        (SheetKind.DOCUMENTATION, PAPERS, 150),
        (SheetKind.HEALTH, HEALTH, 10),
        (SheetKind.RETURNEES, FOR_RETURNEES, 200),
    ):
        sheet = _sheet(kind, "GH", cast.commission, is_public=True)
        _version(sheet, 1, texts, secretary, now - timedelta(days=40), days=days)
    prices = _sheet(SheetKind.MARKET, "GH", cast.commission)
    ended = _version(prices, 1, PRICES, secretary, now - timedelta(days=120), days=-12)
    _ask(prices, ended, now)
    _community(cast, manager, now)
    _facts(cast, now)


def _sheet(
    kind: SheetKind,
    country: str,
    owner: Organisation,
    *,
    community_of: str | None = None,
    is_public: bool = False,
) -> Sheet:
    return Sheet.objects.create(
        kind=kind, country_id=country, owner_org=owner, community_of_id=community_of,
        is_public=is_public,
    )  # fmt: skip


def _version(
    sheet: Sheet,
    number: int,
    texts: Texts,
    by: User,
    at: datetime,
    *,
    days: int = 90,
    severity: int | None = None,
    changes: str = "",
) -> SheetVersion:
    """Published at that moment; relied on until so many days from today."""
    version = SheetVersion.objects.create(
        sheet=sheet, number=number, status=VersionStatus.PUBLISHED, severity=severity,
        source=SOURCE, source_date=at.date(), changes=changes,
        valid_until=timezone.localdate() + timedelta(days=days),
        written_by=by, written_at=at, published_by=by, published_at=at,
    )  # fmt: skip
    SheetText.objects.bulk_create(
        SheetText(version=version, language=code, title=title, body=body)
        for code, (title, body) in texts.items()
    )
    return version


def _ask(sheet: Sheet, version: SheetVersion, now: datetime) -> None:
    Task.objects.create(
        kind=TaskKind.RENEW_SHEET,
        subject_id=sheet.pk,
        reference=sheet.country_id,
        note=json.dumps([sheet.country_id, sheet.kind, ""]),
        holder_org=sheet.owner_org,
        waiter_org=sheet.owner_org,
        due_on=version.valid_until,
        opened_at=now - timedelta(days=26),
    )


def _community(cast: Cast, by: User, now: datetime) -> None:
    """Nobody has counted them: the size stays unknown."""
    sheet = _sheet(
        SheetKind.COMMUNITY, "BE", by.organisation or cast.belgian_ngo, community_of="GH"
    )
    version = _version(sheet, 1, NEIGHBOURS, by, now - timedelta(days=30))
    Community.objects.create(version=version, languages=["tw", "en", "ee"])


# Occupation, sector, demand, daily wage from and to in cedi.
FACTS = [
    ("Tailor", "Clothing", Demand.SOME, 45, 80),
    ("Electrician", "Building", Demand.MANY, 70, 120),
    ("Shop assistant", "Trade", Demand.FEW, 30, 45),
    ("", "Poultry farming", Demand.MANY, None, None),
]


def _facts(cast: Cast, now: datetime) -> None:
    adviser = cast.adviser
    LabourFact.objects.bulk_create(
        LabourFact(
            owner_org=adviser.organisation_of_rows,
            country_id="GH",
            occupation=occupation,
            sector=sector,
            demand=demand,
            wage_from=None if least is None else Decimal(least),
            wage_to=None if most is None else Decimal(most),
            currency="" if least is None else "GHS",
            period="" if least is None else WagePeriod.DAY,
            source=SOURCE,
            observed_on=now.date() - timedelta(days=20 * number),
            written_by=adviser,
            written_at=now,
        )
        for number, (occupation, sector, demand, least, most) in enumerate(FACTS, start=1)
    )


def alert_one(world: World) -> None:
    """One case manager has the changed security sheet still to read."""
    new = SheetVersion.objects.get(sheet__kind=SheetKind.SECURITY, number=2)
    held = Case.objects.filter(closed_at=None, worker=world.cast.managers[0])
    case = held.order_by("-changed_at", "pk").first()
    if case is None:
        return
    note = [new.pk, "GH", "", 1, 2, str(new.sheet.owner_org)]
    Task.objects.create(
        id=world.id(),
        kind=TaskKind.READ_SECURITY_SHEET,
        subject_id=_subject(case, new.sheet),
        case_id=case.pk,
        person_id=case.person_id,
        reference=case.reference,
        note=json.dumps(note, ensure_ascii=False),
        holder_org=case.accountable_org,
        holder=case.worker,
        waiter_org=case.accountable_org,
        waiter=case.worker,
        due_on=add_working_days(world.today, 1),
        opened_at=world.now - timedelta(days=1),
    )


def _subject(case: Case, sheet: Sheet) -> UUID:
    """As the database's own cases_security_subject."""
    return UUID(md5(f"{case.pk}{sheet.pk}".encode(), usedforsecurity=False).hexdigest())
