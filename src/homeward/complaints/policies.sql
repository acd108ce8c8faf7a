-- A complaint is read by those who are named to handle it, and by whoever took it; a sensitive one by
-- those named for sensitive matters alone; by the colleague whom it is about never. No agreement and
-- no emergency opens it to anybody else.

alter table complaints_category enable row level security;
drop policy if exists seen on complaints_category;
create policy seen on complaints_category for select using (true);
drop policy if exists stated on complaints_category;
create policy stated on complaints_category for insert
    with check (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');

alter table complaints_handler enable row level security;
drop policy if exists seen on complaints_handler;
create policy seen on complaints_handler for select using (organisation_id = (select gate_org()));
drop policy if exists named on complaints_handler;
create policy named on complaints_handler for insert with check (
    organisation_id = (select gate_org()) and named_by_id = (select gate_user())
    and exists (select 1 from access_user u where u.id = user_id
                and u.organisation_id = (select gate_org()) and u.is_active));
drop policy if exists ended on complaints_handler;
create policy ended on complaints_handler for update using (
    organisation_id = (select gate_org()) and ended_at is null)
    with check (organisation_id = (select gate_org()));

-- Does anybody there take complaints? Each desk has somebody for sensitive matters, or is closed.
create or replace function complaints_is_open(org bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.complaints_handler h join public.access_user u on u.id = h.user_id
        where h.organisation_id = org and h.is_sensitive and h.ended_at is null and u.is_active)
$$;

-- 0: the actor is not named; 1: for ordinary complaints; 2: for sensitive ones as well.
create or replace function complaints_handles() returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((
        select 1 + h.is_sensitive::integer from public.complaints_handler h
        where h.user_id = public.gate_user() and h.organisation_id = public.gate_org()
          and h.ended_at is null), 0)
$$;

-- What the actor's code opens, with the one it was passed on from.
create or replace function complaints_of_link() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(x.id), '{}') from (
        select unnest(array[c.id, c.passed_from_id]) as id from public.complaints_complaint c
        where c.id = public.gate_link() and c.token_hash <> '' and c.token_until >= current_date) x
    where x.id is not null
$$;

