"""What some people of the corridor have done, can do and wish for; the rest was not asked yet."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from homeward.access.models import User
from homeward.careers.choices import Recognition, SearchOutcome, SkillLevel
from homeward.careers.models import Certificate, HeldSkill, PastWork, SearchReview, Wish
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.occupations.choices import Relation
from homeward.occupations.models import Occupation, OccupationSkill
from homeward.offers.choices import OfferKind
from homeward.persons.models import Person
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

# The occupation held, as they call it, years, of its essential skills how many, the one wished.
TRADES = (
    ("tailor", "Tailor at the market", 6, 3, "tailor"),
    ("bricklayer", "Mason", 4, 2, "bricklayer"),
    ("cook", "Chop bar cook", 3, 2, "cook"),
    ("hairdresser", "Barber", 5, 1, "hairdresser"),
    ("car driver", "Taxi driver", 8, 2, "car driver"),
    ("poultry farmer", "Kept chickens", 2, 1, "poultry farmer"),
    ("shop assistant", "Helped in a shop", 1, 1, "tailor"),
    ("electrician", "Electrician's mate", 2, 1, "electrician"),
)
MOST_ADULTS = 24
LATER = (Stage.PLAN, Stage.SUPPORT, Stage.FOLLOW_UP, Stage.DEPARTURE)


def show(world: World) -> None:
    """By the principal of each case; every third of them has a certificate."""
    cases = Case.objects.filter(
        closed_at=None, stage__in=LATER, programme=world.ground.programme
    ).select_related("worker", "opened_by")
    known = {one.title: one for one in Occupation.objects.all()}
    needs: dict[int, list[int]] = {}
    asked = OccupationSkill.objects.filter(relation=Relation.ESSENTIAL).order_by("skill__title")
    for occupation, skill in asked.values_list("occupation_id", "skill_id"):
        needs.setdefault(occupation, []).append(skill)
    # The case whose intake names a tailor is the first of its counsellor's: not asked twice there.
    for number, case in enumerate(cases.order_by("opened_at")[2 : MOST_ADULTS + 2]):
        by = case.worker or case.opened_by
        person = Person.objects.get(pk=case.person_id)
        row = _Row(world, case, person, by)
        title, called, years, skills, wished = TRADES[number % len(TRADES)]
        row.work(known[title], called, years)
        row.skills(needs[known[title].pk][:skills])
        if number % 3 == 0:
            row.certificate(known[title])
        row.wish(known[wished], number)


class _Row:
    def __init__(self, world: World, case: Case, person: Person, by: User) -> None:
        self.case, self.person, self.by, self.world = case, person, by, world
        self.at = min(case.opened_at + timedelta(days=5), world.now)
        self.whose = {
            "owner_org": by.organisation_of_rows,
            "programme_id": case.programme_id,
            "person": person,
        }
        self.added = {"added_at": self.at, "added_by": by}
        self.said = {"said_on": timezone.localdate(self.at), **self.added}

    def work(self, occupation: Occupation, called: str, years: int) -> None:
        PastWork.objects.create(
            occupation=occupation, called=called, years=Decimal(years),
            country_id=self.case.origin_country_id, **self.whose, **self.said,
        )  # fmt: skip

    def skills(self, skills: list[int]) -> None:
        for n, skill in enumerate(skills):
            HeldSkill.objects.create(
                skill_id=skill,
                level=SkillLevel.OBSERVED if n == 0 else SkillLevel.OWN_WORD,
                **self.whose,
                **self.said,
            )

    def certificate(self, occupation: Occupation) -> None:
        Certificate.objects.create(
            title=f"Trade test, {occupation.title}",
            issuer="Demo board of crafts",
            number=f"DB-{self.case.reference[-4:]}",
            issued_on=self.world.today - timedelta(days=1500),
            occupation=occupation,
            recognition=Recognition.RECOGNISED,
            recognised_by="Demo board of crafts",
            recognised_in_id=self.case.origin_country_id,
            verification_link="https://crafts.example/verify",
            **self.whose,
            **self.said,
        )

    def wish(self, occupation: Occupation, number: int) -> None:
        # Some are looked at soon, some were looked at once already.
        again = self.world.today + timedelta(days=10 * (number % 5) + 3)
        Wish.objects.create(
            kinds=[OfferKind.VACANCY, OfferKind.TRAINING] if number % 2 else [OfferKind.TRAINING],
            occupation_ids=[occupation.pk], max_km=30, weekly_hours=Decimal(40),
            needs_child_care=True if number % 4 == 0 else None, review_on=again,
            **self.whose, **self.added,
        )  # fmt: skip
        if number % 4:
            return
        SearchReview.objects.create(
            case=self.case, outcome=SearchOutcome.TRAINING, next_on=again, at=self.world.now,
            by=self.by, words="Nobody is sought in this trade near them now.", **self.whose,
        )  # fmt: skip
        tasks.begin(
            TaskKind.REVIEW_SEARCH, self.person.pk, holder_org=self.case.accountable_org_id,
            holder=self.case.worker, waiter_org=self.case.accountable_org_id,
            waiter=self.case.worker, case_id=self.case.pk, person_id=self.person.pk,
            reference=self.case.reference, programme_id=self.case.programme_id, due_on=again,
            at=self.world.now,
        )  # fmt: skip
