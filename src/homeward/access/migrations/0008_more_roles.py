"""Three more roles: the border's officer, a commission's member, the health focal point."""

from django.db import migrations

from homeward.access.choices import CLEARANCE, Role
from homeward.core.operations import Fill

ADDED = (Role.BORDER_OFFICER, Role.COMMISSION_MEMBER, Role.HEALTH_FOCAL_POINT)


def clear(apps, schema_editor):
    clearance = apps.get_model("access", "Clearance")
    clearance.objects.bulk_create(
        (
            clearance(role=role.value, data_class=data_class.value)
            for role in ADDED
            for data_class in sorted(CLEARANCE[role])
        ),
        # A new installation has them from its first migration.
        ignore_conflicts=True,
    )


def unclear(apps, schema_editor):
    apps.get_model("access", "Clearance").objects.filter(role__in=ADDED).delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0007_choices")]
    operations = [Fill(clear, unclear)]
