"""What closes a referral when no ground covers it any more."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
DROP = """
drop function referrals_close_run_out(timestamptz), referrals_close_uncovered(uuid, timestamptz);
drop policy received on referrals_sharedfact;
create policy received on referrals_sharedfact for select using (
    receiver_org_id = (select gate_org())
    and referrals_is_receiver(receiver_org_id, referral_id)
    and (select gate_recipient()) = any (shared_with)
    and (shared_until >= current_date or gate_still_shared(person_id, data_class))
    and ((select gate_kind()) = 'link' or data_class = any ((select gate_classes())::smallint[]))
    and gate_clause_covers(owner_org_id, programme_id, data_class, receiver_org_id, 3)
    and referrals_facts_open(referral_id)
    and (not after_acceptance or referrals_is_accepted(referral_id)));
drop function referrals_message_open(uuid), referrals_covered(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0005_no_message"), ("tasks", "0007_due_on")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
