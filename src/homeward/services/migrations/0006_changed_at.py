"""When a service was written last, for readers of the interface who ask for what is new."""

import django.db.models.functions.datetime
from django.db import migrations, models

from homeward.core.operations import Together

MAKE = """
create function services_note_change() returns trigger language plpgsql as $$
begin
    new.changed_at := now();
    return new;
end $$;
create trigger changed before update on services_service for each row
    when ((to_jsonb(old) - 'search') is distinct from (to_jsonb(new) - 'search'))
    execute function services_note_change();
"""
DROP = "drop trigger changed on services_service; drop function services_note_change();"


class Migration(migrations.Migration):
    dependencies = [("services", "0005_gone_from_its_source")]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="service",
                    name="changed_at",
                    field=models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                )
            ]
        ),
        migrations.RunSQL(MAKE, DROP),
    ]
