"""The worker's jobs: certificates that lapse, and the figures of ownership by night."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.capacity import actions, queries
from homeward.capacity.models import StaffCertificate

FIND, RENEW = "find_lapsing_certificates", "renew_certificates"
COMPUTE = "compute_ownership"
jobs.declare(FIND, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)
jobs.declare(RENEW, classes=set(), purpose=Purpose.CASEWORK, across_owners=False)
# Cleared for no class: a function of the database gives it counts and sums of all owners.
jobs.declare(COMPUTE, classes=set(), purpose=Purpose.OVERSIGHT, across_owners=True)


@app.periodic(cron="50 4 * * *")
@app.task(queueing_lock=RENEW, pass_context=False)
def renew_certificates(timestamp: int = 0) -> None:
    ask_owners(at=timezone.now())


def ask_owners(*, at: datetime) -> int:
    """Opens a wait for each certificate that lapses soon. Asked again it changes nothing."""
    with jobs.acting_job(FIND):
        found = queries.lapsing(timezone.localdate(at))
    for organisation_id, certificates in _by_owner(found).items():
        with jobs.acting_job(RENEW, organisation_id):
            for certificate in certificates:
                actions.ask_to_train_again(certificate, at=at)
    return len(found)


def _by_owner(found: Iterable[StaffCertificate]) -> dict[int, list[StaffCertificate]]:
    owners: dict[int, list[StaffCertificate]] = {}
    for one in found:
        owners.setdefault(one.organisation_id, []).append(one)
    return owners


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock=COMPUTE, pass_context=False)
def compute_ownership(timestamp: int = 0) -> None:
    compute(at=timezone.now())


def compute(*, at: datetime) -> int:
    with jobs.acting_job(COMPUTE):
        return actions.compute(at=at)
