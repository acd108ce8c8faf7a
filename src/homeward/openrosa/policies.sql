-- What came and is nobody's yet: its organisation's own, and of the class of surveys (10) as a whole.
alter table openrosa_device enable row level security;
create policy seen on openrosa_device for select using (organisation_id = (select gate_org()));
create policy written on openrosa_device for insert
    with check (organisation_id = (select gate_org()));
create policy changed on openrosa_device for update
    using (organisation_id = (select gate_org()))
    with check (organisation_id = (select gate_org()));

alter table openrosa_koboform enable row level security;
create policy own on openrosa_koboform for all using (
    organisation_id = (select gate_org()) and 10 = any ((select gate_classes())::smallint[]));

alter table openrosa_sheetdraft enable row level security;
create policy own on openrosa_sheetdraft for all using (
    organisation_id = (select gate_org()) and 10 = any ((select gate_classes())::smallint[]));

alter table openrosa_delivery enable row level security;
create policy own on openrosa_delivery for all using (
    organisation_id = (select gate_org()) and 10 = any ((select gate_classes())::smallint[]));

alter table openrosa_deliveryfile enable row level security;
create policy own on openrosa_deliveryfile for all
    using (exists (select 1 from openrosa_delivery d where d.id = delivery_id offset 0));

-- Whose device this is. Asked before there is an actor, so by a definer; a user who was suspended
-- or changed the organisation has none.
create function openrosa_use_device(hash text) returns table (device uuid, account bigint)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Once a minute is exact enough, and spares a write for each request.
    update public.openrosa_device d set seen_at = clock_timestamp()
    where d.token_hash = hash and d.revoked_at is null and d.expires_at > clock_timestamp()
      and (d.seen_at is null or d.seen_at < clock_timestamp() - interval '1 minute');
    return query
        select d.id, u.id from public.openrosa_device d
        join public.access_user u on u.id = d.user_id
        where d.token_hash = hash and d.revoked_at is null and d.expires_at > clock_timestamp()
          and u.is_active and u.organisation_id = d.organisation_id;
end $$;

-- How much came by each device of the own organisation: who lets devices in reads no answers.
create function openrosa_came() returns table (device uuid, state varchar, filled_forms bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select d.device_id, d.state, count(*) from public.openrosa_delivery d
    where d.organisation_id = public.gate_org() and d.device_id is not null
    group by 1, 2
$$;
