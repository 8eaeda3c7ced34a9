-- Accounts that a business opens for its payers, and the payments that have come in from other banks: credited to an
-- account, or kept in suspense until somebody decides. The money itself is in the ledger.

create table virtual_account (
  business_id text collate "C" not null,
  id text collate "C" not null,
  account_id text collate "C" not null,          -- of the ledger, which keeps the balance
  account_number text collate "C" not null,
  account_name text not null,
  type text not null constraint virtual_account__type check (type in ('temporal', 'permanent', 'single-use')),
  reference text collate "C" not null,           -- the client's own; never free again
  system_ref text collate "C" not null,
  -- What one payment into a single-use account must come to.
  amount_kobo bigint constraint virtual_account__amount check (amount_kobo > 0),
  amount_control text constraint virtual_account__control check (amount_control in ('exact', 'under', 'over', 'any')),
  created_at timestamptz not null,
  expires_at timestamptz,                        -- from then on it takes in nothing; null: never
  paid_at timestamptz,                           -- when its one payment came
  closed_at timestamptz,
  constraint virtual_account__pkey primary key (business_id, id),
  constraint virtual_account__ledger_account foreign key (business_id, account_id) references ledger_account (business_id, id),
  constraint virtual_account__account unique (business_id, account_id),
  -- Of one account for ever, whether it may be used once or often.
  constraint virtual_account__reference unique (business_id, reference),
  constraint virtual_account__number unique (account_number),
  constraint virtual_account__single_use check
    ((type = 'single-use') = (amount_kobo is not null) and (amount_kobo is null) = (amount_control is null)),
  constraint virtual_account__paid check (paid_at is null or type = 'single-use'),
  constraint virtual_account__expiry check ((type = 'permanent') = (expires_at is null))
);

-- The tenant is the business whose money it is, or the institution while nobody's account has the number.
create table inbound_payment (
  business_id text collate "C" not null,
  id text collate "C" not null,
  -- Of the bank that sent it: the rail may tell of one payment often.
  session_id text collate "C" not null,
  account_number text collate "C" not null,      -- as the payer gave it
  virtual_account_ref text collate "C",          -- the client's reference of the virtual account that has the number
  amount_kobo bigint not null constraint inbound_payment__amount check (amount_kobo > 0),
  -- Taken out of the amount when it is credited.
  fee_kobo bigint not null constraint inbound_payment__fee check (fee_kobo >= 0),
  vat_kobo bigint not null constraint inbound_payment__vat check (vat_kobo >= 0),
  stamp_duty_kobo bigint not null constraint inbound_payment__stamp_duty check (stamp_duty_kobo >= 0),
  payer_name text not null,
  payer_account_number text collate "C" not null,
  payer_nip_code text collate "C" not null,
  narration text not null,
  paid_at timestamptz not null,                  -- as the rail says
  received_at timestamptz not null,
  status text not null constraint inbound_payment__status check (status in ('credited', 'suspended', 'released')),
  suspense_reason text constraint inbound_payment__suspense_reason check (suspense_reason in
    ('account-unknown', 'account-closed', 'account-expired', 'already-paid', 'underpaid', 'overpaid', 'deposit-limit',
     'balance-limit')),
  account_id text collate "C" not null,          -- where the money is: the account credited, or a suspense account
  refund_status text not null constraint inbound_payment__refund_status check (refund_status in
    ('none', 'pending', 'refunded', 'failed')),
  refund_attempt integer not null default 0,
  refund_id text collate "C",                    -- the transaction of the latest attempt
  refund_reason text,                            -- why that failed
  constraint inbound_payment__pkey primary key (business_id, id),
  constraint inbound_payment__session_id unique (session_id),
  -- The posting comes last and opens the institution's accounts; until then no lock is taken on the account.
  constraint inbound_payment__account foreign key (business_id, account_id) references ledger_account (business_id, id)
    deferrable initially deferred,
  constraint inbound_payment__refund check ((refund_id is null) = (refund_status = 'none')),
  constraint inbound_payment__reason check (status <> 'suspended' or suspense_reason is not null)
);

create index inbound_payment__account_number on inbound_payment (business_id, account_number, id);
create index inbound_payment__status on inbound_payment (business_id, status, id);
create index inbound_payment__refund_status on inbound_payment (business_id, refund_status, id);
create index inbound_payment__refund_id on inbound_payment (business_id, refund_id);
