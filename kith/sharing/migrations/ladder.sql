-- The ladder. Each rung stands on a line of its own that begins with `when` (one record) or `and` (lists) and ends in
-- its name, so that the tests can weaken one rung at a time and see that somebody notices.

create function sharing_may(act_ text) returns boolean language sql stable security definer
set search_path = pg_catalog, public as $$
  select exists (select 1 from sharing_rolemay m where m.act = act_ and m.role in (select agencies_roles())
                 and m.purpose = (agencies_live_sign_in()).purpose)
$$;

-- Does an agreement in force let this kind of information pass from owner to partner, for this purpose?
create function sharing_covers(owner uuid, partner uuid, purpose_ text, data_class_ text) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select owner = partner or exists (
    select 1 from sharing_agreement g
    join sharing_clause c on c.agreement_id = g.id
    join sharing_party o on o.agreement_id = g.id and o.agency_id = owner
    join sharing_party p on p.agreement_id = g.id and p.agency_id = partner
    join agencies_agency oa on oa.id = owner
    join agencies_agency pa on pa.id = partner
    where g.starts_at <= statement_timestamp() and g.ends_at > statement_timestamp() and (g.withdrawn_at is null or g.withdrawn_at > statement_timestamp())
      and c.purpose = purpose_ and c.data_class = data_class_
      and c.owner_kind in ('', oa.kind) and c.partner_kind in ('', pa.kind))
$$;

