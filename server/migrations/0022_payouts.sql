-- Where a business has its balance paid out to, and when.

create table payout_account (
  business_id text collate "C" not null,
  id text collate "C" not null,
  -- One of three: that a business has at most three is a matter of keys, whoever adds how many at once.
  slot smallint not null constraint payout_account__slot_range check (slot between 1 and 3),
  client_id text collate "C" not null,
  account_name text not null,                    -- as the business gave it
  account_number text collate "C" not null constraint payout_account__nuban check (account_number ~ '^[0-9]{10}$'),
  bank_code text collate "C" not null,           -- as the business gave it
  bank_name text not null,
  bank_key text collate "C" not null,            -- the code under which we list the bank
  name_at_bank text not null,
  created_at timestamptz not null,
  constraint payout_account__pkey primary key (business_id, id),
  constraint payout_account__slot unique (business_id, slot),
  constraint payout_account__account unique (business_id, bank_key, account_number)
);

-- One for each business. A run is begun (run_reference) and the next one set in one transaction; the reference names the
-- transfer, so that a run which is made again after a crash pays nothing twice.
create table payout_schedule (
  business_id text collate "C" not null,
  id text collate "C" not null,
  payout_account_id text collate "C",            -- null: paused, since the account was deleted
  frequency text not null constraint payout_schedule__frequency check (frequency in ('daily', 'weekly', 'monthly')),
  day_of_week smallint constraint payout_schedule__day_of_week check (day_of_week between 1 and 7),
  day_of_month smallint constraint payout_schedule__day_of_month check (day_of_month between 1 and 31),
  hour smallint not null constraint payout_schedule__hour check (hour between 0 and 23),
  minimum_kobo bigint not null constraint payout_schedule__minimum check (minimum_kobo >= 0),
  keep_kobo bigint not null constraint payout_schedule__keep check (keep_kobo >= 0),
  next_run_at timestamptz not null,
  run_reference text collate "C",                -- of the run that was begun and has not ended
  leased_until timestamptz,                      -- until then somebody makes the run
  last_run_at timestamptz,
  last_result text collate "C",
  last_reference text collate "C",
  created_at timestamptz not null,
  constraint payout_schedule__pkey primary key (business_id),
  constraint payout_schedule__id unique (id),
  constraint payout_schedule__account foreign key (business_id, payout_account_id)
    references payout_account (business_id, id) on delete set null (payout_account_id),
  constraint payout_schedule__day check
    ((frequency = 'weekly') = (day_of_week is not null) and (frequency = 'monthly') = (day_of_month is not null))
);

create index payout_schedule__due on payout_schedule (next_run_at) where payout_account_id is not null;
create index payout_schedule__begun on payout_schedule (leased_until)
  where payout_account_id is not null and run_reference is not null;
create index payout_schedule__account_id on payout_schedule (business_id, payout_account_id);
