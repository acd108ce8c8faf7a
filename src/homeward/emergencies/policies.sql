-- Emergency access fills in the gate's ground of that name. Its rows are read by whoever used it
-- and by the reviewers of the two organisations; only the functions below make them.

create or replace function gate_emergencies() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    -- Read once, since each question to the context checks its seal.
    actor text[] := public.access_context();
begin
    if actor[1] is distinct from 'user' then return '{}'; end if;
    return (
        select coalesce(array_agg(e.person_id), '{}') from public.emergencies_emergencyaccess e
        where e.user_id = actor[2]::bigint and e.ended_at is null and e.until > now()
          and e.org_id = actor[3]::bigint and not public.gate_blocked(e.person_id));
end $$;

create or replace function emergencies_reviews() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.access_user u
        where u.id = public.gate_user()
          and u.roles::text[] && array['protection_focal_point', 'data_protection_officer'])
$$;

-- Opens the file of the case with this number, and says which; nothing where there is none, more
-- than one, or a block: the caller can't tell these apart. The reason is written by the caller
-- afterwards, under the key of the person that it learns by this.
create or replace function emergencies_open(wanted text, begins timestamptz, ends timestamptz)
returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    made uuid;
    c record;
begin
    if public.gate_user() is null or public.gate_org() is null
       or abs(extract(epoch from begins - now())) > 60 then
        raise exception 'emergencies_open: not a user, or not now' using errcode = '42501';
    end if;
    select max(f.id::text)::uuid as id, max(f.person_id::text)::uuid as person,
           max(f.owner_org_id) as owner, count(*) as found
    into c from public.cases_case f where f.reference = wanted;
    if c.found <> 1 or public.gate_blocked(c.person) then return null; end if;
    insert into public.emergencies_emergencyaccess
        (id, person_id, case_id, reference, user_id, org_id, owner_org_id, reason, begun_at, until)
    values (gen_random_uuid(), c.person, c.id, wanted, public.gate_user(), public.gate_org(),
        c.owner, '', begins, ends)
    returning id into made;
    insert into public.emergencies_emergencyreview (id, access_id, person_id, org_id, due_on,
        verdict, note)
    select gen_random_uuid(), made, c.person, o.org, (begins + interval '3 days')::date, '', ''
    from (select distinct unnest(array[c.owner, public.gate_org()]) as org) o;
    return made;
end $$;

-- What happened stays as it happened: an access ends once and gets its reason once, a review gets
-- its verdict once.
create or replace function emergencies_stay() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_table_name = 'emergencies_emergencyaccess' then
        if (to_jsonb(new) - 'reason' - 'ended_at') <> (to_jsonb(old) - 'reason' - 'ended_at')
           or (new.reason is distinct from old.reason and length(old.reason) > 0
               and length(new.reason) > 0)
           or (old.ended_at is not null and new.ended_at is distinct from old.ended_at) then
            raise exception 'an emergency access stays as it was' using errcode = '42501';
        end if;
    elsif (old.verdict <> '' and new.verdict <> old.verdict)
          or (new.access_id, new.org_id, new.person_id, new.due_on)
             is distinct from (old.access_id, old.org_id, old.person_id, old.due_on) then
        raise exception 'a verdict stays as it was given' using errcode = '42501';
    end if;
    return new;
end $$;
drop trigger if exists stays on emergencies_emergencyaccess;
create trigger stays before update on emergencies_emergencyaccess
    for each row execute function emergencies_stay();
drop trigger if exists stays on emergencies_emergencyreview;
create trigger stays before update on emergencies_emergencyreview
    for each row execute function emergencies_stay();

alter table emergencies_emergencyaccess enable row level security;
drop policy if exists seen on emergencies_emergencyaccess;
create policy seen on emergencies_emergencyaccess for select using (
    user_id = (select gate_user())
    or ((owner_org_id = (select gate_org()) or org_id = (select gate_org()))
        and (select emergencies_reviews())));
drop policy if exists ended on emergencies_emergencyaccess;
create policy ended on emergencies_emergencyaccess for update
    using (user_id = (select gate_user())) with check (user_id = (select gate_user()));

alter table emergencies_emergencyreview enable row level security;
drop policy if exists seen on emergencies_emergencyreview;
create policy seen on emergencies_emergencyreview for select using (
    (org_id = (select gate_org()) and (select emergencies_reviews()))
    or exists (select 1 from emergencies_emergencyaccess a
               where a.id = access_id and a.user_id = (select gate_user()) offset 0));
-- By somebody else than whoever used the access.
drop policy if exists given on emergencies_emergencyreview;
create policy given on emergencies_emergencyreview for update
    using (org_id = (select gate_org()) and (select emergencies_reviews()))
    with check (reviewed_by_id = (select gate_user()) and exists (
        select 1 from emergencies_emergencyaccess a
        where a.id = access_id and a.user_id <> (select gate_user()) offset 0));

-- Every attempt is written, and never changed or removed.
alter table emergencies_emergencyattempt enable row level security;
drop policy if exists written on emergencies_emergencyattempt;
create policy written on emergencies_emergencyattempt for insert
    with check (user_id = (select gate_user()) and org_id = (select gate_org()));
drop policy if exists seen on emergencies_emergencyattempt;
create policy seen on emergencies_emergencyattempt for select using (
    org_id = (select gate_org())
    and (user_id = (select gate_user()) or (select emergencies_reviews())));
