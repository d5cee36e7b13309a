-- What rows tell that name no person by themselves, joined to the people it belongs to; and places told in two ways.
-- These run as whoever asks: the wall shows each agency its own rows and no others.

-- The events of some people of one agency, by the rows in which it speaks of them: their own, and those that have no
-- person on their row and belong to one of theirs, in the same kind of file, by its number: what was found in an
-- assessment, the notice about an incident. A row that does not say of what kind of event it is part may be the event
-- itself, told again; and when that has people of its own, it is theirs alone. `person` is the row asked about, `via` the
-- row of the same person that led there; `how` is own, same or part.
create function records_events_of(rows_ uuid[]) returns table (person uuid, event uuid, how text, via uuid)
language sql stable set search_path = pg_catalog, public as $$
  with recursive rows_of as (
    select r.id as asked, r.id, r.agency_id, b.profile from records_sourceperson r join records_batch b on b.id = r.batch_id
      where r.id = any(rows_)
    union
    select r.id, x.id, x.agency_id, b.profile from records_sourceperson r
      join records_batch b on b.id = r.batch_id
      join records_sourceperson x on x.agency_id = r.agency_id and x.local_id = r.local_id and x.superseded_at is null
      join records_batch c on c.id = x.batch_id and c.profile = b.profile
      where r.id = any(rows_) and r.local_id <> ''
  ), told as (
    select o.asked, o.id as via, e.id, e.agency_id, o.profile, e.kind, e.subkind, e.reference, 'own' as how
      from rows_of o join records_event e on e.person_id = o.id
    union
    select t.asked, t.via, e.id, e.agency_id, t.profile, e.kind, e.subkind, e.reference, e.how
      from told t cross join lateral (
        select s.*, 'same' as how from records_event s where s.agency_id = t.agency_id and s.person_id is null
          and s.reference = t.reference and s.reference <> '' and s.kind = t.kind and s.part_of_kind = ''
        union all
        select p.*, 'part' from records_event p where p.agency_id = t.agency_id and p.person_id is null
          and p.part_of = t.reference and p.part_of <> ''
          and (p.part_of_kind in (t.kind, t.kind || ': ' || t.subkind) or p.part_of_kind = ''
            and not exists (select 1 from records_event q where q.agency_id = p.agency_id and q.reference = p.reference
              and q.reference <> '' and q.kind = p.kind and q.person_id is not null))
      ) e
      join records_batch b on b.id = e.batch_id and b.profile = t.profile
      join records_sourcerecord s on s.id = e.record_id and s.superseded_at is null
  )
  select t.asked, t.id, min(t.how), t.via from told t group by t.asked, t.id, t.via
$$;

-- The keys of one place: an agency that knows a home's property number and one that only writes its address mean the
-- same home, unless the address as written is that of several properties.
create function records_same_place(key_ text) returns setof text
language sql stable set search_path = pg_catalog, public as $$
  with written as (
    select w.written_key from records_place w where w.written_key <> '' and (w.key = key_ or w.written_key = key_)
    except
    select w.written_key from records_place w where w.written_key <> '' and w.key <> w.written_key
      group by w.written_key having count(distinct w.key) > 1
  )
  select key_ union select p.key from records_place p join written on written.written_key = p.written_key
$$;

do $$
declare f text;
begin
  foreach f in array array['records_events_of(uuid[])', 'records_same_place(text)']
  loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to kith_web, kith_resolver', f);
  end loop;
end $$;
