"""The gate's functions, and which role is cleared for which class."""

from pathlib import Path

from django.db import migrations

from homeward.access.choices import CLEARANCE
from homeward.core.operations import Fill

SQL = Path(__file__).with_suffix(".sql")
DROP = """
drop function gate_unguard(text), gate_guard(text, text), gate_still_shared(uuid, smallint),
    gate_refold(uuid), gate_fold(), access_link_fields(text, smallint),
    gate_sees_referral(uuid), gate_sees_case(uuid),
    gate_sees_person(uuid), gate_barred_from_asylum(uuid), gate_recipients(uuid, smallint),
    gate_scopes(boolean), gate_scope(bigint, bigint, integer), gate_recipient(), gate_link(),
    gate_self(), gate_user(), gate_authority_of(), gate_classes(), gate_purpose(), gate_org(),
    gate_kind(), end_actor(), access_fields(text, text, smallint),
    begin_actor(text, text, smallint, bigint, text), access_context(), access_seal_of(text),
    access_hmac(bytea, bytea);
drop table access_guarded, access_seal;
"""


def clear_roles(apps, schema_editor):
    clearance = apps.get_model("access", "Clearance")
    clearance.objects.bulk_create(
        clearance(role=role.value, data_class=data_class.value)
        for role, classes in CLEARANCE.items()
        for data_class in sorted(classes)
    )


def unclear_roles(apps, schema_editor):
    apps.get_model("access", "Clearance").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
        Fill(clear_roles, unclear_roles),
    ]
