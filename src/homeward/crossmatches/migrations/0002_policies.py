"""The gate of comparisons, what the worker asks, and how long each wait may take."""

from datetime import date
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

HERE = Path(__file__).parent.parent
GATE, SETTLING, RUNNING = (
    (HERE / f"{name}.sql").read_text(encoding="utf-8")
    for name in ("policies", "settling", "running")
)
RULES = [
    (
        "answer_comparison",
        14,
        "calendar",
        "our own term: the other side's focal points agree first",
    ),
    ("decide_crossmatch", 14, "calendar", "our own term: the person is asked where it is needed"),
    ("reach_crossmatch", 5, "working", "our own term: both sides have said that they want it"),
]
DROP_RUNNING = """
drop function crossmatches_enter(uuid, uuid, uuid, bigint, bigint, text, timestamptz);
drop function crossmatches_free(uuid, bigint, uuid);
drop function crossmatches_record(uuid, uuid[], uuid[], uuid[], text[], timestamptz);
drop function crossmatches_candidates(uuid);
drop function crossmatches_begin(uuid, integer, timestamptz);
drop function crossmatches_rest(uuid);
drop function crossmatches_waiting();
"""
DROP_SETTLING = """
drop trigger crossmatches_close_fallen on persons_person;
drop function crossmatches_close_fallen();
drop function crossmatches_forget(integer, integer, timestamptz);
drop function crossmatches_take_answers(uuid, uuid[], text[], text[], timestamptz);
drop function crossmatches_settle(uuid, timestamptz);
drop function crossmatches_fold_outcome(uuid, timestamptz);
drop function crossmatches_hold(uuid);
drop function crossmatches_waits(uuid, timestamptz);
"""
DROP_GATE = """
drop trigger stands on crossmatches_crossmatch;
drop function crossmatches_row_stands();
alter table crossmatches_remoteanswer disable row level security;
drop policy own on crossmatches_side;
alter table crossmatches_side disable row level security;
drop trigger stands on crossmatches_run;
drop function crossmatches_run_stands();
drop policy moved on crossmatches_run;
drop policy asked on crossmatches_run;
drop policy seen on crossmatches_run;
alter table crossmatches_run disable row level security;
select gate_unguard('crossmatches_ticket');
select gate_unguard('crossmatches_crossmatchstep');
select gate_unguard('crossmatches_crossmatch');
drop function crossmatches_stands(uuid);
drop function crossmatches_covers(bigint, bigint, bigint, uuid, smallint);
drop function crossmatches_agreed(bigint, bigint);
drop function crossmatches_barred(bigint, uuid);
drop function crossmatches_job(text);
"""


def state(apps, schema_editor):
    rule = apps.get_model("tasks", "DeadlineRule")
    for kind, days, day_kind, source in RULES:
        rule.objects.create(
            kind=kind, valid_from=date(2020, 1, 1), days=days, day_kind=day_kind, source=source
        )


def unstate(apps, schema_editor):
    kinds = [kind for kind, *_rest in RULES]
    apps.get_model("tasks", "DeadlineRule").objects.filter(kind__in=kinds).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("crossmatches", "0001_initial"),
        ("agreements", "0009_comparison_opens_nothing"),
        ("cases", "0021_leavings"),
        ("tasks", "0016_terms_of_casework"),
    ]
    operations = [
        migrations.RunSQL(GATE, DROP_GATE),
        migrations.RunSQL(SETTLING, DROP_SETTLING),
        migrations.RunSQL(RUNNING, DROP_RUNNING),
        Fill(state, unstate),
    ]
