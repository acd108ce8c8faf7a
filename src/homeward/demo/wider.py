"""The directory beyond the providers who take referrals: services before departure in Belgium,
centres that lead on, entitlements by law, a shelter whose place is told to nobody, an old entry."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal

from homeward.access.choices import OrganisationKind
from homeward.actors.records import OrganisationRecord
from homeward.services.choices import (
    Access,
    Category,
    Cost,
    Dimension,
    Entitlement,
    Hub,
    LocationType,
)
from homeward.services.records import (
    AreaRecord,
    CostRecord,
    DirectoryRecord,
    DocumentRecord,
    LocationRecord,
    PhoneRecord,
    PlaceRecord,
    ScheduleRecord,
    ServiceRecord,
    WordsRecord,
)

SOURCE = "demo-wider"
WEEK = ("MO", "TU", "WE", "TH", "FR")

# Key, organisation, country, kind, town, area, latitude, longitude, hub, confidential, access.
HOLDERS: list[
    tuple[str, str, str, OrganisationKind, str, str, float, float, str, bool, tuple[str, ...]]
] = [
    ("quai", "Maison du Quai", "BE", OrganisationKind.NGO, "Brussels", "Brussels", 50.86, 4.35,
     Hub.RESOURCE_CENTRE, False, (Access.STEP_FREE, Access.CHILD_CARE)),
    ("linde", "Lindehuis Antwerpen", "BE", OrganisationKind.NGO, "Antwerp", "Antwerp", 51.22, 4.40,
     "", False, (Access.STEP_FREE, Access.TOILET)),
    ("meuse", "Atelier de la Meuse", "BE", OrganisationKind.PROVIDER, "Liège", "Liège", 50.64, 5.57,
     "", False, ()),
    ("harbour", "Harbour Migrant Resource Centre", "GH", OrganisationKind.AUTHORITY, "Accra",
     "Greater Accra", 5.55, -0.21, Hub.RESOURCE_CENTRE, False,
     (Access.STEP_FREE, Access.WOMEN_ONLY)),
    ("ashdesk", "Ashanti Reintegration Desk", "GH", OrganisationKind.AUTHORITY, "Kumasi", "Ashanti",
     6.70, -1.61, Hub.MUNICIPAL_DESK, False, (Access.STEP_FREE,)),
    ("social", "District Social Welfare Office", "GH", OrganisationKind.AUTHORITY, "Tamale",
     "Northern", 9.41, -0.84, Hub.MUNICIPAL_DESK, False, ()),
    ("quiet", "The Quiet House", "GH", OrganisationKind.NGO, "Accra", "Greater Accra", 5.60, -0.18,
     "", True, (Access.CHILD_CARE, Access.WOMEN_ONLY)),
    ("limbs", "Coast Orthopaedic Workshop", "GH", OrganisationKind.PROVIDER, "Cape Coast",
     "Central", 5.11, -1.25, "", False, (Access.STEP_FREE, Access.TOILET, Access.HOME_VISITS)),
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One service, as short as it can be told; `days_ago` is its last confirmation."""

    at: str
    name: str
    names: dict[str, str]
    text: str
    texts: dict[str, str] = field(default_factory=dict)
    category: Category
    dimension: Dimension = Dimension.SOCIAL
    entitlement: Entitlement = Entitlement.AID
    cost: Cost | None = Cost.FREE
    groups: tuple[str, ...] = ()
    eligibility: str = ""
    ineligibility: str = ""
    how: str = ""
    law: str = ""
    papers: tuple[tuple[str, dict[str, str]], ...] = ()
    price: tuple[str, int, str] | None = None
    free: int | None = None
    total: int | None = None
    wait_days: int | None = None
    specialist: bool = False
    days_ago: int | None = 10
    languages: tuple[str, ...] = ("en", "tw")
    published: bool = True
    opens: tuple[int, int] | None = (8, 16)
    days: tuple[str, ...] = WEEK


