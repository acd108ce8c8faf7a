-- The commitment ledger of a budget: available -> reserved -> committed -> paid. It follows the rows
-- themselves, whoever writes them: a commission reserves and a case manager plans, and neither may
-- write in the fund office's books. The cash ledger is posted by the office (actions/paying.py).

-- Both books of a budget, from its first moment on. What has them keeps them.
create or replace function funds_open_books() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        new.commitment_book_id := coalesce(new.commitment_book_id, old.commitment_book_id);
        new.cash_book_id := coalesce(new.cash_book_id, old.cash_book_id);
    end if;
    if new.commitment_book_id is null then
        new.commitment_book_id := gen_random_uuid();
        new.cash_book_id := gen_random_uuid();
        insert into public.ledger_book (id, owner_org_id, name, kind, opened_at) values
            (new.commitment_book_id, new.fund_org_id, new.name, 'commitment', now()),
            (new.cash_book_id, new.fund_org_id, new.name, 'cash', now());
    end if;
    return new;
end $$;

-- Moves an amount between two accounts of a budget's commitment book; once for each key.
create or replace function funds_move(
    budget bigint, key text, memo text, subject uuid, at timestamptz, amount numeric,
    into_account text, out_of text) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    b record;
begin
    select f.commitment_book_id as book, f.currency into b
    from public.funds_budget f where f.id = budget;
    if not found then return; end if;
    perform public.ledger_write(b.book, key, at::date, memo, subject, at, jsonb_build_array(
        jsonb_build_array(
            public.ledger_account_of(b.book, into_account, 'commitment', b.currency), amount),
        jsonb_build_array(
            public.ledger_account_of(b.book, out_of, 'commitment', b.currency), -amount)));
end $$;
revoke execute on function
    funds_move(bigint, text, text, uuid, timestamptz, numeric, text, text) from public;

create or replace function funds_book_amount() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    more numeric := new.amount - case when tg_op = 'UPDATE' then old.amount else 0 end;
begin
    if more <> 0 then
        perform public.funds_move(new.id, 'amount:' || gen_random_uuid(), 'granted', null,
            now(), more, 'available', 'granted');
    end if;
    return null;
end $$;

create or replace function funds_book_reservation(r public.funds_reservation) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform public.funds_move(r.budget_id, 'reservation:' || r.id, 'reserved', r.id, r.at, r.amount,
        'reserved', 'available');
end $$;
revoke execute on function funds_book_reservation(public.funds_reservation) from public;

create or replace function funds_reserved() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        perform public.funds_book_reservation(new);
    elsif new.released <> old.released then
        perform public.funds_move(new.budget_id,
            'release:' || new.id || ':' || new.released, 'released', new.id, now(),
            new.released - old.released, 'available', 'reserved');
    end if;
    return null;
end $$;

-- What an instalment's status stands for. Each step once: it may be asked again at any time.
create or replace function funds_book_instalment(i public.funds_instalment) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    key text := 'instalment:' || i.id || ':';
    paid record;
begin
    perform public.funds_move(i.budget_id, key || 'planned', 'planned', i.id, i.planned_at,
        i.amount, 'committed', 'reserved');
    if i.status = 'cancelled' then
        perform public.funds_move(i.budget_id, key || 'cancelled', 'cancelled', i.id, now(),
            i.amount, 'reserved', 'committed');
    end if;
    if i.status not in ('paid', 'returned') then return; end if;
    select p.at, r.at as returned_at into paid from public.funds_payment p
    left join public.funds_paymentreturn r on r.payment_id = p.id where p.instalment_id = i.id;
    perform public.funds_move(i.budget_id, key || 'paid', 'paid', i.id, coalesce(paid.at, now()),
        i.amount, 'paid', 'committed');
    if i.status = 'returned' then
        perform public.funds_move(i.budget_id, key || 'returned', 'returned', i.id,
            coalesce(paid.returned_at, now()), i.amount, 'reserved', 'paid');
    end if;
end $$;
revoke execute on function funds_book_instalment(public.funds_instalment) from public;

create or replace function funds_moved() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' or new.status <> old.status then
        perform public.funds_book_instalment(new);
    end if;
    return null;
end $$;

-- A payment of before the books, as actions/paying.py posts it where no donor and no second
-- currency is concerned.
create or replace function funds_book_payment(p public.funds_payment) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    b record;
    payable bigint;
    spent bigint;
    bank bigint;
begin
    select f.cash_book_id as book, i.way, i.id into b from public.funds_instalment i
    join public.funds_budget f on f.id = i.budget_id where i.id = p.instalment_id;
    payable := public.ledger_account_of(b.book, 'payable:person', 'liability', p.currency);
    spent := public.ledger_account_of(b.book, 'expense:' || b.way, 'expense', p.currency);
    bank := public.ledger_account_of(b.book, 'bank', 'asset', p.currency);
    perform public.ledger_write(b.book, 'payment:' || p.id, p.paid_on, 'paid', b.id, p.at,
        jsonb_build_array(
            jsonb_build_array(spent, p.amount), jsonb_build_array(payable, -p.amount),
            jsonb_build_array(payable, p.amount), jsonb_build_array(bank, -p.amount)));
