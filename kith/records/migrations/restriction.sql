-- Restriction travels with data: what one agency keeps back about somebody, no other agency's row about them gives away.

-- Every row that speaks of the same person as one of these, whoever sent it: by number, by name and birthday, and then
-- whatever the same agency says under the same number of its own. Two kinds of file of one agency may number different
-- people alike, so across kinds a birthday that differs parts them. Each is looked up row by row (`offset 0`): most rows
-- have no number, and a planner that counts those would read the whole pool.
create function records_same_person(ids uuid[]) returns table (row_ uuid, other uuid) language sql stable
security definer set search_path = pg_catalog, public as $$
  with r as materialized (
    select p.id, p.dob, p.nhs_number, p.upn, p.match_name, p.sound_forename from records_sourceperson p where p.id = any(ids)
  ), near as materialized (
    select r.id as row_, r.id as other from r
    union select r.id, x.id from r cross join lateral (
      select n.id from records_sourceperson n where n.nhs_number = r.nhs_number and n.nhs_number <> '' offset 0) x
    union select r.id, x.id from r cross join lateral (
      select n.id from records_sourceperson n where n.upn = r.upn and n.upn <> '' offset 0) x
    union select r.id, x.id from r cross join lateral (
      select n.id from records_sourceperson n where r.match_name <> '' and n.dob = r.dob
        and n.sound_forename = r.sound_forename and n.match_name = r.match_name and n.superseded_at is null offset 0) x
    union select r.id, x.id from r cross join lateral (
      select n.id from records_sourceperson n where r.match_name <> '' and n.shielded and n.dob = r.dob
        and n.match_name = r.match_name offset 0) x
  )
  select n.row_, n.other from near n
  union
  select n.row_, y.id from near n
    join records_sourceperson x on x.id = n.other and x.local_id <> ''
    cross join lateral (
      select z.id, z.dob, z.batch_id from records_sourceperson z
      where z.agency_id = x.agency_id and z.local_id = x.local_id offset 0) y
    where x.dob is null or y.dob is null or x.dob = y.dob
      or (select b.profile from records_batch b where b.id = x.batch_id) = (select b.profile from records_batch b where b.id = y.batch_id)
$$;

-- Of these rows, those of somebody whose whereabouts some agency keeps to itself: restricted, in a refuge, or placed. Then
-- nobody else's address or school of them goes out either, for it may be the very one.
create function records_whereabouts_kept(ids uuid[]) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select distinct s.row_ from records_same_person(ids) s join records_sourceperson x on x.id = s.other
  where x.address_confidential or x.shielded or exists (
    select 1 from records_addressuse a where a.person_id = x.id and a.confidential
      and (a.ends is null or a.ends >= (statement_timestamp() at time zone 'Europe/London')::date))
$$;

-- Of these rows of the asker's own agency, those that stand, are kept still, and are of nobody shielded or adopted.
create function records_ours_to_show(ids uuid[]) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  with r as materialized (
    select p.id from records_sourceperson p
    where p.id = any(ids) and p.agency_id = agencies_mine() and sharing_may('answer')
      and exists (select 1 from sharing_open_records())
      and p.superseded_at is null and p.batch_id not in (select records_expired()) and p.batch_id not in (select records_going())
      and p.involvement_kind not in ('csc.adoption', 'csc.adopter')
  )
  select r.id from r where not exists (
    select 1 from records_same_person(array(select r.id from r)) s join records_sourceperson x on x.id = s.other
    where s.row_ = r.id and x.shielded)
$$;

do $$
declare f text;
begin
  foreach f in array array['records_same_person(uuid[])', 'records_whereabouts_kept(uuid[])', 'records_ours_to_show(uuid[])']
  loop
    -- Rights first: once they belong to somebody else they are no longer ours to take away.
    execute format('revoke all on function %s from public', f);
    if f like 'records_ours%' then execute format('grant execute on function %s to kith_web', f); end if;
    execute format('alter function %s owner to kith_resolver', f);
  end loop;
end $$;

set local role kith_resolver;

