-- A person a record is no longer about bars nobody from it: what a judgement said ends when the judgement is undone.
-- The two functions stand as the ladder has them, with that one condition more.
set local role kith_resolver;

create or replace function sharing_barred(me uuid, record uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, public as $$
  select exists (
    select 1 from sharing_bar b where b.account_id = me and b.starts_at <= statement_timestamp()
      and (b.lifted_at is null or b.lifted_at > statement_timestamp())
      and (b.record_id = record
           or b.person in (select u.person from sharing_subject u where u.record_id = record
                           and (u.ended_at is null or u.ended_at > statement_timestamp()))))
$$;

create or replace function sharing_listable() returns setof uuid language plpgsql stable security definer
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

reset role;
