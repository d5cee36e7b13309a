-- Who is acting, in words. The agencies app replaces this body once there are sign-ins to look at.
create function audit_actor(out actor text, out agency text) language plpgsql stable security definer
set search_path = pg_catalog, public as $$
begin
  actor := 'nobody';
  agency := '';
end $$;

-- The words that are hashed: each field as its length in bytes, a colon and the field, joined by bars.
create function audit_canonical(variadic fields text[]) returns text language sql immutable
set search_path = pg_catalog as $$
  select string_agg(octet_length(f) || ':' || f, '|' order by i) from unnest(fields) with ordinality as t(f, i)
$$;

create function audit_write(
  what_ text, target_ text, purpose_ text, ground_ text, owner_ text, detail_ jsonb
) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  who record;
  x bigint := pg_current_xact_id()::text::bigint;
  -- One shard a transaction, so that two rows of one transaction cannot wait for each other; the gate has shards of
  -- its own, because it writes while the page's own transaction is still open.
  s smallint := case session_user when 'kith_gate' then x % 4 else 4 + x % 12 end;
  head record;
  stamp timestamptz;
  sealed bytea;
begin
  select * into who from audit_actor();
  select h.n, h.digest into strict head from audit_head h where h.shard = s for update;
  stamp := clock_timestamp();
  sealed := sha256(head.digest || convert_to(audit_canonical(
    s::text, (head.n + 1)::text, to_char(stamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    who.actor, who.agency, owner_, what_, target_, purpose_, ground_, detail_::text), 'UTF8'));
  insert into audit_event (shard, n, at, actor, agency, owner, what, target, purpose, ground, detail, previous, digest)
  values (s, head.n + 1, stamp, who.actor, who.agency, owner_, what_, target_, purpose_, ground_, detail_,
          head.digest, sealed);
  update audit_head set n = head.n + 1, digest = sealed where shard = s;
end $$;

insert into audit_head (shard, n, digest) select s, 0, sha256('kith audit') from generate_series(0, 15) s;

-- Added to, never changed: not even the owner keeps the right.
revoke update, delete, truncate on audit_event from kith_owner;
grant select, insert on audit_event to kith_resolver;
grant select, update on audit_head to kith_resolver;
revoke all on function audit_actor(), audit_write(text, text, text, text, text, jsonb) from public;
grant execute on function audit_write(text, text, text, text, text, jsonb) to kith_web, kith_gate;
-- Rights first, then the new owner: whoever gives a function away can no longer say who may run it.
alter function audit_actor() owner to kith_resolver;
alter function audit_write(text, text, text, text, text, jsonb) owner to kith_resolver;
-- Giving a function away takes the giver's own right with it, and maintenance writes to the audit too.
set local role kith_resolver;
grant execute on function audit_write(text, text, text, text, text, jsonb) to kith_owner;
reset role;
