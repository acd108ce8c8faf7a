-- What is asked of a link before there is an actor: which referral it opens and whether a PIN
-- stands before it. It tells ids and nothing of anybody.

-- Before links had PINs.
drop function if exists referrals_of_token(text);

-- A locked link is told apart from one that ended, so that its holder learns why.
create or replace function referrals_link_of_token(hash text)
returns table (referral uuid, link uuid, asks_pin boolean, is_locked boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.referral_id, l.id, l.pin_hash <> '', l.locked_at is not null
    from public.referrals_answerlink l
    where l.token_hash = hash and l.expires_at > now()
      and (l.revoked_at is null or l.locked_at is not null)
$$;

-- Opening changes nothing of the referral; that it was opened is noted, once a minute at most.
create or replace function referrals_link_opened(hash text, moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update public.referrals_answerlink l
    set first_opened_at = coalesce(l.first_opened_at, moment), last_opened_at = moment,
        times_opened = l.times_opened + 1
    where l.token_hash = hash and l.revoked_at is null and l.expires_at > moment
      and (l.last_opened_at is null or l.last_opened_at < moment - interval '1 minute')
$$;

-- One try of a PIN, under the link's lock, so that many at once are still counted one by one. The
-- third wrong one ends the link and tells its sender by a wait.
create or replace function referrals_try_pin(hash text, pin text, moment timestamptz)
returns table (said text, tries_left integer)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    l record;
begin
    select * into l from public.referrals_answerlink a
    where a.token_hash = hash and a.revoked_at is null and a.expires_at > moment for update;
    if not found then
        return query select 'ended', 0;
        return;
    end if;
    if l.pin_hash = pin then
        update public.referrals_answerlink set wrong_pins = 0 where id = l.id and wrong_pins > 0;
        return query select 'right', 3;
        return;
    end if;
    if l.wrong_pins + 1 < 3 then
        update public.referrals_answerlink set wrong_pins = l.wrong_pins + 1 where id = l.id;
        return query select 'wrong', 2 - l.wrong_pins;
        return;
    end if;
    update public.referrals_answerlink
    set wrong_pins = l.wrong_pins + 1, locked_at = moment, revoked_at = moment where id = l.id;
    insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
        programme_id, holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
    select gen_random_uuid(), 'renew_link', l.id, r.case_id, r.person_id, r.number, '',
        r.programme_id, r.owner_org_id, l.made_by_id, r.receiver_org_id, null,
        public.tasks_due_on('renew_link', r.programme_id, moment::date), moment
    from public.referrals_referral r where r.id = l.referral_id
    on conflict do nothing;
    return query select 'locked', 0;
end $$;
