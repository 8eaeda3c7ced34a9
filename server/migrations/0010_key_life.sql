-- The life of a secret key: what it is called, how it is replaced, that it leaked, and who still uses it.

alter table secret_key
  add column name text not null default 'Default key',
  add column hint text not null default '',      -- the last four characters; empty on keys made before this column
  add column retires_at timestamptz,             -- end of the overlap, set while a successor takes over
  add column replaced_by_id text collate "C",
  add column leaked_at timestamptz,              -- when somebody reported that he found it in public
  add constraint secret_key__successor foreign key (client_id, replaced_by_id) references secret_key (client_id, id),
  add constraint secret_key__replaced_by_id unique (client_id, replaced_by_id),
  add constraint secret_key__overlap check (retires_at is null or replaced_by_id is not null);

-- A key that is over is nobody's primary key.
update secret_key set is_primary = false where deactivated_at is not null;
alter table secret_key
  add constraint secret_key__primary_is_active check (not is_primary or deactivated_at is null);

create index secret_key__active on secret_key (client_id, id) where deactivated_at is null;

-- How often a key was used on each day. The newest day of a key is kept for good: when it was last used, and from where.
create table key_day (
  client_id text collate "C" not null,
  key_id text collate "C" not null,
  day date not null,                             -- UTC
  requests bigint not null,
  last_at timestamptz not null,
  last_address text not null,
  constraint key_day__pkey primary key (client_id, key_id, day),
  constraint key_day__key foreign key (client_id, key_id) references secret_key (client_id, id) on delete cascade
);

create index key_day__day on key_day (day);

-- Where a key is used: for which business, and from which address (the /64 of an IPv6 address).
create table key_source (
  client_id text collate "C" not null,
  key_id text collate "C" not null,
  kind text not null constraint key_source__kind check (kind in ('business', 'address')),
  source text collate "C" not null,
  requests bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  constraint key_source__pkey primary key (client_id, key_id, kind, source),
  constraint key_source__key foreign key (client_id, key_id) references secret_key (client_id, id) on delete cascade
);

create index key_source__recent on key_source (client_id, key_id, kind, last_at);
create index key_source__last_at on key_source (last_at);
