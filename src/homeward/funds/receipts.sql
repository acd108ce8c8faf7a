-- The person's own word on a payment of theirs: a row of whoever planned the instalment.
select gate_guard('funds_receipt');
create function funds_planner(payment uuid) returns bigint
language sql stable set search_path = pg_catalog, pg_temp as $$
    select i.owner_org_id from public.funds_payment p
    join public.funds_instalment i on i.id = p.instalment_id
    where p.id = payment and p.person_id = i.person_id and p.person_id = any (public.gate_selves())
$$;
create policy said_by_self on funds_receipt for insert with check (
    person_id = any ((select gate_selves())::uuid[]) and owner_org_id = funds_planner(payment_id));
create policy own_word_alone on funds_receipt as restrictive for insert
    with check (person_id = any ((select gate_selves())::uuid[]));
create policy stands on funds_receipt as restrictive for update using (true) with check (false);
create policy stays on funds_receipt as restrictive for delete using (false);
