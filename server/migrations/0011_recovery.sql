-- What is proved by a letter: that an address is one's own, that a forgotten password may be replaced.

-- A token that went out in a letter. It works once: whoever deletes the row does the work, in the same transaction.
create table one_time_token (
  digest bytea not null constraint one_time_token__pkey primary key,  -- under the pepper, purpose included
  purpose text not null,
  user_id text collate "C" constraint one_time_token__user references app_user (id),
  address bytea,                                 -- digest of the address, where nobody has signed up with it yet
  sealed bytea,                                  -- what it is about besides: the address that is to be the new one
  expires_at timestamptz not null,
  constraint one_time_token__purpose check (purpose in ('email-verification', 'password-reset', 'email-change')),
  constraint one_time_token__owner check (num_nonnulls(user_id, address) = 1)
);

-- A new token takes the place of the older one.
create unique index one_time_token__user_id on one_time_token (user_id, purpose);
create unique index one_time_token__address on one_time_token (address, purpose);
create index one_time_token__expires_at on one_time_token (expires_at);

-- A sign-up whose address is not proved yet. Strangers can sign up with anybody's address, so there may be several of
-- one; the password given with the token chooses among them.
create table pending_registration (
  address bytea not null,                        -- digest under the pepper
  id text collate "C" not null,
  sealed bytea not null,                         -- who he is, and the hash of the password
  expires_at timestamptz not null,
  constraint pending_registration__pkey primary key (address, id)
);

create index pending_registration__expires_at on pending_registration (expires_at);
