import django.contrib.postgres.fields
from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_change_history"),
    ]

    operations = [
        Together(
            [
                migrations.AlterField(
                    model_name="accountchange",
                    name="roles",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("return_counsellor", "Return counsellor"),
                                ("host_coordinator", "Host authority coordinator"),
                                ("reception_officer", "Reception officer"),
                                ("case_manager", "Case manager"),
                                ("commission_secretary", "Commission secretary"),
                                ("provider", "Service provider"),
                                ("protection_focal_point", "Protection focal point"),
                                ("employment_adviser", "Employment adviser"),
                                ("finance_officer", "Finance officer"),
                                ("returnee", "Returnee"),
                                ("programme_manager", "Programme manager"),
                                ("evaluator", "Evaluator"),
                                ("data_protection_officer", "Data protection officer"),
                                ("administrator", "Administrator"),
                            ],
                            max_length=30,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                migrations.AlterField(
                    model_name="readlog",
                    name="actor_kind",
                    field=models.CharField(
                        choices=[
                            ("user", "Signed-in user"),
                            ("link", "Single-purpose link"),
                            ("person", "The person's own pages"),
                            ("subject", "A copy made for the person"),
                            ("anonymous", "Public pages"),
                            ("job", "Background job"),
                        ],
                        max_length=10,
                    ),
                ),
            ]
        ),
    ]
