"""Who sees which part of an evaluation, and what may go into an extract."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
DROP = """
drop trigger waits_end on evaluations_evaluation;
drop trigger question_stays on evaluations_question;
drop trigger evaluation_moves on evaluations_evaluation;
drop trigger person_left on evaluations_extractedperson;
drop policy seen on evaluations_evaluation;
drop policy written on evaluations_evaluation;
drop policy changed on evaluations_evaluation;
drop policy seen on evaluations_question;
drop policy written on evaluations_question;
drop policy removed on evaluations_question;
drop policy seen on evaluations_extract;
drop policy written on evaluations_extract;
drop policy frozen on evaluations_extract;
drop policy seen on evaluations_extractfile;
drop policy written on evaluations_extractfile;
drop policy changed on evaluations_extractfile;
drop policy removed on evaluations_extractfile;
drop policy the_jobs_alone on evaluations_evaluationsecret;
drop policy the_jobs_alone on evaluations_extractedperson;
drop policy the_jobs_alone on evaluations_leaver;
drop policy seen on evaluations_taking;
drop policy written on evaluations_taking;
drop policy seen on evaluations_result;
drop policy written on evaluations_result;
drop policy seen on evaluations_rerun;
drop policy written on evaluations_rerun;
drop policy seen on evaluations_lesson;
drop policy written on evaluations_lesson;
drop policy changed on evaluations_lesson;
drop policy seen on evaluations_takeup;
drop policy written on evaluations_takeup;
drop policy changed on evaluations_takeup;
alter table evaluations_evaluation disable row level security;
alter table evaluations_evaluationsecret disable row level security;
alter table evaluations_extract disable row level security;
alter table evaluations_extractedperson disable row level security;
alter table evaluations_extractfile disable row level security;
alter table evaluations_leaver disable row level security;
alter table evaluations_lesson disable row level security;
alter table evaluations_question disable row level security;
alter table evaluations_rerun disable row level security;
alter table evaluations_result disable row level security;
alter table evaluations_takeup disable row level security;
alter table evaluations_taking disable row level security;
drop function evaluations_forget;
drop function evaluations_person_left;
drop function evaluations_agreed;
drop function evaluations_cohort;
drop function evaluations_people;
drop function evaluations_covers;
drop function evaluations_waits_end;
drop function evaluations_evaluation_moves;
drop function evaluations_question_stays;
drop function evaluations_of_result;
drop function evaluations_of_question;
drop function evaluations_is_frozen;
drop function evaluations_of_extract;
drop function evaluations_is_reported;
drop function evaluations_status_of;
drop function evaluations_role_in;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0001_initial"),
        ("cases", "0019_recent_stages"),
        ("referrals", "0014_routing"),
        ("surveys", "0007_versions_and_change_history"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
