-- What later came to plans: the person's own say, and a commission's votes.

select gate_guard('plans_goal');
select gate_guard('plans_needanswer');
select gate_guard('plans_personanswer');
select gate_guard('plans_comment');
select gate_guard('plans_feasibilityrating');
select gate_guard('plans_recusal');
select gate_guard('plans_vote');
select gate_guard('plans_agendamove');
select gate_guard('plans_appeal');
select gate_guard('plans_takeover');

-- As the asking role, so that the plan's own policy answers: what is written about a plan is
-- written by somebody who sees it, under its own person.
create function plans_sees(plan uuid, person uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.plans_plan p
                   where p.id = plan and p.person_id = person offset 0)
$$;
do $$
declare
    name text;
begin
    foreach name in array array['plans_goal', 'plans_needanswer', 'plans_personanswer',
        'plans_comment', 'plans_feasibilityrating', 'plans_recusal', 'plans_vote',
        'plans_agendamove', 'plans_appeal', 'plans_takeover'] loop
        execute format('create policy plan_is_seen on %I as restrictive for insert'
            ' with check (plans_sees(plan_id, person_id))', name);
    end loop;
end $$;

-- The person's own answer, comment and appeal: rows of whoever keeps the plan.
create function plans_keeper(plan uuid) returns bigint
language sql stable set search_path = pg_catalog, pg_temp as $$
    select p.owner_org_id from public.plans_plan p where p.id = plan
$$;
create policy answered_by_self on plans_personanswer for insert with check (
    person_id = any ((select gate_selves())::uuid[]) and way = 'portal' and owner_org_id = plans_keeper(plan_id));
create policy said_by_self on plans_comment for insert with check (
    person_id = any ((select gate_selves())::uuid[]) and settled_at is null and reply = ''::bytea
    and owner_org_id = plans_keeper(plan_id));
create policy appealed_by_self on plans_appeal for insert with check (
    person_id = any ((select gate_selves())::uuid[]) and is_persons and status = 'waiting'
    and owner_org_id = plans_keeper(plan_id));
-- What is said on one's own pages is said by the person, and by nobody else.
create policy portal_is_the_person_s_own on plans_personanswer as restrictive for insert
    with check (way <> 'portal' or person_id = any ((select gate_selves())::uuid[]));

-- A vote is of a seat that is present and has not stepped out, and stands once the commission has
-- decided.
create function plans_vote_stands() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    r record;
begin
    if tg_op = 'DELETE' then r := old; else r := new; end if;
    if exists (select 1 from public.plans_decision d
               where d.plan_id = r.plan_id and d.session_id = r.session_id) then
        raise exception 'the votes are locked with the decision'
            using errcode = '23514', constraint = 'votes_are_locked_with_the_decision';
    end if;
    if tg_op <> 'DELETE' and (
        exists (select 1 from public.plans_recusal c where c.plan_id = r.plan_id
                and c.session_id = r.session_id and c.seat_id = r.seat_id)
        or not exists (select 1 from public.plans_attendance a where a.session_id = r.session_id
                       and a.seat_id = r.seat_id and a.member_id = r.member_id)) then
        raise exception 'only a seat that is present and has not stepped out votes'
            using errcode = '23514', constraint = 'seat_that_votes_is_present';
    end if;
    return r;
end $$;
create trigger stands before insert or delete
    or update of plan_id, session_id, seat_id, member_id, voice on plans_vote
    for each row execute function plans_vote_stands();

-- Whoever stepped out leaves no vote behind, and nobody steps out or in after the decision.
create function plans_recusal_stands() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select 1 from public.plans_decision d
               where d.plan_id = new.plan_id and d.session_id = new.session_id) then
        raise exception 'who stepped out is settled with the decision'
            using errcode = '23514', constraint = 'recusals_are_locked_with_the_decision';
    end if;
    delete from public.plans_vote v
    where v.plan_id = new.plan_id and v.session_id = new.session_id and v.seat_id = new.seat_id;
    return new;
end $$;
create trigger stands before insert on plans_recusal
    for each row execute function plans_recusal_stands();

-- Sessions stay; of a composition only its own commission's users write.
do $$
declare
    name text;
begin
    foreach name in array array['plans_commissionrules', 'plans_seat'] loop
        execute format('alter table %I enable row level security', name);
        execute format('create policy seen on %I for select using (true)', name);
        execute format('create policy written on %I for insert'
            ' with check (commission_id = (select gate_org()))', name);
        execute format('create policy changed on %I for update'
            ' using (commission_id = (select gate_org()))', name);
    end loop;
end $$;

-- Who sits and who came is told to the commission alone; others learn how many by its decision.
alter table plans_member enable row level security;
create policy seen on plans_member for select using (exists (
    select 1 from plans_seat s where s.id = seat_id and s.commission_id = (select gate_org())));
create policy written on plans_member for insert with check (exists (
    select 1 from plans_seat s where s.id = seat_id and s.commission_id = (select gate_org())));
create policy changed on plans_member for update using (exists (
    select 1 from plans_seat s where s.id = seat_id and s.commission_id = (select gate_org())));
alter table plans_attendance enable row level security;
create policy seen on plans_attendance for select using (exists (
    select 1 from plans_seat s where s.id = seat_id and s.commission_id = (select gate_org())));
create policy written on plans_attendance for insert with check (exists (
    select 1 from plans_seat s where s.id = seat_id and s.commission_id = (select gate_org())));
create policy removed on plans_attendance for delete using (exists (
    select 1 from plans_seat s where s.id = seat_id and s.commission_id = (select gate_org())));
