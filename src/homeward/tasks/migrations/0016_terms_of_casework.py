"""A day for the waits of casework that had none, until a programme states its own terms."""

from datetime import date

from django.db import migrations

from homeward.core.operations import Fill

FROM = date(2020, 1, 1)
SOURCE = "our own term, until the programme states one: "
RULES = [
    ("assign_worker", 3, "working", "nobody works on the case until then"),
    ("take_over", 5, "working", "the person has arrived and knows nobody yet"),
    ("take_over_plan", 5, "working", "the plan stands still until then"),
    ("ask_host", 14, "calendar", "a case without a host organisation goes on meanwhile"),
    ("submit_application", 14, "calendar", "the facts are there and grow old"),
    ("complete_application", 10, "working", "the deciding body waits for it"),
    ("decide_application", 30, "calendar", "as for a plan before the commission"),
    ("read_decision", 10, "working", "as for the outcome of a referral"),
    ("decide_case_exception", 14, "calendar", "as for an exception of a programme"),
    ("answer_transfer", 10, "working", "the case has one owner meanwhile"),
    ("read_transfer", 10, "working", "as for the outcome of a referral"),
    ("hear_appeal", 30, "calendar", "as for a plan before the commission"),
    ("meet_condition", 30, "calendar", "where the commission named no day"),
    ("decide_reserve", 10, "working", "the plan goes to the commission after it"),
    ("answer_person", 5, "working", "somebody asked and hears nothing until then"),
    ("decide_lifting", 10, "working", "as for the outcome of a referral"),
    ("pathway_step", 14, "calendar", "where the pathway names no day"),
    ("follow_concern", 3, "working", "a flag is looked at before it is old"),
    ("follow_health", 3, "working", "a flag is looked at before it is old"),
    ("follow_legal", 5, "working", "a flag is looked at before it is old"),
    ("take_measure", 14, "calendar", "where the measure names no day"),
    ("care_step", 7, "calendar", "care that stops is noticed within days"),
    ("confirm_care", 7, "calendar", "care that stops is noticed within days"),
    ("plan_longer_help", 14, "calendar", "before the help for the first days ends"),
    ("review_business", 10, "working", "the person can begin only after it"),
    ("mend_business", 14, "calendar", "as for a plan sent back"),
]


def state(apps, schema_editor):
    rules = apps.get_model("tasks", "DeadlineRule")
    for kind, days, day_kind, why in RULES:
        rules.objects.get_or_create(
            kind=kind,
            programme_id=0,
            valid_from=FROM,
            defaults={"days": days, "day_kind": day_kind, "source": SOURCE + why},
        )


def forget(apps, schema_editor):
    rules = apps.get_model("tasks", "DeadlineRule")
    rules.objects.filter(source__startswith=SOURCE, valid_from=FROM).delete()


class Migration(migrations.Migration):
    dependencies = [("tasks", "0015_reminders")]
    operations = [Fill(state, forget)]
