"""When a referral was changed last, kept by the database."""

from django.db import migrations, models
from django.db.models.functions import Now

from homeward.core.operations import Together

KEEP = """
create function referrals_note_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    new.changed_at := clock_timestamp();
    return new;
end $$;
create trigger note_change before insert or update on referrals_referral
for each row execute function referrals_note_change();
"""
FORGET = """
drop trigger note_change on referrals_referral;
drop function referrals_note_change();
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0010_states_policies")]

    operations = [
        Together(
            [
                migrations.AddField(
                    "referral", "changed_at", models.DateTimeField(db_default=Now(), editable=False)
                ),
                migrations.AddIndex(
                    "referral", models.Index(fields=["changed_at", "id"], name="referral_changed")
                ),
            ]
        ),
        migrations.RunSQL(KEEP, FORGET),
    ]
