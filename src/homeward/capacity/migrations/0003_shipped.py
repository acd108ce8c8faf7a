"""The questions, the curriculum and the formula that come with the software."""

from django.db import migrations

from homeward.capacity import shipped
from homeward.core.operations import Fill


def ship(apps, schema_editor):
    model = apps.get_model
    sheet, _new = model("capacity", "CapacitySheet").objects.get_or_create(
        version=1, defaults={"valid_from": shipped.FROM, "source": shipped.SOURCE}
    )
    for position, (code, title, anchors) in enumerate(shipped.DOMAINS, start=1):
        model("capacity", "CapacityDomain").objects.get_or_create(
            sheet=sheet, code=code,
            defaults={"position": position, "title": title, "anchors": anchors},
        )  # fmt: skip
    for position, (code, title, hours, months, needed, goals) in enumerate(
        shipped.MODULES, start=1
    ):
        model("capacity", "Module").objects.get_or_create(
            code=code, version=1,
            defaults={
                "position": position, "title": title, "goals": goals, "hours": hours,
                "valid_months": months, "needed_by": needed, "valid_from": shipped.FROM,
                "source": shipped.CURRICULUM_SOURCE,
            },
        )  # fmt: skip
    model("capacity", "OwnershipFormula").objects.get_or_create(
        valid_from=shipped.FROM,
        defaults={
            "weights": shipped.WEIGHTS, "smallest": shipped.SMALLEST,
            "source": shipped.FORMULA_SOURCE,
        },
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("capacity", "0002_policies")]
    # Going back, the tables go themselves.
    operations = [Fill(ship, migrations.RunPython.noop)]
