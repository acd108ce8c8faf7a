-- An export is its user's alone: not the colleague's, not the manager's.
alter table exports_exportjob enable row level security;
create policy own on exports_exportjob for all
    using (user_id = (select gate_user())) with check (user_id = (select gate_user()));

create function exports_is_mine(job uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.exports_exportjob j
                   where j.id = job and j.user_id = public.gate_user())
$$;

alter table exports_exportedperson enable row level security;
create policy own on exports_exportedperson for all
    using (exports_is_mine(job_id)) with check (exports_is_mine(job_id));
alter table exports_exportpart enable row level security;
create policy own on exports_exportpart for all
    using (exports_is_mine(job_id)) with check (exports_is_mine(job_id));
-- No policy changes or removes a line of who took what.
alter table exports_exportdownload enable row level security;
create policy seen on exports_exportdownload for select using (exports_is_mine(job_id));
create policy written on exports_exportdownload for insert with check (exports_is_mine(job_id));

-- Closes an export, whoever's it is, and takes its files away. It opens nothing.
create function exports_close(job uuid, new_status text, new_ending text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update public.exports_exportjob j set status = new_status, ending = new_ending
    where j.id = job and j.status in ('queued', 'running', 'ready');
    delete from public.exports_exportpart p where p.job_id = job;
$$;
revoke execute on function exports_close(uuid, text, text) from public;

-- A withdrawal is written by somebody else than the export's user, who must not see it.
create function exports_close_withdrawn(person uuid, recipient bigint) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    select public.exports_close(j.id, 'cancelled', 'withdrawn') from public.exports_exportjob j
    where j.organisation_id = recipient and j.status in ('queued', 'running', 'ready')
      and exists (select 1 from public.exports_exportedperson e
                  where e.job_id = j.id and e.person_id = person)
$$;

create function exports_person_left() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform public.exports_close(old.job_id, 'cancelled', 'erased');
    return null;
end $$;
create trigger person_left after delete on exports_exportedperson
    for each row execute function exports_person_left();

-- What ended by itself: its days are over, or its user has no sight of it any more.
create function exports_sweep() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    swept integer := 0;
    ended record;
begin
    for ended in
        select j.id, j.expires_at <= clock_timestamp() as is_over from public.exports_exportjob j
        join public.access_user u on u.id = j.user_id
        where j.status in ('queued', 'running', 'ready')
          and (j.expires_at <= clock_timestamp() or not u.is_active
               or u.organisation_id is distinct from j.organisation_id
               or not (u.roles @> j.roles and u.roles <@ j.roles))
    loop
        perform public.exports_close(ended.id,
            case when ended.is_over then 'expired' else 'cancelled' end,
            case when ended.is_over then '' else 'role' end);
        swept := swept + 1;
    end loop;
    return swept;
end $$;
