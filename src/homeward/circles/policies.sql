-- A list that people can join is read by everybody; what is written on it by its organisation; a
-- member by the job that sends, and by nobody else; a reply by the list's moderators.
alter table circles_circle enable row level security;
drop policy if exists seen on circles_circle;
create policy seen on circles_circle for select using (
    is_open or organisation_id = (select gate_org())
    or (select gate_job()) in ('send_posts', 'sort_incoming'));
drop policy if exists made on circles_circle;
create policy made on circles_circle for insert with check (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user');
drop policy if exists changed on circles_circle;
create policy changed on circles_circle for update using (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user')
    with check (organisation_id = (select gate_org()));

create or replace function circles_is_own(circle uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.circles_circle c where c.id = circle
                   and c.organisation_id = public.gate_org()
                   and public.gate_kind() = 'user' offset 0)
$$;
create or replace function circles_moderates(circle uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.circles_moderator m join public.circles_circle c
                   on c.id = m.circle_id
                   where m.circle_id = circle and m.user_id = public.gate_user()
                     and c.organisation_id = public.gate_org())
$$;

alter table circles_moderator enable row level security;
drop policy if exists own on circles_moderator;
create policy own on circles_moderator for all using (circles_is_own(circle_id))
    with check (circles_is_own(circle_id));

alter table circles_post enable row level security;
drop policy if exists seen on circles_post;
create policy seen on circles_post for select using (
    circles_is_own(circle_id) or (select gate_job()) = 'send_posts');
drop policy if exists written on circles_post;
create policy written on circles_post for insert with check (
    circles_is_own(circle_id) and written_by_id = (select gate_user()) and state = 'waiting');
drop policy if exists decided on circles_post;
create policy decided on circles_post for update
    using (circles_moderates(circle_id))
    with check (decided_by_id = (select gate_user()) and state in ('approved', 'refused'));
drop policy if exists sent on circles_post;
create policy sent on circles_post for update using ((select gate_job()) = 'send_posts')
    with check (state = 'sent');

alter table circles_member enable row level security;
drop policy if exists sent_to on circles_member;
create policy sent_to on circles_member for select using ((select gate_job()) = 'send_posts');

alter table circles_reply enable row level security;
drop policy if exists moderated on circles_reply;
create policy moderated on circles_reply for select using (circles_moderates(circle_id));
drop policy if exists came_in on circles_reply;
create policy came_in on circles_reply for insert
    with check ((select gate_job()) = 'sort_incoming');

create or replace function circles_counts(circles uuid[])
returns table (circle uuid, members bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select m.circle_id, count(*) from public.circles_member m
    join public.circles_circle c on c.id = m.circle_id
    where m.circle_id = any (circles) and c.organisation_id = public.gate_org()
      and m.state = 'member' group by 1
$$;

-- Somebody asks to join: true where the link is to be sent. Who is a member already, or asked
-- within the hour, is sent none, and the page says the same.
create or replace function circles_ask(
    member uuid, list uuid, by_channel text, sealed bytea, number text, spoken text, land text,
    hash text, moment timestamptz, since timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_kind() <> 'anonymous' or not exists (
        select 1 from public.circles_circle c where c.id = list and c.is_open) then
        raise exception 'circles_ask: not open' using errcode = '42501';
    end if;
    delete from public.circles_member m
    where m.circle_id = list and m.digest = number and m.state = 'asked' and m.asked_at < since;
    insert into public.circles_member (id, circle_id, channel, address, digest, language, country,
        token_hash, state, asked_at)
    values (member, list, by_channel, sealed, number, spoken, land, hash, 'asked', moment)
    on conflict on constraint number_joins_a_list_once do nothing;
    return found;
end $$;

create or replace function circles_of_token(hash text)
returns table (member uuid, circle uuid, name text, organisation text, about text, language text,
    state text, asked_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select m.id, c.id, c.name::text, o.name::text, c.about, m.language::text, m.state::text,
           m.asked_at
    from public.circles_member m join public.circles_circle c on c.id = m.circle_id
    join public.access_organisation o on o.id = c.organisation_id
    where hash <> '' and m.token_hash = hash
$$;

create or replace function circles_confirm(hash text, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.circles_member m set state = 'member', joined_at = moment
    where hash <> '' and m.token_hash = hash and m.state = 'asked';
    return found;
end $$;

create or replace function circles_leave(hash text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    delete from public.circles_member m where hash <> '' and m.token_hash = hash;
    return found;
end $$;

create or replace function circles_forget(moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    gone integer;
begin
    if public.gate_job() is distinct from 'forget_unconfirmed' then
        raise exception 'circles_forget: not the job' using errcode = '42501';
    end if;
    delete from public.circles_member m using public.circles_circle c
    where c.id = m.circle_id and m.state = 'asked'
      and m.asked_at < moment - make_interval(days => c.forget_days);
    get diagnostics gone = row_count;
    return gone;
end $$;

create or replace function circles_stop(org bigint, number text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    spoken text;
begin
    if public.gate_job() is distinct from 'sort_incoming' then
        raise exception 'circles_stop: not the job' using errcode = '42501';
    end if;
    with gone as (
        delete from public.circles_member m using public.circles_circle c
        where c.id = m.circle_id and c.organisation_id = org and m.digest = number
        returning m.language)
    select max(g.language) into spoken from gone g;
    return spoken;
end $$;

create or replace function circles_of_sender(org bigint, number text) returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_job() is distinct from 'sort_incoming' then
        raise exception 'circles_of_sender: not the job' using errcode = '42501';
    end if;
    return (
        select c.id from public.circles_member m
        join public.circles_circle c on c.id = m.circle_id
        left join public.circles_post p on p.circle_id = c.id and p.state = 'sent'
        where c.organisation_id = org and m.digest = number and m.state = 'member'
        order by p.sent_at desc nulls last limit 1);
end $$;
