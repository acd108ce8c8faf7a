-- Codes and stays: of the organisation that made the code, for the person, and for nobody else.
select gate_guard('signins_code');
select gate_guard('signins_signin');

-- A clause that shares a case does not share who came to the person's own pages.
create policy not_shared on signins_code as restrictive for select using (
    owner_org_id = (select gate_org()) or person_id = any ((select gate_selves())::uuid[])
    or person_id = (select gate_helped()));
create policy not_shared on signins_signin as restrictive for select using (
    owner_org_id = (select gate_org()) or person_id = any ((select gate_selves())::uuid[])
    or person_id = (select gate_helped()));

-- Who is shown all that is the person's must not come in by a code of their own making: only the
-- organisation that keeps the file, or one accountable for the open case, gives one; and never an
-- authority to which the person's asylum history is barred.
create function signins_may_give(about uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select (public.gate_authority_of() is null or not public.gate_barred_from_asylum(about))
        and exists (
            select 1 from public.persons_person p where p.id = about and (
                p.owner_org_id = public.gate_org() or exists (
                    select 1 from public.cases_case c
                    where c.household_id = p.household_id and c.closed_at is null
                      and c.accountable_org_id = public.gate_org())))
$$;
create policy given on signins_code as restrictive for insert with check (
    used_at is null and revoked_at is null
    and (person_id = any ((select gate_selves())::uuid[]) or signins_may_give(person_id)));

-- The person makes a next code, or one for a helper, and ends any of theirs.
create policy made_by_self on signins_code for insert with check (
    person_id = any ((select gate_selves())::uuid[]) and owner_org_id = persons_owner(person_id)
    and kind <> 'guardian');
create policy ended_by_self on signins_code for update
    using (person_id = any ((select gate_selves())::uuid[])) with check (person_id = any ((select gate_selves())::uuid[]));
create policy ended_by_self on signins_signin for update
    using (person_id = any ((select gate_selves())::uuid[])) with check (person_id = any ((select gate_selves())::uuid[]));
-- A stay begins by the function of entering.sql alone.
create policy written_by_the_database on signins_signin as restrictive for insert
    with check (false);
create policy stays on signins_code as restrictive for delete using (false);
create policy stays on signins_signin as restrictive for delete using (false);

-- Nothing of a code is rewritten: it is used by the database, and ended, once each.
create function signins_code_stands() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if (to_jsonb(new) - array['used_at', 'revoked_at', 'sealed', 'scope', 'shared_with', 'shared_until'])
       is distinct from
       (to_jsonb(old) - array['used_at', 'revoked_at', 'sealed', 'scope', 'shared_with', 'shared_until'])
       or old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at
       or new.used_at is distinct from old.used_at
          and (old.used_at is not null
               or not pg_has_role(current_user,
                                  (select relowner from pg_class where oid = tg_relid), 'usage'))
    then
        raise exception 'a code is used once and ended once' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger stands before update on signins_code
    for each row execute function signins_code_stands();
-- After `fold`, which puts the seal into the row.
create function signins_note_seal() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    new.was_sealed := new.sealed;
    return new;
end $$;
create trigger note_seal before insert on signins_code
    for each row execute function signins_note_seal();

-- Who holds what comes next is told on the helper's pages too.
create policy helped on tasks_task for select using (person_id = (select gate_helped()));
