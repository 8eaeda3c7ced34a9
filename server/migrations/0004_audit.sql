-- Who did what. Rows are only ever added.

create table audit_event (
  client_id text collate "C" not null,
  id text collate "C" not null,
  occurred_at timestamptz not null,
  action text not null,
  object_id text collate "C" not null,
  user_id text collate "C",
  session_id text collate "C",
  key_id text collate "C",
  address text,
  user_agent text,
  request_id text collate "C",
  details jsonb not null,
  constraint audit_event__pkey primary key (client_id, id)
);

create function audit_event__refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit events are only ever added' using errcode = 'restrict_violation';
end
$$;

create trigger audit_event__append_only before update or delete on audit_event
  for each row execute function audit_event__refuse_change();
create trigger audit_event__no_truncate before truncate on audit_event
  for each statement execute function audit_event__refuse_change();
