-- What is read from a file points at its row, its person and its batch. A foreign key asks that of each row by itself,
-- four times; here it is asked of all the rows of a statement at once, and more is asked: what points and what is
-- pointed at are of one batch and one agency.

-- The tables of what is read from files, those that point at others first.
create function records_pool_tables() returns setof regclass language sql stable
set search_path = pg_catalog, public as $$
  select c.oid::regclass from pg_attribute a join pg_class c on c.oid = a.attrelid
  where a.attname = 'batch_id' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    and c.relname like 'records\_%'
  order by case c.relname when 'records_sourcerecord' then 2 when 'records_sourceperson' then 1 else 0 end, c.relname
$$;

create function records_points_at_batch() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select 1 from (select distinct f.batch_id, f.agency_id from fresh f) f
    where not exists (select 1 from records_batch b where b.id = f.batch_id and b.agency_id = f.agency_id))
  then raise foreign_key_violation using message = format('%s: a row of no batch of its agency', tg_relid::regclass);
  end if;
  return null;
end $$;

create function records_points_at_record() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select 1 from fresh f where f.record_id is not null and not exists (
    select 1 from records_sourcerecord r where r.id = f.record_id and r.batch_id = f.batch_id))
  then raise foreign_key_violation using message = format('%s: it points at no row of its batch', tg_relid::regclass);
  end if;
  return null;
end $$;

create function records_points_at_person() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select 1 from fresh f where f.person_id is not null and not exists (
    select 1 from records_sourceperson p where p.id = f.person_id and p.record_id = f.record_id))
  then raise foreign_key_violation using message = format('%s: it points at nobody of its row', tg_relid::regclass);
  end if;
  return null;
end $$;

-- Nothing goes while something points at it. The argument is the column that would.
create function records_pointed_at() returns trigger language plpgsql
set search_path = pg_catalog, public set enable_seqscan = off as $$
declare
  part regclass;
  found boolean;
begin
  for part in select t from records_pool_tables() t
    where exists (select 1 from pg_attribute a where a.attrelid = t and a.attname = tg_argv[0] and not a.attisdropped)
  loop
    execute format('select exists (select 1 from gone g join %s c on c.%I = g.id)', part, tg_argv[0]) into found;
    if found then raise foreign_key_violation using message = format('%s: %s points at it', tg_relid::regclass, part); end if;
  end loop;
  return null;
end $$;

create function records_stays() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception 'what was read stays where it was read from' using errcode = 'integrity_constraint_violation';
end $$;

do $$
declare
  part regclass;
  fresh constant text := 'create trigger %I after insert on %s referencing new table as fresh for each statement execute function %s()';
  gone constant text := 'create trigger nothing_points_at_it after delete on %s referencing old table as gone for each statement execute function records_pointed_at(%L)';
begin
  for part in select records_pool_tables() loop
    execute format(fresh, 'points_at_batch', part, 'records_points_at_batch');
    execute format('create trigger stays before update of id, agency_id, batch_id on %s for each row execute function records_stays()', part);
    if exists (select 1 from pg_attribute a where a.attrelid = part and a.attname = 'record_id') then
      execute format(fresh, 'points_at_record', part, 'records_points_at_record');
    end if;
    if exists (select 1 from pg_attribute a where a.attrelid = part and a.attname = 'person_id') then
      execute format(fresh, 'points_at_person', part, 'records_points_at_person');
    end if;
  end loop;
  execute format(gone, 'records_batch', 'batch_id');
  execute format(gone, 'records_sourcerecord', 'record_id');
  execute format(gone, 'records_sourceperson', 'person_id');
end $$;

set local role kith_resolver;

-- As before, but what points goes before what it points at.
create or replace function records_forget_expired() returns uuid language plpgsql security definer
set search_path = pg_catalog, public as $$
declare
  one records_batch;
  part regclass;
begin
  if coalesce(current_setting('kith.sid', true), '') <> '' or current_setting('kith.service', true) is distinct from 'clock'
  then return null; end if;
  select b.* into one from records_batch b where b.id in (select records_expired()) order by b.begun_at, b.id limit 1
    for update skip locked;
  if one.id is null then return null; end if;
  for part in select records_pool_tables() loop
    execute format('delete from %s where batch_id = $1', part) using one.id;
  end loop;
  update records_batch set status = 'expired', file_name = '', columns = '{}', removed_at = statement_timestamp(),
    removed_by = 'service:clock' where id = one.id;
  perform audit_write('records.batch_expired', 'records.Batch:' || one.id, '', 'its feed keeps it no longer',
    one.agency_id::text, jsonb_build_object('profile', one.profile, 'records', one.records, 'people', one.people));
  return one.id;
end $$;

reset role;
