-- What the banks of a sandbox know of the orders that were sent to them. They are the world outside: they know no tenants,
-- and find an order by the session id that every bank knows it by.

create table simulated_transfer (
  session_id text collate "C" not null,
  account_number text collate "C" not null,     -- the receiver's, by which the bank behaves
  sent_at timestamptz not null,
  -- How it ended, once somebody was told or has decided; until then the account number and the time tell.
  state text constraint simulated_transfer__state check (state in ('successful', 'failed', 'reversed')),
  response_code text collate "C",
  constraint simulated_transfer__pkey primary key (session_id),
  constraint simulated_transfer__ended check ((state is null) = (response_code is null))
);
