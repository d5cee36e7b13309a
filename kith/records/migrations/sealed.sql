-- What is sealed stays sealed in the database too: nobody is found in a batch without a feed, of a feed that is withdrawn
-- or not under an agreement in force, or that is older than its feed keeps.

-- Batches older than their feed keeps.
create function records_expired() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select b.id from records_batch b join records_feed f on f.id = b.feed_id
  where b.status in ('reading', 'done')
    and coalesce(b.told_at, b.begun_at) + f.keeps_days * interval '1 day' <= statement_timestamp()
$$;

-- Batches in which the machine may look for somebody, for this purpose, at this moment.
create function records_live_batches(purpose_ text) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select b.id from records_batch b
  join records_feed f on f.id = b.feed_id and f.agency_id = b.agency_id
  where b.status in ('reading', 'done')
    and coalesce(b.told_at, b.begun_at) + f.keeps_days * interval '1 day' > statement_timestamp()
    and (f.withdrawn_at is null or f.withdrawn_at > statement_timestamp())
    and exists (
      select 1 from sharing_agreement g
      join sharing_party o on o.agreement_id = g.id and o.agency_id = f.agency_id
      join agencies_agency a on a.id = f.agency_id
      join sharing_clause c on c.agreement_id = g.id
      where g.id = f.agreement_id and g.starts_at <= statement_timestamp() and g.ends_at > statement_timestamp()
        and (g.withdrawn_at is null or g.withdrawn_at > statement_timestamp())
        and c.purpose = purpose_ and c.data_class = 'pool' and c.owner_kind in ('', a.kind))
$$;

-- Take away one batch that is older than its feed keeps, all that was read from it, and the name of its file; say which.
-- The clock asks, and asks again until there is none. The wall lets these rights go no further than that.
create function records_forget_expired() returns uuid language plpgsql security definer
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
  -- Whatever points at a batch was read from it. That rows point at each other is looked at when all are gone.
  for part in select c.conrelid::regclass from pg_constraint c
    where c.contype = 'f' and c.confrelid = 'records_batch'::regclass order by 1
  loop
    execute format('delete from %s where batch_id = $1', part) using one.id;
  end loop;
  update records_batch set status = 'expired', file_name = '', columns = '{}', removed_at = statement_timestamp(),
    removed_by = 'service:clock' where id = one.id;
  perform audit_write('records.batch_expired', 'records.Batch:' || one.id, '', 'its feed keeps it no longer',
    one.agency_id::text, jsonb_build_object('profile', one.profile, 'records', one.records, 'people', one.people));
  return one.id;
end $$;

do $$
declare f text;
begin
  foreach f in array array['records_expired()', 'records_live_batches(text)', 'records_forget_expired()']
  loop
    -- Rights first: once they belong to somebody else they are no longer ours to take away.
    execute format('revoke all on function %s from public', f);
    if f like '%forget%' then execute format('grant execute on function %s to kith_web', f); end if;
    execute format('alter function %s owner to kith_resolver', f);
  end loop;
end $$;

-- The search reads what stands now; rows that a later one has superseded would only lie in its way.
drop index records_person_name, records_person_aka, records_person_sound, records_person_born_sound, records_person_home;
create index records_person_name on records_sourceperson using gin (match_name gin_trgm_ops) where superseded_at is null;
create index records_person_aka on records_sourceperson using gin (match_aka gin_trgm_ops)
  where match_aka <> '' and superseded_at is null;
create index records_person_sound on records_sourceperson (sound_surname, sound_forename) where superseded_at is null;
create index records_person_born_sound on records_sourceperson (dob, sound_forename) where superseded_at is null;
create index records_person_home on records_sourceperson (postcode) where postcode <> '' and superseded_at is null;

set local role kith_resolver;

-- The rows in which one agency, in one kind of file, speaks of the same person: this one, and those that stand now.
create or replace function records_rows_of(row_ uuid) returns uuid[] language sql stable security definer
set search_path = pg_catalog, public as $$
  select array(
    select row_ where exists (select 1 from records_sourceperson r where r.id = row_)
    union
    select x.id from records_sourceperson r
      join records_sourceperson x on x.agency_id = r.agency_id and x.local_id = r.local_id
        and (select b.profile from records_batch b where b.id = x.batch_id)
          = (select b.profile from records_batch b where b.id = r.batch_id)
      where r.id = row_ and r.local_id <> '' and x.superseded_at is null
    union
    select x.id from records_sourceperson r
      join records_sourcerecord earlier on earlier.id = r.record_id
      join records_sourcerecord later on later.row_key = earlier.row_key and later.superseded_at is null
      join records_sourceperson x on x.record_id = later.id and x.role = r.role
      where r.id = row_)
