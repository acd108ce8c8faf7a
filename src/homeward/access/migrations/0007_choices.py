from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_users_sql"),
    ]

    operations = [
        Together(
            [
                migrations.AlterField(
                    model_name="narrowing",
                    name="role",
                    field=models.CharField(
                        blank=True,
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
                        verbose_name="role",
                    ),
                )
            ]
        ),
    ]
