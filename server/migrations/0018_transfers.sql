-- Orders to send money, and how far each has come. What the business sees of them is in account_transaction; here is what
-- makes an order happen once, and what is asked of the rail until its outcome is certain.

create table transfer (
  business_id text collate "C" not null,
  id text collate "C" not null,                  -- of the account_transaction
  kind text not null constraint transfer__kind check (kind in ('transfer', 'withdrawal', 'payout', 'refund')),
  reference text collate "C" not null,           -- the client's own; never free again
  status text not null constraint transfer__status check (status in ('pending', 'successful', 'failed', 'reversed')),
  payer_account_id text collate "C" not null,
  payer_account_number text collate "C" not null,
  payer_name text not null,
  receiver_account_number text collate "C" not null,
  receiver_bank_code text collate "C" not null,
  receiver_nip_code text collate "C" not null,
  receiver_name text not null,                   -- as the receiver's bank gave it when the order was made
  amount_kobo bigint not null constraint transfer__amount check (amount_kobo > 0),
  fee_kobo bigint not null constraint transfer__fee check (fee_kobo >= 0),
  vat_kobo bigint not null constraint transfer__vat check (vat_kobo >= 0),
  stamp_duty_kobo bigint not null constraint transfer__stamp_duty check (stamp_duty_kobo >= 0),
  narration text not null,
  is_anonymous boolean not null,
  counted_on date,                               -- the day in whose total it is; null: no limit of the day applied
  session_id text collate "C",                   -- of the way between banks; null when it stays in this one
  response_code text collate "C",                -- the latest of the rail
  reason text,                                   -- why it failed or was reversed
  is_sent boolean not null default false,        -- from the moment before it may have reached the rail
  attempt integer not null default 0,            -- how often the rail has left the outcome open
  due_at timestamptz,                            -- when the rail is asked next, by the database's clock
  leased_until timestamptz,                      -- until then somebody is asking the rail
  created_at timestamptz not null,
  completed_at timestamptz,
  constraint transfer__pkey primary key (business_id, id),
  constraint transfer__transaction foreign key (business_id, id) references account_transaction (business_id, id)
    deferrable initially deferred,               -- the order comes first: it is what tells a repetition
  constraint transfer__reference unique (business_id, reference),
  -- The rail names an order by its session id alone.
  constraint transfer__session_id unique (session_id),
  constraint transfer__completed check ((status = 'pending') = (completed_at is null)),
  -- What stays in this bank is never on its way.
  constraint transfer__on_the_rail check (session_id is not null or status = 'successful')
);

create index transfer__due on transfer (due_at) where status = 'pending';

-- What each account has sent on one day in Lagos, for accounts with a limit of the day.
create table transfer_day (
  business_id text collate "C" not null,
  account_id text collate "C" not null,
  day date not null,
  total_kobo bigint not null constraint transfer_day__total check (total_kobo >= 0),
  constraint transfer_day__pkey primary key (business_id, account_id, day)
);
