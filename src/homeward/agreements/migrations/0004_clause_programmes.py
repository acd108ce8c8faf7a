"""A clause names several programmes; every agreement gets the number by which waits name it."""

import uuid

from django.db import migrations, models

from homeward.core.operations import Together

FILL = """
update agreements_agreement set uid = gen_random_uuid() where uid is null;
-- What was followed on before clauses said whether it may be stays followed.
update agreements_clause set onward = true,
    programmes = case when programme_id is null then '{}' else array[programme_id] end;
"""
BACK = "update agreements_clause set programme_id = programmes[1];"


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_documents")]
    operations = [
        migrations.RunSQL(FILL, BACK),
        Together(
            [
                migrations.AlterField(
                    model_name="agreement",
                    name="uid",
                    field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                )
            ]
        ),
        migrations.RemoveField(model_name="clause", name="programme"),
    ]
