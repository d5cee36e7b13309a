-- Words without accents, case and marks. Immutable for our purposes: the dictionary comes with the extension.
create function records_plain(words text) returns text language sql immutable strict parallel safe as $$
  select trim(regexp_replace(replace(replace(lower(public.unaccent('public.unaccent'::regdictionary, words)), '''', ''), '’', ''), '[^a-z0-9]+', ' ', 'g'))
$$;

-- What the search reads: names to compare letter by letter, and how they sound.
alter table records_sourceperson
  add column match_name text generated always as (public.records_plain(forename || ' ' || surname)) stored,
  add column match_aka text generated always as (public.records_plain(other_names)) stored,
  add column sound_forename text generated always as (public.dmetaphone(split_part(public.records_plain(forename), ' ', 1))) stored,
  add column sound_surname text generated always as (public.dmetaphone(public.records_plain(surname))) stored;
create index records_person_name on records_sourceperson using gin (match_name gin_trgm_ops);
create index records_person_aka on records_sourceperson using gin (match_aka gin_trgm_ops) where match_aka <> '';
create index records_person_sound on records_sourceperson (sound_surname, sound_forename);
create index records_person_born_sound on records_sourceperson (dob, sound_forename);
create index records_person_home on records_sourceperson (postcode) where postcode <> '';
create index records_person_shielded on records_sourceperson (dob) where shielded;
create index records_judgement_record on records_judgement (record_id);
create index records_judgement_source on records_judgement (source_person);

-- Agencies whose sensitive services an agreement does not withhold from this partner.
create function records_freed(owner uuid, partner uuid, purpose_ text) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select owner = partner or exists (
    select 1 from sharing_agreement g
    join sharing_clause c on c.agreement_id = g.id
    join sharing_party o on o.agreement_id = g.id and o.agency_id = owner
    join sharing_party p on p.agreement_id = g.id and p.agency_id = partner
    join agencies_agency oa on oa.id = owner
    join agencies_agency pa on pa.id = partner
    where g.starts_at <= statement_timestamp() and g.ends_at > statement_timestamp()
      and (g.withdrawn_at is null or g.withdrawn_at > statement_timestamp())
      and c.purpose = purpose_ and c.data_class = 'pointer' and not c.withholds_sensitive
      and c.owner_kind in ('', oa.kind) and c.partner_kind in ('', pa.kind))
$$;

-- Rows that may never surface here, however they are reached: shielded people and every duplicate of one, adoptions,
-- people from whom the asker is barred, agencies no agreement covers, sensitive services an agreement withholds.
create function records_may_surface(ids uuid[]) returns setof uuid language plpgsql stable security definer
set search_path = pg_catalog, public as $$
declare
  s agencies_signin := agencies_live_sign_in();
  mine uuid := agencies_mine();
  covered uuid[] := array(select a.id from agencies_agency a where sharing_covers(a.id, mine, s.purpose, 'pointer'));
  freed uuid[] := array(select a.id from agencies_agency a where records_freed(a.id, mine, s.purpose));
begin
  return query
    select r.id from records_sourceperson r
    where r.id = any(ids)
      and r.agency_id = any(covered)
      and (not r.sensitive_service or r.agency_id = any(freed))
      and r.involvement_kind not in ('csc.adoption', 'csc.adopter')
      and not exists (select 1 from records_sourceperson x where x.shielded and (
        x.id = r.id
        or (r.nhs_number <> '' and x.nhs_number = r.nhs_number)
        or (r.upn <> '' and x.upn = r.upn)
        or (r.local_id <> '' and x.local_id = r.local_id and x.agency_id = r.agency_id)
        or (x.dob = r.dob and x.match_name = r.match_name)))
      and not exists (select 1 from sharing_bar b join records_sourceperson x on x.id = b.person
        where b.account_id = s.account_id
        and b.starts_at <= statement_timestamp() and (b.lifted_at is null or b.lifted_at > statement_timestamp())
        and (x.id = any(records_rows_of(r.id)) or (x.nhs_number <> '' and x.nhs_number = r.nhs_number)
          or (x.upn <> '' and x.upn = r.upn)));
end $$;

-- The agencies that shield somebody these rows are, or are duplicates of.
create function records_shielding(ids uuid[]) returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select distinct x.agency_id from records_sourceperson r join records_sourceperson x on x.shielded and (
    x.id = r.id
    or (r.nhs_number <> '' and x.nhs_number = r.nhs_number)
    or (r.upn <> '' and x.upn = r.upn)
    or (r.local_id <> '' and x.local_id = r.local_id and x.agency_id = r.agency_id)
    or (x.dob = r.dob and x.match_name = r.match_name))
  where r.id = any(ids)
$$;

-- All rows in which one agency, in one kind of file, speaks of the same person.
create function records_rows_of(row_ uuid) returns uuid[] language sql stable security definer
set search_path = pg_catalog, public as $$
  select array(
    select x.id from records_sourceperson r
    join records_sourceperson x on x.agency_id = r.agency_id
      and (x.id = r.id or (r.local_id <> '' and x.local_id = r.local_id
        and (select b.profile from records_batch b where b.id = x.batch_id)
          = (select b.profile from records_batch b where b.id = r.batch_id)))
    where r.id = row_)
$$;

-- Rows worth comparing with somebody described in an open concern. Exact identifiers first, then names written or said
-- alike. It runs at the gate, so that the search is in the audit before anybody sees what it found.
create function gate_candidates(sid text, record_ uuid, person_ uuid) returns table (
  id uuid, ids uuid[], agency uuid, forename text, surname text, other_names text, sex text, dob date,
  dob_estimated boolean, nhs_number text, upn text, postcode text, address text, address_hidden boolean, school text
) language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  s agencies_signin;
  p people_person;
  plain text; sound1 text; sound2 text; nhs text; pupil text; home text;
  hits uuid[]; strong uuid[]; shown uuid[]; alerted int;
  allowed boolean;
begin
  perform set_config('kith.sid', sid, true), set_config('pg_trgm.similarity_threshold', '0.45', true);
  s := agencies_live_sign_in();
  select q.* into p from people_person q where q.id = person_ and q.record_id = record_
    and sharing_may('search') and record_ in (select sharing_open_records())
    and (q.handling = 'partners' or q.originator_id = agencies_mine());
  allowed := p.id is not null;
  plain := records_plain(coalesce(p.name, ''));
  sound1 := dmetaphone(split_part(plain, ' ', 1));
  sound2 := case when plain like '% %' then dmetaphone(reverse(split_part(reverse(plain), ' ', 1))) else '' end;
  nhs := case when regexp_replace(p.nhs_number, '\D', '', 'g') ~ '^\d{10}$' and p.nhs_number !~ '^(\d)\1{9}$' then regexp_replace(p.nhs_number, '\D', '', 'g') end;
  pupil := nullif(upper(regexp_replace(coalesce(p.upn, ''), '\s', '', 'g')), '');
  home := upper(regexp_replace(coalesce(p.postcode, ''), '\s', '', 'g'));
  home := case when length(home) > 4 then left(home, length(home) - 3) || ' ' || right(home, 3) end;
  with found as (
    (select r.id from records_sourceperson r where r.nhs_number <> '' and r.nhs_number = nhs limit 50)
    union (select r.id from records_sourceperson r where r.upn <> '' and r.upn = pupil limit 50)
    union (select r.id from records_sourceperson r where plain like '% %' and r.match_name % plain
           order by similarity(r.match_name, plain) desc, (r.dob = p.born_on) desc nulls last, (r.postcode = home) desc nulls last limit 100)
    union (select r.id from records_sourceperson r where plain like '% %' and r.match_aka <> '' and r.match_aka % plain limit 30)
    union (select r.id from records_sourceperson r where sound2 <> '' and r.sound_surname = sound2 and r.sound_forename = sound1
           order by similarity(r.match_name, plain) desc limit 50)
    union (select r.id from records_sourceperson r where sound1 <> '' and r.dob = p.born_on and r.sound_forename = sound1 limit 50)
    union (select r.id from records_sourceperson r where sound2 <> '' and r.dob = p.born_on and r.sound_surname = sound2 limit 50)
    union (select r.id from records_sourceperson r where sound1 <> '' and r.postcode <> '' and r.postcode = home
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
create function gate_pointers(sid text, record_ uuid) returns table (
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

do $$
declare f text;
begin
  foreach f in array array['records_freed(uuid,uuid,text)', 'records_may_surface(uuid[])', 'records_shielding(uuid[])',
    'records_rows_of(uuid)', 'gate_candidates(text,uuid,uuid)', 'gate_pointers(text,uuid)']
  loop
    -- Rights first: once they belong to somebody else they are no longer ours to take away.
    execute format('revoke all on function %s from public', f);
    if f like 'gate%' then execute format('grant execute on function %s to kith_gate', f); end if;
    execute format('alter function %s owner to kith_resolver', f);
  end loop;
end $$;
