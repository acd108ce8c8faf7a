-- Tokens that are rotated, and requests by their Idempotency-Key.

create policy answered on exchange_apirequest for update
    using (organisation_id = (select gate_org()))
    with check (organisation_id = (select gate_org()));

-- As before, and for a while by the secret that another one has replaced.
drop function exchange_use_token(text);
create function exchange_use_token(hash text)
returns table (token uuid, account bigint, scopes varchar[], ends_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Once a minute is exact enough, and spares a write for each request.
    update public.exchange_apitoken t set last_used_at = clock_timestamp()
    where (t.token_hash = hash or t.previous_hash = hash and t.previous_until > clock_timestamp())
      and t.revoked_at is null and t.expires_at > clock_timestamp()
      and (t.last_used_at is null or t.last_used_at < clock_timestamp() - interval '1 minute');
    return query
        select t.id, u.id, t.scopes, t.expires_at from public.exchange_apitoken t
        join public.access_user u on u.id = t.user_id
        where (t.token_hash = hash
               or t.previous_hash = hash and t.previous_until > clock_timestamp())
          and t.revoked_at is null and t.expires_at > clock_timestamp()
          and u.is_active and u.organisation_id = t.organisation_id;
end $$;

-- Keys that nobody sends again. A job's.
create function exchange_forget_requests(older_than timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    gone integer;
begin
    if public.gate_kind() <> 'job' then
        raise exception 'exchange_forget_requests: not a job' using errcode = '42501';
    end if;
    delete from public.exchange_apirequest r where r.at < older_than;
    get diagnostics gone = row_count;
    return gone;
end $$;
