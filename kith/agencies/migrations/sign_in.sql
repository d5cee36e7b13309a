-- The sign-in of this transaction. The application sets kith.sid to the token of the browser; only its hash is kept.
create function agencies_sid() returns bytea language sql stable set search_path = pg_catalog as $$
  select sha256(convert_to(nullif(current_setting('kith.sid', true), ''), 'UTF8'))
$$;

-- Rung 1 in one place: a live sign-in of an active account with two factors, or a live receipt.
create function agencies_live_sign_in() returns agencies_signin language sql stable security definer
set search_path = pg_catalog, public as $$
  select s.* from agencies_signin s left join agencies_account a on a.id = s.account_id
  where s.fingerprint = agencies_sid() and s.revoked_at is null and s.ends_at > statement_timestamp() and s.idle_until > statement_timestamp()
    and (s.account_id is null or (a.is_active and s.second_factor_at is not null))
$$;

set local role kith_resolver;
create or replace function audit_actor(out actor text, out agency text) language plpgsql stable security definer
set search_path = pg_catalog, public as $$
declare s record;
begin
  select i.account_id, i.receipt_record, a.agency_id into s
    from agencies_signin i left join agencies_account a on a.id = i.account_id where i.fingerprint = agencies_sid();
  actor := case
    when s.account_id is not null then 'agencies.Account:' || s.account_id
    when s.receipt_record is not null then 'receipt'
    when session_user = 'kith_owner' then 'service:maintenance'
    when coalesce(current_setting('kith.service', true), '') <> '' then 'service:' || current_setting('kith.service')
    else 'public' end;
  agency := coalesce(s.agency_id::text, '');
end $$;

reset role;

create function agencies_me() returns uuid language sql stable security definer
set search_path = pg_catalog, public as $$ select (agencies_live_sign_in()).account_id $$;

create function agencies_mine() returns uuid language sql stable security definer
set search_path = pg_catalog, public as $$ select agency_id from agencies_account where id = agencies_me() $$;

create function agencies_roles() returns setof text language sql stable security definer
set search_path = pg_catalog, public as $$
  select g.role from agencies_rolegrant g
  where g.account_id = agencies_me() and g.starts_at <= statement_timestamp() and (g.ends_at is null or g.ends_at > statement_timestamp())
$$;

create function agencies_teams() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select m.team_id from agencies_membership m
  where m.account_id = agencies_me() and m.starts_at <= statement_timestamp() and (m.ends_at is null or m.ends_at > statement_timestamp())
$$;

-- Begin a session. Only the gate may: the page's own connection cannot make itself somebody.
create function gate_sign_in(
  account uuid, fingerprint_ bytea, how_ text, second_factor boolean, purpose_ text, idle interval, lasts interval
) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare new_id uuid := gen_random_uuid();
begin
  insert into agencies_signin (id, fingerprint, account_id, how, purpose, started_at, second_factor_at, idle_until,
                               ends_at)
  values (new_id, fingerprint_, account, how_, purpose_, statement_timestamp(), case when second_factor then statement_timestamp() end, statement_timestamp() + idle,
          statement_timestamp() + lasts);
  perform audit_write('agencies.signed_in', 'agencies.Account:' || account, purpose_, how_, '',
                      jsonb_build_object('sign_in', new_id));
end $$;

-- Keep a session awake while it is used. Returns whether it still lives.
create function gate_seen(fingerprint_ bytea, idle interval) returns boolean language plpgsql security definer
set search_path = pg_catalog, public as $$
declare alive boolean;
begin
  select revoked_at is null and ends_at > statement_timestamp() and idle_until > statement_timestamp() into alive
    from agencies_signin where fingerprint = fingerprint_;
  if coalesce(alive, false) then
    update agencies_signin set idle_until = statement_timestamp() + idle
      where fingerprint = fingerprint_ and idle_until < statement_timestamp() + idle - interval '1 minute';
  end if;
  return coalesce(alive, false);
end $$;

-- Say what this session is for.
create function gate_purpose(fingerprint_ bytea, purpose_ text) returns void language plpgsql security definer
set search_path = pg_catalog, public as $$
begin
  update agencies_signin set purpose = purpose_ where fingerprint = fingerprint_ and account_id is not null;
  perform set_config('kith.purpose', purpose_, true);
  perform audit_write('agencies.purpose_stated', 'agencies.SignIn:' ||
    coalesce((select id::text from agencies_signin where fingerprint = fingerprint_), ''), purpose_, '', '', '{}');
end $$;

-- End this session, or every session of its account.
create function gate_sign_out(fingerprint_ bytea, everywhere boolean) returns void language plpgsql security definer
set search_path = pg_catalog, public as $$
declare who uuid;
begin
  select account_id into who from agencies_signin where fingerprint = fingerprint_;
  update agencies_signin set revoked_at = statement_timestamp() where revoked_at is null
    and (fingerprint = fingerprint_ or (everywhere and account_id = who));
  if who is not null then
    perform audit_write('agencies.signed_out', 'agencies.Account:' || who, '', '', '',
                        jsonb_build_object('everywhere', everywhere));
  end if;
end $$;

do $$
declare f text;
begin
  foreach f in array array['agencies_live_sign_in()', 'agencies_me()', 'agencies_mine()', 'agencies_roles()',
    'agencies_teams()', 'gate_sign_in(uuid,bytea,text,boolean,text,interval,interval)', 'gate_seen(bytea,interval)',
    'gate_purpose(bytea,text)', 'gate_sign_out(bytea,boolean)']
  loop
    -- Rights first, then the new owner: whoever gives a function away can no longer say who may run it.
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to kith_gate', f);
    if f like 'agencies%' then execute format('grant execute on function %s to kith_web, kith_owner', f); end if;
    execute format('alter function %s owner to kith_resolver', f);
  end loop;
end $$;
