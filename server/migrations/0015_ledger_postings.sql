-- The double-entry ledger: postings and their entries. Both are only ever added; what was wrong is set right by another posting.

alter table ledger_account
  drop constraint ledger_account__kind,
  drop constraint ledger_account__balance,
  alter column account_number drop not null,
  alter column customer_id drop not null,
  add column account_name text,                  -- the holder, as another bank is told; accounts with a number have one
  add column version bigint not null default 0,  -- how many entries the account has
  add column minimum_kobo bigint,                -- the balance may not fall below it; null: any balance
  add column closed_at timestamptz;              -- takes in nothing more; what is there can still be paid out

update ledger_account a set account_name = b.business_name, minimum_kobo = 0 from business b where b.id = a.business_id;

alter table ledger_account
  add constraint ledger_account__kind check (kind in
    ('business', 'virtual', 'customer', 'suspense', 'clearing', 'settlement', 'fees', 'vat', 'stamp-duty')),
  add constraint ledger_account__balance check (minimum_kobo is null or balance_kobo >= minimum_kobo),
  add constraint ledger_account__version check (version >= 0),
  -- Those of the outside world's accounts that are the institution's own have no number.
  add constraint ledger_account__number check
    ((kind in ('business', 'virtual', 'customer')) = (account_number is not null and customer_id is not null and account_name is not null)),
  -- Only the institution's own accounts may owe.
  add constraint ledger_account__minimum check (minimum_kobo is not null or business_id = 'institution');

-- Money that came in and found no place, one account for each business.
create unique index ledger_account__suspense on ledger_account (business_id) where kind = 'suspense';

-- One movement of money between accounts. The tenant is the business on whose behalf it moves.
create table ledger_posting (
  business_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null constraint ledger_posting__kind check (kind in ('move', 'hold', 'post', 'void', 'reversal')),
  reference text collate "C",                    -- what makes it happen once; never free again
  of_id text collate "C",                        -- the posting that this one posts, voids or reverses
  transaction_id text collate "C" not null,      -- what it belongs to, for whoever explains it
  created_at timestamptz not null,
  constraint ledger_posting__pkey primary key (business_id, id),
  constraint ledger_posting__reference unique (business_id, reference),
  -- A hold is settled once; what was moved or posted is reversed once.
  constraint ledger_posting__of unique (business_id, of_id),
  constraint ledger_posting__of_posting foreign key (business_id, of_id) references ledger_posting (business_id, id),
  constraint ledger_posting__identity check
    ((kind in ('move', 'hold')) = (reference is not null) and (reference is null) = (of_id is not null))
);

create index ledger_posting__transaction on ledger_posting (business_id, transaction_id);

-- What a posting did to one account. The tenant is the account's, which may be another than the posting's.
create table ledger_entry (
  business_id text collate "C" not null,
  account_id text collate "C" not null,
  version bigint not null,                       -- counts the account's entries without a gap
  posting_id text collate "C" not null,
  amount_kobo bigint not null constraint ledger_entry__amount check (amount_kobo <> 0),
  balance_kobo bigint not null,                  -- of the account, with this entry
  created_at timestamptz not null,
  constraint ledger_entry__pkey primary key (business_id, account_id, version),
  constraint ledger_entry__posting unique (posting_id, account_id)
);

-- The entries of a posting are added by one statement, and add up to nothing.
create function ledger_entry__balanced() returns trigger language plpgsql as $$
begin
  if exists (select from added group by posting_id having sum(amount_kobo) <> 0) then
    raise exception 'the entries of a posting add up to nothing'
      using errcode = 'integrity_constraint_violation', constraint = 'ledger_entry__balanced';
  end if;
  return null;
end
$$;

create trigger ledger_entry__balanced after insert on ledger_entry
  referencing new table as added for each statement execute function ledger_entry__balanced();

create function ledger__refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'postings and entries are only ever added' using errcode = 'restrict_violation';
end
$$;

create trigger ledger_posting__append_only before update or delete on ledger_posting
  for each row execute function ledger__refuse_change();
create trigger ledger_posting__no_truncate before truncate on ledger_posting
  for each statement execute function ledger__refuse_change();
create trigger ledger_entry__append_only before update or delete on ledger_entry
  for each row execute function ledger__refuse_change();
create trigger ledger_entry__no_truncate before truncate on ledger_entry
  for each statement execute function ledger__refuse_change();
