-- Customers of a business: persons whose BVN was checked, each with an account of his own. Numbers that name a person
-- everywhere are sealed; that of the bank is found by a digest which differs from business to business.

create table customer (
  business_id text collate "C" not null,
  id text collate "C" not null,                  -- the account's customer_id
  account_id text collate "C" not null,
  account_number text collate "C" not null,
  first_name text not null,
  last_name text not null,
  other_names text not null,
  name text not null,                            -- all of them, as the account is called
  name_folded text collate "C" not null,         -- without capitals and accents, to be looked for
  phone_no text collate "C" not null,
  gender text not null,
  email text not null,
  date_of_birth date not null,
  place_of_birth text not null,
  address text not null,
  bvn_digest bytea not null,
  bvn_sealed bytea not null,
  national_identity_no_sealed bytea,             -- as he gave it; checked by nobody
  tier smallint not null constraint customer__tier check (tier between 1 and 3),
  created_at timestamptz not null,
  constraint customer__pkey primary key (business_id, id),
  -- A person is a customer of a business once.
  constraint customer__bvn unique (business_id, bvn_digest),
  constraint customer__account unique (business_id, account_id),
  constraint customer__account_number unique (business_id, account_number),
  constraint customer__ledger_account foreign key (business_id, account_id) references ledger_account (business_id, id)
);

create index customer__name on customer (business_id, name_folded, id);
create index customer__email on customer (business_id, lower(email) collate "C", id);

-- How often a business has had BVNs checked within an hour: all of them, and each by itself, under a digest. Each check
-- costs money, and tells something of a person.
create table customer_check (
  business_id text collate "C" not null,
  subject bytea not null,                        -- digest of a BVN; empty for all together
  hour timestamptz not null,                     -- at which it begins
  count integer not null,
  constraint customer_check__pkey primary key (business_id, subject, hour)
);

create index customer_check__hour on customer_check (hour);