$$;

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
      and not exists (select 1 from records_sourceperson x where x.shielded and (
        x.id = r.id
        or (r.nhs_number <> '' and x.nhs_number = r.nhs_number)
        or (r.upn <> '' and x.upn = r.upn)
        or (r.local_id <> '' and x.local_id = r.local_id and x.agency_id = r.agency_id)
        or (r.match_name <> '' and x.dob = r.dob and x.match_name = r.match_name)))
      and not exists (select 1 from sharing_bar b join records_sourceperson x on x.id = b.person
        where b.account_id = s.account_id
        and b.starts_at <= statement_timestamp() and (b.lifted_at is null or b.lifted_at > statement_timestamp())
        and (r.id = any(records_rows_of(x.id)) or (x.nhs_number <> '' and x.nhs_number = r.nhs_number)
          or (x.upn <> '' and x.upn = r.upn)));
end $$;

-- The agencies that shield somebody these rows are, or are duplicates of. Rows without a name all have the same name,
-- none: it joins nobody to anybody.
create or replace function records_shielding(ids uuid[]) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select distinct x.agency_id from records_sourceperson r join records_sourceperson x on x.shielded and (
    x.id = r.id
    or (r.nhs_number <> '' and x.nhs_number = r.nhs_number)
    or (r.upn <> '' and x.upn = r.upn)
    or (r.local_id <> '' and x.local_id = r.local_id and x.agency_id = r.agency_id)
    or (r.match_name <> '' and x.dob = r.dob and x.match_name = r.match_name))
  where r.id = any(ids)
$$;

-- Rows worth comparing with somebody described in an open concern. Exact identifiers first, then names written or said
-- alike. It runs at the gate, so that the search is in the audit before anybody sees what it found.
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
  hits uuid[]; strong uuid[]; shown uuid[]; alerted int;
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
    union (select r.id from records_sourceperson r where r.superseded_at is null and r.batch_id = any(live) and sound1 <> '' and r.postcode <> '' and r.postcode = home
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
  return query
    select distinct on (of_one.ids) r.id, of_one.ids, r.agency_id, r.forename::text,
      r.surname::text, r.other_names::text, r.sex::text, r.dob, r.dob_estimated, r.nhs_number::text, r.upn::text,
      case when r.address_confidential then '' else r.postcode end::text,
      case when r.address_confidential then '' else r.address end::text, r.address_confidential, r.school::text
    from records_sourceperson r
    cross join lateral (select array(select i from unnest(records_rows_of(r.id)) i order by i) as ids) of_one
    where r.id = any(shown)
    order by of_one.ids, (r.dob is null), (r.nhs_number = ''), (r.postcode = ''), r.last_date desc nulls last, r.id;
end $$;

-- Who knows the people of an open concern, once they have been judged the same: which agency, what kind of involvement,
-- when last, and whom to ring. Never what they know.
create or replace function gate_pointers(sid text, record_ uuid) returns table (
  person uuid, agency uuid, kind text, begins date, ends date, last_date date, contact text
) language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  s agencies_signin;
  allowed boolean;
  known uuid[];
begin
  perform set_config('kith.sid', sid, true);
  s := agencies_live_sign_in();
  allowed := coalesce(sharing_may('search'), false) and record_ in (select sharing_open_records());
  known := array(
    select m from records_may_surface(array(
      select unnest(records_rows_of(j.source_person)) from records_judgement j
      where allowed and j.record_id = record_ and j.answer = 'same' and j.undone_at is null)) m);
  perform audit_write(case when allowed then 'records.pointers_seen' else 'records.pointers_refused' end,
    'sharing.Record:' || record_, coalesce(s.purpose, ''),
    case when allowed then 'your job includes looking for matches' else 'refused: job' end,
    coalesce((select o.owner_agency_id::text from sharing_record o where o.id = record_), ''),
    jsonb_build_object('pointers', cardinality(known)));
  -- Each agency that was pointed at can see in its own audit that it was, and by whom.
  perform audit_write('records.pointed_at', 'sharing.Record:' || record_, coalesce(s.purpose, ''), 'an agreement covers it', k.agency_id::text, '{}')
    from (select distinct r.agency_id from records_sourceperson r where r.id = any(known) and r.agency_id <> agencies_mine()) k;
  return query
    select j.person_id, r.agency_id, r.involvement_kind::text, min(r.involvement_from),
      case when bool_or(r.involvement_to is null) then null else max(r.involvement_to) end,
      max(greatest(r.last_date, r.involvement_to, case when r.last_date is null then r.involvement_from end)),
      coalesce(max(r.contact), '')
    from records_judgement j
    join records_sourceperson r on r.id = any(records_rows_of(j.source_person)) and r.id = any(known)
    where j.record_id = record_ and j.answer = 'same' and j.undone_at is null
    group by 1, 2, 3 order by 1, 2, 6 desc nulls last;
end $$;

reset role;
