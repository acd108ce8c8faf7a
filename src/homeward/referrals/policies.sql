-- The receiver's ground: it sees a referral that was sent to it and the facts chosen for it,
-- nothing else of the file. By its users, or by a link that is good for this one referral.
-- Today's definitions, to run over what is there.

-- The one home of "which states", as rules.py has them (tests/test_rules.py compares the two).
create or replace function referrals_is_under_way(status text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select status in ('sent', 'info_asked', 'waiting_list', 'accepted', 'started')
$$;
create or replace function referrals_has_place(status text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select status in ('accepted', 'started', 'completed', 'not_completed', 'confirmed')
$$;
create or replace function referrals_keeps_facts(status text) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select public.referrals_is_under_way(status) or public.referrals_has_place(status)
$$;
-- By which wait a state is held, and whether the receiver holds it.
create or replace function referrals_wait_of(status text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case status
        when 'sent' then 'answer_referral' when 'info_asked' then 'give_information'
        when 'waiting_list' then 'review_waiting_list' when 'accepted' then 'start_service'
        when 'started' then 'report_outcome' end
$$;

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
    using (receiver_org_id = (select gate_org()) and referrals_is_under_way(status)
           and referrals_is_receiver(receiver_org_id, id))
    with check (receiver_org_id = (select gate_org())
           and status in ('info_asked', 'waiting_list', 'accepted', 'declined', 'started',
                          'completed', 'not_completed')
           and referrals_is_receiver(receiver_org_id, id));
-- The person says of their own referral whether it was as the receiver reported.
drop policy if exists said_by_person on referrals_referral;
create policy said_by_person on referrals_referral for update
    using (person_id = any ((select gate_selves())::uuid[]) and status in ('completed', 'not_completed'))
    with check (person_id = any ((select gate_selves())::uuid[]) and person_said_way = 'portal'
           and status in ('completed', 'not_completed', 'confirmed'));

-- Number, status and dates stay; the facts close with the agreement, the consent or the end, and
-- after it with the days that a clause for this very class grants.
create or replace function referrals_facts_open(referral uuid, class smallint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.referrals_referral r
        where r.id = referral and public.referrals_keeps_facts(r.status)
          and (r.ended_on is null or current_date <= r.ended_on + coalesce(
              public.agreements_days_after(
                  r.owner_org_id, r.programme_id, class, r.receiver_org_id, 3), 0)))
$$;
create or replace function referrals_is_accepted(referral uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.referrals_referral r
                   where r.id = referral and public.referrals_has_place(r.status))
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
            where f.referral_id = r.id and f.kind not in ('message', 'reply')) c
        where r.id = referral) k
$$;
-- The sender's words may speak of any fact: they close when one of them does,
-- for whatever reason.
create or replace function referrals_message_open(referral uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.itself and c.covered = c.told and not exists (
        select 1 from public.referrals_sharedfact f
        where f.referral_id = referral and f.kind not in ('message', 'reply')
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
    and (kind not in ('message', 'reply') or referrals_message_open(referral_id)));
drop function if exists referrals_facts_open(uuid);

drop policy if exists received on referrals_statuschange;
create policy received on referrals_statuschange for select using (
    receiver_org_id = (select gate_org()) and referrals_is_receiver(receiver_org_id, referral_id));
drop policy if exists answered on referrals_statuschange;
create policy answered on referrals_statuschange for insert with check (
    receiver_org_id = (select gate_org()) and referrals_is_receiver(receiver_org_id, referral_id));
drop policy if exists said_by_person on referrals_statuschange;
create policy said_by_person on referrals_statuschange for insert with check (
    person_id = any ((select gate_selves())::uuid[]) and "to" = 'confirmed');

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

-- The receiver's page says when its link ends.
drop policy if exists own_link on referrals_answerlink;
create policy own_link on referrals_answerlink for select using (referral_id = (select gate_link()));

-- Ends a referral that nobody acted on, by the consent that ended or by silence: number, status and
-- dates remain, its links and waits end, and the sender is left with what to do next. The
-- database does it, since whoever withdraws (the person, a partner) or the job need not see them.
create or replace function referrals_end(
    ended uuid, became text, why text, leaves text, moment timestamptz)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    r record;
begin
    update public.referrals_referral set status = became, ended_on = moment::date,
        withdraw_reason = case became when 'withdrawn' then why else withdraw_reason end,
        expire_reason = case became when 'expired' then why else expire_reason end
    where id = ended returning * into r;
    insert into public.referrals_statuschange (id, owner_org_id, data_class, programme_id,
        person_id, shared_with, shared_until, referral_id, receiver_org_id, "to", at, by_id, text)
    values (gen_random_uuid(), r.owner_org_id, r.data_class, r.programme_id, r.person_id,
        '{}', '9999-12-31', r.id, r.receiver_org_id, became, moment, public.gate_user(), '');
    update public.referrals_answerlink set revoked_at = moment
    where referral_id = r.id and revoked_at is null;
    update public.tasks_task set done_at = moment
    where subject_id = r.id and done_at is null
      and kind in ('answer_referral', 'give_information', 'review_waiting_list', 'start_service',
                   'report_outcome');
    insert into public.tasks_task (id, kind, subject_id, case_id, person_id, programme_id,
        reference, note, holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
    values (gen_random_uuid(), leaves, r.id, r.case_id, r.person_id, r.programme_id, r.number, '',
        r.owner_org_id, r.drafted_by_id, r.owner_org_id, r.drafted_by_id,
        public.tasks_due_on(leaves, r.programme_id, moment::date, r.owner_org_id), moment)
    on conflict do nothing;
end $$;
revoke execute on function referrals_end(uuid, text, text, text, timestamptz) from public;

-- Closes one person's referrals under way of which nothing is covered any more. Where a class alone
-- was taken back, its facts close and the rest goes on. It closes what is uncovered and nothing
-- else, whoever asks.
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
        select f.id from public.referrals_referral f
        where f.person_id = about and public.referrals_is_under_way(f.status)
          and not (select c.itself and c.covered > 0 from public.referrals_covered(f.id) c)
        order by f.id for update
    loop
        perform public.referrals_end(
            r.id, 'withdrawn', 'consent_withdrawn', 'read_withdrawal', moment);
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
                  where public.referrals_is_under_way(status) order by 1) p);
end $$;

-- Silence: reminded on its day and told to who leads (tasks/reminders.sql), and then, after the
-- days that the programme's rule states, the end. A service that has begun is not ended so: the
-- person is being helped, and silence about it closes nothing.
create or replace function referrals_expire(moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    r record;
    ended integer := 0;
begin
    if public.gate_job() is distinct from 'expire_referrals' then
        raise exception 'referrals_expire: not its job' using errcode = '42501';
    end if;
    for r in
        select f.id, f.status from public.referrals_referral f
        join public.tasks_task t on t.subject_id = f.id and t.done_at is null
            and t.kind = public.referrals_wait_of(f.status)
        where f.status in ('sent', 'info_asked', 'waiting_list', 'accepted')
          and t.escalated_at is not null
          and public.tasks_due_on('expire_referral', f.programme_id, t.due_on, t.holder_org_id)
              < moment::date
        -- An answer under way goes first: whoever holds the row ends the silence.
        order by f.id for update of f skip locked
    loop
        perform public.referrals_end(r.id, 'expired',
            case r.status when 'sent' then 'no_answer' when 'info_asked' then 'no_information'
                          when 'waiting_list' then 'no_place' else 'never_began' end,
            'refer_again', moment);
        ended := ended + 1;
    end loop;
    return ended;
end $$;

-- A referral under way has one open wait, that of its state, with a day; a wait that ends leaves
-- none without. Asked at the end of each transaction, whoever wrote.
create or replace function referrals_is_held() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    about uuid;
    wrong text;
begin
    if tg_table_name = 'tasks_task' then about := new.subject_id; else about := new.id; end if;
    select r.number into wrong from public.referrals_referral r
    where r.id = about and public.referrals_is_under_way(r.status) and not coalesce((
        select count(*) = 1 and bool_and(t.kind = public.referrals_wait_of(r.status)
                                         and t.due_on is not null)
        from public.tasks_task t where t.subject_id = r.id and t.done_at is null
            -- A hub that routes it waits beside the state.
            and t.kind <> all ('{route_referral,send_routed}')), false);
    if wrong is not null then
        raise exception 'referral % has nobody who holds it, or no day', wrong
            using errcode = '23514', constraint = 'referral_under_way_is_held';
    end if;
    return null;
end $$;
drop trigger if exists is_held on referrals_referral;
create constraint trigger is_held after insert or update of status on referrals_referral
    deferrable initially deferred for each row execute function referrals_is_held();
drop trigger if exists referral_is_held on tasks_task;
create constraint trigger referral_is_held after update of done_at, due_on on tasks_task
    deferrable initially deferred for each row
    when (new.kind in ('answer_referral', 'give_information', 'review_waiting_list',
                       'start_service', 'report_outcome'))
    execute function referrals_is_held();

-- What a person asks their case worker to ask for: written by the person, of whoever answers for
-- the case, and taken back by the person as long as nobody has answered.
create or replace function referrals_answers_for(case_id uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.accountable_org_id from public.cases_case c
    where c.id = referrals_answers_for.case_id and c.person_id = any (public.gate_selves())
      and c.closed_at is null
$$;
drop policy if exists asked_by_self on referrals_servicerequest;
create policy asked_by_self on referrals_servicerequest for insert with check (
    person_id = any ((select gate_selves())::uuid[]) and status = 'open' and reply = ''::bytea
    and owner_org_id = referrals_answers_for(case_id));
drop policy if exists taken_back_by_self on referrals_servicerequest;
create policy taken_back_by_self on referrals_servicerequest for update
    using (person_id = any ((select gate_selves())::uuid[]) and status = 'open')
    with check (person_id = any ((select gate_selves())::uuid[]) and status = 'taken_back');
drop policy if exists case_is_seen on referrals_servicerequest;
create policy case_is_seen on referrals_servicerequest as restrictive for insert
    with check (gate_sees_case(case_id));
drop policy if exists case_is_seen on referrals_bundle;
create policy case_is_seen on referrals_bundle as restrictive for insert
    with check (gate_sees_case(case_id));