-- A person a record is no longer about (a judgement was undone) bars nobody from it.
create function sharing_barred(me uuid, record uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public as $$
  select exists (
    select 1 from sharing_bar b where b.account_id = me and b.starts_at <= statement_timestamp()
      and (b.lifted_at is null or b.lifted_at > statement_timestamp())
      and (b.record_id = record
           or b.person in (select u.person from sharing_subject u where u.record_id = record
                           and (u.ended_at is null or u.ended_at > statement_timestamp()))))
$$;

create function sharing_linked(me uuid, record uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public as $$
  select exists (
    select 1 from sharing_link l where l.record_id = record and l.opens and l.starts_at <= statement_timestamp() and l.ends_at > statement_timestamp()
      and (l.account_id = me or l.team_id in (select agencies_teams())))
$$;

create function sharing_glass(me uuid, record uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public as $$
  select exists (select 1 from sharing_breakglass b where b.record_id = record and b.account_id = me
                 and b.starts_at <= statement_timestamp() and b.ends_at > statement_timestamp() and b.reviewed_at is null)
$$;

-- The first rung that says no, or the ground on which the record opens.
create function sharing_ground(record uuid) returns text language sql stable security definer
set search_path = pg_catalog, public as $$
  select case
    when s.id is null or s.account_id is null then 'refused: sign-in'
    when s.purpose = '' then 'refused: purpose'
    when r.id is null then 'refused: missing'
    when sharing_barred(s.account_id, record) then 'refused: barred'
    when not sharing_may('open') then 'refused: job'
    when not sharing_covers(r.owner_agency_id, agencies_mine(), s.purpose, 'concern') then 'refused: agreement'
    when r.sealed and not exists (select 1 from sharing_sealmember m where m.record_id = r.id and m.account_id = s.account_id) then 'refused: sealed'
    when sharing_linked(s.account_id, record) then 'open: link'
    when sharing_glass(s.account_id, record) then 'open: emergency'
    else 'refused: link'
  end
  from (select 1) as one
  left join lateral (select (i).* from agencies_live_sign_in() i) s on true
  left join sharing_record r on r.id = record
$$;

-- Every record this person may list: the same rungs for many records at once. A referrer lists what they sent.
create function sharing_listable() returns setof uuid language plpgsql stable security definer
set search_path = pg_catalog, public as $$
declare
  s agencies_signin := agencies_live_sign_in();
  mine uuid;
  teams uuid[];
  covered uuid[];
begin
  if s.id is null or s.account_id is null or s.purpose = '' or not sharing_may('list') then return; end if;
  mine := agencies_mine();
  teams := array(select agencies_teams());
  covered := array(select a.id from agencies_agency a where sharing_covers(a.id, mine, s.purpose, 'concern'));
  return query
    select r.id from (
      select l.record_id as id, bool_or(l.opens) as opens from sharing_link l
        where l.starts_at <= statement_timestamp() and l.ends_at > statement_timestamp() and (l.account_id = s.account_id or l.team_id = any(teams))
        group by l.record_id
      union all
      select b.record_id, true from sharing_breakglass b
        where b.account_id = s.account_id and b.starts_at <= statement_timestamp() and b.ends_at > statement_timestamp() and b.reviewed_at is null
          and b.record_id not in (select l.record_id from sharing_link l where l.starts_at <= statement_timestamp()
            and l.ends_at > statement_timestamp() and (l.account_id = s.account_id or l.team_id = any(teams)))
    ) mine_ join sharing_record r on r.id = mine_.id
    where true
      and (r.owner_agency_id = any(covered) or not mine_.opens)
      and (not r.sealed or exists (select 1 from sharing_sealmember m where m.record_id = r.id and m.account_id = s.account_id))
      and r.id not in (select b.record_id from sharing_bar b where b.account_id = s.account_id and b.record_id is not null and b.starts_at <= statement_timestamp() and (b.lifted_at is null or b.lifted_at > statement_timestamp()))
      and r.id not in (select u.record_id from sharing_subject u join sharing_bar b on b.person = u.person where b.account_id = s.account_id and (u.ended_at is null or u.ended_at > statement_timestamp()) and b.starts_at <= statement_timestamp() and (b.lifted_at is null or b.lifted_at > statement_timestamp()));
end $$;

-- Records open to this sign-in now: a live ticket from an earlier transaction, and the ladder asked again: once for each
-- record, however often it was opened in the quarter of an hour, because every query on content asks this.
create function sharing_open_records() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  with opened as materialized (
    select distinct t.record_key from sharing_ticket t
    where t.sign_in = (select (agencies_live_sign_in()).id)
      and t.starts_at <= statement_timestamp() and t.ends_at > statement_timestamp()
      and t.xid is distinct from pg_current_xact_id_if_assigned()::text::bigint
      and t.purpose = (select (agencies_live_sign_in()).purpose)
  )
  select t.record_key from opened t where sharing_ground(t.record_key) like 'open:%'
$$;

-- Records to which this person may add links: open, and not by emergency alone.
create function sharing_linkable() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select o from sharing_open_records() o where sharing_linked(agencies_me(), o)
$$;

-- The record a reporter's receipt speaks of.
create function sharing_receipt_record() returns uuid language sql stable security definer
set search_path = pg_catalog, public as $$ select (agencies_live_sign_in()).receipt_record $$;

-- The records that came into being in this very transaction: a report may be written whole, and never added to.
create function sharing_new_records() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select r.id from sharing_record r where r.born_xid = pg_current_xact_id()::text::bigint
$$;

create function sharing_released() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select item from sharing_release where agency_id = agencies_mine()
$$;

create function sharing_named() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select item from sharing_release where account_id = agencies_me()
$$;

-- Open a record: the ground is found, the audit row and (if it opens) the ticket are written, and the caller commits
-- before anything can be read. Refused and missing take the same path.
create function gate_open(sid text, record uuid, reason_code text) returns boolean language plpgsql security definer
set search_path = pg_catalog, public as $$
declare
  ground text;
  s agencies_signin;
  owner text;
begin
  perform set_config('kith.sid', sid, true);
  s := agencies_live_sign_in();
  ground := sharing_ground(record);
  select coalesce(max(r.owner_agency_id::text), '') into owner from sharing_record r where r.id = record;
  if ground like 'open:%' then
    insert into sharing_ticket (id, sign_in, record_key, purpose, xid, starts_at, ends_at)
    values (gen_random_uuid(), s.id, record, s.purpose, pg_current_xact_id()::text::bigint, statement_timestamp(),
            statement_timestamp() + interval '15 minutes');
  end if;
  perform audit_write(case when ground like 'open:%' then 'sharing.opened' else 'sharing.refused' end,
    'sharing.Record:' || record, coalesce(s.purpose, ''), ground, owner, jsonb_build_object('reason', reason_code));
  return ground like 'open:%';
end $$;

-- Break the glass: a grant of sixty minutes for somebody who lacks only a link. The answer is the same whatever the
-- ground; the true one is in the audit.
create function gate_break_glass(sid text, record uuid, reason_ text, review_due timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  ground text;
  me uuid;
  owner text;
  opened boolean;
begin
  perform set_config('kith.sid', sid, true);
  me := agencies_me();
  ground := sharing_ground(record);
  opened := ground in ('refused: link', 'open: emergency', 'open: link') and sharing_may('break_glass');
  select coalesce(max(r.owner_agency_id::text), '') into owner from sharing_record r where r.id = record;
  if opened then
    insert into sharing_breakglass (id, record_id, account_id, agency_id, reason, starts_at, ends_at, review_due_at,
                                    reviewed_by, review_words)
    values (gen_random_uuid(), record, me, agencies_mine(), reason_, statement_timestamp(), statement_timestamp() + interval '60 minutes', review_due,
            '', '');
  end if;
  perform audit_write(case when opened then 'sharing.glass_broken' else 'sharing.glass_refused' end,
    'sharing.Record:' || record, coalesce((agencies_live_sign_in()).purpose, ''), ground, owner, '{}');
  return opened;
end $$;

-- Come back with a receipt: a session that sees one thread of messages and nothing else.
create function gate_receipt(receipt bytea, fingerprint_ bytea) returns boolean language plpgsql security definer
set search_path = pg_catalog, public as $$
declare found_ uuid;
begin
  select record_id into found_ from sharing_receipt where fingerprint = receipt;
  if found_ is not null then
    insert into agencies_signin (id, fingerprint, receipt_record, how, purpose, started_at, idle_until, ends_at)
    values (gen_random_uuid(), fingerprint_, found_, 'receipt', '', statement_timestamp(), statement_timestamp() + interval '20 minutes',
            statement_timestamp() + interval '1 hour');
  end if;
  perform audit_write(case when found_ is null then 'sharing.receipt_unknown' else 'sharing.receipt_used' end,
    'sharing.Record:' || coalesce(found_::text, 'none'), '', '', '', '{}');
  return found_ is not null;
end $$;

-- The emergency openings this person may review: of their agency's records, or by their agency's people.
create function sharing_reviewable() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select b.id from sharing_breakglass b join sharing_record r on r.id = b.record_id
  where (select sharing_may('review_emergency')) and (select agencies_mine()) in (b.agency_id, r.owner_agency_id)
$$;

-- The page's connection may ask only about itself; the rule function would be an oracle.
do $$
declare f text;
begin
  foreach f in array array['sharing_may(text)', 'sharing_listable()', 'sharing_open_records()', 'sharing_linkable()',
    'sharing_receipt_record()', 'sharing_new_records()', 'sharing_released()', 'sharing_named()', 'sharing_reviewable()',
    'sharing_covers(uuid,uuid,text,text)', 'sharing_barred(uuid,uuid)', 'sharing_linked(uuid,uuid)',
    'sharing_glass(uuid,uuid)', 'sharing_ground(uuid)', 'gate_open(text,uuid,text)',
    'gate_break_glass(text,uuid,text,timestamptz)', 'gate_receipt(bytea,bytea)']
  loop
    execute format('revoke all on function %s from public', f);
    if f like 'gate%' then execute format('grant execute on function %s to kith_gate', f); end if;
    if f like any (array['sharing_may%', 'sharing_listable%', 'sharing_open%', 'sharing_linkable%',
                         'sharing_receipt%', 'sharing_new%', 'sharing_released%', 'sharing_named%', 'sharing_reviewable%'])
    then execute format('grant execute on function %s to kith_web', f); end if;
    execute format('alter function %s owner to kith_resolver', f);
  end loop;
end $$;
