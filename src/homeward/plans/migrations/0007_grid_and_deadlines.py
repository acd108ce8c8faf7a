"""The shipped feasibility grid, and how long a plan may take where its sources say so."""

from datetime import date

from django.db import migrations

from homeward.core.operations import Fill

FROM = date(2020, 1, 1)
CRITERIA = ["market", "skills", "place", "cost", "time", "risk", "local_impact", "own_part"]
RULES = [
    ("draft_plan", 30, "Practice of return programmes (IOM): a plan within a month of the return"),
    (
        "decide_plan",
        30,
        "Practice of return programmes (IOM): a committee meets tentatively monthly",
    ),
]


def enter(apps, schema_editor):
    grid, made = apps.get_model("plans", "FeasibilityGrid").objects.get_or_create(
        programme=None, valid_from=FROM, defaults={"name": "Homeward 1"}
    )
    if made:
        criterion = apps.get_model("plans", "FeasibilityCriterion")
        criterion.objects.bulk_create(
            criterion(grid=grid, position=position, code=code)
            for position, code in enumerate(CRITERIA, start=1)
        )
    rules = apps.get_model("tasks", "DeadlineRule")
    for kind, days, source in RULES:
        rules.objects.get_or_create(
            kind=kind,
            programme_id=0,
            valid_from=FROM,
            defaults={"days": days, "day_kind": "calendar", "source": source},
        )


def forget(apps, schema_editor):
    apps.get_model("plans", "FeasibilityGrid").objects.filter(
        programme=None, valid_from=FROM
    ).delete()
    rules = apps.get_model("tasks", "DeadlineRule")
    for kind, _days, source in RULES:
        rules.objects.filter(kind=kind, programme_id=0, valid_from=FROM, source=source).delete()


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_commission_policies"), ("tasks", "0012_kinds")]
    operations = [Fill(enter, forget)]
