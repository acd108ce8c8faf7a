-- A pool is its administrator's. A donor that works on Homeward reads what it gave itself, and no
-- other donor's terms.

create function pools_is_own(pool uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.gate_kind() = 'user' and exists (
        select 1 from public.pools_pool p
        where p.id = pool and p.owner_org_id = public.gate_org())
$$;
create function pools_is_donor(donor bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.gate_kind() = 'user' and exists (
        select 1 from public.actors_actor a
        where a.id = donor and a.organisation_id = public.gate_org())
$$;
create function pools_is_given(commitment uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.pools_commitment c
                   where c.id = commitment and public.pools_is_donor(c.donor_id))
$$;
create function pools_gives_to(pool uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.pools_commitment c
                   where c.pool_id = pool and public.pools_is_donor(c.donor_id))
$$;

alter table pools_pool enable row level security;
create policy seen on pools_pool for select using (
    (select gate_kind()) = 'user'
    and (owner_org_id = (select gate_org()) or pools_gives_to(id)));
create policy written on pools_pool for insert with check (owner_org_id = (select gate_org()));
create policy changed on pools_pool for update using (owner_org_id = (select gate_org()));

create function pools_hangs_on(name text, donors text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    execute format('alter table public.%I enable row level security', name);
    execute format('create policy seen on public.%I for select
        using (public.pools_is_own(pool_id) or %s)', name, donors);
    execute format('create policy written on public.%I for insert
        with check (public.pools_is_own(pool_id))', name);
    execute format('create policy changed on public.%I for update
        using (public.pools_is_own(pool_id))', name);
end $$;
select pools_hangs_on('pools_pool_countries', 'public.pools_gives_to(pool_id)');
select pools_hangs_on('pools_pool_programmes', 'public.pools_gives_to(pool_id)');
select pools_hangs_on('pools_commitment', 'public.pools_is_donor(donor_id)');
select pools_hangs_on('pools_commitmentyear', 'public.pools_is_given(commitment_id)');
select pools_hangs_on('pools_contribution', 'public.pools_is_given(commitment_id)');
select pools_hangs_on('pools_earmark', 'public.pools_is_given(commitment_id)');
select pools_hangs_on('pools_donorprocedure', 'public.pools_is_donor(donor_id)');
select pools_hangs_on('pools_poolreport', 'public.pools_is_donor(donor_id)');
select pools_hangs_on('pools_yearmove', 'false');
select pools_hangs_on('pools_disbursementcriterion', 'public.pools_gives_to(pool_id)');
select pools_hangs_on('pools_priorapproval', 'false');
select pools_hangs_on('pools_round', 'false');
select pools_hangs_on('pools_roundsource', 'false');
select pools_hangs_on('pools_roundline', 'false');
select pools_hangs_on('pools_roundfigure', 'false');
select pools_hangs_on('pools_roundpart', 'public.pools_is_given(commitment_id)');
drop function pools_hangs_on(text, text);

-- What was told, moved, counted in or shared out stands.
create function pools_stands() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'what was written of a pool is not changed' using errcode = '42501';
end $$;
create trigger stands before update or delete on pools_contribution
    for each row execute function pools_stands();
create trigger stands before update or delete on pools_yearmove
    for each row execute function pools_stands();
create trigger stands before update or delete on pools_poolreport
    for each row execute function pools_stands();
create trigger stands before update or delete on pools_roundpart
    for each row execute function pools_stands();
create trigger stands before update or delete on pools_roundfigure
    for each row execute function pools_stands();

-- What was paid of each donor's money out of the pool's budgets, day by day, up to a day. Sums
-- of the budgets' books, for whoever sees the pool: nothing of them names a case.
create function pools_paid(of_pool uuid, until date)
returns table (budget_id bigint, donor_id bigint, paid_on date, amount numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select b.id, split_part(a.code, ':', 2)::bigint, t.on,
        -sum(p.amount)
    from public.pools_roundline l
    join public.funds_budget b on b.id = l.budget_id
    join public.ledger_account a on a.book_id = b.cash_book_id and a.currency = b.currency
        and a.code like 'donor:%'
    join public.ledger_posting p on p.account_id = a.id
    join public.ledger_transaction t on t.id = p.transaction_id
    where l.pool_id = of_pool and t.on <= until
      and (public.pools_is_own(of_pool)
           or public.pools_is_donor(split_part(a.code, ':', 2)::bigint))
    group by 1, 2, 3 having sum(p.amount) <> 0
$$;

-- For `homeward check`: pools whose books, counters and rows do not say the same.
create function pools_faults() returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with held as (
        select a.book_id, a.code, sum(p.amount) as amount
        from public.ledger_account a join public.ledger_posting p on p.account_id = a.id
        where a.book_id in (select commitment_book_id from public.pools_pool
                            union select cash_book_id from public.pools_pool)
        group by a.book_id, a.code
    ), given as (
        select r.commitment_id, sum(r.amount) as amount from public.pools_roundpart r
        join public.pools_roundline l on l.id = r.line_id
        join public.pools_round o on o.id = l.round_id and o.status = 'placed'
        group by r.commitment_id
    ), came as (
        select c.commitment_id, sum(c.pool_amount) as amount from public.pools_contribution c
        group by c.commitment_id
    ), counted as (
        select c.year_id, sum(c.amount) as amount from public.pools_contribution c
        group by c.year_id
    ), wrong as (
        select y.pool_id from public.pools_commitmentyear y
        join public.pools_pool p on p.id = y.pool_id
        left join held r on r.book_id = p.commitment_book_id and r.code = 'reserved:' || y.id
        left join held i on i.book_id = p.commitment_book_id and i.code = 'received:' || y.id
        left join counted n on n.year_id = y.id
        where coalesce(r.amount, 0) <> y.amount - y.received
            or coalesce(i.amount, 0) <> y.received or coalesce(n.amount, 0) <> y.received
        union
        select c.pool_id from public.pools_commitment c
        join public.pools_pool p on p.id = c.pool_id
        left join held h on h.book_id = p.cash_book_id and h.code = 'held:' || c.id
        left join came k on k.commitment_id = c.id left join given g on g.commitment_id = c.id
        where coalesce(-h.amount, 0) <> coalesce(k.amount, 0) - coalesce(g.amount, 0)
        union
        select p.id from public.pools_pool p
        left join held h on h.book_id = p.cash_book_id and h.code = 'bank'
        where coalesce(h.amount, 0) <> coalesce((
            select sum(k.amount) from came k join public.pools_commitment c
            on c.id = k.commitment_id where c.pool_id = p.id), 0) - coalesce((
            select sum(g.amount) from given g join public.pools_commitment c
            on c.id = g.commitment_id where c.pool_id = p.id), 0)
        union
        select l.pool_id from public.pools_roundline l
        join public.funds_budget b on b.id = l.budget_id
        where b.amount <> (select sum(r.amount) from public.pools_roundpart r
                           where r.line_id = l.id)
    )
    select p.name from public.pools_pool p where p.id in (select pool_id from wrong)
    order by p.name
$$;
