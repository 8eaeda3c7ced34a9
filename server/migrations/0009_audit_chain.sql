-- Makes the record of each client account a chain: every event has a number without gaps and a hash over itself and the
-- hash before it, so that nothing in it can be changed, left out or moved without the rest giving it away. What the hash
-- is made of: docs/audit.md.

-- The newest link of each client account's chain. Adding an event moves it, and so puts the account's events in one order.
create table audit_chain (
  client_id text collate "C" not null constraint audit_chain__pkey primary key,
  sequence bigint not null constraint audit_chain__sequence check (sequence >= 1),
  hash bytea not null constraint audit_chain__hash check (octet_length(hash) = 32)
);

create function audit_chain__only_forward() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.client_id = old.client_id and new.sequence = old.sequence + 1 then
      return new;
    end if;
  end if;
  raise exception 'the head of an audit chain only moves forward, one event at a time' using errcode = 'restrict_violation';
end
$$;

create trigger audit_chain__only_forward before update or delete on audit_chain
  for each row execute function audit_chain__only_forward();
create trigger audit_chain__no_truncate before truncate on audit_chain
  for each statement execute function audit_chain__only_forward();

alter table audit_event
  add column sequence bigint,
  add column outcome text not null default 'done' constraint audit_event__outcome check (outcome in ('done', 'refused')),
  add column code text,                          -- why it was refused
  add column count integer not null default 1 constraint audit_event__count check (count >= 1),
  add column before jsonb,
  add column after jsonb,
  add column hash bytea constraint audit_event__hash check (octet_length(hash) = 32),
  add constraint audit_event__code check (code is null or outcome = 'refused'),
  -- The hash covers milliseconds: what is finer could be changed unnoticed.
  add constraint audit_event__occurred_at check (occurred_at = date_trunc('milliseconds', occurred_at)),
  alter column details drop not null;
alter table audit_event
  alter column outcome drop default,
  alter column count drop default;

-- Events from before the chain are its first links, in the order of their ids. They had no details yet.
alter table audit_event disable trigger audit_event__append_only;
do $$
declare
  event record;
  latest record;
  content text;
begin
  for event in select * from audit_event order by client_id, id loop
    select coalesce(max(c.sequence), 0) + 1 as sequence, coalesce(encode(max(c.hash), 'hex'), repeat('0', 64)) as previous
      into latest from audit_chain c where c.client_id = event.client_id;
    content := format(
      '{"action":%s,"address":%s,"after":null,"before":null,"code":null,"count":1,"details":null,"keyId":%s,"objectId":%s,"occurredAt":"%s","outcome":"done","requestId":%s,"sessionId":%s,"userAgent":%s,"userId":%s}',
      to_json(event.action), coalesce(to_json(event.address)::text, 'null'), coalesce(to_json(event.key_id)::text, 'null'),
      to_json(event.object_id), to_char(event.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      coalesce(to_json(event.request_id)::text, 'null'), coalesce(to_json(event.session_id)::text, 'null'),
      coalesce(to_json(event.user_agent)::text, 'null'), coalesce(to_json(event.user_id)::text, 'null'));
    insert into audit_chain as c (client_id, sequence, hash)
      values (event.client_id, latest.sequence, sha256(convert_to(
        concat_ws(E'\n', latest.previous, event.client_id, latest.sequence, event.id, content), 'UTF8')))
      on conflict (client_id) do update set sequence = excluded.sequence, hash = excluded.hash;
    update audit_event e set details = null, sequence = c.sequence, hash = c.hash
      from audit_chain c where e.client_id = event.client_id and e.id = event.id and c.client_id = event.client_id;
  end loop;
end
$$;
alter table audit_event enable trigger audit_event__append_only;

alter table audit_event
  alter column sequence set not null,
  alter column hash set not null,
  add constraint audit_event__sequence unique (client_id, sequence);

-- What events are looked for by. An id tells the time, so these serve every span of time too.
create index audit_event__action on audit_event (client_id, action, id);
create index audit_event__user on audit_event (client_id, user_id, id);
create index audit_event__key on audit_event (client_id, key_id, id);
create index audit_event__object on audit_event (client_id, object_id, id);
