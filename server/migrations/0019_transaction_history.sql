-- The history of a business, found by what its filters ask, and counted without being gone through.

-- What is not as usual is rare: looked for by itself it must not cost a walk through everything else.
create index account_transaction__status on account_transaction (business_id, status, id) where status <> 'successful';
create index account_transaction__kind on account_transaction (business_id, kind, id);
create index account_transaction__direction on account_transaction (business_id, direction, id);
create index account_transaction__amount on account_transaction (business_id, amount_kobo, id);

-- Money from another account of ours is moved by a posting of the sender's, which carries the id of his transaction. The
-- receiver's own names the posting instead; the tenant of that may be another.
alter table account_transaction add column posting_id text collate "C";
create unique index account_transaction__posting on account_transaction (business_id, posting_id, account_id)
  where posting_id is not null;

-- How many transactions there are up to an id, of a business (account_id '') or of one of its accounts. Whoever reads moves
-- it on, up to ids so old that no transaction still under way can add one before them; whoever writes never touches it.
create table transaction_tally (
  business_id text collate "C" not null,
  account_id text collate "C" not null,
  up_to_id text collate "C" not null,
  count bigint not null constraint transaction_tally__count check (count >= 0),
  constraint transaction_tally__pkey primary key (business_id, account_id)
);
