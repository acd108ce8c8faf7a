-- The day of a wait: days as the rule in force counts them, by the calendar of whoever holds it.

-- The day that comes after so many working days: the holder's country says which days of the week
-- are none, its holidays which others; the holder's own days go before those of the country.
-- Without a holder, or where nobody stated a calendar: Monday to Friday.
create function tasks_add_working_days(start date, days integer, holder bigint) returns date
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
    land text := (select o.country_id from public.access_organisation o where o.id = holder);
    rest smallint[];
begin
    if days <= 0 then return start; end if;
    rest := coalesce((
        select w.days from public.tasks_weekend w
        where w.country_id = land and w.valid_from <= start
        order by w.valid_from desc limit 1), '{6,7}');
    return (
        select d::date
        -- Four days of a week are worked at least, and no country rests for sixty others.
        from generate_series(start + 1, start + days * 2 + 60, '1 day') d
        where extract(isodow from d)::smallint <> all (rest)
          and not coalesce((
              select h.is_off from public.tasks_holiday h
              where h.country_id = land and h."on" = d::date
                and (h.owner_org_id is null or h.owner_org_id = holder)
              order by h.owner_org_id nulls last limit 1), false)
        order by d offset days - 1 limit 1);
end $$;

-- The programme's own rule goes before the one for all; among them the latest in force. Null where
-- no rule is agreed.
drop function tasks_due_on(text, integer, date);
create function tasks_due_on(kind text, programme integer, start date, holder bigint default null)
returns date
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case
        when r.day_kind = 'calendar' then start + r.days::integer
        else public.tasks_add_working_days(start, r.days, holder)
    end
    from public.tasks_deadlinerule r
    where r.kind = tasks_due_on.kind and r.programme_id in (0, programme) and r.valid_from <= start
    order by r.programme_id desc, r.valid_from desc limit 1
$$;

-- Who may state rules for a programme: filled by the feature that knows programmes.
select gate_declare('tasks_may_state', 'programme integer', 'boolean', 'false');

-- Rules are read by everybody, and added to by who leads the programme; nobody changes one.
alter table tasks_deadlinerule enable row level security;
create policy seen on tasks_deadlinerule for select using (true);
create policy stated on tasks_deadlinerule for insert with check (tasks_may_state(programme_id));
alter table tasks_reminderrule enable row level security;
create policy seen on tasks_reminderrule for select using (true);
create policy stated on tasks_reminderrule for insert with check (tasks_may_state(programme_id));

-- Calendars are everybody's to read; a country's are kept by the job, own days by their organisation.
alter table tasks_weekend enable row level security;
create policy seen on tasks_weekend for select using (true);
create policy kept on tasks_weekend for insert with check ((select gate_job()) = 'keep_calendars');
alter table tasks_calendaryear enable row level security;
create policy seen on tasks_calendaryear for select using (true);
create policy kept on tasks_calendaryear for insert with check ((select gate_job()) = 'keep_calendars');
alter table tasks_holiday enable row level security;
create policy seen on tasks_holiday for select using (true);
create policy kept on tasks_holiday for insert with check (
    case when owner_org_id is null then (select gate_job()) = 'keep_calendars'
    else owner_org_id = (select gate_org()) end);
create policy taken_back on tasks_holiday for delete using (owner_org_id = (select gate_org()));

-- An absence is its organisation's own affair.
alter table tasks_absence enable row level security;
create policy seen on tasks_absence for select using (organisation_id = (select gate_org()));
create policy stated on tasks_absence for insert with check (
    organisation_id = (select gate_org()) and not exists (
        select 1 from access_user u where u.id in (user_id, cover_id)
          and u.organisation_id is distinct from (select gate_org())));
create policy changed on tasks_absence for update using (organisation_id = (select gate_org()));
-- Two absences of one user never share a day, whoever states them at the same moment.
alter table tasks_absence add constraint absences_of_a_user_share_no_day
    exclude using gist (int8range(user_id, user_id, '[]') with &&,
                        daterange(from_on, until_on, '[]') with &&) where (ended_at is null);