-- Rows that may never surface here, however they are reached: shielded people and every duplicate of one, adoptions,
-- people from whom the asker is barred, agencies no agreement covers, sensitive services an agreement withholds, and
-- what is sealed: no feed, its agreement or its time is over, or a later row has taken its place. Somebody shielded is
-- shielded by every row that is still there, sealed or not.
create or replace function records_may_surface(ids uuid[]) returns setof uuid language plpgsql stable security definer
set search_path = pg_catalog, public as $$
declare
  s agencies_signin := agencies_live_sign_in();
  mine uuid := agencies_mine();
  covered uuid[] := array(select a.id from agencies_agency a where sharing_covers(a.id, mine, s.purpose, 'pointer'));
  live uuid[] := array(select records_live_batches(s.purpose));
  freed uuid[] := array(select a.id from agencies_agency a where records_freed(a.id, mine, s.purpose));
begin
  return query
    select r.id from records_sourceperson r
    where r.id = any(ids)
      and r.agency_id = any(covered)
      and r.superseded_at is null and r.batch_id = any(live)
      and (not r.sensitive_service or r.agency_id = any(freed))
      and r.involvement_kind not in ('csc.adoption', 'csc.adopter')
      and r.id not in (select t.row_ from records_same_person(ids) t join records_sourceperson x on x.id = t.other where x.shielded)
      and not exists (select 1 from sharing_bar b join records_sourceperson x on x.id = b.person
        where b.account_id = s.account_id
        and b.starts_at <= statement_timestamp() and (b.lifted_at is null or b.lifted_at > statement_timestamp())
        and (r.id = any(records_rows_of(x.id)) or (x.nhs_number <> '' and x.nhs_number = r.nhs_number)
          or (x.upn <> '' and x.upn = r.upn)));
end $$;

-- The agencies that shield somebody these rows are, or are duplicates of.
create or replace function records_shielding(ids uuid[]) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select distinct x.agency_id from records_same_person(ids) s join records_sourceperson x on x.id = s.other where x.shielded
$$;

-- Rows worth comparing with somebody described in an open concern. Exact identifiers first, then names written or said
-- alike. Of somebody whose whereabouts are kept by any agency no address and no school is given. It runs at the gate, so that the search is in the audit before anybody sees what it found.
create or replace function gate_candidates(sid text, record_ uuid, person_ uuid) returns table (
  id uuid, ids uuid[], agency uuid, forename text, surname text, other_names text, sex text, dob date,
  dob_estimated boolean, nhs_number text, upn text, postcode text, address text, address_hidden boolean, school text
) language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  s agencies_signin;
  p people_person;
  plain text; sound1 text; sound2 text; nhs text; pupil text; home text;
  live uuid[];
  hits uuid[]; strong uuid[]; shown uuid[]; kept uuid[]; alerted int;
  allowed boolean;
