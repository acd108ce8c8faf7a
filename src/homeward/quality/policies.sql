-- A published standard is everybody's to read who works here. A check is its organisation's; once it
-- is reported, its provider's too, and those organisations' with which an agreement in force shares.

alter table quality_standard enable row level security;
create function quality_owns_standard(standard uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.quality_standard s
                   where s.id = standard and s.owner_org_id = public.gate_org())
$$;
create function quality_is_published(version uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.quality_standardversion v
                   where v.id = version and v.status = 'published')
$$;
create function quality_owns_version(version uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.quality_standardversion v
                   join public.quality_standard s on s.id = v.standard_id
                   where v.id = version and s.owner_org_id = public.gate_org())
$$;
create function quality_has_published(standard uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.quality_standardversion v
                   where v.standard_id = standard and v.status = 'published')
$$;
create policy seen on quality_standard for select using (
    owner_org_id = (select gate_org())
    or ((select gate_org()) is not null and quality_has_published(id)));
create policy written on quality_standard for insert
    with check (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on quality_standard for update
    using (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');

alter table quality_standardversion enable row level security;
create policy seen on quality_standardversion for select using (
    (status = 'published' and (select gate_org()) is not null)
    or quality_owns_standard(standard_id));
create policy written on quality_standardversion for insert
    with check (quality_owns_standard(standard_id) and status = 'draft');
create policy changed on quality_standardversion for update
    using (quality_owns_standard(standard_id));

alter table quality_standarditem enable row level security;
create policy seen on quality_standarditem for select using (
    ((select gate_org()) is not null and quality_is_published(version_id))
    or quality_owns_version(version_id));
create policy written on quality_standarditem for insert
    with check (quality_owns_version(version_id));
create policy removed on quality_standarditem for delete using (quality_owns_version(version_id));

-- What was published stays, with its points.
create function quality_version_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if old.status = 'published' then
        raise exception 'a published standard stays as it is'
            using errcode = '23514', constraint = 'published_standard_stays';
    end if;
    return new;
end $$;
create trigger version_stays before update on quality_standardversion
    for each row execute function quality_version_stays();
create function quality_item_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    state text;
begin
    -- Held, so that a point and the publication at the same moment come one after the other.
    select v.status into state from public.quality_standardversion v
    where v.id = coalesce(new.version_id, old.version_id) for share;
    if state = 'published' then
        raise exception 'a published standard stays as it is'
            using errcode = '23514', constraint = 'published_standard_stays';
    end if;
    return coalesce(new, old);
end $$;
create trigger item_stays before insert or update or delete on quality_standarditem
    for each row execute function quality_item_stays();

alter table quality_adoption enable row level security;
create policy seen on quality_adoption for select using ((select gate_org()) is not null);
create policy written on quality_adoption for insert with check (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user'
    and quality_is_published(version_id));
create policy changed on quality_adoption for update
    using (organisation_id = (select gate_org()) and (select gate_kind()) = 'user');

alter table quality_checkdraw enable row level security;
create policy seen on quality_checkdraw for select using (owner_org_id = (select gate_org()));
create policy written on quality_checkdraw for insert
    with check (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');

-- With whom an agreement in force lets an organisation share anything at all.
create function quality_partners() returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(distinct c.from_org_id), '{}')
    from public.agreements_clause c join public.agreements_agreement a on a.id = c.agreement_id
    where c.to_org_id = public.gate_org() and a.status = 'in_force'
      and current_date between a.starts_on and coalesce(a.ends_on, '9999-12-31')
      and not exists (select 1 from public.agreements_party y
                      where y.agreement_id = a.id and y.signed_on is null)
$$;

alter table quality_check enable row level security;
create policy seen on quality_check for select using (
    (select gate_kind()) = 'user' and (
        owner_org_id = (select gate_org())
        or (status in ('reported', 'replied', 'agreed', 'closed')
            and (provider_org_id = (select gate_org())
                 or owner_org_id = any ((select quality_partners())::bigint[])))));
create policy written on quality_check for insert with check (
    owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on quality_check for update using (
    (select gate_kind()) = 'user' and (
        owner_org_id = (select gate_org())
        or (provider_org_id = (select gate_org()) and status in ('reported', 'replied'))))
    with check (owner_org_id = (select gate_org()) or provider_org_id = (select gate_org()));

-- A provider writes its reply and nothing else; nobody writes what was found anew.
create function quality_check_stands() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    replying constant text[] := array['status', 'reply', 'reply_way', 'replied_at', 'replied_by_id'];
    found constant text[] := array['owner_org_id', 'provider_org_id', 'service_id', 'version_id',
        'kind', 'draw_id', 'chosen_because', 'held_on', 'held_by_id', 'result', 'summary'];
begin
    if public.gate_kind() = 'user' and public.gate_org() is distinct from old.owner_org_id
       and (old.status <> 'reported' or new.status <> 'replied'
            or (to_jsonb(new) - replying) <> (to_jsonb(old) - replying)) then
        raise exception 'quality: a provider replies, and changes nothing else'
            using errcode = '42501';
    end if;
    if old.status <> 'planned' and exists (
        select 1 from unnest(found) f where to_jsonb(new) -> f is distinct from to_jsonb(old) -> f)
    then
        raise exception 'quality: what a check found stands' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger check_stands before update on quality_check
    for each row execute function quality_check_stands();

create function quality_owns_check(held uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.quality_check c
                   where c.id = held and c.owner_org_id = public.gate_org())
$$;
create function quality_is_spot_check(held uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.quality_check c where c.id = held and c.kind = 'spot')
$$;

alter table quality_checkeditem enable row level security;
create policy seen on quality_checkeditem for select using (
    exists (select 1 from quality_check c where c.id = check_held_id offset 0));
create policy written on quality_checkeditem for insert
    with check (quality_owns_check(check_held_id));

alter table quality_improvement enable row level security;
create policy seen on quality_improvement for select using (
    exists (select 1 from quality_check c where c.id = check_held_id offset 0));
create policy written on quality_improvement for insert
    with check (quality_owns_check(check_held_id));
create policy changed on quality_improvement for update using (quality_owns_check(check_held_id));

-- A mystery call leaves nothing of a person. What a spot check found on one is its organisation's
-- alone, and the person's own: no agreement shows it to the provider.
select gate_guard('quality_checkedreferral');
create policy case_is_seen on quality_checkedreferral as restrictive for insert with check (
    gate_sees_case(case_id) and quality_owns_check(check_held_id)
    and quality_is_spot_check(check_held_id));
create policy owners_alone on quality_checkedreferral as restrictive for select using (
    owner_org_id = (select gate_org()) or person_id = any ((select gate_selves())::uuid[]));

alter table quality_limit enable row level security;
create policy seen on quality_limit for select using (owner_org_id = (select gate_org()));
create policy written on quality_limit for insert
    with check (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');

-- Figures are an organisation's own; the job that examines its rows writes them.
alter table quality_datafigure enable row level security;
create policy seen on quality_datafigure for select using (organisation_id = (select gate_org()));
create policy written on quality_datafigure for all
    using (organisation_id = (select gate_org()) and (select gate_job()) = 'examine_data')
    with check (organisation_id = (select gate_org()) and (select gate_job()) = 'examine_data');
alter table quality_intervieweffect enable row level security;
create policy seen on quality_intervieweffect for select
    using (organisation_id = (select gate_org()));
create policy written on quality_intervieweffect for all
    using (organisation_id = (select gate_org()) and (select gate_job()) = 'examine_data')
    with check (organisation_id = (select gate_org()) and (select gate_job()) = 'examine_data');
alter table quality_interviewerfigure enable row level security;
create policy seen on quality_interviewerfigure for select
    using (organisation_id = (select gate_org()));
create policy written on quality_interviewerfigure for all
    using (organisation_id = (select gate_org()) and (select gate_job()) = 'examine_data')
    with check (organisation_id = (select gate_org()) and (select gate_job()) = 'examine_data');

-- Is there anybody of an organisation who may reply (quality.permissions.REPLIERS)?
create function quality_can_reply(org bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.access_user u
        where u.organisation_id = org and u.is_active
          and u.roles && array['provider', 'programme_manager', 'host_coordinator',
                               'case_manager']::varchar[])
$$;