-- Before there is an actor: the complaint that a code opens, and its language.
create or replace function complaints_link_of_token(hash text)
returns table (link uuid, language text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.id, c.language::text from public.complaints_complaint c
    where hash <> '' and c.token_hash = hash and c.token_until >= current_date
$$;

select gate_guard('complaints_complaint');
select gate_guard('complaints_entry');

alter table complaints_complaint drop constraint if exists anonymous_complaint_tells_nobody;
alter table complaints_complaint add constraint anonymous_complaint_tells_nobody
    check (not is_anonymous or (length(name) = 0 and length(contact) = 0));

drop policy if exists handled on complaints_complaint;
create policy handled on complaints_complaint for select using (
    owner_org_id = (select gate_org()) and ((select complaints_handles()) > 0
        or taken_by_id = (select gate_user()))
    and (not sealed or person_id = any ((select gate_teams())::uuid[])));
drop policy if exists of_link on complaints_complaint;
create policy of_link on complaints_complaint for select
    using (id = any ((select complaints_of_link())::uuid[]));
drop policy if exists named_alone on complaints_complaint;
create policy named_alone on complaints_complaint as restrictive for select using (
    person_id = any ((select gate_selves())::uuid[])
    or id = any ((select complaints_of_link())::uuid[])
    or owner_org_id = (select gate_org())
       and about_user_id is distinct from (select gate_user())
       and ((select complaints_handles()) = 2
            or not is_sensitive and ((select complaints_handles()) = 1
                                     or taken_by_id = (select gate_user()))));

drop policy if exists handled_on on complaints_complaint;
create policy handled_on on complaints_complaint for update using (
    owner_org_id = (select gate_org()) and (select complaints_handles()) > 0
    and (not sealed or person_id = any ((select gate_teams())::uuid[])))
    with check (owner_org_id = (select gate_org()));
drop policy if exists appealed_by_link on complaints_complaint;
create policy appealed_by_link on complaints_complaint for update
    using (id = (select gate_link()) and id = any ((select complaints_of_link())::uuid[])
           and state not in ('closed', 'passed_on', 'withdrawn'))
    with check (id = (select gate_link()) and state in ('appealed', 'withdrawn'));
drop policy if exists changed_by_the_named on complaints_complaint;
create policy changed_by_the_named on complaints_complaint as restrictive for update using (
    id = (select gate_link())
    or owner_org_id = (select gate_org()) and (select complaints_handles()) > 0);
drop policy if exists stays on complaints_complaint;
create policy stays on complaints_complaint as restrictive for delete using (false);

-- Three ways in, and none of them a way out: by the public page, by whoever takes it, and from an
-- organisation that passes it on under an agreement.
drop policy if exists sent_in on complaints_complaint;
create policy sent_in on complaints_complaint for insert with check (
    (select gate_kind()) = 'anonymous' and way = 'page' and state = 'received'
    and person_id is null and taken_by_id is null and passed_from_id is null
    and complaints_is_open(owner_org_id));
drop policy if exists taken on complaints_complaint;
create policy taken on complaints_complaint for insert with check (
    owner_org_id = (select gate_org()) and taken_by_id = (select gate_user())
    and state = 'received' and passed_from_id is null
    and (person_id is null or gate_sees_person(person_id)
         and person_id <> all ((select gate_emergencies())::uuid[])));
-- Is it the actor's to pass on, and does an agreement in force let it go there?
create or replace function complaints_may_pass_on(complaint uuid, to_org bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.complaints_complaint c
        where c.id = complaint and c.owner_org_id = public.gate_org()
          and c.about_user_id is distinct from public.gate_user()
          and (public.complaints_handles() = 2 or not c.is_sensitive)
          and public.gate_clause_covers(c.owner_org_id, coalesce(c.programme_id, 0), c.data_class,
                                        to_org, public.gate_purpose()))
$$;
drop policy if exists passed_on on complaints_complaint;
create policy passed_on on complaints_complaint for insert with check (
    way = 'passed' and state = 'received' and person_id is null and taken_by_id is null
    and (select complaints_handles()) > 0 and complaints_is_open(owner_org_id)
    and complaints_may_pass_on(passed_from_id, owner_org_id));
drop policy if exists what_it_is_about_is_seen on complaints_complaint;
create policy what_it_is_about_is_seen on complaints_complaint as restrictive for insert with check (
    (case_id is null or gate_sees_case(case_id))
    and (referral_id is null
         or exists (select 1 from referrals_referral r where r.id = referral_id offset 0))
    and (payment_id is null
         or exists (select 1 from funds_instalment i where i.id = payment_id offset 0)));

-- What was said is read with its complaint. By a code: what is said to the complainant.
drop policy if exists handled on complaints_entry;
create policy handled on complaints_entry for select using (
    owner_org_id = (select gate_org())
    and (not sealed or person_id = any ((select gate_teams())::uuid[])));
drop policy if exists of_link on complaints_entry;
create policy of_link on complaints_entry for select
    using (complaint_id = any ((select complaints_of_link())::uuid[]));
drop policy if exists named_alone on complaints_entry;
create policy named_alone on complaints_entry as restrictive for select using (
    exists (select 1 from complaints_complaint c where c.id = complaint_id offset 0)
    and ((select gate_kind()) = 'user' or kind in ('acknowledged', 'said_more', 'answer', 'appeal',
            'heard', 'passed_on', 'withdrawn', 'closed')));
drop policy if exists added on complaints_entry;
create policy added on complaints_entry for insert with check (
    owner_org_id = (select gate_org()) and by_id = (select gate_user())
    and exists (select 1 from complaints_complaint c where c.id = complaint_id
                and c.owner_org_id = (select gate_org()) offset 0));
drop policy if exists added_by_link on complaints_entry;
create policy added_by_link on complaints_entry for insert with check (
    complaint_id = (select gate_link()) and by_id is null
    and kind in ('said_more', 'appeal', 'withdrawn')
    and exists (select 1 from complaints_complaint c where c.id = complaint_id
                and c.owner_org_id = complaints_entry.owner_org_id offset 0));
drop policy if exists added_to_what_is_seen on complaints_entry;
create policy added_to_what_is_seen on complaints_entry as restrictive for insert with check (
    exists (select 1 from complaints_complaint c where c.id = complaint_id offset 0));
drop policy if exists tied on complaints_entry;
create policy tied on complaints_entry for update using (
    owner_org_id = (select gate_org()) and (select complaints_handles()) > 0)
    with check (owner_org_id = (select gate_org()));
drop policy if exists changed_with_its_complaint on complaints_entry;
create policy changed_with_its_complaint on complaints_entry as restrictive for update using (
    (select complaints_handles()) > 0
    and exists (select 1 from complaints_complaint c where c.id = complaint_id offset 0));
drop policy if exists stays on complaints_entry;
create policy stays on complaints_entry as restrictive for delete using (false);

-- As the actor sees them: no definer, the policies above decide.
create or replace function complaints_seen(open_alone boolean) returns uuid[]
language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(c.id), '{}') from public.complaints_complaint c
    where not open_alone or c.state not in ('closed', 'passed_on', 'withdrawn')
