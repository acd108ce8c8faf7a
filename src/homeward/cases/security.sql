-- A changed security sheet reaches whoever holds an open case there. By the database, at a job's word:
-- the cases are of many owners, and who publishes a sheet sees none of them by that.

select gate_guard('cases_securityreading');
create policy case_is_seen on cases_securityreading as restrictive for insert
    with check (gate_sees_case(case_id));

-- The words of a place, to be compared: "Kumasi, Ashanti" is both.
create function cases_places_in(words text) returns text[]
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(distinct w), '{}')
    from regexp_split_to_table(lower(words), '[,;/()]') p, btrim(p) w where w <> ''
$$;

-- All names of an area, in every language.
create function cases_names_of(name text, names jsonb) returns text[]
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select array_agg(lower(btrim(n)))
    from (select name union select value from jsonb_each_text(names)) as all_names(n)
$$;

-- What the wait is about: this sheet, as far as it concerns this case.
create function cases_security_subject(about uuid, sheet uuid) returns uuid
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select md5(about::text || sheet::text)::uuid
$$;

-- Opens a wait at the holder of each open case of the sheet's country; of an area's sheet, of each
-- case whose place of return is not known to lie elsewhere: no place, or one that nobody knows, is
-- told as well. One wait a case and sheet: a newer version takes the place of one not read yet.
-- In one statement, asked again it changes nothing. Gives the number of cases.
create function cases_tell_of_security(about bigint, moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    s record;
    note text;
    here text[] := '{}';
    outside text[] := '{}';
    told integer;
begin
    if public.gate_kind() <> 'job' then
        raise exception 'cases_tell_of_security: not a job' using errcode = '42501';
    end if;
    select a.id as alert, a.version_id, h.id as sheet, h.country_id, h.area_id, r.name as area, v.severity,
           w.severity as before, coalesce(nullif(o.short_name, ''), o.name) as publisher
    into s
    from public.cases_securityalert a
    join public.countries_sheetversion v on v.id = a.version_id
    join public.countries_sheet h on h.id = v.sheet_id
    join public.access_organisation o on o.id = h.owner_org_id
    left join public.countries_sheetversion w on w.id = a.previous_id
    left join public.places_area r on r.id = h.area_id
    where a.id = about and a.told_at is null and v.status = 'published'
    for update of a;
    if not found then return 0; end if;
    -- As countries.notes.security_in_words reads it.
    note := jsonb_build_array(
        s.version_id, s.country_id, coalesce(left(s.area, 60), ''), s.before, s.severity,
        left(s.publisher, 60))::text;
    if s.area_id is not null then
        with recursive inside as (
            select id from public.places_area where id = s.area_id
            union select c.id from public.places_area c join inside i on c.parent_id = i.id),
        around as (
            select id, parent_id from public.places_area where id = s.area_id
            union select p.id, p.parent_id from public.places_area p
            join around u on u.parent_id = p.id),
        named as (
            select x.id in (select id from inside union select id from around) as covers, n
            from public.places_area x, unnest(public.cases_names_of(x.name, x.names)) n
            where x.country_id = s.country_id
            union all
            -- A town lies where its area does; of one whose area nobody knows nothing is proven.
            select t.area_id is null
                   or t.area_id in (select id from inside union select id from around), lower(n)
            from public.places_town t, unnest(t.name || t.names) n
            where t.country_id = s.country_id)
        select coalesce(array_agg(n) filter (where covers), '{}'),
               coalesce(array_agg(n) filter (where not covers), '{}')
        into here, outside from named;
    end if;
    insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
        holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
    select gen_random_uuid(), 'read_security_sheet',
           public.cases_security_subject(c.id, s.sheet), c.id, c.person_id, c.reference, note,
           c.accountable_org_id, c.worker_id, c.accountable_org_id, c.worker_id, d.due, moment
    from public.cases_case c
    join (select p.programme_id,
                 public.tasks_due_on('read_security_sheet', p.programme_id, moment::date) as due
          from (select distinct programme_id from public.cases_case) p) d
      on d.programme_id = c.programme_id
    where c.closed_at is null and c.origin_country_id = s.country_id
      and (s.area_id is null or not public.cases_places_in(c.destination) && outside
           or public.cases_places_in(c.destination) && here)
    on conflict (kind, subject_id) where done_at is null
    do update set note = excluded.note, due_on = excluded.due_on, opened_at = excluded.opened_at,
        holder_org_id = excluded.holder_org_id, holder_id = excluded.holder_id,
        waiter_org_id = excluded.waiter_org_id, waiter_id = excluded.waiter_id;
    get diagnostics told = row_count;
    update public.cases_securityalert set told_at = moment where id = s.alert;
    return told;
end $$;

-- What is to be read goes with the case: to whom it is handed, and to who takes it.
create function cases_hand_on_security() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.tasks_task
    set holder_org_id = new.accountable_org_id, holder_id = new.worker_id,
        waiter_org_id = new.accountable_org_id, waiter_id = new.worker_id
    where case_id = new.id and kind = 'read_security_sheet' and done_at is null;
    return null;
end $$;
create trigger hand_on_security after update of accountable_org_id, worker_id on cases_case
for each row when (old.accountable_org_id is distinct from new.accountable_org_id
                   or old.worker_id is distinct from new.worker_id)
execute function cases_hand_on_security();
