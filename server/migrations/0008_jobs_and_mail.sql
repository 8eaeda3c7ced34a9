-- Work to be done after the transaction that asks for it. A row is a job that is still to be done; one that is done is deleted.

create table job (
  id text collate "C" not null,
  queue text not null,
  data_sealed bytea not null,                    -- it may hold a token
  -- The moments of jobs are the database's own, so that processes whose clocks differ agree on them.
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),     -- when it may be taken; taking it moves this on, so that a job whose process died is due again
  attempts integer not null default 0,           -- how often it was taken; whoever took it last may finish it
  constraint job__pkey primary key (id)
);

create index job__queue_due_at on job (queue, due_at);

-- What a sandbox without a mail server would have sent: for the developer who waits for a token to arrive.

create table caught_letter (
  id text collate "C" not null,
  recipient text not null,
  letter_sealed bytea not null,                  -- subject and text, which hold tokens
  sent_at timestamptz not null,
  constraint caught_letter__pkey primary key (id)
);

create index caught_letter__recipient on caught_letter (recipient, id);
