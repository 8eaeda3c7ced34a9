-- Client accounts, their businesses, who is a member of which, and their secret keys.

create table client_account (
  id text collate "C" not null constraint client_account__pkey primary key,
  owner_user_id text collate "C" not null constraint client_account__owner references app_user (id),
  created_at timestamptz not null,
  constraint client_account__owner_user_id unique (owner_user_id)
);

create table business (
  client_id text collate "C" not null constraint business__client references client_account (id),
  id text collate "C" not null,
  business_name text not null,
  country_id text not null,
  is_new_business boolean not null,
  created_at timestamptz not null,
  approved_at timestamptz,
  constraint business__pkey primary key (client_id, id),
  constraint business__id unique (id)
);

create table member (
  client_id text collate "C" not null,
  business_id text collate "C" not null,
  user_id text collate "C" not null constraint member__user references app_user (id),
  id text collate "C" not null,
  role text not null constraint member__role check (role in ('owner', 'admin', 'developer', 'finance', 'viewer')),
  is_active boolean not null,
  created_at timestamptz not null,
  constraint member__pkey primary key (business_id, user_id),
  constraint member__id unique (id),
  constraint member__business foreign key (client_id, business_id) references business (client_id, id)
);

-- The businesses of a user, newest first, over all client accounts and within one.
create index member__user_business on member (user_id, business_id);
create index member__user_client on member (user_id, client_id, business_id);

create table secret_key (
  client_id text collate "C" not null constraint secret_key__client references client_account (id),
  id text collate "C" not null,
  digest bytea not null,                         -- HMAC-SHA256 under the pepper: what a request is looked up by
  sealed bytea not null,                         -- AES-256-GCM, for the calls that show the key again
  public_key text collate "C" not null,
  is_primary boolean not null,
  scopes text[],                                 -- permissions the key is limited to; null: all
  business_ids text[],                           -- businesses the key is limited to; null: all of the client account
  addresses text[],                              -- CIDR blocks the key may be used from; null: anywhere
  created_at timestamptz not null,
  expires_at timestamptz,
  deactivated_at timestamptz,
  constraint secret_key__pkey primary key (client_id, id),
  constraint secret_key__id unique (id),
  constraint secret_key__digest unique (digest),
  constraint secret_key__public_key unique (public_key)
);

create unique index secret_key__primary on secret_key (client_id) where is_primary;