end $$;
revoke execute on function funds_book_payment(public.funds_payment) from public;

-- Books whatever is not booked yet, of all budgets: rows of before the books, or loaded past the
-- triggers. The owner's alone.
create or replace function funds_rebook() returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    missing record;
begin
    update public.funds_budget set name = name where commitment_book_id is null;
    for missing in
        select f.id, f.amount + coalesce(sum(p.amount), 0) as more
        from public.funds_budget f
        left join public.ledger_account a
            on a.book_id = f.commitment_book_id and a.code = 'granted'
        left join public.ledger_posting p on p.account_id = a.id
        group by f.id having f.amount + coalesce(sum(p.amount), 0) <> 0
    loop
        perform public.funds_move(missing.id, 'amount:' || gen_random_uuid(), 'granted', null,
            now(), missing.more, 'available', 'granted');
    end loop;
    perform public.funds_book_reservation(r) from public.funds_reservation r order by r.at;
    perform public.funds_book_instalment(i) from public.funds_instalment i order by i.planned_at;
    perform public.funds_book_payment(p) from public.funds_payment p order by p.at;
end $$;
revoke execute on function funds_rebook() from public;

-- For `homeward check`: budgets whose books, counters and payments do not say the same.
create or replace function funds_faults() returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with held as (
        select f.id, a.code, sum(p.amount) as amount
        from public.funds_budget f
        join public.ledger_account a on a.book_id in (f.commitment_book_id, f.cash_book_id)
            and a.currency = f.currency
        join public.ledger_posting p on p.account_id = a.id
        group by f.id, a.code
    ), told as (
        select f.id, f.name, f.amount, f.reserved, f.paid,
            coalesce(sum(h.amount) filter (where h.code = 'granted'), 0) as granted,
            coalesce(sum(h.amount) filter (where h.code = 'available'), 0) as available,
            coalesce(sum(h.amount) filter (
                where h.code in ('reserved', 'committed', 'paid')), 0) as held,
            coalesce(sum(h.amount) filter (where h.code = 'paid'), 0) as booked,
            coalesce(sum(h.amount) filter (where h.code like 'expense:%'), 0) as spent
        from public.funds_budget f left join held h on h.id = f.id
        group by f.id
    )
    select t.name from told t
    where t.granted <> -t.amount or t.available <> t.amount - t.reserved
        or t.held <> t.reserved or t.booked <> t.paid or t.spent <> t.paid
    order by t.name
$$;

-- The shares of a budget, and those of a line from one budget, are 100 percent together, or none.
create or replace function funds_shares_are_whole() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    row jsonb := to_jsonb(coalesce(new, old));
    whole numeric;
begin
    if tg_table_name = 'funds_budgetshare' then
        select sum(s.percent) into whole from public.funds_budgetshare s
        where s.budget_id = (row ->> 'budget_id')::bigint;
    else
        select sum(s.percent) into whole from public.funds_lineshare s
        where s.budget_id = (row ->> 'budget_id')::bigint and s.line_id = (row ->> 'line_id')::uuid;
    end if;
    if whole <> 100 then
        raise exception 'the shares are % percent', whole
            using errcode = '23514', constraint = 'shares_are_100_percent';
    end if;
    return null;
end $$;

-- A stock is the sum of its movements, and never less than nothing, whoever takes at once.
create or replace function funds_stock_moves() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.funds_stockitem set held = held + new.quantity where id = new.item_id;
    return null;
end $$;
create or replace function funds_stock_stands() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.held <> old.held and pg_trigger_depth() < 2 then
        raise exception 'a stock changes by its movements alone' using errcode = '42501';
    end if;
    return new;
end $$;

create trigger books before insert or update on funds_budget
    for each row execute function funds_open_books();
create trigger books_amount after insert or update of amount on funds_budget
    for each row execute function funds_book_amount();
create trigger booked after insert or update of released on funds_reservation
    for each row execute function funds_reserved();
create trigger booked after insert or update of status on funds_instalment
    for each row execute function funds_moved();
create trigger stock after insert on funds_stockmovement
    for each row execute function funds_stock_moves();
create trigger stock before update of held on funds_stockitem
    for each row execute function funds_stock_stands();
create constraint trigger shares_are_100_percent
    after insert or update or delete on funds_budgetshare
    deferrable initially deferred for each row execute function funds_shares_are_whole();
create constraint trigger shares_are_100_percent
    after insert or update or delete on funds_lineshare
    deferrable initially deferred for each row execute function funds_shares_are_whole();

select funds_rebook();
