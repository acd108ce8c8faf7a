-- Handovers of whole caseloads: an act is its parties'; a row of it is the case's, under the gate;
-- and one function moves files, for the job that carries out what all have signed.

select gate_guard('handovers_handoverrow');
select gate_guard('handovers_asking');
create policy by_the_database_alone on handovers_handoverrow as restrictive for insert
    with check (false);
create policy never_removed on handovers_handoverrow as restrictive for delete using (false);
create policy by_the_job_alone on handovers_handoverrow as restrictive for update
    using ((select gate_job()) = 'hand_over');
create policy case_is_seen on handovers_asking as restrictive for insert
    with check (gate_sees_case(case_id));

-- Of a draft the lead alone knows; then the receivers do.
create function handovers_party(handover uuid, org bigint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case when h.from_org_id = org then 'lead'
        when h.status <> 'draft' and exists (
            select 1 from public.handovers_stage s
            where s.handover_id = h.id and s.receiver_id = org) then 'receiver' end
    from public.handovers_handover h where h.id = handover
$$;
create function handovers_status_of(handover uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select h.status from public.handovers_handover h where h.id = handover
$$;
create function handovers_of_stage(stage uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.handover_id from public.handovers_stage s where s.id = stage
$$;

alter table handovers_criterion enable row level security;
create policy seen on handovers_criterion for select using ((select gate_kind()) = 'user');
create policy written on handovers_criterion for insert with check (
    owner_org_id = (select gate_org()) and stated_by_id = (select gate_user())
    and exists (select 1 from programmes_programme p
                where p.id = programme_id and p.lead_org_id = (select gate_org()) offset 0));
alter table handovers_judgement enable row level security;
create policy seen on handovers_judgement for select using ((select gate_kind()) = 'user');
create policy written on handovers_judgement for insert
    with check (judged_by_id = (select gate_user()));

alter table handovers_handover enable row level security;
create policy seen on handovers_handover for select using (
    from_org_id = (select gate_org())
    or handovers_party(id, (select gate_org())) is not null);
create policy written on handovers_handover for insert
    with check (from_org_id = (select gate_org()) and status = 'draft');
create policy changed on handovers_handover for update using (
    from_org_id = (select gate_org())
    or handovers_party(id, (select gate_org())) is not null);

create function handovers_hangs_on(name text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    execute format('alter table public.%I enable row level security', name);
    execute format('create policy seen on public.%I for select using (
        public.handovers_party(handover_id, (select public.gate_org())) is not null)', name);
    execute format('create policy written on public.%I for insert with check (
        public.handovers_party(handover_id, (select public.gate_org())) = ''lead''
        and public.handovers_status_of(handover_id) = ''draft'')', name);
    execute format('create policy changed on public.%I for update using (
        public.handovers_party(handover_id, (select public.gate_org())) = ''lead'')', name);
    execute format('create policy removed on public.%I for delete using (
        public.handovers_party(handover_id, (select public.gate_org())) = ''lead''
        and public.handovers_status_of(handover_id) = ''draft'')', name);
end $$;
select handovers_hangs_on('handovers_stage');
select handovers_hangs_on('handovers_line');
drop function handovers_hangs_on(text);

-- In one's own name, for one's own organisation, once it is offered.
alter table handovers_signature enable row level security;
create policy seen on handovers_signature for select using (
    handovers_party(handover_id, (select gate_org())) is not null);
create policy written on handovers_signature for insert with check (
    user_id = (select gate_user()) and organisation_id = (select gate_org())
    and handovers_party(handover_id, (select gate_org())) is not null
    and handovers_status_of(handover_id) = 'offered');

alter table handovers_rehearsal enable row level security;
create policy seen on handovers_rehearsal for select using (
    handovers_party(handovers_of_stage(stage_id), (select gate_org())) is not null);

-- What was signed stays as it was signed; only its carrying out goes on.
create function handovers_stage_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    free constant text[] := array['status', 'moved', 'begun_at', 'begun_by_id', 'done_at',
        'figures_at', 'figures', 'figures_differing'];
begin
    if public.handovers_status_of(new.handover_id) <> 'draft'
       and (to_jsonb(new) - free) <> (to_jsonb(old) - free) then
        raise exception 'an offered stage stays as it is'
            using errcode = '23514', constraint = 'offered_stage_stays';
    end if;
    return new;
end $$;
create trigger stage_stays before update on handovers_stage
    for each row execute function handovers_stage_stays();

-- Which tables go along (register.py). Security without a policy: the owner's alone.
create table handovers_movable (
    name text primary key,
    person_column text not null,
    history text not null,
    holders text[] not null
);
alter table handovers_movable enable row level security;

-- How many of an organisation's people work on cases here. A number, no names.
create function handovers_staff_of(org bigint) returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*)::integer from public.access_user u
    where u.organisation_id = org and u.is_active and u.person_id is null
      and u.roles::text[] && array['case_manager', 'return_counsellor', 'employment_adviser']
      and public.gate_kind() = 'user'
$$;
-- How many cases an organisation answers for in a programme; no sealed one is counted.
create function handovers_cases_of(org bigint, programme bigint) returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*)::integer from public.cases_case c
    where c.accountable_org_id = org and c.programme_id = programme and c.closed_at is null
      and not c.sealed and public.gate_kind() = 'user'
$$;

-- The classes of which an organisation holds rows of these persons, and whether every one of them
-- is open to the recipient by consent or another ground.
create function handovers_held(lead bigint, recipient integer, people uuid[])
returns table (person uuid, class smallint, is_open boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    t record;
begin
    for t in select m.name, m.person_column from public.handovers_movable m
             union all values ('cases_case', 'person_id') loop
        return query execute format(
            'select x.%1$I, x.data_class, bool_and($2 = any (x.shared_with)'
            ' and x.shared_until >= current_date) from public.%2$I x'
            ' where x.owner_org_id = $1 and x.%1$I = any ($3) group by 1, 2',
            t.person_column, t.name) using lead, recipient, people;
    end loop;
end $$;
revoke execute on function handovers_held(bigint, integer, uuid[]) from public;

-- Whose rows would stand twice, where the receiver holds one of its own under the same key.
create function handovers_clashing(lead bigint, receiver bigint, people uuid[])
returns table (person uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    t record;
begin
    for t in
        select m.name, m.person_column, coalesce(pg_get_expr(i.indpred, i.indrelid), 'true') as part,
            string_agg(format('y.%1$I = x.%1$I', a.attname), ' and ') as same
        from (select n.name, n.person_column from public.handovers_movable n
              union all values ('cases_case', 'person_id')) m
        join pg_index i on i.indrelid = format('public.%I', m.name)::regclass and i.indisunique
            and 0 <> all (i.indkey::smallint[])
        join pg_attribute o on o.attrelid = i.indrelid and o.attname = 'owner_org_id'
            and o.attnum = any (i.indkey::smallint[])
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey::smallint[])
            and a.attnum <> o.attnum
        group by i.indexrelid, m.name, m.person_column, i.indpred, i.indrelid
    loop
        return query execute format(
            'select x.%1$I from (select * from public.%2$I where %3$s) x'
            ' join (select * from public.%2$I where %3$s) y on y.owner_org_id = $2 and %4$s'
            ' where x.owner_org_id = $1 and x.%1$I = any ($3)',
            t.person_column, t.name, t.part, t.same) using lead, receiver, people;
    end loop;
end $$;
revoke execute on function handovers_clashing(bigint, bigint, uuid[]) from public;

-- Every case of a stage and all that keeps it from moving, as it stands at this moment. A household
-- goes together: what holds one of its cases holds them all.
create function handovers_assess(of_stage uuid, wanted uuid[])
returns table (case_id uuid, household uuid, principal uuid, programme bigint, reference text,
               reasons text[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    s record;
    recipient integer;
    chosen uuid[];
    people uuid[];
begin
    select t.*, h.from_org_id as lead, h.programme_id as programme, o.country_id as country,
        public.access_authority_of(t.receiver_id) is not null as is_authority
    into s from public.handovers_stage t
    join public.handovers_handover h on h.id = t.handover_id
    join public.access_organisation o on o.id = t.receiver_id where t.id = of_stage;
    recipient := s.receiver_id * 16 + 1;
    chosen := array(
        select c.id from public.cases_case c
        where (c.owner_org_id = s.lead or c.accountable_org_id = s.lead)
          and c.programme_id = s.programme
          and (wanted is null or c.id = any (wanted))
          and (s.place = '' or lower(c.destination) = lower(s.place))
          and (s.case_state = 'all' or (s.case_state = 'open') = (c.closed_at is null))
          and (s.opened_before is null or c.opened_at::date < s.opened_before));
    people := array(
        select p.id from public.persons_person p join public.cases_case c
            on c.household_id = p.household_id where c.id = any (chosen)
        union select c.person_id from public.cases_case c where c.id = any (chosen));
    return query
    with it as materialized (
        select c.id, c.household_id, c.person_id, c.programme_id, c.reference, c.owner_org_id,
            c.accountable_org_id, c.shared_with, c.shared_until
        from public.cases_case c where c.id = any (chosen)
    ), member as materialized (
        select c.id as case_id, p.id as person
        from it c join public.persons_person p on p.household_id = c.household_id
        union select c.id, c.person_id from it c
    ), barred as materialized (
        select p.id as person from unnest(people) p(id)
        where s.is_authority and public.gate_asylum_barred_to(p.id, s.receiver_id)
    ), held as materialized (
        select h.person, h.class, bool_and(h.is_open) as is_open
        from public.handovers_held(s.lead, recipient, people) h
        where not (h.class = 7 and h.person in (select b.person from barred b))
        group by 1, 2
    ), asked as materialized (
        select distinct on (a.person_id) a.person_id as person, a.answer
        from public.handovers_asking a
        where a.handover_id = s.handover_id and a.person_id = any (people)
        order by a.person_id, a.asked_on desc, a.at desc
    ), shut as materialized (
        select distinct b.person_id as person from public.persons_block b
        where b.person_id = any (people) and b.lifted_at is null
          and (b.organisation_id = s.receiver_id or b.country_id = s.country)
    ), lacking as materialized (
        select h.person from held h
        where not h.is_open and not exists (
            select 1 from public.gate_recipients(h.person, h.class) r
            -- Not the variable of this name: here it would be the column, and hold of anybody.
            where r.recipient = s.receiver_id * 16 + 1)
        group by 1
    ), covered as materialized (
        select d.programme_id, d.class,
            public.gate_clause_covers(s.lead, d.programme_id, d.class, s.receiver_id, 1) as holds
        from (select distinct c.programme_id, h.class from it c
              join member m on m.case_id = c.id join held h on h.person = m.person) d
    ), found as (
        select m.case_id, 'refused' as reason from member m join asked a using (person)
        where a.answer = 'refused'
        union all select m.case_id, 'blocked' from member m join shut using (person)
        union all select m.case_id,
            case when a.answer = 'no_answer' then 'not_reached' else 'not_asked' end
        from member m join lacking using (person) left join asked a using (person)
        where a.answer is distinct from 'refused'
          and m.person not in (select x.person from shut x)
        union all select m.case_id, 'no_clause' from member m join held h using (person)
        join it c on c.id = m.case_id
        join covered k on k.programme_id = c.programme_id and k.class = h.class and not k.holds
        union all select c.id, 'owner_apart' from it c
        where c.owner_org_id <> s.lead and not (
            c.owner_org_id = s.receiver_id or recipient = any (c.shared_with)
            and c.shared_until >= current_date and public.gate_clause_covers(
                c.owner_org_id, c.programme_id, 4::smallint, s.receiver_id, 1))
        -- Who answers for the case, or holds an open referral of it, sees it by the receiver's own
        -- agreements from then on.
        union all select c.id, 'cut_off' from it c
        where c.accountable_org_id not in (s.lead, s.receiver_id) and c.owner_org_id = s.lead
          and not public.gate_clause_covers(
              s.receiver_id, c.programme_id, 4::smallint, c.accountable_org_id, 1)
        union all select r.case_id, 'cut_off' from public.referrals_referral r
        where r.case_id = any (chosen) and r.owner_org_id = s.lead
          and r.status in ('sent', 'info_asked', 'waiting_list', 'accepted', 'started')
          and r.receiver_org_id not in (s.lead, s.receiver_id)
          and not public.gate_clause_covers(
              s.receiver_id, r.programme_id, 4::smallint, r.receiver_org_id, 3)
        union all select m.case_id,
            case when c.person_id = m.person then 'sealed' else 'household' end
        from member m join it c on c.id = m.case_id
        where public.gate_is_sealed(m.person, s.lead)
        union all select i.case_id, 'money' from public.funds_instalment i
        where i.case_id = any (chosen) and i.fund_org_id = s.lead
          and i.status not in ('paid', 'cancelled')
        union all select m.case_id, 'rights' from member m
        where exists (select 1 from public.rights_rightsrequest r where r.person_id = m.person
                      and r.owner_org_id = s.lead and r.status = 'open')
           or exists (select 1 from public.rights_erasuredecision d where d.person_id = m.person
                      and d.owner_org_id = s.lead and d.status in ('proposed', 'approved'))
        union all select t.case_id, 'transfer' from public.cases_transfer t
        where t.case_id = any (chosen) and t.status = 'asked'
        union all select m.case_id, 'group' from member m
        where exists (select 1 from public.collectives_membership g
                      join public.collectives_project j on j.id = g.project_id
                      where g.person_id = m.person and g.left_on is null
                        and g.owner_org_id = s.lead and j.owner_org_id = s.lead)
        union all select m.case_id, 'clash' from member m
        join public.handovers_clashing(s.lead, s.receiver_id, people) k using (person)
        union all select c.id, 'household' from it c
        where exists (select 1 from public.cases_case o
                      where o.household_id = c.household_id and o.id <> all (chosen)
                        and (o.owner_org_id = s.lead or o.accountable_org_id = s.lead))
    ), told as (
        select f.case_id, array_agg(distinct f.reason order by f.reason) as reasons
        from found f group by 1
    )
    select c.id, c.household_id, c.person_id, c.programme_id::bigint, c.reference::text,
        case when t.reasons is not null then t.reasons
            when exists (select 1 from told o join it x on x.id = o.case_id
                         where x.household_id = c.household_id) then array['household']
            else '{}' end
    from it c left join told t on t.case_id = c.id;
end $$;
revoke execute on function handovers_assess(uuid, uuid[]) from public;

-- What a stage would do now, in one text: of what is not sealed, so that it tells nothing of it.
create function handovers_print_of(of_stage uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select encode(sha256(convert_to(coalesce(string_agg(
        a.case_id || ':' || array_to_string(a.reasons, ','), ';' order by a.case_id), ''),
        'utf8')), 'hex')
    from public.handovers_assess(of_stage, null) a where 'sealed' <> all (a.reasons)
$$;
revoke execute on function handovers_print_of(uuid) from public;
create function handovers_fingerprint(of_stage uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_user() is null or public.handovers_party(
           public.handovers_of_stage(of_stage), public.gate_org()) is distinct from 'lead' then
        raise exception 'handovers_fingerprint: the lead''s alone' using errcode = '42501';
    end if;
    return public.handovers_print_of(of_stage);
end $$;

-- The rehearsal: a row for each case, and a report that is kept. Nothing else changes.
create function handovers_rehearse(of_stage uuid, moment timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    lead bigint := public.gate_org();
    made uuid := gen_random_uuid();
    differing integer;
begin
    perform 1 from public.handovers_stage s join public.handovers_handover h
        on h.id = s.handover_id and h.from_org_id = lead
    where s.id = of_stage and s.status = 'planned' and h.status in ('draft', 'offered', 'signed')
        for update of s;
    if not found or public.gate_user() is null then
        raise exception 'handovers_rehearse: not a stage of the actor' using errcode = '42501';
    end if;
    create temporary table handovers_found on commit drop as
        select a.* from public.handovers_assess(of_stage, null) a;
    select count(*) into differing from (
        select r.case_id, r.reasons::text[] from public.handovers_handoverrow r
        where r.stage_id = of_stage and 'sealed' <> all (r.reasons::text[])
        except select f.case_id, f.reasons from handovers_found f) one;
    differing := differing + (select count(*) from handovers_found f
        where 'sealed' <> all (f.reasons) and not exists (
            select 1 from public.handovers_handoverrow r
            where r.stage_id = of_stage and r.case_id = f.case_id));
    delete from public.handovers_handoverrow r where r.stage_id = of_stage;
    insert into public.handovers_handoverrow (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, case_id, stage_id, reference, state, reasons)
    select gen_random_uuid(), lead, 4, f.programme, f.principal, '{}', '9999-12-31', f.case_id,
        of_stage, f.reference, case when f.reasons = '{}' then 'moves' else 'stays' end, f.reasons
    from handovers_found f;
    insert into public.handovers_rehearsal (id, stage_id, at, by_id, moves, stays, reasons,
        fingerprint, differing)
    select made, of_stage, moment, public.gate_user(),
        count(*) filter (where f.reasons = '{}'),
        count(*) filter (where f.reasons <> '{}'),
        coalesce((select jsonb_object_agg(x.reason, x.cases) from (
            select unnest(g.reasons) as reason, count(*) as cases from handovers_found g
            where 'sealed' <> all (g.reasons) group by 1) x), '{}'),
        public.handovers_print_of(of_stage),
        case when exists (select 1 from public.handovers_rehearsal e
                          where e.stage_id = of_stage) then differing end
    from handovers_found f where 'sealed' <> all (f.reasons);
    drop table handovers_found;
    return made;
end $$;

-- A stage that is taken out of a draft takes its rows and reports along.
create function handovers_forget(of_stage uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.handovers_party(public.handovers_of_stage(of_stage), public.gate_org())
           is distinct from 'lead'
       or public.handovers_status_of(public.handovers_of_stage(of_stage)) <> 'draft' then
        raise exception 'handovers_forget: not a draft of the actor' using errcode = '42501';
    end if;
    delete from public.handovers_handoverrow r where r.stage_id = of_stage;
    delete from public.handovers_rehearsal r where r.stage_id = of_stage;
end $$;

-- The stages under way, for the job that looks for them: numbers alone.
create function handovers_under_way()
returns table (stage uuid, lead bigint, receiver bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.id, h.from_org_id, s.receiver_id from public.handovers_stage s
    join public.handovers_handover h on h.id = s.handover_id
    where s.status = 'running' and public.gate_job() = 'find_handovers'
$$;

-- What else of these persons is closed to the lead: grounds by which it read what others hold,
-- emergency access, links and codes that it has handed out. Waits that are open go along.
create function handovers_let_go(
    act uuid, lead bigint, receiver bigint, people uuid[], files uuid[], moment timestamptz)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.persons_consent (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, sheet_id, recipient_org_id, purpose, covers, given_on, until,
        withdrawn_at, known_from, supersedes_id)
    select gen_random_uuid(), c.owner_org_id, c.data_class, c.programme_id, c.person_id, '{}',
        '9999-12-31', c.sheet_id, c.recipient_org_id, c.purpose, c.covers, c.given_on,
        case when c.given_on < moment::date then moment::date - 1 else c.until end,
        case when c.given_on < moment::date then c.withdrawn_at else moment end, moment, c.id
    from public.persons_consent c
    where c.person_id = any (people) and c.recipient_org_id = lead and c.known_until is null
      and c.withdrawn_at is null and coalesce(c.until, '9999-12-31') >= moment::date
      and not exists (
          select 1 from (
              select distinct on (a.person_id) a.person_id, a.lead_goes_on
              from public.handovers_asking a where a.handover_id = act
              order by a.person_id, a.asked_on desc, a.at desc) k
          where k.person_id = c.person_id and k.lead_goes_on);
    update public.persons_legalbasis b set status = 'ended', ended_at = moment
    where b.person_id = any (people) and b.recipient_org_id = lead and b.status = 'approved';
    update public.emergencies_emergencyaccess e set ended_at = moment
    where e.person_id = any (people) and e.org_id = lead and e.ended_at is null;
    update public.referrals_answerlink l set revoked_at = moment
    where l.person_id = any (people) and l.owner_org_id = receiver and l.revoked_at is null
      and l.made_by_id in (select u.id from public.access_user u where u.organisation_id = lead);
    update public.interviews_interviewlink l set revoked_at = moment
    where l.person_id = any (people) and l.owner_org_id = receiver and l.revoked_at is null
      and l.made_by_id in (select u.id from public.access_user u where u.organisation_id = lead);
    update public.signins_code c set revoked_at = moment
    where c.person_id = any (people) and c.owner_org_id = receiver and c.revoked_at is null
      and c.used_at is null;
    update public.rights_personcopy c set expires_at = moment
    where c.person_id = any (people) and c.owner_org_id = receiver and c.expires_at > moment;
    update public.tasks_task t
    set holder_org_id = case when t.holder_org_id = lead then receiver else t.holder_org_id end,
        holder_id = case when t.holder_org_id = lead then null else t.holder_id end,
        waiter_org_id = case when t.waiter_org_id = lead then receiver else t.waiter_org_id end,
        waiter_id = case when t.waiter_org_id = lead then null else t.waiter_id end
    where t.done_at is null and (t.case_id = any (files) or t.person_id = any (people))
      and (t.holder_org_id = lead or t.waiter_org_id = lead);
    insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference,
        programme_id, note, holder_org_id, waiter_org_id, due_on, opened_at)
    select gen_random_uuid(), 'assign_worker', c.id, c.id, c.person_id, c.reference,
        c.programme_id, '', receiver, receiver,
        public.tasks_due_on('assign_worker', c.programme_id, moment::date), moment
    from public.cases_case c
    where c.id = any (files) and c.accountable_org_id = receiver and c.closed_at is null
    on conflict do nothing;
end $$;
revoke execute on function handovers_let_go(uuid, bigint, bigint, uuid[], uuid[], timestamptz)
    from public;

-- Asylum history of these persons, and what tells that there is any: to its keeper, or erased.
create function handovers_part_asylum(lead bigint, keeper bigint, people uuid[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    t record;
    tells text;
begin
    for t in select m.name, m.person_column, m.history from public.handovers_movable m loop
        tells := case t.name
            when 'persons_consent' then 'covers = 7 or data_class = 7'
            when 'persons_legalbasis' then '7 = any (classes) or data_class = 7'
            when 'persons_deletionnotice' then '7 = any (classes) or data_class = 7'
            else 'data_class = 7' end;
        if keeper is null then
            execute format('delete from public.%I where owner_org_id = $1 and %I = any ($2)'
                ' and (%s)', t.name, t.person_column, tells) using lead, people;
            if t.history <> '' then
                execute format('delete from public.%I where owner_org_id = $1 and %I = any ($2)'
                    ' and (%s)', t.history, t.person_column, tells) using lead, people;
            end if;
        else
            execute format('update public.%I set owner_org_id = $3 where owner_org_id = $1'
                ' and %I = any ($2) and (%s)', t.name, t.person_column, tells)
                using lead, people, keeper;
            if t.history <> '' then
                execute format('update public.%I set owner_org_id = $3 where owner_org_id = $1'
                    ' and %I = any ($2) and (%s)', t.history, t.person_column, tells)
                    using lead, people, keeper;
            end if;
        end if;
    end loop;
end $$;
revoke execute on function handovers_part_asylum(bigint, bigint, uuid[]) from public;

-- Moves what may move of these cases, each household whole, in the transaction of the caller: for
-- the job alone, of a stage that was signed and begun, and only what was listed. `keyed` are the
-- tokens of the persons' names under the receiver's key. How many cases moved.
create function handovers_move(
    of_stage uuid, wanted uuid[], keyed jsonb, moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    s record;
    households uuid[];
    listed uuid[];
    going uuid[];
    people uuid[];
    barred uuid[];
    t record;
begin
    select x.*, h.from_org_id as lead into s
    from public.handovers_stage x join public.handovers_handover h on h.id = x.handover_id
    where x.id = of_stage and x.status = 'running' and h.status = 'signed';
    if not found or public.gate_job() is distinct from 'hand_over'
       or public.gate_org() is distinct from s.lead::integer then
        raise exception 'handovers_move: not for this job' using errcode = '42501';
    end if;
    households := array(select distinct c.household_id from public.cases_case c
                        where c.id = any (wanted));
    -- In one order: of two runs the second waits, and finds what is left.
    listed := array(
        select q.case_id from (
            select r.case_id from public.handovers_handoverrow r
            join public.cases_case c on c.id = r.case_id
            where r.stage_id = of_stage and r.state = 'moves'
              and c.household_id = any (households)
            order by r.case_id for update of r, c) q);
    if listed = '{}' then return 0; end if;
    -- Asked once more at this moment: a no, a block or a seal of since then holds.
    create temporary table handovers_going on commit drop as
        select a.case_id, a.household, case when a.reasons <> '{}' then a.reasons
            when a.case_id <> all (listed) then array['household'] else '{}' end as reasons
        from public.handovers_assess(of_stage, array(
            select c.id from public.cases_case c where c.household_id = any (households))) a;
    update public.handovers_handoverrow r set state = 'stays',
        reasons = case when g.reasons = '{}' then array['household'] else g.reasons end
    from handovers_going g
    where r.stage_id = of_stage and r.case_id = g.case_id and r.case_id = any (listed)
      and exists (select 1 from handovers_going o
                  where o.household = g.household and o.reasons <> '{}');
    going := array(
        select r.case_id from public.handovers_handoverrow r
        join handovers_going g on g.case_id = r.case_id
        where r.stage_id = of_stage and r.state = 'moves' and r.case_id = any (listed));
    -- What the filter does not find any more stays as well.
    update public.handovers_handoverrow r set state = 'stays', reasons = array['household']
    where r.stage_id = of_stage and r.state = 'moves' and r.case_id = any (listed)
      and r.case_id <> all (going);
    drop table handovers_going;
    if going = '{}' then return 0; end if;

    people := array(
        select p.id from public.persons_person p join public.cases_case c
            on c.household_id = p.household_id where c.id = any (going)
        union select c.person_id from public.cases_case c where c.id = any (going));
    barred := array(select p.id from unnest(people) p(id)
                    where public.gate_asylum_barred_to(p.id, s.receiver_id));
    if barred <> '{}' then
        perform public.handovers_part_asylum(s.lead, s.asylum_keeper_id, barred);
    end if;
    update public.handovers_handoverrow r
    set state = 'moved', moved_at = moment, answered_org_id = c.accountable_org_id
    from public.cases_case c
    where r.stage_id = of_stage and r.case_id = any (going) and c.id = r.case_id;
    update public.cases_case c
    set owner_org_id = case when c.owner_org_id = s.lead then s.receiver_id else c.owner_org_id end,
        case_org_id = case when c.case_org_id = s.lead then s.receiver_id else c.case_org_id end,
        worker_id = case when c.accountable_org_id = s.lead then null else c.worker_id end,
        changed_at = case when c.accountable_org_id = s.lead then moment else c.changed_at end,
        accountable_org_id = case when c.accountable_org_id = s.lead then s.receiver_id
            else c.accountable_org_id end
    where c.id = any (going);
    update public.cases_casechange h set owner_org_id = s.receiver_id
    where h.person_id = any (people) and h.owner_org_id = s.lead;
    for t in select m.name, m.person_column, m.history, coalesce((
            select string_agg(format(
                ', %1$I = case when %1$I = $1 then $2 else %1$I end', k), '')
            from unnest(m.holders) k), '') as more
        from public.handovers_movable m order by m.name
    loop
        execute format('update public.%I set owner_org_id = $2 %s'
            ' where %I = any ($3) and owner_org_id = $1', t.name, t.more, t.person_column)
            using s.lead, s.receiver_id, people;
        if t.history <> '' then
            execute format('update public.%I set owner_org_id = $2'
                ' where %I = any ($3) and owner_org_id = $1', t.history, t.person_column)
                using s.lead, s.receiver_id, people;
        end if;
    end loop;
    -- Tokens under the lead's key would be found by nobody; who has no new ones is indexed anew.
    update public.persons_searchtokens k
    set owner_org_id = s.receiver_id,
        tokens = array(select v::integer from jsonb_array_elements_text(
            keyed -> k.person_id::text -> 'tokens') v),
        marks = array(select v::integer from jsonb_array_elements_text(
            keyed -> k.person_id::text -> 'marks') v)
    where k.person_id = any (people) and k.owner_org_id = s.lead
      and keyed ? k.person_id::text;
    delete from public.persons_searchtokens k
    where k.person_id = any (people) and k.owner_org_id = s.lead;
    perform public.handovers_let_go(
        s.handover_id, s.lead, s.receiver_id, people, going, moment);
    update public.handovers_stage x set moved = x.moved + cardinality(going)
    where x.id = of_stage;
    return cardinality(going);
end $$;

-- A case that could not be moved by itself, for a reason that nobody foresaw: it stays, and is told.
create function handovers_leave(of_stage uuid, wanted uuid[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_job() is distinct from 'hand_over' or public.handovers_party(
           public.handovers_of_stage(of_stage), public.gate_org()) is distinct from 'lead' then
        raise exception 'handovers_leave: not for this job' using errcode = '42501';
    end if;
    update public.handovers_handoverrow r set state = 'stays', reasons = array['clash']
    where r.stage_id = of_stage and r.state = 'moves' and r.case_id in (
        select c.id from public.cases_case c where c.household_id in (
            select o.household_id from public.cases_case o where o.id = any (wanted)));
end $$;

-- Figures stay with who answered for a case before it first went along with a caseload.
create or replace function indicators_handed_over()
returns table (case_id uuid, organisation bigint, at timestamptz)
language sql stable as $$
    select distinct on (r.case_id) r.case_id, r.answered_org_id, r.moved_at
    from public.handovers_handoverrow r where r.state = 'moved'
    order by r.case_id, r.moved_at
$$;
