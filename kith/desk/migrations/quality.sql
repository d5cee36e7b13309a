-- What the page about a feed may know of rows it may not read: how often each field has a value, how often each was in
-- trouble, and the findings in the order of the file. Of one's own agency, for those whose job is to send its files.
-- Never a value, never the key of a row, never a person.

-- The file, if it is the reader's to ask about. Nothing else of it is given than its size.
create function desk_file_to_look_at(batch_ uuid) returns table (id uuid, rows_ integer)
language sql stable security definer set search_path = pg_catalog, public as $$
  select b.id, b.records from records_batch b
  where b.id = batch_ and b.status = 'done'
    and b.agency_id = (select agencies_mine()) and (select sharing_may('deposit'))
$$;

-- In how many rows each field has something in it; without a field, how many rows were looked at. Of a long file every
-- so many rows are looked at, so that it is never more than about most_.
create function desk_filled(batch_ uuid, most_ integer) returns table (section text, field text, filled bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  with looked as materialized (
    select r.ordinal, r.section::text, r.raw
    from desk_file_to_look_at(batch_) b
    cross join lateral generate_series(0, b.rows_ - 1, greatest(1, ceil(b.rows_::numeric / most_)::integer)) n
    join records_sourcerecord r on r.batch_id = b.id and r.ordinal = n
  )
  select l.section, '', count(*) from looked l group by 1
  union all
  -- What comes several times in a record has a number in its path; each record counts once.
  select l.section, case when c.key like '%[%' then regexp_replace(c.key, '\[\d+\]', '', 'g') else c.key end,
    count(distinct l.ordinal)
  from looked l cross join lateral jsonb_each_text(l.raw) c
  where c.key <> '' and c.value ~ '\S' group by 1, 2
$$;

-- How often each thing was found in each field, and what was said of it.
create function desk_troubles(batch_ uuid)
returns table (section text, field text, code text, grade text, reason text, done text, times bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(r.section, '')::text, f.field::text, f.code::text, f.grade::text, min(f.reason)::text,
    min(f.done)::text, count(*)
  from desk_file_to_look_at(batch_) b
  join records_finding f on f.batch_id = b.id
  left join records_sourcerecord r on r.id = f.record_id
  group by 1, 2, 3, 4
$$;

-- The findings of so many rows, in their order; those about the file as a whole come with the first.
create function desk_findings(batch_ uuid, first_ integer, last_ integer)
returns table (place text, field text, grade text, reason text, done text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select x.place, x.field, x.grade, x.reason, x.done from (
    select -1 as ordinal, f.place::text, f.field::text, f.grade::text, f.reason::text, f.done::text, f.code
    from desk_file_to_look_at(batch_) b join records_finding f on f.batch_id = b.id
    where first_ = 0 and f.record_id is null
    union all
    select r.ordinal, f.place::text, f.field::text, f.grade::text, f.reason::text, f.done::text, f.code
    from desk_file_to_look_at(batch_) b
    join records_sourcerecord r on r.batch_id = b.id and r.ordinal between first_ and last_
    join records_finding f on f.record_id = r.id
  ) x order by x.ordinal, x.field, x.code
$$;

do $$
declare f text;
begin
  foreach f in array array['desk_file_to_look_at(uuid)', 'desk_filled(uuid, integer)', 'desk_troubles(uuid)',
    'desk_findings(uuid, integer, integer)']
  loop
    -- Rights first: once they belong to somebody else they are no longer ours to take away.
    execute format('revoke all on function %s from public', f);
    if f not like 'desk_file%' then execute format('grant execute on function %s to kith_web', f); end if;
    execute format('alter function %s owner to kith_resolver', f);
  end loop;
end $$;
