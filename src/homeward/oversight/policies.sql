-- Each organisation keeps its own record and its own register.
alter table oversight_processingrecord enable row level security;
create policy seen on oversight_processingrecord for select
    using (owner_org_id = (select gate_org()));
create policy written on oversight_processingrecord for insert
    with check (owner_org_id = (select gate_org()));

alter table oversight_breach enable row level security;
-- Who reported one sees it too: INSERT ... RETURNING asks for it.
create policy seen on oversight_breach for select using (
    owner_org_id = (select gate_org())
    and (reported_by_id = (select gate_user())
         or (select users_is('data_protection_officer', gate_org()))));
create policy written on oversight_breach for insert with check (
    owner_org_id = (select gate_org()) and reported_by_id = (select gate_user()));
create policy changed on oversight_breach for update using (
    owner_org_id = (select gate_org()) and (select users_is('data_protection_officer', gate_org())));

alter table oversight_breachevent enable row level security;
create policy seen on oversight_breachevent for select using (
    exists (select 1 from oversight_breach b where b.id = breach_id offset 0));
create policy written on oversight_breachevent for insert with check (
    exists (select 1 from oversight_breach b where b.id = breach_id offset 0));

select gate_guard('oversight_affected');
-- No clause shares it: only its own organisation, and the person, know of whom a breach tells.
create policy not_shared on oversight_affected as restrictive for all using (
    owner_org_id = (select gate_org()) or person_id = any ((select gate_selves())::uuid[]));

-- Whose rows of these tables one user read in a time, from the read log as the officer may know
-- it. Of one's own organisation's rows alone: of others' the owner is told.
create function oversight_read_by(reader text, since timestamptz, until timestamptz, of_table text)
returns table (person uuid, reads bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if to_regprocedure('public.audit_for_officer(timestamptz, timestamptz)') is null then
        return;
    end if;
    return query execute
        'select (i ->> 3)::uuid, count(*) from public.audit_for_officer($2, $3) r,'
        ' jsonb_array_elements(r.items) i'
        ' where r.actor_kind = ''user'' and r.actor_id = $1 and (i ->> 4)::integer = public.gate_org()'
        ' and ($4 = '''' or i ->> 0 = $4) group by 1'
        using reader, since, until, of_table;
end $$;

-- A number for the next breach of the actor's organisation in a year; two at once wait.
create function oversight_next_number(year integer) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    org integer := public.gate_org();
    used bigint;
begin
    if org is null then
        raise exception 'oversight: nobody''s breach' using errcode = '42501';
    end if;
    perform pg_advisory_xact_lock(hashtext('oversight_breach'), org);
    select count(*) into used from public.oversight_breach b
    where b.owner_org_id = org and b.number like 'B-' || year || '-%';
    return format('B-%s-%s', year, lpad((used + 1)::text, 2, '0'));
end $$;
