-- Who did what of a country of origin's returns in a span of days: counts and sums alone, to the one
-- job that may ask. Only rows of work are read: cases, sessions, referrals, decisions, workers and
-- payments. Policies, agreements, plans of training and committees are read nowhere here, so that a
-- paper alone never counts. A file that somebody sealed is counted nowhere.
--
-- `own`: by an organisation of the case's country of origin; `abroad`: of another; `unknown`: done, and
-- not known by whom. The three `_n` are how many rows stand behind each.
create function capacity_ownership(first_day date, next_first date)
returns table (origin text, step text, organisation bigint, currency text,
               own numeric, abroad numeric, unknown numeric,
               own_n bigint, abroad_n bigint, unknown_n bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
    if public.gate_job() is distinct from 'compute_ownership' then
        raise exception 'capacity_ownership: not the job' using errcode = '42501';
    end if;
    return query
    with live as (
        select c.id, c.origin_country_id::text as origin, c.opened_at, c.opened_by_id
        from public.cases_case c where not c.sealed
    ),
    done as (
        -- started
        select l.origin, 'cases'::text as step, u.organisation_id as org, l.id::text as one
        from live l join public.access_user u on u.id = l.opened_by_id
        where l.opened_at >= first_day and l.opened_at < next_first
        union all
        select l.origin, 'sessions', u.organisation_id, s.id::text
        from public.counselling_session s join live l on l.id = s.case_id
        join public.access_user u on u.id = s.planned_by_id
        where not s.sealed and s.planned_at >= first_day and s.planned_at < next_first
        union all
        select l.origin, 'referrals', u.organisation_id, r.id::text
        from public.referrals_referral r join live l on l.id = r.case_id
        join public.access_user u on u.id = r.drafted_by_id
        where not r.sealed and r.sent_at >= first_day and r.sent_at < next_first
        union all
        -- decided
        select l.origin, 'plans', s.commission_id, d.id::text
        from public.plans_decision d join public.plans_plan p on p.id = d.plan_id
        join live l on l.id = p.case_id
        join public.plans_session s on s.id = d.session_id
        where not d.sealed and d.at >= first_day and d.at < next_first
        union all
        -- staffed; without a worker's name nobody is known to do it
        select distinct l.origin, 'casework',
            case when a.worker_id is not null then a.organisation_id end, l.id::text
        from public.cases_accountability a join live l on l.id = a.case_id
        where not a.sealed and a.since < next_first
          and (a.until is null or a.until >= first_day)
          and a.since < coalesce(a.until, 'infinity')
          and a.organisation_id is not null
    ),
    sided as (
        select d.origin, d.step, d.org, d.one,
            case when o.country_id is null then 'unknown'
                 when o.country_id = d.origin then 'own' else 'abroad' end as side
        from done d left join public.access_organisation o on o.id = d.org
    ),
    -- paid: each payment by the ledger's parts of each donor; what no donor is named for is unknown
    payment as (
        select p.id, l.origin, p.currency::text as currency, p.amount, b.cash_book_id as book
        from public.funds_payment p
        join public.funds_instalment i on i.id = p.instalment_id
        join live l on l.id = i.case_id
        join public.funds_budget b on b.id = i.budget_id
        left join public.funds_paymentreturn back on back.payment_id = p.id
        where not p.sealed and back.id is null and p.paid_on >= first_day and p.paid_on < next_first
    ),
    part as (
        select y.id, y.origin, y.currency,
            case when a.country_id is null then 'unknown'
                 when a.country_id = y.origin then 'own' else 'abroad' end as side,
            -g.amount as amount
        from payment y
        join public.ledger_transaction t on t.book_id = y.book and t.key = 'payment:' || y.id
        join public.ledger_posting g on g.transaction_id = t.id
        join public.ledger_account c on c.id = g.account_id and c.code like 'donor:%'
            and c.currency = y.currency
        left join public.actors_actor a on a.id::text = substr(c.code, 7)
    ),
    money as (
        select p.id, p.origin, p.currency, p.side, p.amount from part p
        union all
        select y.id, y.origin, y.currency, 'unknown',
            y.amount - coalesce((select sum(p.amount) from part p where p.id = y.id), 0)
        from payment y
    )
    select s.origin, s.step, null::bigint, ''::text,
        count(distinct s.one) filter (where s.side = 'own')::numeric,
        count(distinct s.one) filter (where s.side = 'abroad')::numeric,
        count(distinct s.one) filter (where s.side = 'unknown')::numeric,
        count(distinct s.one) filter (where s.side = 'own'),
        count(distinct s.one) filter (where s.side = 'abroad'),
        count(distinct s.one) filter (where s.side = 'unknown')
    from sided s group by 1, 2
    union all
    select s.origin, s.step, s.org::bigint, ''::text, count(distinct s.one)::numeric, 0::numeric, 0::numeric,
        count(distinct s.one), 0::bigint, 0::bigint
    from sided s where s.side = 'own' group by 1, 2, 3
    union all
    select m.origin, 'payments'::text, null::bigint, m.currency,
        coalesce(sum(m.amount) filter (where m.side = 'own'), 0),
        coalesce(sum(m.amount) filter (where m.side = 'abroad'), 0),
        coalesce(sum(m.amount) filter (where m.side = 'unknown'), 0),
        count(distinct m.id) filter (where m.side = 'own' and m.amount > 0),
        count(distinct m.id) filter (where m.side = 'abroad' and m.amount > 0),
        count(distinct m.id) filter (where m.side = 'unknown' and m.amount > 0)
    from money m where m.amount <> 0 group by 1, 4;
end $$;