begin
  perform set_config('kith.sid', sid, true), set_config('pg_trgm.similarity_threshold', '0.45', true);
  s := agencies_live_sign_in();
  select q.* into p from people_person q where q.id = person_ and q.record_id = record_
    and sharing_may('search') and record_ in (select sharing_open_records())
    and (q.handling = 'partners' or q.originator_id = agencies_mine());
  allowed := p.id is not null;
  live := array(select records_live_batches(s.purpose) where allowed);
  plain := records_plain(coalesce(p.name, ''));
  sound1 := dmetaphone(split_part(plain, ' ', 1));
  sound2 := case when plain like '% %' then dmetaphone(reverse(split_part(reverse(plain), ' ', 1))) else '' end;
  nhs := case when regexp_replace(p.nhs_number, '\D', '', 'g') ~ '^\d{10}$' and p.nhs_number !~ '^(\d)\1{9}$' then regexp_replace(p.nhs_number, '\D', '', 'g') end;
  pupil := nullif(upper(regexp_replace(coalesce(p.upn, ''), '\s', '', 'g')), '');
  home := upper(regexp_replace(coalesce(p.postcode, ''), '\s', '', 'g'));
  home := case when length(home) > 4 then left(home, length(home) - 3) || ' ' || right(home, 3) end;
  with found as (
    (select r.id from records_sourceperson r where r.superseded_at is null and r.batch_id = any(live) and r.nhs_number <> '' and r.nhs_number = nhs limit 50)
    union (select r.id from records_sourceperson r where r.superseded_at is null and r.batch_id = any(live) and r.upn <> '' and r.upn = pupil limit 50)
    union (select r.id from records_sourceperson r where r.superseded_at is null and r.batch_id = any(live) and plain like '% %' and r.match_name % plain
           order by similarity(r.match_name, plain) desc, (r.dob = p.born_on) desc nulls last, (r.postcode = home) desc nulls last limit 100)
    union (select r.id from records_sourceperson r where r.superseded_at is null and r.batch_id = any(live) and plain like '% %' and r.match_aka <> '' and r.match_aka % plain limit 30)
    union (select r.id from records_sourceperson r where r.superseded_at is null and r.batch_id = any(live) and sound2 <> '' and r.sound_surname = sound2 and r.sound_forename = sound1
           order by similarity(r.match_name, plain) desc limit 50)
    union (select r.id from records_sourceperson r where r.superseded_at is null and r.batch_id = any(live) and sound1 <> '' and r.dob = p.born_on and r.sound_forename = sound1 limit 50)
    union (select r.id from records_sourceperson r where r.superseded_at is null and r.batch_id = any(live) and sound2 <> '' and r.dob = p.born_on and r.sound_surname = sound2 limit 50)
    union (select r.id from records_sourceperson r where r.superseded_at is null and r.batch_id = any(live) and sound1 <> '' and r.postcode <> '' and r.postcode = home and not r.address_confidential
           and r.sound_forename = sound1 limit 50)
  ), best as (
    select r.id, r.nhs_number = nhs or r.upn = pupil or (similarity(r.match_name, plain) >= 0.6
      and (r.dob = p.born_on or (p.born_on is null and r.postcode = home))) as sure
    from found f join records_sourceperson r on r.id = f.id
    order by 2 desc nulls last, (r.dob = p.born_on) desc nulls last, similarity(r.match_name, plain) desc, r.id limit 120
  )
  select array_agg(b.id), array_agg(b.id) filter (where b.sure) into hits, strong from best b;
  -- Somebody shielded is never shown; the lead of the agency that shields them hears of it instead.
  insert into agencies_notice (id, agency_id, role, what, words, path, at)
    select gen_random_uuid(), x, case when exists (select 1 from agencies_rolegrant g join agencies_account a on a.id = g.account_id
        where a.agency_id = x and g.role = 'privacy_officer') then 'privacy_officer' else 'researcher' end,
      'records.blind_match', 'Somebody at ' || (select left(n.name, 80) from agencies_agency n where n.id = agencies_mine())
        || ' may be looking for a person you shield. They were shown nothing. Ring their duty desk.', '', statement_timestamp()
    from records_shielding(coalesce(strong, '{}')) x where allowed
      and not exists (select 1 from agencies_notice o where o.agency_id = x and o.what = 'records.blind_match'
        and o.at > statement_timestamp() - interval '1 hour');
  get diagnostics alerted = row_count;
  perform audit_write('records.blind_match', 'sharing.Record:' || record_, coalesce(s.purpose, ''), 'shielded', x::text, '{}')
    from records_shielding(coalesce(strong, '{}')) x where allowed;
  shown := array(select m from records_may_surface(coalesce(hits, '{}')) m where allowed);
  perform audit_write(case when allowed then 'records.searched' else 'records.search_refused' end, 'sharing.Record:' || record_,
    coalesce(s.purpose, ''), case when allowed then 'your job includes looking for matches' else 'refused: job' end,
    coalesce((select o.owner_agency_id::text from sharing_record o where o.id = record_), ''),
    jsonb_build_object('person', person_, 'shown', coalesce(cardinality(shown), 0)));
  kept := array(select records_whereabouts_kept(shown));
  return query
    select distinct on (of_one.ids) r.id, of_one.ids, r.agency_id, r.forename::text,
      r.surname::text, r.other_names::text, r.sex::text, r.dob, r.dob_estimated, r.nhs_number::text, r.upn::text,
      case when r.id = any(kept) then '' else r.postcode end::text,
      case when r.id = any(kept) then '' else r.address end::text, r.id = any(kept),
      case when r.id = any(kept) then '' else r.school end::text
    from records_sourceperson r
    cross join lateral (select array(select i from unnest(records_rows_of(r.id)) i order by i) as ids) of_one
    where r.id = any(shown)
    order by of_one.ids, (r.dob is null), (r.nhs_number = ''), (r.postcode = ''), r.last_date desc nulls last, r.id;
end $$;

reset role;
