-- The machine of this transaction. The application sets kith.machine to the token that came with the call; only its hash
-- is kept. Where somebody is signed in there is no machine.
create function agencies_machine_print() returns bytea language sql stable set search_path = pg_catalog as $$
  select sha256(convert_to(nullif(current_setting('kith.machine', true), ''), 'UTF8'))
  where coalesce(current_setting('kith.sid', true), '') = ''
$$;

-- A live token, or no row: unknown, not begun, over and revoked are one answer.
create function agencies_machine() returns table (id uuid, agency_id uuid, system text, scopes text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.id, t.agency_id, t.system::text, t.scopes::text from agencies_machinetoken t
  where t.fingerprint = agencies_machine_print() and t.revoked_at is null
    and t.starts_at <= statement_timestamp() and t.ends_at > statement_timestamp()
$$;

-- The agency whose machine this is, if it has one of these scopes. Policies compare their rows with it: for a machine
-- agencies_me() and agencies_mine() are null, so nothing that is open to people is open to it.
create function agencies_machine_of(variadic scopes_ text[]) returns uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select m.agency_id from agencies_machine() m where string_to_array(m.scopes, ' ') && scopes_
$$;

set local role kith_resolver;
create or replace function audit_actor(out actor text, out agency text) language plpgsql stable security definer
set search_path = pg_catalog, public as $$
declare s record; m record;
begin
  select i.account_id, i.receipt_record, a.agency_id into s
    from agencies_signin i left join agencies_account a on a.id = i.account_id where i.fingerprint = agencies_sid();
  select t.id, t.agency_id into m from agencies_machinetoken t where t.fingerprint = agencies_machine_print();
  actor := case
    when s.account_id is not null then 'agencies.Account:' || s.account_id
    when s.receipt_record is not null then 'receipt'
    when m.id is not null then 'agencies.MachineToken:' || m.id
    when session_user = 'kith_owner' then 'service:maintenance'
    when coalesce(current_setting('kith.service', true), '') <> '' then 'service:' || current_setting('kith.service')
    else 'public' end;
  agency := coalesce(s.agency_id, m.agency_id)::text;
  agency := coalesce(agency, '');
end $$;

reset role;

do $$
declare f text;
begin
  foreach f in array array['agencies_machine()', 'agencies_machine_of(text[])']
  loop
    -- Rights first, then the new owner: whoever gives a function away can no longer say who may run it.
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to kith_web', f);
    execute format('alter function %s owner to kith_resolver', f);
  end loop;
end $$;
