-- Messages, gateways, texts and hours are no person-level rows: each organisation sees its own, and
-- the worker's job all that waits. Whoever acts may queue a message, and reads none back by it.
alter table outbox_message enable row level security;
drop policy if exists seen on outbox_message;
create policy seen on outbox_message for select using (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user');
drop policy if exists queued on outbox_message;
create policy queued on outbox_message for insert with check (true);
drop policy if exists changed on outbox_message;
create policy changed on outbox_message for update using (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user')
    with check (organisation_id = (select gate_org()));
drop policy if exists sent_by_the_job on outbox_message;
create policy sent_by_the_job on outbox_message for all using (
    (select gate_job()) in ('send_messages', 'erase_messages'));

alter table outbox_gateway enable row level security;
drop policy if exists own on outbox_gateway;
create policy own on outbox_gateway for all using (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user')
    with check (organisation_id = (select gate_org()));
drop policy if exists read_by_the_job on outbox_gateway;
create policy read_by_the_job on outbox_gateway for select using (
    (select gate_job()) in ('send_messages', 'sort_incoming'));

-- What an organisation says is no secret to those who work for it, nor to a job that says it.
alter table outbox_text enable row level security;
drop policy if exists own on outbox_text;
create policy own on outbox_text for select using (
    organisation_id = (select gate_org()) or (select gate_kind()) in ('job', 'person'));
drop policy if exists written on outbox_text;
create policy written on outbox_text for insert with check (
    organisation_id = (select gate_org()) and written_by_id = (select gate_user()));

alter table outbox_quiethours enable row level security;
drop policy if exists own on outbox_quiethours;
create policy own on outbox_quiethours for select using (
    organisation_id = (select gate_org()) or (select gate_kind()) in ('job', 'person'));
drop policy if exists stated on outbox_quiethours;
create policy stated on outbox_quiethours for insert with check (
    organisation_id = (select gate_org()) and stated_by_id = (select gate_user()));

alter table outbox_incoming enable row level security;
-- What the job gave to its case is seen there, and tells nothing here, not even that it came.
drop policy if exists own on outbox_incoming;
create policy own on outbox_incoming for select using (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user'
    and sorted_at is not null and (settled_at is null or settled_by_id is not null));
drop policy if exists settled on outbox_incoming;
create policy settled on outbox_incoming for update using (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user'
    and sorted_at is not null)
    with check (organisation_id = (select gate_org()));
drop policy if exists brought on outbox_incoming;
create policy brought on outbox_incoming for insert with check (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user'
    and exists (select 1 from outbox_gateway g where g.id = gateway_id offset 0));
drop policy if exists sorted_by_the_job on outbox_incoming;
create policy sorted_by_the_job on outbox_incoming for all using (
    (select gate_job()) = 'sort_incoming');

-- Before there is an actor: the gateway that a secret address opens, with what it is checked by.
create or replace function outbox_door(hash text)
returns table (id uuid, organisation_id bigint, channel text, is_active boolean, in_check text,
    in_header text, in_secret bytea, in_from text, in_text text, in_id text, in_status text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select g.id, g.organisation_id, g.channel::text, g.is_active, g.in_check::text,
           g.in_header::text, g.in_secret, g.in_from::text, g.in_text::text, g.in_id::text,
           g.in_status::text
    from public.outbox_gateway g where hash <> '' and g.in_hash = hash
$$;

-- Keeps what came in, once: false where this gateway brought it before.
create or replace function outbox_take_in(
    row_id uuid, gateway uuid, number text, from_whom bytea, said bytea, moment timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    taken integer;
begin
    if public.gate_kind() <> 'anonymous' then
        raise exception 'outbox_take_in: not at the door' using errcode = '42501';
    end if;
    insert into public.outbox_incoming (id, gateway_id, organisation_id, channel, provider_id,
        sender, text, came_at)
    select row_id, g.id, g.organisation_id, g.channel, number, from_whom, said, moment
    from public.outbox_gateway g where g.id = gateway
    on conflict on constraint incoming_is_taken_once do nothing;
    get diagnostics taken = row_count;
    return taken > 0;
end $$;

-- What a provider says became of a message of this gateway: forwards alone.
create or replace function outbox_take_state(
    gateway uuid, number text, said text, moment timestamptz)
returns table (source uuid, changed boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_kind() <> 'anonymous' then
        raise exception 'outbox_take_state: not at the door' using errcode = '42501';
    end if;
    if said not in ('delivered', 'failed') then
        return;
    end if;
    return query
    update public.outbox_message m
    set state = said, settled_at = moment
    where m.gateway_id = gateway and number <> '' and m.provider_id = number and m.state = 'sent'
    returning m.source, true;
end $$;
