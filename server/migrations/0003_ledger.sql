-- The ledger's accounts. Amounts are kobo. A balance changes only together with entries.

create table ledger_account (
  business_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null constraint ledger_account__kind check (kind in ('business')),
  account_number text collate "C" not null constraint ledger_account__nuban check (account_number ~ '^[0-9]{10}$'),
  customer_id text collate "C" not null,
  balance_kobo bigint not null default 0,
  created_at timestamptz not null,
  constraint ledger_account__pkey primary key (business_id, id),
  constraint ledger_account__account_number unique (account_number),
  constraint ledger_account__balance check (balance_kobo >= 0)
);

-- A business has one account of its own.
create unique index ledger_account__business on ledger_account (business_id) where kind = 'business';
