-- What a person proves besides the password: an authenticator app, passkeys, and recovery codes for when they are lost.

create table totp_factor (
  user_id text collate "C" not null constraint totp_factor__pkey primary key
    constraint totp_factor__user references app_user (id),
  secret_sealed bytea,                           -- null: none is active yet
  active_since timestamptz,
  last_step bigint not null default 0,           -- the time step of the last accepted code: it and older ones are used up
  pending_sealed bytea,                          -- begun, and waiting for its first code; an active one works meanwhile
  pending_since timestamptz,
  constraint totp_factor__active check (num_nonnulls(secret_sealed, active_since) in (0, 2)),
  constraint totp_factor__pending check (num_nonnulls(pending_sealed, pending_since) in (0, 2))
);

-- A code works once: whoever deletes the row has used it.
create table recovery_code (
  user_id text collate "C" not null constraint recovery_code__user references app_user (id),
  digest bytea not null,                         -- without the pepper, which may be replaced: it has 120 bits of chance
  constraint recovery_code__pkey primary key (user_id, digest)
);

create table passkey (
  user_id text collate "C" not null constraint passkey__user references app_user (id),
  id text collate "C" not null,
  credential_id text collate "C" not null,       -- of the authenticator's making, in base64url
  public_key bytea not null,                     -- COSE
  counter bigint not null,                       -- must grow with each use, where the authenticator counts at all
  transports jsonb not null,                     -- how browsers reach it
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  constraint passkey__pkey primary key (user_id, id),
  constraint passkey__credential_id unique (credential_id)
);

-- A question that was put to somebody who is to prove who he is. It is answered once: whoever deletes the row has.
create table challenge (
  digest bytea not null constraint challenge__pkey primary key,  -- under the pepper, purpose included
  purpose text not null,
  user_id text collate "C" constraint challenge__user references app_user (id),
  password_digest bytea,                         -- of the password that was right: another one since makes it void
  aim bytea,                                     -- where the attempt with that password was counted as a failure,
  address bytea,                                 -- to be forgiven when the second factor is right, too
  tries integer not null default 0,
  expires_at timestamptz not null,
  constraint challenge__purpose check (purpose in ('second-factor', 'passkey-registration', 'passkey-assertion')),
  constraint challenge__user_known check ((user_id is null) = (purpose = 'passkey-assertion')),
  constraint challenge__attempt check (num_nonnulls(password_digest, aim, address) in (0, 3))
);

create index challenge__expires_at on challenge (expires_at);
create index challenge__user_id on challenge (user_id);
