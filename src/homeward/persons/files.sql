-- The files of one person: a pointer beside each file, and no row moved. To run over what is there.

-- The other files that are, or were, of this group. Numbers alone: the policy below asks each.
create or replace function persons_joined_with(file_group uuid, person uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(distinct j.person_id), '{}') from public.persons_joinedfile j
    where j.file_group = persons_joined_with.file_group and j.person_id <> person
$$;

-- Whoever sees no other file of the group finds no trace that there is one: a sealed file, another
-- organisation's.
drop policy if exists another_is_seen on persons_joinedfile;
create policy another_is_seen on persons_joinedfile as restrictive for select using (
    exists (select 1 from unnest(persons_joined_with(file_group, person_id)) as other (id)
            where gate_sees_person(other.id)));
-- Written by the two functions below alone.
drop policy if exists none_written on persons_joinedfile;
create policy none_written on persons_joinedfile as restrictive for insert with check (false);
drop policy if exists none_changed on persons_joinedfile;
create policy none_changed on persons_joinedfile as restrictive for update using (false);
drop policy if exists none_removed on persons_joinedfile;
create policy none_removed on persons_joinedfile as restrictive for delete using (false);

create or replace function gate_selves() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    me uuid := public.gate_self();
begin
    if me is null then return '{}'; end if;
    return array(
        select me union
        select other.person_id from public.persons_joinedfile mine
        join public.persons_joinedfile other
            on other.file_group = mine.file_group and other.left_at is null
        where mine.person_id = me and mine.left_at is null);
end $$;

create or replace function persons_form_group(files uuid[], principal uuid, who bigint, at timestamptz)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    number uuid := gen_random_uuid();
begin
    update public.persons_joinedfile set left_at = at, left_by_id = who
    where person_id = any (files) and left_at is null;
    if cardinality(files) < 2 then return; end if;
    insert into public.persons_joinedfile (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, file_group, is_principal, joined_at, joined_by_id)
    select gen_random_uuid(), p.owner_org_id, 1, p.programme_id, p.id, '{}', '9999-12-31',
           number, p.id = principal, at, who
    from public.persons_person p where p.id = any (files) order by p.id;
end $$;
revoke execute on function persons_form_group(uuid[], uuid, bigint, timestamptz) from public;

create or replace function persons_group_of(file uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((
        select array_agg(other.person_id order by other.is_principal desc, other.person_id)
        from public.persons_joinedfile mine
        join public.persons_joinedfile other
            on other.file_group = mine.file_group and other.left_at is null
        where mine.person_id = file and mine.left_at is null), array[file])
$$;
revoke execute on function persons_group_of(uuid) from public;

-- Two files, and whatever was joined with either before, are one person's; the first's principal
-- file is that of all. Whether that may be is asked by who calls it, with the owner's rights.
create or replace function persons_join(first uuid, second uuid, who bigint, at timestamptz)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    files uuid[];
begin
    -- Joined and taken apart one at a time, or two clicks would make two groups of one person.
    perform pg_advisory_xact_lock(hashtext('persons_joinedfile'));
    files := public.persons_group_of(first);
    if second = any (files) then return; end if;
    perform public.persons_form_group(
        files || public.persons_group_of(second), files[1], who, at);
end $$;
revoke execute on function persons_join(uuid, uuid, bigint, timestamptz) from public;

-- This file is taken out again; the others stay together.
create or replace function persons_part(file uuid, who bigint, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    files uuid[];
begin
    perform pg_advisory_xact_lock(hashtext('persons_joinedfile'));
    files := public.persons_group_of(file);
    if cardinality(files) < 2 then return; end if;
    update public.persons_joinedfile set left_at = at, left_by_id = who
    where person_id = file and left_at is null;
    files := array_remove(files, file);
    -- Two that stay as they were need no new group; one alone, or a new principal file, does.
    if cardinality(files) < 2 or not exists (
        select 1 from public.persons_joinedfile j
        where j.person_id = any (files) and j.left_at is null and j.is_principal) then
        perform public.persons_form_group(files, files[1], who, at);
    end if;
end $$;
revoke execute on function persons_part(uuid, bigint, timestamptz) from public;
