-- The files of the asker's own agency that were taken back and whose rows may be here still: withdrawn by themselves, or
-- with their feed. From the commit that says so, no page is given a row of them. Whoever removes the rows sees them.
create function records_going() returns setof uuid language sql stable security definer
set search_path = pg_catalog, public as $$
  select b.id from records_batch b left join records_feed f on f.id = b.feed_id
  where b.agency_id in ((select agencies_mine()), (select m.agency_id from agencies_machine() m))
    and (b.status = 'going' or (b.status in ('reading', 'done') and f.withdrawn_at is not null))
$$;

-- Rights first: once it belongs to somebody else they are no longer ours to take away.
revoke all on function records_going() from public;
grant execute on function records_going() to kith_web;
alter function records_going() owner to kith_resolver;
