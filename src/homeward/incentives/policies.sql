-- Incentive funds tell of states. Their keeper's organisation reads and writes them; authorities and
-- whoever else keeps such a record read all. No function or policy here reads a row about a person.

alter table incentives_incentivefund enable row level security;
create policy seen on incentives_incentivefund for select
    using ((select gate_kind()) = 'user');
create policy written on incentives_incentivefund for insert
    with check (owner_org_id = (select gate_org()));
alter table incentives_measure enable row level security;
create policy seen on incentives_measure for select using ((select gate_kind()) = 'user');
create policy written on incentives_measure for insert with check (exists (
    select 1 from incentives_incentivefund f
    where f.id = fund_id and f.owner_org_id = (select gate_org())));

-- Its own book, from its first moment on.
create function incentives_open_book() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.book_id := gen_random_uuid();
    insert into public.ledger_book (id, owner_org_id, name, kind, opened_at)
    values (new.book_id, new.owner_org_id, new.name, 'incentive', new.opened_at);
    return new;
end $$;
create trigger book before insert on incentives_incentivefund
    for each row execute function incentives_open_book();

-- Each entry is posted to its step and state: "agreed:GH" up, "fund" down.
create function incentives_post() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    f record;
begin
    if new.amount is null then return null; end if;
    -- Two who enter at once wait here for each other.
    select i.book_id, i.currency into f from public.incentives_incentivefund i
    where i.id = new.fund_id for update;
    if exists (
        select 1 from public.incentives_measure m
        where m.fund_id = new.fund_id and m.country_id = new.country_id
        having coalesce(sum(m.amount) filter (where m.entry = 'agreed'), 0) < greatest(
            coalesce(sum(m.amount) filter (where m.entry = 'entered'), 0),
            coalesce(sum(m.amount) filter (where m.entry = 'paid'), 0))) then
        raise exception 'more than was agreed'
            using errcode = '23514', constraint = 'no_more_is_paid_than_was_agreed';
    end if;
    perform public.ledger_write(f.book_id, 'measure:' || new.id, new.on, new.entry, new.id,
        new.entered_at, jsonb_build_array(
            jsonb_build_array(public.ledger_account_of(f.book_id,
                new.entry || ':' || new.country_id, 'commitment', f.currency), new.amount),
            jsonb_build_array(public.ledger_account_of(f.book_id,
                'fund:' || new.entry, 'commitment', f.currency), -new.amount)));
    return null;
end $$;
create trigger posted after insert on incentives_measure
    for each row execute function incentives_post();

-- Entries add, for the owner's role as well.
create function incentives_stands() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'entries add: none is changed or removed' using errcode = '42501';
end $$;
create trigger stands before update or delete on incentives_measure
    for each row execute function incentives_stands();
create trigger stands before update or delete on incentives_incentivefund
    for each row execute function incentives_stands();

-- Nothing is posted to such a book but what adds, and nothing of it is reversed.
create function incentives_only_adds() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select 1 from public.ledger_book b
               where b.id = new.book_id and b.kind = 'incentive') then
        if new.reverses_id is not null or not exists (
            select 1 from public.incentives_measure m
            where m.id = new.subject and new.key = 'measure:' || m.id) then
            raise exception 'entries add: nothing is reversed' using errcode = '42501';
        end if;
    end if;
    return new;
end $$;
create trigger incentives_only_add before insert on ledger_transaction
    for each row execute function incentives_only_adds();

-- For `homeward check`: funds whose book and entries do not say the same.
create function incentives_faults() returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select f.name from public.incentives_incentivefund f
    where coalesce((select sum(m.amount) from public.incentives_measure m
                    where m.fund_id = f.id), 0)
        <> coalesce((select sum(p.amount) from public.ledger_posting p
                     where p.book_id = f.book_id and p.amount > 0), 0)
    order by f.name
$$;