OFFERS = [
    Offer(at="quai", name="Return counselling without a decision", category=Category.LEGAL,
          names={"fr": "Conseil en vue du retour, sans décision à prendre",
                 "ar": "مشورة بشأن العودة دون إلزام بقرار"},
          text="Three talks on what staying and going back would mean, with an interpreter.",
          texts={"ar": "ثلاث جلسات حول ما يعنيه البقاء وما تعنيه العودة، مع مترجم."},
          groups=("returnees",), languages=("en", "fr", "nl", "ar", "tw"), free=6, total=10,
          eligibility="Anybody who thinks of going back, whatever the papers.", days_ago=4),
    Offer(at="quai", name="Certificates translated and legalised", category=Category.LEGAL,
          names={"fr": "Traduction et légalisation de certificats",
                 "ar": "ترجمة الشهادات وتصديقها"},
          text="School and work certificates made valid for use in Ghana before the flight.",
          entitlement=Entitlement.OTHER, cost=Cost.CHARGED, price=("A page", 35, "EUR"),
          papers=(("The certificate itself", {"fr": "Le certificat original",
                                              "ar": "الشهادة الأصلية"}),),
          languages=("fr", "nl", "en"), wait_days=14, days_ago=31),
    Offer(at="linde", name="A bed until the flight", category=Category.HOUSING,
          names={"fr": "Un lit jusqu'au vol", "ar": "سرير حتى موعد الرحلة"},
          text="For families whose reception place has ended.", groups=("children", "women"),
          languages=("nl", "en", "fr"), free=0, total=22, wait_days=9, days_ago=2,
          ineligibility="Not for people whose flight is more than two months away.",
          days=(*WEEK, "SA", "SU"), opens=(0, 23)),
    Offer(at="meuse", name="Starting a business from abroad", category=Category.BUSINESS,
          names={"fr": "Préparer son entreprise avant le départ", "ar": "إعداد مشروعك قبل السفر"},
          text="Six evenings: market, numbers, a first plan for the adviser in Ghana.",
          dimension=Dimension.ECONOMIC, languages=("fr", "en"), free=8, total=15,
          opens=(18, 21), days=("TU", "TH"), days_ago=130),
    Offer(at="harbour", name="First talk after arrival", category=Category.LEGAL,
          names={"fr": "Premier entretien après l'arrivée", "ar": "اللقاء الأول بعد الوصول"},
          text="Where to go first, what one has a right to, which papers are missing.",
          texts={"fr": "Où aller d'abord, ce à quoi l'on a droit, les papiers qui manquent.",
                 "ar": "أين تذهب أولا، وما حقوقك، وأي أوراق تنقصك."},
          entitlement=Entitlement.PUBLIC, groups=("returnees",), free=14, total=20,
          languages=("en", "tw", "ha", "fr"), days_ago=6),
    Offer(at="ashdesk", name="Skills checked and certified", category=Category.TRAINING,
          names={"fr": "Reconnaissance des compétences", "ar": "تقييم المهارات والاعتراف بها"},
          text="Two days at a workshop; what was learnt abroad counts.",
          dimension=Dimension.ECONOMIC, entitlement=Entitlement.PUBLIC, free=5, total=12,
          groups=("returnees", "residents"), days_ago=18),
    Offer(at="social", name="Cash grant for poor households", category=Category.CASH,
          names={"fr": "Allocation aux ménages pauvres", "ar": "منحة نقدية للأسر الفقيرة"},
          text="Paid every second month to households on the social register.",
          entitlement=Entitlement.PUBLIC, languages=("en", "ha"),
          eligibility="Households on the social register with a child, an old or a sick member.",
          ineligibility="Not while another cash grant of the state is paid.",
          how="Ask at the welfare office to be put on the register; somebody visits at home.",
          law="The country's social protection policy and the register's own rules",
          papers=(("Identity card of the head of the household", {}), ("Birth certificates", {})),
          wait_days=60, days_ago=24),
    Offer(at="social", name="Fee waiver for the health insurance", category=Category.HEALTH,
          names={"fr": "Exonération de cotisation à l'assurance maladie",
                 "ar": "إعفاء من رسوم التأمين الصحي"},
          text="Children, pregnant women and people over 70 are insured without a fee.",
          entitlement=Entitlement.PUBLIC, groups=("children", "women", "older_persons"),
          law="The country's health insurance law", languages=("en", "ha", "tw"), days_ago=40,
          how="At the district office with any identity document."),
    Offer(at="quiet", name="A safe house for women and their children", category=Category.WOMEN,
          names={"fr": "Maison d'accueil pour femmes et enfants",
                 "ar": "بيت آمن للنساء وأطفالهن"},
          text="Shelter, a counsellor and a lawyer, for as long as it takes.",
          texts={"ar": "مأوى ومرشدة ومحامية، ما دامت الحاجة قائمة."},
          groups=("women", "children", "survivors_of_violence", "survivors_of_trafficking"),
          dimension=Dimension.PSYCHOSOCIAL, specialist=True, free=3, total=9,
          languages=("en", "tw", "ha", "fr"), opens=None, days_ago=12),
    Offer(at="limbs", name="Prosthetics and walking aids", category=Category.HEALTH,
          names={"fr": "Prothèses et aides à la marche", "ar": "الأطراف الصناعية ومعينات المشي"},
          text="Measured, made and mended here; a technician visits those who can't travel.",
          groups=("persons_with_disabilities", "medical_needs"), specialist=True,
          entitlement=Entitlement.OTHER, cost=Cost.CHARGED, price=("Own share", 200, "GHS"),
          wait_days=21, days_ago=205),
]  # fmt: skip


