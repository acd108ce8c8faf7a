-- A project tells of no person: its organisation reads and writes it, and a partner reads it while
-- an agreement between the two is in force. Its members, and who sees a member's row, see the
-- project itself and nothing that hangs on it.

select gate_guard('collectives_membership');
select gate_guard('collectives_contribution');
select gate_guard('collectives_payout');
select gate_guard('collectives_exit');

create policy case_is_seen on collectives_membership as restrictive for insert
    with check (case_id is null or gate_sees_case(case_id));

create function collectives_own() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(p.id), '{}') from public.collectives_project p
    where p.owner_org_id = public.gate_org()
$$;

-- Is an agreement in force, signed by all, of which both are parties?
create function collectives_agreed(one bigint, other bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.agreements_agreement a
        join public.agreements_party x on x.agreement_id = a.id and x.organisation_id = one
        join public.agreements_party y on y.agreement_id = a.id and y.organisation_id = other
        where a.status = 'in_force'
          and current_date between a.starts_on and coalesce(a.ends_on, '9999-12-31')
          and not exists (select 1 from public.agreements_party z
                          where z.agreement_id = a.id and z.signed_on is null))
$$;

create function collectives_open() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(p.id), '{}') from public.collectives_project p
    where p.owner_org_id = public.gate_org() or exists (
        select 1 from public.collectives_projectpartner r
        where r.project_id = p.id and r.organisation_id = public.gate_org()
          and public.collectives_agreed(p.owner_org_id, r.organisation_id))
$$;

alter table collectives_project enable row level security;
create policy seen on collectives_project for select using (
    owner_org_id = (select gate_org()) or id = any ((select collectives_open())::uuid[])
    or exists (select 1 from collectives_membership m where m.project_id = collectives_project.id
               offset 0));
create policy written on collectives_project for insert
    with check (owner_org_id = (select gate_org()));
create policy changed on collectives_project for update
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));

-- Each table that hangs on a project, under the same two terms. `whose` finds the project.
create function collectives_guard(name text, whose text default 'project_id') returns void
language plpgsql as $$
begin
    execute format('alter table %I enable row level security', name);
    execute format('create policy seen on %I for select using (%s = any ((select collectives_open())::uuid[]))', name, whose);
    execute format('create policy written on %I for insert with check (%s = any ((select collectives_own())::uuid[]))', name, whose);
    execute format('create policy changed on %I for update using (%2$s = any ((select collectives_own())::uuid[]))'
        ' with check (%2$s = any ((select collectives_own())::uuid[]))', name, whose);
    execute format('create policy removed on %I for delete using (%s = any ((select collectives_own())::uuid[]))', name, whose);
end $$;
revoke execute on function collectives_guard(text, text) from public;

create function collectives_unguard(name text) returns void
language plpgsql as $$
declare
    policy record;
begin
    for policy in select policyname from pg_policies where tablename = name loop
        execute format('drop policy %I on %I', policy.policyname, name);
    end loop;
    execute format('alter table %I disable row level security', name);
end $$;
revoke execute on function collectives_unguard(text) from public;

select collectives_guard('collectives_projectpartner');
select collectives_guard('collectives_season');
select collectives_guard('collectives_asset');
select collectives_guard('collectives_meeting');
select collectives_guard('collectives_output');
select collectives_guard('collectives_training');
select collectives_guard('collectives_reach');
select collectives_guard('collectives_photo');
select collectives_guard('collectives_logentry',
    '(select s.project_id from collectives_season s where s.id = season_id)');
select collectives_guard('collectives_payoutrun',
    '(select s.project_id from collectives_season s where s.id = season_id)');
-- What was logged or paid out stands; a wrong entry is cancelled by another.
drop policy changed on collectives_logentry;
drop policy removed on collectives_logentry;
drop policy removed on collectives_payoutrun;

