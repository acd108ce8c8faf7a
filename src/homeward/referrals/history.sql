-- A step of a referral is never dated before the one it follows. `at` is the moment of the click,
-- taken before the row's lock: of two that waited for it, the later step may have been clicked first.
-- Here and not in Python, since a receiver may write a line of a history that it may not all read.
create or replace function referrals_dated_after_the_last() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    last timestamptz := (
        select max(s.at) from public.referrals_statuschange s where s.referral_id = new.referral_id);
begin
    if new.at <= last then
        new.at := last + interval '1 microsecond';
    end if;
    return new;
end $$;
revoke execute on function referrals_dated_after_the_last() from public;

drop trigger if exists dated_after_the_last on referrals_statuschange;
create trigger dated_after_the_last before insert on referrals_statuschange
    for each row execute function referrals_dated_after_the_last();
