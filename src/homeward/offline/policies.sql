-- Which lists are out is their organisation's affair: whoever misses a phone ends its list.
alter table offline_taking enable row level security;
create policy seen on offline_taking for select using (
    (select gate_kind()) = 'user' and organisation_id = (select gate_org()));
create policy written on offline_taking for insert with check (
    user_id = (select gate_user()) and organisation_id = (select gate_org()));
create policy changed on offline_taking for update
    using ((select gate_kind()) = 'user' and organisation_id = (select gate_org()))
    with check (organisation_id = (select gate_org()));

create function offline_is_mine(taking uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.offline_taking t
                   where t.id = taking and t.user_id = public.gate_user())
$$;

-- Who stands on a list, and what came back, is its user's alone. Neither is changed afterwards.
alter table offline_takenrow enable row level security;
create policy seen on offline_takenrow for select using (offline_is_mine(taking_id));
create policy written on offline_takenrow for insert with check (offline_is_mine(taking_id));
alter table offline_entry enable row level security;
create policy seen on offline_entry for select using (offline_is_mine(taking_id));
create policy written on offline_entry for insert with check (offline_is_mine(taking_id));

-- A device asks after its list, by the list's token alone: nobody need be signed in. It is told
-- whose list it is and whether that user is still who took it; whom of the list they still see is
-- asked of the row policies, as that user. It says how many entries it still holds.
create function offline_contact(hash text, holds integer)
returns table (taking uuid, of_user bigint, list text, ended boolean, may_still boolean,
               expires timestamptz)
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update public.offline_taking t
    set seen_at = clock_timestamp(), waiting = least(greatest(holds, 0), 9999)
    from public.access_user u
    where t.token_hash = hash and u.id = t.user_id
    returning t.id, t.user_id, t.kind::text, t.ended_at is not null,
              u.is_active and u.organisation_id is not distinct from t.organisation_id
                  and u.roles @> t.roles and u.roles <@ t.roles,
              t.expires_at
$$;
