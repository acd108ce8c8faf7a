"""How long these waits take where a programme has agreed on nothing else."""

from datetime import date

from django.db import migrations

from homeward.core.operations import Fill

FROM = date(2020, 1, 1)
RULES = [
    ("decide_basis", 2, "working", "so that what is urgent is decided while it is"),
    ("answer_notice", 14, "calendar", "what a recipient is given to stop or delete"),
    ("read_withdrawal", 3, "working", "what the sender is given to find another way"),
    ("ask_consent_anew", 30, "calendar", "from coming of age; then the guardian's consents end"),
]


def state(apps, schema_editor):
    rules = apps.get_model("tasks", "DeadlineRule")
    for kind, days, day_kind, source in RULES:
        rules.objects.get_or_create(
            kind=kind,
            programme_id=0,
            valid_from=FROM,
            defaults={"days": days, "day_kind": day_kind, "source": source},
        )


def forget(apps, schema_editor):
    rules = apps.get_model("tasks", "DeadlineRule")
    rules.objects.filter(kind__in=[kind for kind, *_ in RULES], valid_from=FROM).delete()


class Migration(migrations.Migration):
    dependencies = [("tasks", "0005_consent_waits")]
    operations = [Fill(state, forget)]
