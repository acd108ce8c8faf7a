"""The humanitarian clusters among the sectors; what somebody changed of one since stays."""

from typing import Any

from django.db import migrations

from homeward.core.operations import Fill
from homeward.exchange.sheets.matching import CLUSTERS, clusters


def write(apps: Any, schema_editor: Any) -> None:
    sector = apps.get_model("programmes", "Sector")
    sector.objects.bulk_create(
        [
            sector(
                vocabulary=CLUSTERS,
                code=cluster.code,
                name=cluster.names["en"],
                names=cluster.names,
                category=cluster.category,
            )
            for cluster in clusters()
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("exchange", "0007_sheet_policies"), ("programmes", "0003_target_groups")]

    operations = [Fill(write, migrations.RunPython.noop)]
