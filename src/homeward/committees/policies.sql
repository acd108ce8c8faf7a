-- A committee's papers tell of organisations, no person of a case. They are seen by the secretariat,
-- by the lead of its programme, and by whoever has a seat; a seat that ended sees what was until its
-- last day. A decision that was published is everybody's who is signed in, and one that an
-- organisation is asked to sign is seen by it.

create function committees_keeps(committee uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.committees_committee c
        where c.id = committee and c.secretariat_id = public.gate_org()
          and public.gate_kind() = 'user')
$$;

-- `on_day`: of the meeting, the proposal, the action; none for what has no day.
create function committees_sees(committee uuid, on_day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.gate_kind() = 'user' and exists (
        select 1 from public.committees_committee c
        left join public.programmes_programme p on p.id = c.programme_id
        where c.id = committee and (
            c.secretariat_id = public.gate_org() or p.lead_org_id = public.gate_org()
            or exists (
                select 1 from public.committees_seat s
                where s.committee_id = c.id and s.organisation_id = public.gate_org()
                  -- A day is a day where the reader is: it may have begun there already.
                  and s.since_on <= current_date + 1
                  and (s.until_on is null or s.until_on >= coalesce(on_day, s.until_on)))))
$$;

create function committees_sees_meeting(meeting uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.committees_meeting m
        where m.id = meeting and public.committees_sees(m.committee_id, m.on))
$$;

create function committees_sees_votes(decision uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.committees_decision d
        join public.committees_meeting m on m.id = d.meeting_id
        where d.id = decision and public.committees_sees(d.committee_id, m.on))
$$;

create function committees_is_asked(decision uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.gate_kind() = 'user' and exists (
        select 1 from public.committees_signoff s
        where s.decision_id = decision and s.organisation_id = public.gate_org())
$$;

create function committees_keeps_decision(decision uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.committees_decision d
        where d.id = decision and public.committees_keeps(d.committee_id))
$$;

create function committees_keeps_meeting(meeting uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.committees_meeting m
        where m.id = meeting and public.committees_keeps(m.committee_id))
$$;

-- Whether a seat, of this committee and not ended, is the actor's organisation's.
create function committees_holds(seat uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.gate_kind() = 'user' and exists (
        select 1 from public.committees_seat s
        where s.id = seat and s.organisation_id = public.gate_org()
          and (s.until_on is null or s.until_on >= current_date - 1))
$$;

create function committees_is_seated(committee uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.committees_seat s
        where s.committee_id = committee and public.committees_holds(s.id))
$$;

alter table committees_committee enable row level security;
create policy seen on committees_committee for select using (
    committees_sees(id, null) or secretariat_id = (select gate_org()));
create policy made on committees_committee for insert with check (
    secretariat_id = (select gate_org()) and (select gate_kind()) = 'user');
-- A secretariat may go to another organisation: it is the old one that gives it.
create policy changed on committees_committee for update
    using (committees_keeps(id)) with check ((select gate_kind()) = 'user');

create function committees_hangs_on(name text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    execute format('alter table public.%I enable row level security', name);
    execute format('create policy seen on public.%I for select
        using (public.committees_sees(committee_id, null))', name);
    execute format('create policy written on public.%I for insert
        with check (public.committees_keeps(committee_id))', name);
    execute format('create policy removed on public.%I for delete
        using (public.committees_keeps(committee_id))', name);
end $$;
select committees_hangs_on('committees_committee_countries');
select committees_hangs_on('committees_compositionrule');
select committees_hangs_on('committees_procedurerule');
drop function committees_hangs_on(text);

alter table committees_seat enable row level security;
create policy seen on committees_seat for select using (committees_sees(committee_id, since_on));
create policy written on committees_seat for insert with check (committees_keeps(committee_id));
create policy changed on committees_seat for update
    using (committees_sees(committee_id, null)) with check (committees_keeps(committee_id));

-- An organisation says itself who sits for it.
alter table committees_seatholder enable row level security;
create policy seen on committees_seatholder for select using (
    exists (select 1 from committees_seat s where s.id = seat_id offset 0));
create policy written on committees_seatholder for insert with check (
    exists (select 1 from committees_seat s where s.id = seat_id
            and (committees_holds(s.id) or committees_keeps(s.committee_id)) offset 0));
create policy changed on committees_seatholder for update using (
    exists (select 1 from committees_seat s where s.id = seat_id
            and (committees_holds(s.id) or committees_keeps(s.committee_id)) offset 0));

alter table committees_meeting enable row level security;
create policy seen on committees_meeting for select using (committees_sees(committee_id, "on"));
create policy written on committees_meeting for insert with check (committees_keeps(committee_id));
create policy changed on committees_meeting for update
    using (committees_sees(committee_id, "on")) with check (committees_keeps(committee_id));

alter table committees_attendance enable row level security;
create policy seen on committees_attendance for select using (committees_sees_meeting(meeting_id));
create policy written on committees_attendance for insert
    with check (committees_keeps_meeting(meeting_id) or committees_holds(seat_id));
create policy changed on committees_attendance for update
    using (committees_keeps_meeting(meeting_id) or committees_holds(seat_id));

alter table committees_agendaitem enable row level security;
create policy seen on committees_agendaitem for select using (
    case when meeting_id is null then committees_sees(committee_id, proposed_at::date)
    else committees_sees_meeting(meeting_id) end);
create policy written on committees_agendaitem for insert with check (
    committees_keeps(committee_id)
    or (committees_is_seated(committee_id) and proposed_by_id = (select gate_user())
        and meeting_id is null));
create policy changed on committees_agendaitem for update
    using (committees_sees(committee_id, proposed_at::date))
    with check (committees_keeps(committee_id) or proposed_org_id = (select gate_org()));

alter table committees_minutes enable row level security;
create policy seen on committees_minutes for select using (committees_sees_meeting(meeting_id));
create policy written on committees_minutes for insert
    with check (committees_keeps_meeting(meeting_id) and written_by_id = (select gate_user()));

alter table committees_remark enable row level security;
create policy seen on committees_remark for select using (
    exists (select 1 from committees_minutes m where m.id = minutes_id offset 0));
create policy written on committees_remark for insert
    with check (committees_holds(seat_id) and made_by_id = (select gate_user()));

alter table committees_decision enable row level security;
create policy seen on committees_decision for select using (
    (published_at is not null and (select gate_kind()) = 'user')
    or committees_sees_meeting(meeting_id) or committees_is_asked(id));
create policy written on committees_decision for insert with check (committees_keeps(committee_id));
-- Whoever votes holds it while the vote is written; what changes is the secretariat's.
create policy changed on committees_decision for update
    using (committees_sees_meeting(meeting_id)) with check (committees_keeps(committee_id));

alter table committees_decisionsubject enable row level security;
create policy seen on committees_decisionsubject for select using (
    exists (select 1 from committees_decision d where d.id = decision_id offset 0));
create policy written on committees_decisionsubject for insert
    with check (committees_keeps_decision(decision_id));
create policy removed on committees_decisionsubject for delete
    using (committees_keeps_decision(decision_id));

alter table committees_vote enable row level security;
create policy seen on committees_vote for select using (committees_sees_votes(decision_id));
create policy written on committees_vote for insert with check (
    cast_by_id = (select gate_user())
    and (committees_holds(seat_id) or committees_keeps_decision(decision_id)));
create policy changed on committees_vote for update
    using (committees_holds(seat_id) or committees_keeps_decision(decision_id))
    with check (cast_by_id = (select gate_user()));

alter table committees_signoff enable row level security;
create policy seen on committees_signoff for select using (
    organisation_id = (select gate_org()) or committees_sees_votes(decision_id)
    or committees_is_asked(decision_id));
create policy written on committees_signoff for insert
    with check (committees_keeps_decision(decision_id) and signed is null);
create policy changed on committees_signoff for update
    using (organisation_id = (select gate_org()))
    with check (organisation_id = (select gate_org()) and answered_by_id = (select gate_user()));

alter table committees_actionpoint enable row level security;
create policy seen on committees_actionpoint for select using (
    committees_sees(committee_id, opened_at::date));
create policy written on committees_actionpoint for insert
    with check (committees_keeps(committee_id));
create policy changed on committees_actionpoint for update
    using (committees_sees(committee_id, opened_at::date))
    with check (committees_keeps(committee_id) or committees_holds(seat_id));

-- A regional process has no lead: not by a seat either.
create function committees_has_no_lead() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.kind = 'lead' and exists (
        select 1 from public.committees_committee c
        where c.id = new.committee_id and c.programme_id is null) then
        raise exception 'a body without a programme has no seat of a lead'
            using errcode = '23514';
    end if;
    return new;
end $$;
create trigger no_lead before insert or update on committees_seat
    for each row execute function committees_has_no_lead();

-- Once closed, a decision, its votes and its subjects stay. The lock holds whoever closes and
-- whoever votes at the same moment.
create function committees_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'decision %: a decision stays', old.number using errcode = '23514';
    end if;
    if (to_jsonb(new) - 'published_at') is distinct from (to_jsonb(old) - 'published_at') then
        raise exception 'decision %: it is closed', old.number using errcode = '23514';
    end if;
    return new;
end $$;
create trigger stays before update or delete on committees_decision
    for each row when (old.closed_at is not null) execute function committees_stays();

create function committees_is_closed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    row_of record := case when tg_op = 'DELETE' then old else new end;
    closed timestamptz;
begin
    select d.closed_at into closed from public.committees_decision d
    where d.id = row_of.decision_id for share;
    if closed is not null then
        raise exception '%: the vote is closed', tg_table_name using errcode = '23514';
    end if;
    return row_of;
end $$;
create trigger stays before insert or update or delete on committees_vote
    for each row execute function committees_is_closed();
create trigger stays before insert or update or delete on committees_decisionsubject
    for each row execute function committees_is_closed();

create function committees_signed_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'a signature stays' using errcode = '23514';
end $$;
create trigger stays before update or delete on committees_signoff
    for each row when (old.signed) execute function committees_signed_stays();

-- Bodies to which a programme or a country belongs: ids and names, for what a room above or a job
-- puts on their agenda. A steering committee comes before a national body, that before a process.
create function committees_responsible(programme integer, country text)
returns table (id uuid, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id, c.name::text from public.committees_committee c
    where public.gate_kind() in ('user', 'job') and c.until_on is null
      and (c.programme_id = programme
           or (c.kind in ('national', 'regional') and exists (
               select 1 from public.committees_committee_countries n
               where n.committee_id = c.id and n.country_id = country)))
    order by c.programme_id is not distinct from programme desc, c.kind, c.made_at
$$;

-- Puts an item on a committee's list once: by a job, or by what somebody did in a room above who
-- need not sit in it. Gives the item that stands.
create function committees_raise(
    committee uuid, its_key text, its_title text, its_why text, its_kind text, its_subject text,
    its_label text, moment timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    standing uuid;
begin
    if public.gate_kind() not in ('user', 'job') or its_key = '' then
        raise exception 'committees_raise: by a job or a user, with a key' using errcode = '42501';
    end if;
    insert into public.committees_agendaitem (id, committee_id, position, title, why, paper,
        subject_kind, subject_key, subject_label, key, proposed_by_id, proposed_org_id,
        proposed_at, discussion)
    values (gen_random_uuid(), committee, 0, its_title, its_why, '', its_kind, its_subject,
        its_label, its_key, public.gate_user(), public.gate_org(), moment, '')
    on conflict do nothing;
    select i.id into standing from public.committees_agendaitem i
    where i.committee_id = committee and i.key = its_key;
    return standing;
end $$;

-- Minutes on which nobody remarked within the days that the committee stated are approved.
create function committees_approve_silently(on_day date, moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    approved integer;
begin
    if public.gate_job() is distinct from 'approve_silent_minutes' then
        raise exception 'committees_approve_silently: not the job' using errcode = '42501';
    end if;
    update public.committees_meeting m
    set status = 'approved', approved_at = moment, approved_how = 'silence'
    from (
        select distinct on (n.meeting_id) n.id, n.meeting_id, n.written_at
        from public.committees_minutes n order by n.meeting_id, n.number desc) latest
    cross join lateral (
        select r.silence_days from public.committees_meeting x
        join public.committees_procedurerule r on r.committee_id = x.committee_id
        where x.id = latest.meeting_id and r.valid_from <= latest.written_at::date
        order by r.valid_from desc limit 1) rule
    where m.id = latest.meeting_id and m.status = 'minuted'
      and rule.silence_days is not null
      and latest.written_at::date + rule.silence_days < on_day
      and not exists (select 1 from public.committees_remark k where k.minutes_id = latest.id);
    get diagnostics approved = row_count;
    return approved;
end $$;