$$;

-- What rows were before tells as much as the rows.
drop policy if exists named_alone on complaints_complaintchange;
create policy named_alone on complaints_complaintchange as restrictive for select
    using (id = any ((select complaints_seen(false))::uuid[]));
drop policy if exists named_alone on complaints_entrychange;
create policy named_alone on complaints_entrychange as restrictive for select
    using (complaint_id = any ((select complaints_seen(false))::uuid[]));

-- So does a wait. Whoever took a complaint does not hold it.
drop policy if exists complaints_stay_with_the_named on tasks_task;
create policy complaints_stay_with_the_named on tasks_task as restrictive for select using (
    kind <> all (array['acknowledge_complaint', 'answer_complaint', 'tell_answer',
                       'hear_complaint', 'close_complaint'])
    or ((select complaints_handles()) > 0 or (select gate_kind()) = 'link')
       and subject_id = any ((select complaints_seen(true))::uuid[]));

-- Its first wait begins with it, whoever brings it: who sends one in sees no wait.
create or replace function complaints_first_wait() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.tasks_task (id, kind, subject_id, reference, note, holder_org_id,
        waiter_org_id, programme_id, due_on, opened_at)
    values (gen_random_uuid(), 'acknowledge_complaint', new.id, new.reference, '',
        new.owner_org_id, new.owner_org_id, coalesce(new.programme_id, 0), new.acknowledge_by,
        new.received_at);
    return null;
end $$;
drop trigger if exists first_wait on complaints_complaint;
create trigger first_wait after insert on complaints_complaint
    for each row when (new.state = 'received') execute function complaints_first_wait();

-- What somebody looked into waits for somebody anew once they are not named any more.
create or replace function complaints_free() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.tasks_task t set holder_id = null
    from public.complaints_complaint c
    where c.handler_id = new.user_id and c.owner_org_id = new.organisation_id
      and t.subject_id = c.id and t.holder_id = new.user_id and t.done_at is null;
    update public.complaints_complaint c set handler_id = null
    where c.handler_id = new.user_id and c.owner_org_id = new.organisation_id
      and c.state not in ('closed', 'passed_on', 'withdrawn');
    return null;
end $$;
drop trigger if exists free on complaints_handler;
create trigger free after update of ended_at on complaints_handler
    for each row when (new.ended_at is not null) execute function complaints_free();

-- Puts a complaint into its category and names whom it is about. Whoever does it may be the one who
-- sees it no more from then on, so the database does it; it asks what the policies ask.
create or replace function complaints_put(
    complaint uuid, category bigint, about_user bigint, acknowledge_by date, answer_by date)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    c record;
    sensitive boolean;
    level integer := public.complaints_handles();
