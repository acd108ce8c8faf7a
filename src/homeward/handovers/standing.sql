-- What stands of a code and of a notice stands whoever keeps the file: with the file its owner
-- changes, by a function of the database's owner. As the rooms of both have it, but for that.
create or replace function signins_code_stands() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    free constant text[] := array['used_at', 'revoked_at', 'owner_org_id', 'sealed', 'scope',
        'shared_with', 'shared_until'];
    is_owner constant boolean := pg_has_role(
        current_user, (select relowner from pg_class where oid = tg_relid), 'usage');
begin
    if (to_jsonb(new) - free) is distinct from (to_jsonb(old) - free)
       or old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at
       or new.owner_org_id is distinct from old.owner_org_id and not is_owner
       or new.used_at is distinct from old.used_at and (old.used_at is not null or not is_owner)
    then
        raise exception 'a code is used once and ended once' using errcode = '42501';
    end if;
    return new;
end $$;

create or replace function persons_notice_stands() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if (new.id, new.person_id, new.recipient_org_id, new.classes, new.purposes, new.since,
        new.told_at)
       is distinct from
       (old.id, old.person_id, old.recipient_org_id, old.classes, old.purposes, old.since,
        old.told_at)
       or (new.owner_org_id is distinct from old.owner_org_id
           and public.gate_job() is distinct from 'hand_over')
       or (old.answered_at is not null and (new.answer, new.done_on, new.answered_at, new.received)
           is distinct from (old.answer, old.done_on, old.answered_at, old.received))
    then
        raise exception 'a notice is answered once, as it was sent'
            using errcode = '23514', constraint = 'notice_is_answered_as_sent';
    end if;
    return new;
end $$;
