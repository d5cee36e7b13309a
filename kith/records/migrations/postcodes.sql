-- Where a postcode is. The directory is published and names nobody, so whoever is signed in may look one up; what file
-- it came in, and whose, is nobody's business but its owner's.

create trigger points_at_batch after insert on records_postcode referencing new table as fresh
  for each statement execute function records_points_at_batch();
create trigger points_at_record after insert on records_postcode referencing new table as fresh
  for each statement execute function records_points_at_record();
create trigger stays before update of id, agency_id, batch_id on records_postcode
  for each row execute function records_stays();

-- What the newest file says of a postcode that no later row took the place of, in a feed that is not withdrawn.
create function records_where_is(postcode_ text) returns table (
  easting integer, northing integer, country text, council text, ward text, lsoa text, msoa text, since date, until date)
language sql stable security definer set search_path = pg_catalog, public as $$
  select nullif(p.easting, '')::integer, nullif(p.northing, '')::integer, p.country::text, p.council::text, p.ward::text,
    p.lsoa::text, p.msoa::text, p.starts, p.ends
  from records_postcode p
  join records_batch b on b.id = p.batch_id and b.status in ('reading', 'done') and b.removed_at is null
  join records_sourcerecord s on s.id = p.record_id and s.superseded_at is null
  where p.postcode = postcode_ and agencies_mine() is not null
  order by coalesce(b.told_at, b.begun_at) desc, b.id limit 1
$$;

revoke all on function records_where_is(text) from public;
grant execute on function records_where_is(text) to kith_web, kith_resolver;
alter function records_where_is(text) owner to kith_resolver;
