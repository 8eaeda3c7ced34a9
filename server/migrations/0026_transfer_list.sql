-- Transfers are listed by their state: what is not as usual is rare, and must not cost a walk through everything else.
create index transfer__status on transfer (business_id, status, id) where status <> 'successful';

-- What came and went on each day (in Lagos) that is over: sums of all transactions that were made on it, whatever became of
-- them, so that they never change. Whoever reads adds the days that are missing; whoever moves money never touches them.
create table transaction_day (
  business_id text collate "C" not null,
  day date not null,
  in_kobo bigint not null constraint transaction_day__in_kobo check (in_kobo >= 0),
  in_count bigint not null constraint transaction_day__in_count check (in_count >= 0),
  out_kobo bigint not null constraint transaction_day__out_kobo check (out_kobo >= 0),
  out_count bigint not null constraint transaction_day__out_count check (out_count >= 0),
  constraint transaction_day__pkey primary key (business_id, day)
);
