"""Each consent on record becomes its own first version; a withdrawal becomes a second one."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone

from homeward.core.operations import Fill


def split(apps, schema_editor):
    consents = apps.get_model("persons", "Consent")
    sheets = apps.get_model("persons", "ConsentSheet")
    for sheet, recorded_at in sheets.objects.values_list("pk", "recorded_at"):
        consents.objects.filter(sheet_id=sheet).update(known_from=recorded_at)
    withdrawn = consents.objects.filter(withdrawn_at__isnull=False)
    for one in withdrawn.iterator():
        first, one.pk = one.pk, None
        consents.objects.create(
            owner_org_id=one.owner_org_id,
            programme_id=one.programme_id,
            person_id=one.person_id,
            sheet_id=one.sheet_id,
            recipient_org_id=one.recipient_org_id,
            purpose=one.purpose,
            covers=one.covers,
            given_on=one.given_on,
            until=one.until,
            withdrawn_at=one.withdrawn_at,
            known_from=one.withdrawn_at,
            supersedes_id=first,
            recorded_by_id=one.recorded_by_id,
        )
    withdrawn.filter(superseded_by__isnull=False).update(
        known_until=F("withdrawn_at"), withdrawn_at=None, recorded_by=None
    )


def join(apps, schema_editor):
    """Keeps the last version of each consent."""
    consents = apps.get_model("persons", "Consent")
    consents.objects.update(supersedes=None)
    consents.objects.filter(known_until__lte=timezone.now()).delete()


class Migration(migrations.Migration):
    dependencies = [("persons", "0006_ledger")]
    operations = [Fill(split, join)]
