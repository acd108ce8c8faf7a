"""Who is told of a changed security sheet."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "security.sql"
DROP = """
drop trigger hand_on_security on cases_case;
drop function cases_hand_on_security();
drop function cases_tell_of_security(bigint, timestamptz);
drop function cases_names_of(text, jsonb);
drop function cases_places_in(text);
drop function cases_security_subject(uuid, uuid);
drop policy case_is_seen on cases_securityreading;
select gate_unguard('cases_securityreading');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_security_alerts"),
        ("countries", "0003_deadlines"),
        ("tasks", "0012_kinds"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
