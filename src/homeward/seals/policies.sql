-- Seals fill in what the gate asks about them, and are read by their team alone.

select gate_guard('seals_seal');
select gate_guard('seals_sealedfile');
select gate_guard('seals_teammember');

-- Only a team knows of its seal, also after it was lifted, and whoever asks under whatever ground.
-- Who writes a row reads it back: the seal comes before its team.
create or replace function seals_of_actor() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(m.seal_id), '{}') from public.seals_teammember m
    where m.user_id = public.gate_user() and m.removed_at is null
$$;
drop policy if exists team_alone on seals_seal;
create policy team_alone on seals_seal as restrictive for select
    using (id = any ((select seals_of_actor())::uuid[]) or sealed_by_id = (select gate_user()));
drop policy if exists team_alone on seals_sealedfile;
create policy team_alone on seals_sealedfile as restrictive for select
    using (seal_id = any ((select seals_of_actor())::uuid[]));
drop policy if exists team_alone on seals_teammember;
create policy team_alone on seals_teammember as restrictive for select
    using (seal_id = any ((select seals_of_actor())::uuid[]) or added_by_id = (select gate_user()));

create or replace function gate_is_sealed(person uuid, owner_org bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.seals_sealedfile f join public.seals_seal s on s.id = f.seal_id
        where f.person_id = person and s.owner_org_id = gate_is_sealed.owner_org
          and s.lifted_at is null)
$$;

create or replace function gate_teams() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    -- Read once, since each question to the context checks its seal.
    actor text[] := public.access_context();
begin
    if actor[1] is distinct from 'user' then return '{}'; end if;
    return (
        select coalesce(array_agg(f.person_id), '{}')
        from public.seals_teammember m
        join public.seals_seal s on s.id = m.seal_id
        join public.seals_sealedfile f on f.seal_id = s.id
        where m.user_id = actor[2]::bigint and m.removed_at is null
          and s.owner_org_id = actor[3]::bigint and s.lifted_at is null);
end $$;

create or replace function gate_sealed_out() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    actor text[] := public.access_context();
    seen uuid[];
begin
    if not exists (select 1 from public.seals_seal s
                   where s.owner_org_id = actor[3]::bigint and s.lifted_at is null) then
        return '{}';
    end if;
    seen := public.gate_teams();
    return (
        select coalesce(array_agg(o.id), '{}') from (
            select f.person_id as id from public.seals_seal s
            join public.seals_sealedfile f on f.seal_id = s.id
            where s.owner_org_id = actor[3]::bigint and s.lifted_at is null
              and f.person_id <> all (seen)
            union
            select s.case_id from public.seals_seal s
            join public.seals_sealedfile f on f.seal_id = s.id and f.person_id = s.person_id
            where s.owner_org_id = actor[3]::bigint and s.lifted_at is null
              and s.person_id <> all (seen)) o);
end $$;

-- Setting and lifting a seal folds it into every row of its persons.
create or replace function seals_refold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_table_name = 'seals_sealedfile' then
        perform public.gate_refold(coalesce(new.person_id, old.person_id));
    else
        perform public.gate_refold(f.person_id)
        from (select person_id from public.seals_sealedfile where seal_id = new.id order by 1) f;
    end if;
    return null;
end $$;
drop trigger if exists refold on seals_sealedfile;
create trigger refold after insert or delete on seals_sealedfile
    for each row execute function seals_refold();
drop trigger if exists refold on seals_seal;
create trigger refold after update of lifted_at on seals_seal
    for each row when (old.lifted_at is distinct from new.lifted_at)
    execute function seals_refold();

-- A sealed file without a team would be nobody's. Asked at the commit, under a lock, so that two
-- who remove each other at once don't both succeed.
create or replace function seals_team_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    about uuid;
begin
    if tg_table_name = 'seals_seal' then about := new.id; else about := old.seal_id; end if;
    perform 1 from public.seals_seal s where s.id = about and s.lifted_at is null for update;
    if found and not exists (select 1 from public.seals_teammember m
                             where m.seal_id = about and m.removed_at is null) then
        raise exception 'the team of a sealed file is never empty'
            using errcode = '23514', constraint = 'team_of_a_seal_is_never_empty';
    end if;
    return null;
end $$;
drop trigger if exists team_stays on seals_seal;
create constraint trigger team_stays after insert on seals_seal
    deferrable initially deferred for each row execute function seals_team_stays();
drop trigger if exists team_stays on seals_teammember;
create constraint trigger team_stays after update of removed_at or delete on seals_teammember
    deferrable initially deferred for each row execute function seals_team_stays();

create index if not exists seals_teammember_of on seals_teammember (user_id)
    where removed_at is null;
create index if not exists seals_seal_in_force on seals_seal (owner_org_id)
    where lifted_at is null;
