-- Books: who sees them, what may be posted, and that it balances.

-- Books that a feature above opens to the actor beside those of the actor's own organisation.
select gate_declare('ledger_books_shared', '', 'uuid[]', $$'{}'::uuid[]$$);

-- The books that the actor sees: their organisation's, where a role of theirs is cleared for money.
create function ledger_books() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case when 9 = any (public.gate_classes()) then
        array(select b.id from public.ledger_book b where b.owner_org_id = public.gate_org())
        else '{}' end || public.ledger_books_shared()
$$;

alter table ledger_book enable row level security;
create policy seen on ledger_book for select using (
    owner_org_id = (select gate_org()) and 9 = any ((select gate_classes())::smallint[])
    or id = any ((select ledger_books_shared())::uuid[]));
create policy written on ledger_book for insert with check (
    owner_org_id = (select gate_org()) and 9 = any ((select gate_classes())::smallint[]));
alter table ledger_account enable row level security;
create policy seen on ledger_account for select using (
    book_id = any ((select ledger_books())::uuid[]));
create policy written on ledger_account for insert with check (exists (
    select 1 from ledger_book b where b.id = book_id and b.owner_org_id = (select gate_org())));
alter table ledger_transaction enable row level security;
create policy seen on ledger_transaction for select using (
    book_id = any ((select ledger_books())::uuid[]));
alter table ledger_posting enable row level security;
create policy seen on ledger_posting for select using (
    book_id = any ((select ledger_books())::uuid[]));

-- A line is of its transaction's book, and of an account of that book in that currency.
alter table ledger_posting
    add constraint line_is_of_its_transactions_book foreign key (transaction_id, book_id)
        references ledger_transaction (id, book_id),
    add constraint line_is_in_its_accounts_currency foreign key (account_id, book_id, currency)
        references ledger_account (id, book_id, currency);
alter table ledger_account add constraint currency_is_a_code check (currency ~ '^[A-Z]{3}$');

-- At commit every transaction balances in each currency and has as many lines as it was made with:
-- nothing is ever added to one that stands.
create function ledger_balances() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    of_transaction uuid := case tg_table_name
        when 'ledger_transaction' then to_jsonb(new) ->> 'id'
        else to_jsonb(new) ->> 'transaction_id' end;
    uneven text;
begin
    select string_agg(s.currency, ', ') into uneven from (
        select p.currency from public.ledger_posting p where p.transaction_id = of_transaction
        group by p.currency having sum(p.amount) <> 0) s;
    if uneven is not null or (
        select count(*) <> (select t.lines from public.ledger_transaction t
                            where t.id = of_transaction)
        from public.ledger_posting p where p.transaction_id = of_transaction) then
        raise exception 'transaction % does not balance (%)', of_transaction, uneven
            using errcode = '23514', constraint = 'every_transaction_balances';
    end if;
    return null;
end $$;
create constraint trigger every_transaction_balances after insert on ledger_transaction
    deferrable initially deferred for each row execute function ledger_balances();
create constraint trigger every_transaction_balances after insert on ledger_posting
    deferrable initially deferred for each row execute function ledger_balances();

-- What was posted stands, for the owner's role as well: a mistake is reversed, not mended.
create function ledger_stands() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'what was posted is not changed or removed; reverse it'
        using errcode = '42501';
end $$;
create trigger stands before update or delete or truncate on ledger_transaction
    for each statement execute function ledger_stands();
create trigger stands before update or delete or truncate on ledger_posting
    for each statement execute function ledger_stands();

-- The account of a book by its code and currency, opened where it is not there yet.
create function ledger_account_of(
    book uuid, code text, kind text, currency text, name text default '') returns bigint
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    found bigint;
begin
    select a.id into found from public.ledger_account a where a.book_id = ledger_account_of.book
        and a.code = ledger_account_of.code and a.currency = ledger_account_of.currency;
    if found is null then
        insert into public.ledger_account (book_id, code, name, kind, currency)
        values (book, code, name, kind, currency)
        on conflict on constraint account_is_opened_once_a_currency do nothing;
        select a.id into found from public.ledger_account a where a.book_id = ledger_account_of.book
            and a.code = ledger_account_of.code and a.currency = ledger_account_of.currency;
    end if;
    return found;
end $$;
revoke execute on function ledger_account_of(uuid, text, text, text, text) from public;

-- Posts `lines`, [[account, amount], ...]. Null where the key was used before; two at once wait for
-- each other. For other features' definer functions: who may post is their question.
create function ledger_write(
    book uuid, key text, "on" date, memo text, subject uuid, at timestamptz, lines jsonb,
    reverses uuid default null) returns uuid
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    made uuid;
begin
    insert into public.ledger_transaction (id, book_id, key, "on", at, by_id, memo, subject, lines,
        reverses_id)
    values (gen_random_uuid(), book, key, "on", at, public.gate_user(), memo, subject,
        jsonb_array_length(lines), reverses)
    on conflict on constraint same_thing_is_posted_once do nothing returning id into made;
    if made is not null then
        insert into public.ledger_posting (transaction_id, account_id, book_id, currency, amount)
        select made, a.id, a.book_id, a.currency, (line ->> 1)::numeric(16, 2)
        from jsonb_array_elements(lines) with ordinality l (line, place)
        join public.ledger_account a on a.id = (line ->> 0)::bigint
        order by place;
    end if;
    return made;
end $$;
revoke execute on function ledger_write(uuid, text, date, text, uuid, timestamptz, jsonb, uuid)
    from public;

-- As ledger_write, for the application: in books of the actor's own organisation, by somebody who
-- sees its money.
create function ledger_post(
    book uuid, key text, "on" date, memo text, subject uuid, at timestamptz, lines jsonb,
    reverses uuid default null) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from public.ledger_book b where b.id = ledger_post.book
            and b.owner_org_id = public.gate_org() and 9 = any (public.gate_classes())) then
        raise exception 'ledger_post: not a book of the actor' using errcode = '42501';
    end if;
    return public.ledger_write(book, key, "on", memo, subject, at, lines, reverses);
end $$;

-- For `homeward check`, which acts as nobody: the ids of what does not balance, of all books.
create function ledger_faults() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select t.id from public.ledger_transaction t
    left join public.ledger_posting p on p.transaction_id = t.id
    group by t.id, t.lines having count(p.id) <> t.lines
    union
    select p.transaction_id from public.ledger_posting p
    group by p.transaction_id, p.currency having sum(p.amount) <> 0
$$;
