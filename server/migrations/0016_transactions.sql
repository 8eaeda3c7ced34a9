-- What a business sees of its money: one row for each movement on one of its accounts, with its state and its other side.

create table account_transaction (
  business_id text collate "C" not null,
  id text collate "C" not null,
  account_id text collate "C" not null,
  account_number text collate "C" not null,
  kind text not null constraint account_transaction__kind check (kind in
    ('transfer', 'withdrawal', 'payout', 'refund', 'inbound-payment', 'book-credit')),
  direction text not null constraint account_transaction__direction check (direction in ('credit', 'debit')),
  status text not null constraint account_transaction__status check (status in
    ('pending', 'successful', 'failed', 'reversed')),
  amount_kobo bigint not null constraint account_transaction__amount check (amount_kobo > 0),
  fee_kobo bigint not null constraint account_transaction__fee check (fee_kobo >= 0),
  vat_kobo bigint not null constraint account_transaction__vat check (vat_kobo >= 0),
  stamp_duty_kobo bigint not null constraint account_transaction__stamp_duty check (stamp_duty_kobo >= 0),
  reference text collate "C",                    -- the client's own
  session_id text collate "C",                   -- of the way between banks
  -- The other side; null where it is not shown.
  counterparty_name text,
  counterparty_account_number text collate "C",
  counterparty_bank_code text collate "C",
  narration text not null,
  reason text,                                   -- why it failed or was reversed
  created_at timestamptz not null,
  completed_at timestamptz,
  constraint account_transaction__pkey primary key (business_id, id),
  constraint account_transaction__account foreign key (business_id, account_id) references ledger_account (business_id, id),
  constraint account_transaction__completed check ((status = 'pending') = (completed_at is null))
);

create index account_transaction__account_id on account_transaction (business_id, account_id, id);
create index account_transaction__reference on account_transaction (business_id, reference, id);
