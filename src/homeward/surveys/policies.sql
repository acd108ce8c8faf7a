-- Waves, answers and scores.

select gate_guard('surveys_wave');
select gate_guard('surveys_submission');
select gate_guard('surveys_score');

-- A wave is written on a case that the writer sees; answers and a score to a wave that it sees.
create policy case_is_seen on surveys_wave as restrictive for insert
    with check (gate_sees_case(case_id));
create policy wave_is_seen on surveys_submission as restrictive for insert
    with check (exists (select 1 from surveys_wave w where w.id = wave_id offset 0));
create policy wave_is_seen on surveys_score as restrictive for insert
    with check (exists (select 1 from surveys_wave w where w.id = wave_id offset 0));

-- What was answered stays as it was answered.
create policy answers_stay on surveys_submission as restrictive for update using (false);
