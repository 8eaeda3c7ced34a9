-- Answers of requests that carried an Idempotency-Key, kept for a day.

create table idempotency (
  scope text collate "C" not null,               -- who sent it, and to which route
  key text not null,
  request_digest bytea not null,                 -- HMAC under the pepper: the body may hold a password
  answer_sealed bytea not null,
  created_at timestamptz not null,
  constraint idempotency__pkey primary key (scope, key)
);

create index idempotency__created_at on idempotency (created_at);
