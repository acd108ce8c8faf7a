"""Users, second factors and organisations are out of an injection's reach."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql" / "users.sql"
DROP = """
drop table access_cache;
drop trigger end_sessions on mfa_authenticator;
drop function access_end_sessions_of();
drop policy seen on mfa_authenticator;
drop policy written on mfa_authenticator;
drop policy changed on mfa_authenticator;
drop policy removed on mfa_authenticator;
alter table mfa_authenticator disable row level security;
drop function access_is_own(bigint);
drop trigger stands on access_organisation;
drop function access_organisation_stands();
drop trigger end_sessions on access_user;
drop function access_end_sessions();
drop policy seen on access_user;
drop policy changed on access_user;
alter table access_user disable row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0005_users"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
