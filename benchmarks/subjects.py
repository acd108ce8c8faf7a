"""What the benchmarks ask for: cases, names, and referrals that wait to be sent. As owner."""

import random
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.persons.models import Consent, Person
from homeward.plans.choices import PlanStatus
from homeward.referrals.models import Referral, SharedFact
from homeward.services.models import Service


def user_of(mail: str) -> User:
    return User.objects.select_related("organisation").get(email=mail)


def cases(mail: str, number: int) -> list[str]:
    """Cases of this user in support: the longest pages there are."""
    found = Case.objects.filter(worker=user_of(mail), stage="support").values_list("pk", flat=True)
    pks = [str(pk) for pk in found[: 4 * number]]
    random.Random(2).shuffle(pks)
    return pks[:number]


def names(number: int) -> list[str]:
    """Full names of all kinds of households, one in three with a letter of it changed."""
    # Those that widen.py added have no name.
    copied = Case.objects.filter(reference__startswith="W", person=OuterRef("pk"))
    heads = Person.objects.filter(~Exists(copied), position=0).order_by("pk")
    step = max(heads.count() // number, 1)
    found = [person.full_name for person in heads[: step * number : step] if person.full_name]
    return [name if i % 3 else name.replace("a", "e", 1) for i, name in enumerate(found)]


@transaction.atomic
def drafts(mail: str, number: int) -> list[str]:
    """New drafts that nothing forbids to send, each to a provider that consent covers."""
    by = user_of(mail)
    covered = Consent.objects.filter(
        purpose=Purpose.REFERRAL, covers=DataClass.CASE, withdrawn_at__isnull=True,
        person__in=Case.objects.filter(
            worker=by, closed_at__isnull=True, plans__status=PlanStatus.APPROVED
        ).values("person"),
    ).exclude(recipient_org=by.organisation)  # fmt: skip
    services = {s.organisation_id: s for s in Service.objects.exclude(places_free=0)}
    fitting = [
        (consent, services[consent.recipient_org_id])
        for consent in covered
        if consent.recipient_org_id in services
    ]
    if not fitting:
        raise SystemExit("No referral could be prepared; fill more households.")
    return [_draft(*fitting[n % len(fitting)], by, n) for n in range(number)]


def _draft(consent: Consent, service: Service, by: User, position: int) -> str:
    now, case = timezone.now(), Case.objects.get(person_id=consent.person_id)
    row = {"owner_org": by.organisation, "programme_id": case.programme_id,
           "person_id": case.person_id, "receiver_org": service.organisation}  # fmt: skip
    referral = Referral.objects.create(
        number=f"B-{now:%d%H%M%S}-{position}", case=case, service=service, drafted_at=now,
        drafted_by=by, **row,
    )  # fmt: skip
    for place, (kind, data_class) in enumerate(
        [("name", DataClass.IDENTITY), ("trade", DataClass.PROFILE), ("wishes", DataClass.CASE)]
    ):
        SharedFact.objects.create(
            referral=referral, data_class=data_class, kind=kind, value="As said in the intake",
            position=place, **row,
        )  # fmt: skip
    return str(referral.pk)


def cases_in_support(owner: Any, worker: int, number: int) -> list[str]:
    """The same, through a connection of the owner's, where Django's own is the app role's."""
    found = owner.execute(
        "select id from cases_case where (worker_id = %s or opened_by_id = %s)"
        " and stage = 'support' order by id limit %s",
        [worker, worker, number],
    )
    return [str(row[0]) for row in found.fetchall()]
