-- A colleague takes the cases of somebody who leaves. Who asks is an administrator, who sees no
-- case: this hands over what belongs to their organisation, and tells nothing of it but how many.
create function cases_hand_over(leaving bigint, taking bigint) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    org bigint := (select organisation_id from public.access_user where id = leaving);
    handed bigint;
begin
    if org is null or not public.users_is('administrator', org) or not exists (
        select 1 from public.access_user u
        where u.id = taking and u.organisation_id = org and u.is_active and u.person_id is null)
    then
        raise exception 'cases_hand_over: not the actor''s colleagues' using errcode = '42501';
    end if;
    update public.cases_case set worker_id = taking, changed_at = clock_timestamp()
    where worker_id = leaving;
    get diagnostics handed = row_count;
    return handed;
end $$;