def record(today: date) -> DirectoryRecord:
    return DirectoryRecord(
        source=SOURCE,
        organisations=tuple(
            OrganisationRecord(
                source_id=key,
                name=name,
                country=country,
                kind=kind,
                email=f"office@{key}.homeward.example",
                phone=_phone(country, number),
            )
            for number, (key, name, country, kind, *_rest) in enumerate(HOLDERS)
        ),
        locations=tuple(_location(number) for number in range(len(HOLDERS))),
        services=tuple(_service(number, offer, today) for number, offer in enumerate(OFFERS)),
    )


def _phone(country: str, number: int) -> str:
    return f"+{32 if country == 'BE' else 233} 00 556 {2000 + 41 * number}"


def _location(number: int) -> LocationRecord:
    key, name, country, _kind, town, area, latitude, longitude, hub, confidential, access = HOLDERS[
        number
    ]
    return LocationRecord(
        source_id=key,
        kind=LocationType.PHYSICAL,
        name=name,
        address=f"{7 + 3 * number} Harmattan Street",
        city=town,
        country=country,
        area=AreaRecord(name=area),
        latitude=latitude,
        longitude=longitude,
        organisation=key,
        hub=hub,
        is_confidential=confidential,
        access=access,
        phones=(PhoneRecord(number=_phone(country, number)),) if hub else (),
        schedules=(_hours(WEEK, (8, 17)),) if hub else (),
    )


def _hours(days: tuple[str, ...], hours: tuple[int, int], location: str = "") -> ScheduleRecord:
    opens, closes = hours
    return ScheduleRecord(
        location=location, freq="WEEKLY", byday=days, opens_at=time(opens), closes_at=time(closes)
    )


def _service(number: int, offer: Offer, today: date) -> ServiceRecord:
    holder = next(line for line in HOLDERS if line[0] == offer.at)
    told = None if offer.days_ago is None else today - timedelta(days=offer.days_ago)
    return ServiceRecord(
        source_id=f"{offer.at}-{number}",
        organisation=offer.at,
        language="en",
        words=WordsRecord(
            name=offer.name,
            description=offer.text,
            eligibility=offer.eligibility,
            ineligibility=offer.ineligibility,
            application_process=offer.how,
            legal_basis=offer.law,
        ),
        texts={
            language: WordsRecord(name=name, description=offer.texts.get(language, ""))
            for language, name in offer.names.items()
        },
        email=f"places@{offer.at}.homeward.example",
        category=offer.category,
        dimension=offer.dimension,
        is_public_service=offer.entitlement == Entitlement.PUBLIC,
        entitlement=offer.entitlement,
        cost=offer.cost or "",
        groups=offer.groups,
        is_specialist=offer.specialist,
        languages=offer.languages,
        wait_days=offer.wait_days,
        places_free=offer.free,
        places_total=offer.total,
        places_told_on=told if offer.free is not None else None,
        places_told_by=holder[1] if offer.free is not None else "",
        last_confirmed_on=told,
        last_confirmed_by=holder[1],
        is_published=offer.published,
        at_locations=(
            PlaceRecord(
                location=offer.at,
                is_intake_point=offer.at in {"harbour", "quai"},
                intake_notes="Ask for the duty counsellor." if offer.at == "harbour" else "",
            ),
        ),
        phones=(PhoneRecord(number=_phone(holder[2], HOLDERS.index(holder))),),
        schedules=(_hours(offer.days, offer.opens, offer.at),) if offer.opens else (),
        required_documents=tuple(
            DocumentRecord(document=paper, documents=others) for paper, others in offer.papers
        ),
        cost_options=(
            (
                CostRecord(
                    option=offer.price[0], amount=Decimal(offer.price[1]), currency=offer.price[2]
                ),
            )
            if offer.price
            else ()
        ),
    )
