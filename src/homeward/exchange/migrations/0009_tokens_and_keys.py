"""Tokens that are rotated, new scopes, and what a repeated request is about."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

from homeward.core.operations import Together
from homeward.exchange.choices import Scope

SQL = Path(__file__).parent.parent / "tokens.sql"
DROP = """
drop function exchange_forget_requests(timestamptz);
drop function exchange_use_token(text);
create function exchange_use_token(hash text)
returns table (token uuid, account bigint, scopes varchar[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.exchange_apitoken t set last_used_at = clock_timestamp()
    where t.token_hash = hash and t.revoked_at is null and t.expires_at > clock_timestamp()
      and (t.last_used_at is null or t.last_used_at < clock_timestamp() - interval '1 minute');
    return query
        select t.id, u.id, t.scopes from public.exchange_apitoken t
        join public.access_user u on u.id = t.user_id
        where t.token_hash = hash and t.revoked_at is null and t.expires_at > clock_timestamp()
          and u.is_active and u.organisation_id = t.organisation_id;
end $$;
drop policy answered on exchange_apirequest;
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0008_clusters")]

    operations = [
        Together(
            [
                migrations.AlterField(
                    "apitoken",
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=Scope.choices, max_length=30), size=None
                    ),
                ),
                migrations.AddField(
                    "apitoken",
                    "previous_hash",
                    models.CharField(max_length=64, null=True, unique=True, editable=False),
                ),
                migrations.AddField(
                    "apitoken", "previous_until", models.DateTimeField(null=True, blank=True)
                ),
                migrations.AddField("apirequest", "about", models.UUIDField(null=True)),
                migrations.AddIndex(
                    "apirequest", models.Index(fields=["at"], name="api_request_age")
                ),
            ]
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP),
    ]
