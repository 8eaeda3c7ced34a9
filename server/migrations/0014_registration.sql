-- The registration of businesses: stored files, checks of a BVN by a one-time code, what completing it leaves; suspension.

-- A file has its row before its first byte is stored, so whatever a crash leaves behind is known and cleared away. Only a
-- kept file can be reached, and it is kept in the transaction that needs it.
create table stored_file (
  client_id text collate "C" not null constraint stored_file__client references client_account (id),
  id text collate "C" not null,
  media_type text not null,                      -- found in its content, not in its name
  size_bytes bigint,
  created_at timestamptz not null,
  kept_at timestamptz,
  discarded_at timestamptz,
  constraint stored_file__pkey primary key (client_id, id),
  constraint stored_file__id unique (id),
  constraint stored_file__fate check (kept_at is null or discarded_at is null),
  constraint stored_file__size check (kept_at is null or size_bytes is not null)
);

create index stored_file__not_kept on stored_file (created_at) where kept_at is null;

alter table business
  add column registered_at timestamptz,
  add column bvn_sealed bytea,                   -- AES-256-GCM: the documented answers show it
  add column residential_address text,
  add column state_id text collate "C",
  add column suspended_at timestamptz,
  add constraint business__registration check (
    (registered_at is null) = (bvn_sealed is null)
    and (registered_at is null) = (residential_address is null)
    and (registered_at is null) = (state_id is null)
  );

create table business_document (
  client_id text collate "C" not null,
  business_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null constraint business_document__kind check (kind in ('photo_id', 'business_document')),
  constraint business_document__pkey primary key (client_id, business_id, id),
  constraint business_document__id unique (client_id, id),
  constraint business_document__business foreign key (client_id, business_id) references business (client_id, id),
  constraint business_document__file foreign key (client_id, id) references stored_file (client_id, id)
);

create unique index business_document__photo_id on business_document (client_id, business_id) where kind = 'photo_id';

-- Each look-up of a BVN, whatever came of it: they are counted. The newest of a user is the one whose code he was sent.
create table bvn_check (
  client_id text collate "C" not null,
  business_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null constraint bvn_check__user references app_user (id),
  created_at timestamptz not null,
  code_digest bytea,                             -- HMAC of code, BVN, business and user; null until a code was sent
  code_expires_at timestamptz,
  failures integer not null default 0,
  used_at timestamptz,
  constraint bvn_check__pkey primary key (client_id, business_id, id),
  constraint bvn_check__business foreign key (client_id, business_id) references business (client_id, id),
  constraint bvn_check__code check ((code_digest is null) = (code_expires_at is null))
);

create index bvn_check__created_at on bvn_check (created_at);
create index bvn_check__client on bvn_check (client_id, created_at);
create index bvn_check__user_business on bvn_check (user_id, client_id, business_id, id);
