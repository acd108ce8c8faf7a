"""Fills the database of a benchmark with offers and some profiles, as owner.

python benchmarks/matching_fill.py NUMBER SIGN_IN    prints the cases whose pages are asked for
"""

import random
import sys
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from subjects import user_of  # noqa: E402

from homeward.access.models import Organisation  # noqa: E402
from homeward.careers.models import HeldSkill, PastWork, Wish  # noqa: E402
from homeward.cases.models import Case  # noqa: E402
from homeward.occupations.actions import put_classification  # noqa: E402
from homeward.occupations.models import Occupation, Skill  # noqa: E402
from homeward.occupations.records import (  # noqa: E402
    Classification,
    GroupRecord,
    OccupationRecord,
    SkillRecord,
)
from homeward.offers.choices import Intensity, OfferKind, Transport  # noqa: E402
from homeward.offers.models import Offer  # noqa: E402
from homeward.services.choices import Category  # noqa: E402

GROUPS, OCCUPATIONS, SKILLS, EACH, CASES = 120, 1_000, 4_000, 36, 12


def classification(chance: random.Random) -> Classification:
    """Of ESCO's shape, a third of its size."""
    codes = sorted({str(chance.randrange(1111, 9700)) for _n in range(GROUPS)})
    above = sorted({code[:n] for code in codes for n in (1, 2, 3, 4)})
    return Classification(
        groups=[GroupRecord(uri=f"b:g:{c}", code=c, title=f"Group {c}") for c in above],
        occupations=[
            OccupationRecord(
                uri=f"b:o:{n}", code=f"{codes[n % len(codes)]}.{n}", group=codes[n % len(codes)],
                title=f"Occupation {n}",
            )
            for n in range(OCCUPATIONS)
        ],
        skills=[SkillRecord(uri=f"b:s:{n}", title=f"do work of kind {n}") for n in range(SKILLS)],
        needs={
            (f"b:o:{n}", f"b:s:{skill}"): chance.choice(["essential", "optional"])
            for n in range(OCCUPATIONS)
            for skill in chance.sample(range(SKILLS), EACH)
        },
    )  # fmt: skip


def offers(number: int, chance: random.Random) -> None:
    providers = list(Organisation.objects.filter(country="GH"))
    occupations = list(Occupation.objects.all())
    today = timezone.localdate()
    Offer.objects.bulk_create(
        (_offer(n, chance, chance.choice(providers), chance.choice(occupations), today)
         for n in range(number)),
        batch_size=1_000,
    )  # fmt: skip


def _offer(n: int, chance: random.Random, org: Any, occupation: Any, today: Any) -> Offer:
    starts = today + timedelta(days=chance.randrange(5, 200))
    return Offer(
        title=f"Offer {n}", organisation=org, status="open", kind=chance.choice(OfferKind.values),
        occupation=occupation, needs=[chance.choice(Category.values)],
        languages=chance.sample(["en", "fr", "ak", "ee"], 2),
        groups=["women"] if n % 7 == 0 else [], minimum_age=18 if n % 3 else None,
        latitude=chance.uniform(4.9, 10.9), longitude=chance.uniform(-3, 1),
        starts_on=starts, ends_on=starts + timedelta(days=chance.randrange(30, 300)),
        weekly_hours=chance.randrange(8, 48), transport=chance.choice(Transport.values),
        intensity=chance.choice(Intensity.values), child_care=chance.choice([True, False, None]),
        wage=chance.randrange(500, 4000), currency="GHS", wage_period="month",
        places_free=chance.randrange(6), places_total=6,
    )  # fmt: skip


def profiles(mail: str, chance: random.Random) -> list[str]:
    by = user_of(mail)
    found = Case.objects.filter(worker=by, closed_at=None).order_by("pk")[:CASES]
    now = timezone.now()
    for case in found:
        row = {
            "person_id": case.person_id, "programme_id": case.programme_id,
            "owner_org_id": case.owner_org_id, "added_at": now, "added_by": by,
        }  # fmt: skip
        work = chance.choice(list(Occupation.objects.all()[:200]))
        PastWork.objects.create(occupation=work, years=6, said_on=now.date(), **row)
        for skill in Skill.objects.filter(needed_by__occupation=work)[:24]:
            HeldSkill.objects.create(skill=skill, said_on=now.date(), **row)
        Wish.objects.create(
            kinds=["vacancy", "training"], occupation_ids=[work.pk], max_km=250, weekly_hours=40,
            needs_child_care=True, wage_at_least=900, currency="GHS", **row,
        )  # fmt: skip
    return [str(case.pk) for case in found]


@transaction.atomic
def main() -> None:
    chance = random.Random(6)
    if not Offer.objects.filter(title="Offer 0").exists():
        put_classification(classification(chance))
        offers(int(sys.argv[1]), chance)
        print(" ".join(profiles(sys.argv[2], chance)))
        return
    held = PastWork.objects.values("person")
    cases = Case.objects.filter(worker=user_of(sys.argv[2]), person__in=held, closed_at=None)
    print(" ".join(str(pk) for pk in cases.values_list("pk", flat=True)[:CASES]))


if __name__ == "__main__":
    main()
