-- tasks.queries.due_on for waits that the database opens: the day, or null where no rule is agreed.
create or replace function tasks_due_on(kind text, programme integer, start date) returns date
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case
        when r.day_kind = 'calendar' then start + r.days::integer
        when r.days = 0 then start
        else (select d::date from generate_series(start + 1, start + r.days * 2 + 7, '1 day') d
              where extract(isodow from d) < 6 order by d offset r.days - 1 limit 1)
    end
    from public.tasks_deadlinerule r
    where r.kind = tasks_due_on.kind and r.programme_id in (0, programme) and r.valid_from <= start
    order by r.programme_id desc, r.valid_from desc limit 1
$$;
