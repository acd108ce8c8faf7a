"""Who may move a referral where, what silence ends, and how long each holder may take."""

from datetime import date
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

HERE = Path(__file__).parent
TABLES = ["bundle", "servicerequest"]
GUARD = "".join(
    f"select gate_guard('referrals_{name}');\n"
    f"select audit_guard_history('referrals_{name}change', 'person_id');\n"
    for name in TABLES
)
UNGUARD = "".join(
    f"select audit_unguard_history('referrals_{name}change');\n"
    f"select gate_unguard('referrals_{name}');\n"
    for name in TABLES
)
TODAY = (HERE.parent / "policies.sql").read_text(encoding="utf-8")
BEFORE = (HERE / "0008_agreed_days.sql").read_text(encoding="utf-8")
DROP = """
drop policy said_by_person on referrals_referral;
drop policy said_by_person on referrals_statuschange;
drop policy asked_by_self on referrals_servicerequest;
drop policy taken_back_by_self on referrals_servicerequest;
drop policy case_is_seen on referrals_servicerequest;
drop policy case_is_seen on referrals_bundle;
"""
DROP_FUNCTIONS = """
drop function referrals_is_held(), referrals_answers_for(uuid), referrals_expire(timestamptz),
    referrals_end(uuid, text, text, text, timestamptz), referrals_keeps_facts(text),
    referrals_has_place(text), referrals_is_under_way(text), referrals_wait_of(text);
"""
# A service that was accepted has begun from now on when its receiver says so; a draft is held too.
WAITS = """
update tasks_task t set kind = 'start_service' from referrals_referral r
where r.id = t.subject_id and r.status = 'accepted' and t.kind = 'report_outcome'
  and t.done_at is null;
update tasks_task t set due_on = coalesce(
    t.due_on, tasks_due_on(t.kind, r.programme_id, current_date, t.holder_org_id))
from referrals_referral r
where r.id = t.subject_id and t.done_at is null and t.kind = referrals_wait_of(r.status);
insert into tasks_task (id, kind, subject_id, case_id, person_id, programme_id, reference, note,
    holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
select gen_random_uuid(), 'send_referral', r.id, r.case_id, r.person_id, r.programme_id, r.number,
    '', r.owner_org_id, r.drafted_by_id, r.owner_org_id, r.drafted_by_id,
    tasks_due_on('send_referral', r.programme_id, current_date, r.owner_org_id), now()
from referrals_referral r join cases_case c on c.id = r.case_id
where r.status = 'draft' and c.closed_at is null;
"""
WAITS_BEFORE = """
drop trigger referral_is_held on tasks_task;
drop trigger is_held on referrals_referral;
update tasks_task set kind = 'answer_referral' where done_at is null and subject_id in (
    select id from referrals_referral where status in ('info_asked', 'waiting_list'));
update referrals_referral set status = 'sent' where status in ('info_asked', 'waiting_list');
update referrals_referral set status = 'accepted' where status = 'started';
update referrals_referral set status = 'withdrawn', withdraw_reason = 'other_place'
where status = 'expired';
update referrals_referral set status = case when outcome in (
    'certificate', 'finished', 'employed', 'enrolled', 'treated')
    then 'completed' else 'not_completed' end
where status = 'confirmed';
update tasks_task set kind = 'report_outcome' where kind = 'start_service' and done_at is null;
update tasks_task set done_at = now()
where kind in ('send_referral', 'answer_request')
  and done_at is null;
"""
FROM = date(2020, 1, 1)
OWN = "Homeward's own term, until a programme states its own: "
RULES = [
    ("send_referral", 5, "working", OWN + "a draft helps nobody"),
    ("answer_request", 10, "working", OWN + "whoever asks hears within two weeks"),
    ("answer_referral", 10, "working", OWN + "a receiver answers within two weeks"),
    ("give_information", 5, "working", OWN + "the receiver keeps the place meanwhile"),
    ("review_waiting_list", 30, "calendar", OWN + "a waiting list is looked at each month"),
    ("start_service", 30, "calendar", OWN + "a service begins within a month"),
    ("report_outcome", 180, "calendar", OWN + "half a year, where no last day is agreed"),
    ("refer_again", 5, "working", OWN + "the need is still there"),
    ("read_outcome", 10, "working", OWN + "the next step waits for it"),
    ("expire_referral", 14, "calendar", OWN + "two weeks after its day, reminded and escalated"),
]


def state(apps, schema_editor):
    rules = apps.get_model("tasks", "DeadlineRule")
    for kind, days, day_kind, source in RULES:
        rules.objects.get_or_create(
            kind=kind,
            programme_id=0,
            valid_from=FROM,
            defaults={"days": days, "day_kind": day_kind, "source": source},
        )


def forget(apps, schema_editor):
    rules = apps.get_model("tasks", "DeadlineRule")
    for kind, _days, _day_kind, source in RULES:
        rules.objects.filter(kind=kind, programme_id=0, valid_from=FROM, source=source).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0009_states_and_change_history"),
        ("tasks", "0015_reminders"),
        ("cases", "0019_recent_stages"),
    ]
    operations = [
        migrations.RunSQL(GUARD, UNGUARD),
        Fill(state, forget),
        migrations.RunSQL(TODAY, DROP + BEFORE + DROP_FUNCTIONS),
        migrations.RunSQL(WAITS, WAITS_BEFORE),
    ]