-- How many members a project has, by where they come from and sex: for whoever reads the project
-- without reading its members. Small numbers are taken out by the page.
create function collectives_figures(projects uuid[])
returns table (project uuid, returnees bigint, residents bigint, women bigint, men bigint, gone bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select m.project_id,
        count(*) filter (where m.left_on is null and m.origin = 'returnee'),
        count(*) filter (where m.left_on is null and m.origin = 'resident'),
        count(*) filter (where m.left_on is null and p.sex = 'female'),
        count(*) filter (where m.left_on is null and p.sex = 'male'),
        count(*) filter (where m.left_on is not null)
    from public.collectives_membership m join public.persons_person p on p.id = m.person_id
    where m.project_id = any (projects) and m.project_id = any (public.collectives_open())
    group by 1
$$;

-- Each member's weight in a payout of this season, by the group's rule. All members have theirs,
-- whether the actor sees them or not: money that is shared out by who looks would be wrong. Ids
-- alone, to whoever keeps the money of the project's own organisation.
create function collectives_weights(season uuid) returns table (membership uuid, weight numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select m.id, case p.payout_rule
        when 'shares' then m.shares
        when 'labour' then coalesce((
            select sum(c.quantity) from public.collectives_contribution c
            where c.membership_id = m.id and c.season_id = s.id and c.kind = 'labour'), 0)
        else 1 end::numeric
    from public.collectives_season s
    join public.collectives_project p on p.id = s.project_id
    join public.collectives_membership m on m.project_id = p.id and m.left_on is null
    where s.id = season and p.owner_org_id = public.gate_org()
      and 9 = any (public.gate_classes())
    order by m.number
$$;

-- Writes each member's part of a run, once: [[membership, weight, amount], ...]. The parts are of
-- members of the run's own project, and add up to what the run says.
create function collectives_pay_out(run uuid, parts jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    r record;
    written bigint;
    total numeric;
begin
    select u.id, u.amount, u."on", p.id as project, p.owner_org_id, p.currency into r
    from public.collectives_payoutrun u
    join public.collectives_season s on s.id = u.season_id
    join public.collectives_project p on p.id = s.project_id
    where u.id = collectives_pay_out.run and p.owner_org_id = public.gate_org()
      and 9 = any (public.gate_classes())
      and not exists (select 1 from public.collectives_payout o where o.run_id = u.id);
    if not found then
        raise exception 'collectives_pay_out: not a run of the actor' using errcode = '42501';
    end if;
    with made as (
        insert into public.collectives_payout (id, owner_org_id, data_class, programme_id,
            person_id, shared_with, shared_until, membership_id, run_id, weight, amount, currency,
            "on")
        select gen_random_uuid(), m.owner_org_id, 9, m.programme_id, m.person_id, '{}',
            '9999-12-31', m.id, r.id, (one ->> 1)::numeric, (one ->> 2)::numeric, r.currency,
            r."on"
        from jsonb_array_elements(parts) one
        join public.collectives_membership m on m.id = (one ->> 0)::uuid
            and m.project_id = r.project and m.left_on is null
        returning amount)
    select count(*), sum(amount) into written, total from made;
    if total is distinct from r.amount or written <> jsonb_array_length(parts) then
        raise exception 'the parts do not add up to the payout'
            using errcode = '23514', constraint = 'parts_add_up_to_the_payout';
    end if;
end $$;

-- What members who left took of a season's result, whoever they are: one sum, for the project's
-- own organisation and its partners.
create function collectives_left_with(season uuid) returns numeric
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(sum(x.part), 0) from public.collectives_exit x
    join public.collectives_season s on s.id = x.season_id
    where s.id = season and s.project_id = any (public.collectives_open())
$$;

-- What members who left still wait for, whoever they are: one sum.
create function collectives_owed(project uuid) returns numeric
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(sum(x.capital + x.part), 0) from public.collectives_exit x
    join public.collectives_membership m on m.id = x.membership_id
    where m.project_id = project and x.paid_on is null
      and m.project_id = any (public.collectives_open())
$$;
