-- Tokens are no person-level rows; each organisation sees and writes its own.
alter table exchange_apitoken enable row level security;
create policy seen on exchange_apitoken for select
    using (organisation_id = (select gate_org()));
create policy written on exchange_apitoken for insert
    with check (organisation_id = (select gate_org()));
create policy changed on exchange_apitoken for update
    using (organisation_id = (select gate_org())) with check (organisation_id = (select gate_org()));

alter table exchange_apirequest enable row level security;
create policy seen on exchange_apirequest for select
    using (organisation_id = (select gate_org()));
create policy written on exchange_apirequest for insert
    with check (organisation_id = (select gate_org()));

-- Whose token this is and what it may do. Asked before there is an actor, so by a definer; a user
-- who was suspended has none.
create function exchange_use_token(hash text)
returns table (token uuid, account bigint, scopes varchar[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Once a minute is exact enough, and spares a write for each request.
    update public.exchange_apitoken t set last_used_at = clock_timestamp()
    where t.token_hash = hash and t.revoked_at is null and t.expires_at > clock_timestamp()
      and (t.last_used_at is null or t.last_used_at < clock_timestamp() - interval '1 minute');
    return query
        select t.id, u.id, t.scopes from public.exchange_apitoken t
        join public.access_user u on u.id = t.user_id
        where t.token_hash = hash and t.revoked_at is null and t.expires_at > clock_timestamp()
          and u.is_active and u.organisation_id = t.organisation_id;
end $$;
