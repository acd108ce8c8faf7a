-- What a person has done, can do and wishes for. The class is Case; nothing of health is here.
select gate_guard('careers_pastwork');
select gate_guard('careers_certificate');
select gate_guard('careers_heldskill');
select gate_guard('careers_wish');

-- Whose row a wish becomes that somebody states on their own pages: of whoever answers for their
-- newest open case. A definer's, since a case is the row of the household's head; it answers about
-- the person who acts, and about nobody else.
create function careers_keeper() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.accountable_org_id
    from public.cases_case c
    join public.persons_person p on p.household_id = c.household_id
    where p.id = public.gate_self() and c.closed_at is null
    order by c.opened_at desc limit 1
$$;
create policy wished_by_self on careers_wish for insert with check (
    person_id = (select gate_self()) and is_from_portal and owner_org_id = careers_keeper());
-- What is said on one's own pages is said by the person, and by nobody else.
create policy portal_is_the_person_s_own on careers_wish as restrictive for insert
    with check (not is_from_portal or person_id = (select gate_self()));
-- Wishes are never changed: a new one is stated.
create policy wishes_stay on careers_wish as restrictive for update using (false);
