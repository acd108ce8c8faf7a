"""The worker examines every night what each organisation has written down."""

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.quality import actions

NAME = "examine_data"
CLASSES = {DataClass.PROFILE, DataClass.CASE, DataClass.SURVEY}


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock=NAME, pass_context=False)
def examine_data(timestamp: int = 0) -> None:
    for pk in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        examine_as_job(organisation_id=pk)


@jobs.job(NAME, classes=CLASSES, purpose=Purpose.CASEWORK)
def examine_as_job(*, organisation_id: int) -> int:
    """One organisation's own rows, in one transaction; a sealed file is not there for a job."""
    return actions.examine(Organisation.objects.get(pk=organisation_id), at=timezone.now())
