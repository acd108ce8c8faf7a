-- A checklist is read by who reads its agreement, and by who holds a step of it in some case.

-- Closed until cases fill it: the versions of which the actor's organisation holds a step.
create function procedures_followed() returns bigint[]
language sql stable as $$ select '{}'::bigint[] $$;

create function procedures_seen() returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(v.id), '{}') from public.procedures_sopversion v
    where v.agreement_id = any (public.agreements_seen_by_actor())
       or v.id = any (public.procedures_followed())
$$;

-- Only drafts, and only by whoever drafted the agreement: a published version never changes.
create function procedures_drafts() returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(v.id), '{}') from public.procedures_sopversion v
    join public.agreements_agreement a on a.id = v.agreement_id
    where v.status = 'draft' and a.lead_org_id = public.gate_org()
$$;

alter table procedures_sopversion enable row level security;
-- By the agreement first: a version just written is not in the function's snapshot yet.
create policy seen on procedures_sopversion for select
    using (agreement_id = any ((select agreements_seen_by_actor())::bigint[])
           or id = any ((select procedures_followed())::bigint[]));
create policy written on procedures_sopversion for insert with check (
    status = 'draft' and exists (select 1 from agreements_agreement a where a.id = agreement_id
        and a.lead_org_id = (select gate_org()) offset 0));
create policy changed on procedures_sopversion for update
    using (id = any ((select procedures_drafts())::bigint[]))
    with check (exists (select 1 from agreements_agreement a where a.id = agreement_id
        and a.lead_org_id = (select gate_org()) offset 0));

alter table procedures_sopstep enable row level security;
create policy seen on procedures_sopstep for select
    using (version_id = any ((select procedures_seen())::bigint[]));
create policy written on procedures_sopstep for all
    using (version_id = any ((select procedures_drafts())::bigint[]))
    with check (version_id = any ((select procedures_drafts())::bigint[]));

-- The versions that a case of this programme begins with today: of each procedure in force the
-- newest that is valid.
create function procedures_in_force(programme bigint)
returns table (version bigint, agreement bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct on (v.agreement_id) v.id, v.agreement_id
    from public.procedures_sopversion v
    join public.agreements_agreement a on a.id = v.agreement_id
    where v.status = 'published' and v.valid_from <= current_date and a.kind = 'sop'
      and a.status = 'in_force'
      and current_date between a.starts_on and coalesce(a.ends_on, '9999-12-31')
      and (a.programmes = '{}' or programme = any (a.programmes))
      and not exists (select 1 from public.agreements_party y
                      where y.agreement_id = a.id and y.signed_on is null)
    order by v.agreement_id, v.number desc
$$;
