-- A business's own server is told what happens to its money: where it is reached, what there is to tell, how telling went.

create table webhook_endpoint (
  business_id text collate "C" not null,
  client_id text collate "C" not null,
  url text not null,
  state text not null constraint webhook_endpoint__state check (state in ('active', 'paused', 'disabled')),
  disabled_reason text constraint webhook_endpoint__reason check (disabled_reason in ('failing', 'gone')),
  -- Sealed with the key-encryption key: what is sent to the receiver is signed with the one and shows the other.
  auth_key_sealed bytea not null,
  secret_sealed bytea not null,
  -- Signs beside the new one until then.
  old_secret_sealed bytea,
  old_secret_ends_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  failing_since timestamptz,                     -- the first failure since the last success
  constraint webhook_endpoint__pkey primary key (business_id),
  constraint webhook_endpoint__business foreign key (client_id, business_id) references business (client_id, id),
  constraint webhook_endpoint__disabled check ((state = 'disabled') = (disabled_reason is not null)),
  constraint webhook_endpoint__old_secret check ((old_secret_sealed is null) = (old_secret_ends_at is null))
);

-- What there is to tell. Never changed: what is sent, and sent again, are the bytes of `body`.
create table webhook_event (
  business_id text collate "C" not null,
  id text collate "C" not null,
  -- Microseconds of the database's clock: unlike a counter it makes no posting wait for another, survives a restore, and
  -- tells nobody how much others do.
  sequence bigint not null,
  type text collate "C" not null,
  object_id text collate "C" not null,
  body text not null,
  occurred_at timestamptz not null,
  constraint webhook_event__pkey primary key (business_id, id)
);

create index webhook_event__type on webhook_event (business_id, type, id);
create index webhook_event__object on webhook_event (business_id, object_id, id);
-- For the sweep.
create index webhook_event__occurred_at on webhook_event (occurred_at);

-- How telling goes, one row for each event. The moments are the database's own, so that processes agree on them.
create table webhook_delivery (
  business_id text collate "C" not null,
  event_id text collate "C" not null,
  state text collate "C" not null constraint webhook_delivery__state check
    (state in ('pending', 'delivered', 'failed', 'unsent')),
  attempts integer not null default 0,           -- begun so far; whoever began the last may say how it ended
  step integer not null default 0,               -- attempts of the present schedule that have ended
  due_at timestamptz not null default now(),
  held_until timestamptz,                        -- while an attempt is under way; a process that died holds nothing beyond it
  constraint webhook_delivery__pkey primary key (business_id, event_id),
  constraint webhook_delivery__event foreign key (business_id, event_id)
    references webhook_event (business_id, id) on delete cascade
);

create index webhook_delivery__state on webhook_delivery (business_id, state, event_id);
create index webhook_delivery__due on webhook_delivery (business_id, due_at, event_id) where state = 'pending';
create index webhook_delivery__held on webhook_delivery (business_id) where held_until is not null;

create table webhook_attempt (
  business_id text collate "C" not null,
  event_id text collate "C" not null,
  number integer not null,
  at timestamptz not null,
  url text not null,
  request_headers jsonb not null,                -- without AUTH-KEY and signature
  status integer,                                -- null: there was no answer
  error text,                                    -- one word; null: it was delivered
  latency_ms integer not null,
  response_head text,
  next_at timestamptz,                           -- null: it is not tried again by itself
  constraint webhook_attempt__pkey primary key (business_id, event_id, number),
  constraint webhook_attempt__event foreign key (business_id, event_id)
    references webhook_event (business_id, id) on delete cascade
);
