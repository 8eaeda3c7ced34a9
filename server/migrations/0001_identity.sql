-- People, their sessions, the keys that sign their access tokens, and what slows down guessing.
-- Ids are made by the application (see platform/ids.ts) and compared by bytes, so that their order is the order of creation.

create table app_user (
  id text collate "C" not null constraint app_user__pkey primary key,
  email text not null,
  email_key text collate "C" not null,           -- the address in the form in which two addresses are the same
  password_hash text not null,
  first_name text not null,
  last_name text not null,
  phone_no text not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  constraint app_user__email_key unique (email_key)
);

create table session (
  user_id text collate "C" not null constraint session__user references app_user (id),
  id text collate "C" not null,
  created_at timestamptz not null,               -- the moment of the sign-in
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text not null,
  user_agent text not null,
  constraint session__pkey primary key (user_id, id),
  constraint session__id unique (id)
);

-- Active sessions of a user, and the sweep of those long over.
create index session__active on session (user_id, id) where ended_at is null;
create index session__expires_at on session (expires_at);

-- A network from which the user signed in before: guesses from elsewhere do not lock him out of it.
create table known_network (
  user_id text collate "C" not null constraint known_network__user references app_user (id),
  network bytea not null,                        -- digest under the pepper
  last_seen_at timestamptz not null,
  constraint known_network__pkey primary key (user_id, network)
);

create index known_network__last_seen_at on known_network (last_seen_at);

-- Failed attempts per address, account or known device, and until when the next one is refused.
create table attempt (
  subject bytea not null constraint attempt__pkey primary key,  -- digest under the pepper: unknown addresses land here too
  failures integer not null,
  blocked_until timestamptz not null,
  last_at timestamptz not null
);

create index attempt__last_at on attempt (last_at);

create table signing_key (
  id text collate "C" not null constraint signing_key__pkey primary key,  -- the `kid`
  public_jwk jsonb not null,
  private_jwk_sealed bytea not null,
  created_at timestamptz not null,
  signs_from timestamptz not null,               -- published before it signs, so that every process and verifier knows it
  replaced_at timestamptz                        -- verifies until the last session signed with it is over
);
