-- Drafts, their files and the person's links are rows of the wave. A link's holder sees one draft,
-- its own, and changes it until it is sent.

select gate_guard('interviews_interviewdraft');
select gate_guard('interviews_interviewfile');
select gate_guard('interviews_interviewlink');

-- Each is of a wave that its writer sees.
drop policy if exists wave_is_seen on interviews_interviewdraft;
create policy wave_is_seen on interviews_interviewdraft as restrictive for insert
    with check (exists (select 1 from surveys_wave w where w.id = wave_id offset 0));
drop policy if exists wave_is_seen on interviews_interviewfile;
create policy wave_is_seen on interviews_interviewfile as restrictive for insert
    with check (exists (select 1 from surveys_wave w where w.id = wave_id offset 0));
drop policy if exists wave_is_seen on interviews_interviewlink;
create policy wave_is_seen on interviews_interviewlink as restrictive for insert
    with check (exists (select 1 from surveys_wave w where w.id = wave_id offset 0));

-- About a project or a community: the organisation's own.
drop policy if exists written_of_nobody on interviews_interviewdraft;
create policy written_of_nobody on interviews_interviewdraft for insert with check (
    person_id is null and owner_org_id = (select gate_org())
    and data_class = any ((select gate_classes())::smallint[]));

-- A local partner fills in what another organisation planned, where a clause in force lets it
-- write this class for this programme and the person's consent holds.
drop policy if exists written_by_partner on interviews_interviewdraft;
create policy written_by_partner on interviews_interviewdraft for insert with check (
    scope = any ((select gate_scopes(true))::bigint[]) and (select gate_recipient()) = any (shared_with));
drop policy if exists ended_by_partner on interviews_interviewdraft;
create policy ended_by_partner on interviews_interviewdraft for delete using (
    not by_person and scope = any ((select gate_scopes(true))::bigint[])
    and (select gate_recipient()) = any (shared_with));
drop policy if exists written_by_partner on interviews_interviewfile;
create policy written_by_partner on interviews_interviewfile for insert with check (
    scope = any ((select gate_scopes(true))::bigint[]) and (select gate_recipient()) = any (shared_with));
drop policy if exists written_by_partner on surveys_submission;
create policy written_by_partner on surveys_submission for insert with check (
    wave_id is not null and scope = any ((select gate_scopes(true))::bigint[])
    and (select gate_recipient()) = any (shared_with));
drop policy if exists written_by_partner on surveys_score;
create policy written_by_partner on surveys_score for insert with check (
    wave_id is not null and scope = any ((select gate_scopes(true))::bigint[])
    and (select gate_recipient()) = any (shared_with));

-- What the person sends stays as it was sent, whoever looks at it.
drop policy if exists of_link on interviews_interviewdraft;
create policy of_link on interviews_interviewdraft for select
    using (wave_id = (select interviews_link_wave()) and by_person);
drop policy if exists typed_by_link on interviews_interviewdraft;
create policy typed_by_link on interviews_interviewdraft for update
    using (wave_id = (select interviews_link_wave()) and by_person and sent_at is null)
    with check (wave_id = (select interviews_link_wave()) and by_person);
