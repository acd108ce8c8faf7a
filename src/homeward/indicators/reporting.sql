-- A published results chain is everybody's who works here; a draft is its programme's lead's. A
-- report is written by the lead and its fund offices, and read by those it is for once submitted.
-- What is published or submitted never changes.

-- The organisations that pay for a programme, keep its money or lead it.
create function dashboards_parties(programme bigint) returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select array(
        select p.lead_org_id from public.programmes_programme p where p.id = programme
        union select p.funder_org_id from public.programmes_programme p where p.id = programme
        union select b.fund_org_id from public.funds_budget b where b.programme_id = programme)
$$;

alter table indicators_logframe enable row level security;
create policy seen on indicators_logframe for select using (
    owner_org_id = (select gate_org())
    or status = 'published' and (select gate_kind()) not in ('', 'anonymous', 'link'));
create policy written on indicators_logframe for insert with check (
    status = 'draft' and owner_org_id = (select gate_org())
    and exists (select 1 from programmes_programme p where p.id = programme_id
        and p.lead_org_id = (select gate_org()) offset 0));
create policy changed on indicators_logframe for update
    using (status = 'draft' and owner_org_id = (select gate_org()))
    with check (owner_org_id = (select gate_org()));
create policy removed on indicators_logframe for delete
    using (status = 'draft' and owner_org_id = (select gate_org()));

alter table indicators_result enable row level security;
create policy seen on indicators_result for select using (
    exists (select 1 from indicators_logframe l where l.id = logframe_id offset 0));
create policy written on indicators_result for all
    using (exists (select 1 from indicators_logframe l where l.id = logframe_id
        and l.status = 'draft' and l.owner_org_id = (select gate_org()) offset 0))
    with check (exists (select 1 from indicators_logframe l where l.id = logframe_id
        and l.status = 'draft' and l.owner_org_id = (select gate_org()) offset 0));

alter table indicators_measure enable row level security;
create policy seen on indicators_measure for select using (
    exists (select 1 from indicators_result r where r.id = result_id offset 0));
create policy written on indicators_measure for all
    using (exists (select 1 from indicators_result r join indicators_logframe l
        on l.id = r.logframe_id where r.id = result_id
        and l.status = 'draft' and l.owner_org_id = (select gate_org()) offset 0))
    with check (exists (select 1 from indicators_result r join indicators_logframe l
        on l.id = r.logframe_id where r.id = result_id
        and l.status = 'draft' and l.owner_org_id = (select gate_org()) offset 0));

-- Typed by the chain's owner, in a published version too; a later one corrects, none is changed.
alter table indicators_reading enable row level security;
create policy seen on indicators_reading for select using (
    exists (select 1 from indicators_measure m where m.id = measure_id offset 0));
create policy written on indicators_reading for insert with check (
    exists (select 1 from indicators_measure m join indicators_result r on r.id = m.result_id
        join indicators_logframe l on l.id = r.logframe_id
        where m.id = measure_id and l.owner_org_id = (select gate_org()) offset 0));
create policy removed on indicators_reading for delete using (
    exists (select 1 from indicators_measure m join indicators_result r on r.id = m.result_id
        join indicators_logframe l on l.id = r.logframe_id
        where m.id = measure_id and l.status = 'draft'
          and l.owner_org_id = (select gate_org()) offset 0));

-- The reports whose programme the actor's organisation leads, or keeps money of: asked once.
create function dashboards_party_to() returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select array(
        select p.id from public.programmes_programme p
        where p.lead_org_id = public.gate_org() or p.funder_org_id = public.gate_org()
        union select b.programme_id from public.funds_budget b
        where b.fund_org_id = public.gate_org())
$$;

alter table indicators_donorreport enable row level security;
create policy seen on indicators_donorreport for select using (
    owner_org_id = (select gate_org())
    or programme_id = any ((select dashboards_party_to())::bigint[])
       and (status = 'submitted' or exists (select 1 from funds_budget b
            where b.programme_id = indicators_donorreport.programme_id
              and b.fund_org_id = (select gate_org()) offset 0))
    or status = 'submitted' and exists (select 1 from actors_actor a
        where a.id = donor_id and a.organisation_id = (select gate_org()) offset 0));
create policy written on indicators_donorreport for insert with check (
    status = 'draft' and owner_org_id = (select gate_org())
    and exists (select 1 from programmes_programme p where p.id = programme_id
        and p.lead_org_id = (select gate_org()) offset 0));
create policy changed on indicators_donorreport for update
    using (status = 'draft' and owner_org_id = (select gate_org()))
    with check (owner_org_id = (select gate_org()));
create policy removed on indicators_donorreport for delete
    using (status = 'draft' and owner_org_id = (select gate_org()));

alter table indicators_narrative enable row level security;
create policy seen on indicators_narrative for select using (
    exists (select 1 from indicators_donorreport d where d.id = report_id offset 0));
create policy written on indicators_narrative for insert with check (
    exists (select 1 from indicators_donorreport d where d.id = report_id
        and d.status = 'draft' offset 0));
create policy removed on indicators_narrative for delete using (
    exists (select 1 from indicators_donorreport d where d.id = report_id and d.status = 'draft'
        and d.owner_org_id = (select gate_org()) offset 0));

-- A donor's money in a programme, budget by budget, as the fund offices' books stood on a day: sums
-- alone, to the programme's own parties. The books themselves are read by their office.
create function dashboards_money(programme bigint, donor bigint, since date, until date)
returns table (budget bigint, name text, currency text, percent numeric, agreed numeric,
               granted numeric, spent numeric, spent_before numeric, received numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select b.id, b.name, b.currency, s.percent,
           round(b.amount * s.percent / 100, 2),
           round(coalesce((select sum(p.amount) from public.ledger_posting p
               join public.ledger_account a on a.id = p.account_id
               join public.ledger_transaction t on t.id = p.transaction_id
               where p.book_id = b.commitment_book_id and t.on <= until
                 and a.code in ('reserved', 'committed', 'paid')), 0) * s.percent / 100, 2),
           m.spent, m.spent_before, m.received
    from public.funds_budget b
    join public.funds_budgetshare s on s.budget_id = b.id and s.donor_id = donor
    cross join lateral (
        select coalesce(-sum(p.amount) filter (where a.code = 'donor:' || donor
                   and t.on between since and until), 0) as spent,
               coalesce(-sum(p.amount) filter (where a.code = 'donor:' || donor
                   and t.on < since), 0) as spent_before,
               coalesce(-sum(p.amount) filter (where a.code = 'due:' || donor
                   and t.memo = 'received' and t.on <= until), 0) as received
        from public.ledger_posting p
        join public.ledger_account a on a.id = p.account_id
        join public.ledger_transaction t on t.id = p.transaction_id
        where p.book_id = b.cash_book_id and p.currency = b.currency) m
    where b.programme_id = programme
      and public.gate_org() = any (public.dashboards_parties(programme))
    order by b.valid_from, b.name
$$;
