-- What was asked of the API with the keys of a client account, for those who look for what their program did: written in
-- batches by whoever served it, read by its owner, and swept away after some days. Never a body, a query or a credential.

create table request_log (
  client_id text collate "C" not null,
  business_id text collate "C" not null,         -- '': for the client account as a whole, or for none of its businesses
  id text collate "C" not null,                  -- of the request: it sorts by when it came
  operation text not null,                       -- the id of the route; its path is a pattern, without what stood in it
  method text not null,
  status smallint not null constraint request_log__status check (status between 100 and 599),
  code text,                                     -- why it was refused
  duration_us integer not null constraint request_log__duration check (duration_us >= 0),
  key_id text collate "C",                       -- null: by a session alone, as the dashboard has it
  user_id text collate "C",
  address text not null,
  user_agent text not null,
  constraint request_log__pkey primary key (client_id, business_id, id),
  constraint request_log__code check (code is null or status >= 400)
);

create index request_log__key on request_log (client_id, business_id, key_id, id) where key_id is not null;
-- What went wrong is looked for most, and there is little of it.
create index request_log__refused on request_log (client_id, business_id, id) where status >= 400;
-- The sweep takes the oldest of all. Rows come in this order, so that keeping it costs next to nothing.
create index request_log__id on request_log (id);
