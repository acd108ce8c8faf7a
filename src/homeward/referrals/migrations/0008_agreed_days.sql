-- The receiver's ground: it sees a referral that was sent to it and the facts chosen for it,
-- nothing else of the file. By its users, or by a link that is good for this one referral.
-- Today's definitions, to run over what is there.

drop policy if exists case_is_seen on referrals_referral;
create policy case_is_seen on referrals_referral as restrictive for insert
    with check (gate_sees_case(case_id));

create or replace function referrals_is_receiver(receiver bigint, referral uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce(receiver = public.gate_org() and public.gate_purpose() = 3
        and case when public.gate_kind() = 'link' then referral = public.gate_link()
                 else 4 = any (public.gate_classes()) end, false)
$$;

drop policy if exists received on referrals_referral;
create policy received on referrals_referral for select using (
    receiver_org_id = (select gate_org()) and status <> 'draft'
    and referrals_is_receiver(receiver_org_id, id));
drop policy if exists answered on referrals_referral;
create policy answered on referrals_referral for update
    using (receiver_org_id = (select gate_org()) and status in ('sent', 'accepted')
           and referrals_is_receiver(receiver_org_id, id))
    with check (receiver_org_id = (select gate_org())
           and status in ('accepted', 'declined', 'completed', 'not_completed')
           and referrals_is_receiver(receiver_org_id, id));

-- Number, status and dates stay; the facts close with the agreement, the consent or the end, and
-- after it with the days that a clause for this very class grants.
create or replace function referrals_facts_open(referral uuid, class smallint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.referrals_referral r
        where r.id = referral and r.status in ('sent', 'accepted', 'completed', 'not_completed')
          and (r.ended_on is null or current_date <= r.ended_on + coalesce(
              public.agreements_days_after(
                  r.owner_org_id, r.programme_id, class, r.receiver_org_id, 3), 0)))
$$;
create or replace function referrals_is_accepted(referral uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.referrals_referral r
                   where r.id = referral and r.status in ('accepted', 'completed', 'not_completed'))
$$;
-- How many of the classes that a referral tells are covered by a ground of the person's now, and how
-- many it tells. The referral itself is of the class Case.
create or replace function referrals_covered(referral uuid)
returns table (itself boolean, told bigint, covered bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select bool_or(k.class = 4 and k.is_open), count(*) filter (where k.is_told),
           count(*) filter (where k.is_told and k.is_open)
    from (
        select c.class, c.is_told, exists (
            select 1 from public.gate_recipients(r.person_id, c.class) g
            where g.recipient = r.receiver_org_id * 16 + 3) as is_open
        from public.referrals_referral r
        cross join lateral (
            select 4::smallint as class, false as is_told
            union select f.data_class, true from public.referrals_sharedfact f
            where f.referral_id = r.id and f.kind <> 'message') c
        where r.id = referral) k
$$;
-- The message may speak of any fact: it closes when one of them does, for whatever reason.
create or replace function referrals_message_open(referral uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.itself and c.covered = c.told and not exists (
        select 1 from public.referrals_sharedfact f
        where f.referral_id = referral and f.kind <> 'message'
          and not (public.gate_clause_covers(
                       f.owner_org_id, f.programme_id, f.data_class, f.receiver_org_id, 3)
                   and public.referrals_facts_open(referral, f.data_class)))
    from public.referrals_covered(referral) c
$$;
drop policy if exists received on referrals_sharedfact;
create policy received on referrals_sharedfact for select using (
    receiver_org_id = (select gate_org())
    and referrals_is_receiver(receiver_org_id, referral_id)
    and (select gate_recipient()) = any (shared_with)
    and (shared_until >= current_date or gate_still_shared(person_id, data_class))
    and ((select gate_kind()) = 'link' or data_class = any ((select gate_classes())::smallint[]))
    and gate_clause_covers(owner_org_id, programme_id, data_class, receiver_org_id, 3)
    and referrals_facts_open(referral_id, data_class)
    and (not after_acceptance or referrals_is_accepted(referral_id))
    and (kind <> 'message' or referrals_message_open(referral_id)));
drop function if exists referrals_facts_open(uuid);

drop policy if exists received on referrals_statuschange;
create policy received on referrals_statuschange for select using (
    receiver_org_id = (select gate_org()) and referrals_is_receiver(receiver_org_id, referral_id));
drop policy if exists answered on referrals_statuschange;
create policy answered on referrals_statuschange for insert with check (
    receiver_org_id = (select gate_org()) and referrals_is_receiver(receiver_org_id, referral_id));

-- As the asking role, so that the referral's own policies answer.
create or replace function gate_sees_referral(referral uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.referrals_referral r where r.id = referral offset 0)
$$;

-- A link names a referral; its holder is the receiving organisation, cleared for no class at all.
create or replace function access_link_fields(id text, purpose smallint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select concat_ws('|', 'link', r.id, r.receiver_org_id, 3, '', '')
    from public.referrals_referral r
    where r.id = access_link_fields.id::uuid and r.status <> 'draft'
      and exists (select 1 from public.referrals_answerlink l
                  where l.referral_id = r.id and l.revoked_at is null and l.expires_at > now())
$$;

-- Which referral a token opens. Asked before there is an actor; tells nothing but the id.
create or replace function referrals_of_token(hash text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.referral_id from public.referrals_answerlink l
    where l.token_hash = hash and l.revoked_at is null and l.expires_at > now()
$$;

-- The receiver's page says when its link ends.
drop policy if exists own_link on referrals_answerlink;
create policy own_link on referrals_answerlink for select using (referral_id = (select gate_link()));

-- Closes one person's referrals, waiting or under way, of which nothing is covered any more: number,
-- status and dates remain. Where a class alone was taken back, its facts close and the rest goes on. The database does it, since whoever withdraws (the person, a partner)
-- need not see them. It closes what is uncovered and nothing else, whoever asks.
create or replace function referrals_close_uncovered(about uuid, moment timestamptz)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    r record;
    closed integer := 0;
begin
    update public.persons_deletionnotice n set received = array(
        select s.number from public.referrals_referral s
        where s.person_id = about and s.receiver_org_id = n.recipient_org_id
          and s.status <> 'draft' order by s.sent_at)
    where n.person_id = about and n.answered_at is null;
    for r in
        select * from public.referrals_referral f
        where f.person_id = about and f.status in ('sent', 'accepted')
          and not (select c.itself and c.covered > 0 from public.referrals_covered(f.id) c)
        order by f.id for update
    loop
        update public.referrals_referral set status = 'withdrawn',
            withdraw_reason = 'consent_withdrawn', ended_on = moment::date
        where id = r.id;
        insert into public.referrals_statuschange (id, owner_org_id, data_class, programme_id,
            person_id, shared_with, shared_until, referral_id, receiver_org_id, "to", at, by_id)
        values (gen_random_uuid(), r.owner_org_id, r.data_class, r.programme_id, r.person_id,
            '{}', '9999-12-31', r.id, r.receiver_org_id, 'withdrawn', moment,
            public.gate_user());
        update public.referrals_answerlink set revoked_at = moment
        where referral_id = r.id and revoked_at is null;
        update public.tasks_task set done_at = moment
        where subject_id = r.id and done_at is null
          and kind in ('answer_referral', 'report_outcome');
        insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
            holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
        values (gen_random_uuid(), 'read_withdrawal', r.id, r.case_id, r.person_id, r.number, '',
            r.owner_org_id, r.drafted_by_id, r.owner_org_id, r.drafted_by_id,
            public.tasks_due_on('read_withdrawal', r.programme_id, moment::date), moment)
        on conflict do nothing;
        closed := closed + 1;
    end loop;
    return closed;
end $$;

-- The same for all whose consent or other ground has run out by its own date. A job's.
create or replace function referrals_close_run_out(moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_kind() <> 'job' then
        raise exception 'referrals_close_run_out: not a job' using errcode = '42501';
    end if;
    return (select coalesce(sum(public.referrals_close_uncovered(p.person_id, moment)), 0)
            from (select distinct person_id from public.referrals_referral
                  where status in ('sent', 'accepted') order by 1) p);
end $$;
