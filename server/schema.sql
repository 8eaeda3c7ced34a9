-- The present schema: what the files of server/migrations add up to, for reading. The database is made by those, not by this.
-- Written by "npm run generate", compared in server/test/schema.test.ts: never edited by hand.

CREATE OR REPLACE FUNCTION public.audit_event__refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'audit events are only ever added' using errcode = 'restrict_violation';
end
$function$;

create table app_user (
  id text collate "C" not null,
  email text not null,
  email_key text collate "C" not null,
  password_hash text not null,
  first_name text not null,
  last_name text not null,
  phone_no text not null,
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  constraint app_user__pkey PRIMARY KEY (id),
  constraint app_user__email_key UNIQUE (email_key)
);

create table attempt (
  subject bytea not null,
  failures integer not null,
  blocked_until timestamp with time zone not null,
  last_at timestamp with time zone not null,
  constraint attempt__pkey PRIMARY KEY (subject)
);

CREATE INDEX attempt__last_at ON attempt USING btree (last_at);

create table audit_event (
  client_id text collate "C" not null,
  id text collate "C" not null,
  occurred_at timestamp with time zone not null,
  action text not null,
  object_id text collate "C" not null,
  user_id text collate "C",
  session_id text collate "C",
  key_id text collate "C",
  address text,
  user_agent text,
  request_id text collate "C",
  details jsonb not null,
  constraint audit_event__pkey PRIMARY KEY (client_id, id)
);

CREATE TRIGGER audit_event__append_only BEFORE DELETE OR UPDATE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_event__refuse_change();
CREATE TRIGGER audit_event__no_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_event__refuse_change();

create table client_account (
  id text collate "C" not null,
  owner_user_id text collate "C" not null,
  created_at timestamp with time zone not null,
  constraint client_account__pkey PRIMARY KEY (id),
  constraint client_account__owner_user_id UNIQUE (owner_user_id),
  constraint client_account__owner FOREIGN KEY (owner_user_id) REFERENCES app_user(id)
);

create table business (
  client_id text collate "C" not null,
  id text collate "C" not null,
  business_name text not null,
  country_id text not null,
  is_new_business boolean not null,
  created_at timestamp with time zone not null,
  approved_at timestamp with time zone,
  constraint business__pkey PRIMARY KEY (client_id, id),
  constraint business__id UNIQUE (id),
  constraint business__client FOREIGN KEY (client_id) REFERENCES client_account(id)
);

create table idempotency (
  scope text collate "C" not null,
  key text not null,
  request_digest bytea not null,
  answer_sealed bytea not null,
  created_at timestamp with time zone not null,
  constraint idempotency__pkey PRIMARY KEY (scope, key)
);

CREATE INDEX idempotency__created_at ON idempotency USING btree (created_at);

create table installation (
  is_single boolean not null default true,
  environment text not null,
  sealed_check bytea not null,
  pepper_check bytea not null,
  constraint installation__pkey PRIMARY KEY (is_single),
  constraint installation__environment CHECK (environment = ANY (ARRAY['sandbox'::text, 'production'::text])),
  constraint installation__single CHECK (is_single)
);

create table known_network (
  user_id text collate "C" not null,
  network bytea not null,
  last_seen_at timestamp with time zone not null,
  constraint known_network__pkey PRIMARY KEY (user_id, network),
  constraint known_network__user FOREIGN KEY (user_id) REFERENCES app_user(id)
);

CREATE INDEX known_network__last_seen_at ON known_network USING btree (last_seen_at);

create table ledger_account (
  business_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null,
  account_number text collate "C" not null,
  customer_id text collate "C" not null,
  balance_kobo bigint not null default 0,
  created_at timestamp with time zone not null,
  constraint ledger_account__pkey PRIMARY KEY (business_id, id),
  constraint ledger_account__account_number UNIQUE (account_number),
  constraint ledger_account__balance CHECK (balance_kobo >= 0),
  constraint ledger_account__kind CHECK (kind = 'business'::text),
  constraint ledger_account__nuban CHECK (account_number ~ '^[0-9]{10}$'::text)
);

CREATE UNIQUE INDEX ledger_account__business ON ledger_account USING btree (business_id) WHERE kind = 'business'::text;

create table member (
  client_id text collate "C" not null,
  business_id text collate "C" not null,
  user_id text collate "C" not null,
  id text collate "C" not null,
  role text not null,
  is_active boolean not null,
  created_at timestamp with time zone not null,
  constraint member__pkey PRIMARY KEY (business_id, user_id),
  constraint member__id UNIQUE (id),
  constraint member__business FOREIGN KEY (client_id, business_id) REFERENCES business(client_id, id),
  constraint member__user FOREIGN KEY (user_id) REFERENCES app_user(id),
  constraint member__role CHECK (role = ANY (ARRAY['owner'::text, 'admin'::text, 'developer'::text, 'finance'::text, 'viewer'::text]))
);

CREATE INDEX member__user_business ON member USING btree (user_id, business_id);
CREATE INDEX member__user_client ON member USING btree (user_id, client_id, business_id);

create table schema_migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migration__pkey PRIMARY KEY (name)
);

create table secret_key (
  client_id text collate "C" not null,
  id text collate "C" not null,
  digest bytea not null,
  sealed bytea not null,
  public_key text collate "C" not null,
  is_primary boolean not null,
  scopes text[],
  business_ids text[],
  addresses text[],
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  deactivated_at timestamp with time zone,
  constraint secret_key__pkey PRIMARY KEY (client_id, id),
  constraint secret_key__digest UNIQUE (digest),
  constraint secret_key__id UNIQUE (id),
  constraint secret_key__public_key UNIQUE (public_key),
  constraint secret_key__client FOREIGN KEY (client_id) REFERENCES client_account(id)
);

CREATE UNIQUE INDEX secret_key__primary ON secret_key USING btree (client_id) WHERE is_primary;

create table session (
  user_id text collate "C" not null,
  id text collate "C" not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  address text not null,
  user_agent text not null,
  constraint session__pkey PRIMARY KEY (user_id, id),
  constraint session__id UNIQUE (id),
  constraint session__user FOREIGN KEY (user_id) REFERENCES app_user(id)
);

CREATE INDEX session__active ON session USING btree (user_id, id) WHERE ended_at IS NULL;
CREATE INDEX session__expires_at ON session USING btree (expires_at);

create table signing_key (
  id text collate "C" not null,
  public_jwk jsonb not null,
  private_jwk_sealed bytea not null,
  created_at timestamp with time zone not null,
  signs_from timestamp with time zone not null,
  replaced_at timestamp with time zone,
  constraint signing_key__pkey PRIMARY KEY (id)
);
