"""The forms that come with Homeward, and a few talks along them."""

import json
from datetime import datetime, timedelta

from django.utils import timezone

from homeward.access.models import User
from homeward.assessments import shipped
from homeward.assessments.choices import AssessmentPurpose, Status
from homeward.assessments.models import AnswerSet, Assessment, FormUse
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.forms import filling
from homeward.forms import queries as forms
from homeward.forms.models import FormVersion

Answers = dict[str, str]

INTAKES: tuple[Answers, ...] = (
    {
        "person/languages": "Twi, English, some Dutch", "person/school_level": "trade",
        "person/documents": "passport school", "intentions/destination": "Kumasi, with her mother",
        "intentions/wishes": "A tailoring shop with her sister",
        "intentions/worries": "That the rent eats up the first earnings",
        "work[1]/occupation": "Tailor", "work[1]/years": "6", "work[1]/where": "Ghana, Kumasi",
        "training[1]/course": "Tailoring, two years", "training[1]/finished": "2016",
        "training[1]/paper": "yes", "money/has_savings": "yes", "money/savings": "450",
        "money/savings_currency": "EUR", "money/has_debts": "yes", "debts[1]/creditor": "family",
        "debts[1]/amount": "1200", "debts[1]/currency": "GHS",
        "debts[1]/how_paid": "In small parts from the second year on", "home/housing": "family",
        "home/family_origin": "Mother and two sisters; they know", "home/children": "0",
        "rights/benefits": "wage", "rights/benefits_where": "Labour inspectorate, Antwerp",
        "rights/registered": "no", "journey/urgent": "A telephone card, bedding",
        "journey/luggage": "Two suitcases and a sewing machine",
        "journey/onward": "Her brother fetches her",
    },
    {
        "person/languages": "Ewe, English, French", "person/school_level": "lower",
        "person/documents": "laissez", "intentions/destination": "Ho",
        "intentions/wishes": "Work on a farm, later one of his own",
        "work[1]/occupation": "Warehouse worker", "work[1]/years": "3",
        "work[1]/where": "Belgium, Ghent", "money/has_savings": "no", "money/has_debts": "no",
        "home/housing": "nothing", "home/children": "0", "rights/benefits": "none",
        "rights/registered": "unknown", "journey/urgent": "A room for the first nights",
        "health/health_needs": "Needs a place in the shade; breathes with difficulty in the dust",
    },
)  # fmt: skip
NEEDS: tuple[Answers, ...] = (
    {
        "economic/economic_needs": "business tools", "economic/economic_urgency": "month",
        "economic/economic_there": "A sewing machine, a sister who sells at the market",
        "social/social_needs": "papers", "social/social_urgency": "later",
        "psychosocial/psychosocial_needs": "peers",
        "psychosocial/psychosocial_urgency": "later", "psychosocial/wellbeing": "3",
        "together/first": "A table at the market", "together/long_term": "no",
    },
    {
        "economic/economic_needs": "business tools training", "economic/economic_urgency": "now",
        "economic/economic_there": "A sewing machine, a sister who sells at the market",
        "social/social_needs": "none", "psychosocial/psychosocial_needs": "peers",
        "psychosocial/psychosocial_urgency": "later", "psychosocial/wellbeing": "4",
        "together/first": "To learn how to reckon a price", "together/long_term": "no",
    },
)  # fmt: skip
CARE: Answers = {
    "condition/treated": "yes", "condition/illness": "Asthma", "condition/wants_to_talk": "no",
    "medicines[1]/medicine": "Salbutamol, spray", "medicines[1]/dose": "When needed",
    "medicines[1]/prescription": "yes", "everyday/seeing": "none", "everyday/hearing": "none",
    "everyday/moving": "some", "everyday/thinking": "none", "everyday/caring": "none",
    "everyday/speaking": "none", "everyday/equipment": "none",
    "clinic/clinic_name": "Regional hospital, chest clinic", "clinic/confirmed": "no",
    "clinic/file_handed": "person",
}  # fmt: skip


def add(world: World) -> None:
    shipped.load(at=world.now)
    later = [Stage.PLAN, Stage.SUPPORT, Stage.FOLLOW_UP]
    departing = Case.objects.filter(
        owner_org=world.cast.counsellors[0].organisation, closed_at=None
    ).order_by("opened_at")
    first = [*departing.filter(stage__in=later)[:2], *departing.exclude(stage__in=later)[:2]]
    for number, case in enumerate(first):
        at = min(case.opened_at + timedelta(days=4), world.now)
        answers = INTAKES[number % len(INTAKES)]
        _talk(case, AssessmentPurpose.INTAKE, answers, by=case.opened_by, at=at)
    for case in first[:1]:
        _asked_twice(case, world.now)
    for case in first[2:3]:
        draft = {**CARE, "medicines[1]/supply_until": f"{world.now:%Y}"}
        purpose = AssessmentPurpose.HEALTH
        _talk(case, purpose, draft, by=case.opened_by, at=world.now, is_draft=True)


def _asked_twice(case: Case, now: datetime) -> None:
    """What was needed before the departure, and what is needed since."""
    worker = case.worker or case.opened_by
    needs = AssessmentPurpose.NEEDS
    _talk(case, needs, NEEDS[0], by=case.opened_by, at=min(case.opened_at + timedelta(days=6), now))
    _talk(case, needs, NEEDS[1], by=worker, at=now - timedelta(hours=30))


def _talk(
    case: Case, purpose: str, answers: Answers, *, by: User, at: datetime, is_draft: bool = False
) -> None:
    version = _version(purpose)
    assessment = Assessment.objects.create(
        owner_org=by.organisation_of_rows,
        programme_id=case.programme_id,
        person_id=case.person_id,
        data_class=version.data_class,
        case=case,
        purpose=purpose,
        form_version=version,
        status=Status.DRAFT if is_draft else Status.SUBMITTED,
        held_on=timezone.localdate(at),
        begun_at=at,
        by=by,
        revision=1,
        saved_at=at,
        submitted_at=None if is_draft else at,
    )
    for data_class, part in filling.split(forms.read(version), answers).items():
        AnswerSet.objects.create(
            owner_org_id=assessment.owner_org_id,
            programme_id=case.programme_id,
            person_id=case.person_id,
            data_class=data_class,
            assessment=assessment,
            answers=json.dumps(part, ensure_ascii=False, sort_keys=True),
        )


def _version(purpose: str) -> FormVersion:
    use = FormUse.objects.select_related("form").get(programme=None, purpose=purpose)
    return use.form.versions.order_by("-number")[0]
