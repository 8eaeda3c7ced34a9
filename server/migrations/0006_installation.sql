-- What this database belongs to: one environment, and one pair of server secrets. A process that has others must not serve on it.

create table installation (
  is_single boolean not null default true
    constraint installation__pkey primary key
    constraint installation__single check (is_single),
  environment text not null constraint installation__environment check (environment in ('sandbox', 'production')),
  sealed_check bytea not null,                   -- a known text, sealed with the key-encryption key
  pepper_check bytea not null                    -- a known text, digested under the pepper
);