begin
    select * into c from public.complaints_complaint x where x.id = complaint for update;
    if c is null or c.owner_org_id is distinct from public.gate_org()
       or c.about_user_id is not distinct from public.gate_user()
       or level = 0 or c.is_sensitive and level < 2
       or c.sealed and c.person_id <> all (public.gate_teams()) then
        raise exception 'complaints_put: not the actor''s to put' using errcode = '42501';
    end if;
    select k.is_sensitive into strict sensitive from public.complaints_category k
    where k.id = category and (k.owner_org_id is null or k.owner_org_id = c.owner_org_id);
    update public.complaints_complaint x set
        category_id = category, is_sensitive = sensitive,
        data_class = case when sensitive then 6 else 4 end, about_user_id = about_user,
        handler_id = case
            when x.handler_id = about_user then null
            when sensitive and not exists (
                select 1 from public.complaints_handler h where h.user_id = x.handler_id
                and h.is_sensitive and h.ended_at is null) then null
            else x.handler_id end,
        acknowledge_by = complaints_put.acknowledge_by, answer_by = complaints_put.answer_by
    where x.id = complaint;
    update public.complaints_entry e set data_class = case when sensitive then 6 else 4 end
    where e.complaint_id = complaint;
    update public.tasks_task t set holder_id = null
    where t.subject_id = complaint and t.done_at is null and t.holder_id is not null
      and (t.holder_id = about_user or sensitive and not exists (
            select 1 from public.complaints_handler h where h.user_id = t.holder_id
            and h.is_sensitive and h.ended_at is null));
    update public.tasks_task t set due_on = case t.kind
            when 'acknowledge_complaint' then complaints_put.acknowledge_by
            else complaints_put.answer_by end
    where t.subject_id = complaint and t.done_at is null
      and t.kind in ('acknowledge_complaint', 'answer_complaint');
end $$;

-- What the organisation's figures are added up from: no id, no words. Sensitive ones only for whoever
-- is named for them.
create or replace function complaints_counted(since date, before date)
returns table (kind text, category text, state text, outcome text, way text, is_anonymous boolean,
    appealed boolean, received_on date, answered_on date, answer_by date, is_sensitive boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.kind, k.code, c.state, c.outcome, c.way, c.is_anonymous, c.appealed_at is not null,
        c.received_on, c.answered_at::date, c.answer_by, c.is_sensitive
    from public.complaints_complaint c join public.complaints_category k on k.id = c.category_id
    where c.owner_org_id = public.gate_org() and c.received_on >= since and c.received_on < before
      and c.about_user_id is distinct from public.gate_user()
      and (not c.is_sensitive or public.complaints_handles() = 2)
      and (c.person_id is null or c.person_id <> all (public.gate_sealed_out()))
      and (public.complaints_handles() > 0 or exists (
          select 1 from public.access_user u where u.id = public.gate_user()
          and u.roles && array['programme_manager', 'host_coordinator', 'protection_focal_point',
                               'data_protection_officer']::varchar[]))
$$;

-- A link is a referral's, an employer's, a person's to one survey, or a complainant's: whoever answers
-- below is asked first, by a copy of its answer under another name. The name keeps its `_below`, which
-- the copies of others leave alone, so that the order in which features are set up does not matter.
do $$ begin
    if to_regproc('public.access_link_fields_below_complaints') is null then
        execute regexp_replace(pg_get_functiondef('public.access_link_fields'::regproc),
                               'access_link_fields(?!_)', 'access_link_fields_below_complaints', 'g');
    end if;
end $$;
create or replace function access_link_fields(id text, purpose smallint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(
        (select concat_ws('|', 'link', c.id, 0, 1, '', '')
         from public.complaints_complaint c
         where c.id = access_link_fields.id::uuid
           and c.token_hash <> '' and c.token_until >= current_date),
        public.access_link_fields_below_complaints(
            access_link_fields.id, access_link_fields.purpose))
$$;
