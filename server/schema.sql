-- The present schema: what the files of server/migrations add up to, for reading. The database is made by those, not by this.
-- Written by "npm run generate", compared in server/test/schema.test.ts: never edited by hand.

CREATE OR REPLACE FUNCTION public.audit_chain__only_forward()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' then
    if new.client_id = old.client_id and new.sequence = old.sequence + 1 then
      return new;
    end if;
  end if;
  raise exception 'the head of an audit chain only moves forward, one event at a time' using errcode = 'restrict_violation';
end
$function$;

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
  kind text not null default 'person'::text,
  constraint app_user__pkey PRIMARY KEY (id),
  constraint app_user__email_key UNIQUE (email_key),
  constraint app_user__kind CHECK (kind = ANY (ARRAY['person'::text, 'service'::text]))
);

create table attempt (
  subject bytea not null,
  failures integer not null,
  blocked_until timestamp with time zone not null,
  last_at timestamp with time zone not null,
  constraint attempt__pkey PRIMARY KEY (subject)
);

CREATE INDEX attempt__last_at ON attempt USING btree (last_at);

create table audit_chain (
  client_id text collate "C" not null,
  sequence bigint not null,
  hash bytea not null,
  constraint audit_chain__pkey PRIMARY KEY (client_id),
  constraint audit_chain__hash CHECK (octet_length(hash) = 32),
  constraint audit_chain__sequence CHECK (sequence >= 1)
);

CREATE TRIGGER audit_chain__no_truncate BEFORE TRUNCATE ON audit_chain FOR EACH STATEMENT EXECUTE FUNCTION audit_chain__only_forward();
CREATE TRIGGER audit_chain__only_forward BEFORE DELETE OR UPDATE ON audit_chain FOR EACH ROW EXECUTE FUNCTION audit_chain__only_forward();

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
  details jsonb,
  sequence bigint not null,
  outcome text not null,
  code text,
  count integer not null,
  before jsonb,
  after jsonb,
  hash bytea not null,
  constraint audit_event__pkey PRIMARY KEY (client_id, id),
  constraint audit_event__sequence UNIQUE (client_id, sequence),
  constraint audit_event__code CHECK (code IS NULL OR outcome = 'refused'::text),
  constraint audit_event__count CHECK (count >= 1),
  constraint audit_event__hash CHECK (octet_length(hash) = 32),
  constraint audit_event__occurred_at CHECK (occurred_at = date_trunc('milliseconds'::text, occurred_at)),
  constraint audit_event__outcome CHECK (outcome = ANY (ARRAY['done'::text, 'refused'::text]))
);

CREATE INDEX audit_event__action ON audit_event USING btree (client_id, action, id);
CREATE INDEX audit_event__key ON audit_event USING btree (client_id, key_id, id);
CREATE INDEX audit_event__object ON audit_event USING btree (client_id, object_id, id);
CREATE INDEX audit_event__user ON audit_event USING btree (client_id, user_id, id);
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
  registered_at timestamp with time zone,
  bvn_sealed bytea,
  residential_address text,
  state_id text collate "C",
  suspended_at timestamp with time zone,
  constraint business__pkey PRIMARY KEY (client_id, id),
  constraint business__id UNIQUE (id),
  constraint business__client FOREIGN KEY (client_id) REFERENCES client_account(id),
  constraint business__registration CHECK ((registered_at IS NULL) = (bvn_sealed IS NULL) AND (registered_at IS NULL) = (residential_address IS NULL) AND (registered_at IS NULL) = (state_id IS NULL))
);

create table stored_file (
  client_id text collate "C" not null,
  id text collate "C" not null,
  media_type text not null,
  size_bytes bigint,
  created_at timestamp with time zone not null,
  kept_at timestamp with time zone,
  discarded_at timestamp with time zone,
  constraint stored_file__pkey PRIMARY KEY (client_id, id),
  constraint stored_file__id UNIQUE (id),
  constraint stored_file__client FOREIGN KEY (client_id) REFERENCES client_account(id),
  constraint stored_file__fate CHECK (kept_at IS NULL OR discarded_at IS NULL),
  constraint stored_file__size CHECK (kept_at IS NULL OR size_bytes IS NOT NULL)
);

CREATE INDEX stored_file__not_kept ON stored_file USING btree (created_at) WHERE kept_at IS NULL;

create table business_document (
  client_id text collate "C" not null,
  business_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null,
  constraint business_document__pkey PRIMARY KEY (client_id, business_id, id),
  constraint business_document__id UNIQUE (client_id, id),
  constraint business_document__business FOREIGN KEY (client_id, business_id) REFERENCES business(client_id, id),
  constraint business_document__file FOREIGN KEY (client_id, id) REFERENCES stored_file(client_id, id),
  constraint business_document__kind CHECK (kind = ANY (ARRAY['photo_id'::text, 'business_document'::text]))
);

CREATE UNIQUE INDEX business_document__photo_id ON business_document USING btree (client_id, business_id) WHERE kind = 'photo_id'::text;

create table bvn_check (
  client_id text collate "C" not null,
  business_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  created_at timestamp with time zone not null,
  code_digest bytea,
  code_expires_at timestamp with time zone,
  failures integer not null default 0,
  used_at timestamp with time zone,
  constraint bvn_check__pkey PRIMARY KEY (client_id, business_id, id),
  constraint bvn_check__business FOREIGN KEY (client_id, business_id) REFERENCES business(client_id, id),
  constraint bvn_check__user FOREIGN KEY (user_id) REFERENCES app_user(id),
  constraint bvn_check__code CHECK ((code_digest IS NULL) = (code_expires_at IS NULL))
);

CREATE INDEX bvn_check__client ON bvn_check USING btree (client_id, created_at);
CREATE INDEX bvn_check__created_at ON bvn_check USING btree (created_at);
CREATE INDEX bvn_check__user_business ON bvn_check USING btree (user_id, client_id, business_id, id);

create table caught_letter (
  id text collate "C" not null,
  recipient text not null,
  letter_sealed bytea not null,
  sent_at timestamp with time zone not null,
  constraint caught_letter__pkey PRIMARY KEY (id)
);

CREATE INDEX caught_letter__recipient ON caught_letter USING btree (recipient, id);

create table challenge (
  digest bytea not null,
  purpose text not null,
  user_id text collate "C",
  password_digest bytea,
  aim bytea,
  address bytea,
  tries integer not null default 0,
  expires_at timestamp with time zone not null,
  constraint challenge__pkey PRIMARY KEY (digest),
  constraint challenge__user FOREIGN KEY (user_id) REFERENCES app_user(id),
  constraint challenge__attempt CHECK (num_nonnulls(password_digest, aim, address) = ANY (ARRAY[0, 3])),
  constraint challenge__purpose CHECK (purpose = ANY (ARRAY['second-factor'::text, 'passkey-registration'::text, 'passkey-assertion'::text])),
  constraint challenge__user_known CHECK ((user_id IS NULL) = (purpose = 'passkey-assertion'::text))
);

CREATE INDEX challenge__expires_at ON challenge USING btree (expires_at);
CREATE INDEX challenge__user_id ON challenge USING btree (user_id);

create table custom_role (
  client_id text collate "C" not null,
  id text collate "C" not null,
  name text not null,
  name_key text collate "C" not null,
  permissions jsonb not null,
  created_at timestamp with time zone not null,
  constraint custom_role__pkey PRIMARY KEY (client_id, id),
  constraint custom_role__id UNIQUE (id),
  constraint custom_role__name UNIQUE (client_id, name_key),
  constraint custom_role__client FOREIGN KEY (client_id) REFERENCES client_account(id),
  constraint custom_role__permissions CHECK (jsonb_typeof(permissions) = 'array'::text)
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

create table invitation (
  client_id text collate "C" not null,
  business_id text collate "C" not null,
  id text collate "C" not null,
  email text not null,
  email_key text collate "C" not null,
  role text,
  custom_role_id text collate "C",
  token_digest bytea not null,
  invited_by text collate "C" not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint invitation__pkey PRIMARY KEY (business_id, id),
  constraint invitation__email UNIQUE (business_id, email_key),
  constraint invitation__id UNIQUE (id),
  constraint invitation__token UNIQUE (token_digest),
  constraint invitation__business FOREIGN KEY (client_id, business_id) REFERENCES business(client_id, id),
  constraint invitation__custom_role FOREIGN KEY (client_id, custom_role_id) REFERENCES custom_role(client_id, id),
  constraint invitation__invited_by FOREIGN KEY (invited_by) REFERENCES app_user(id),
  constraint invitation__one_role CHECK (num_nonnulls(role, custom_role_id) = 1),
  constraint invitation__role CHECK (role = ANY (ARRAY['owner'::text, 'admin'::text, 'developer'::text, 'finance'::text, 'viewer'::text]))
);

CREATE INDEX invitation__business ON invitation USING btree (client_id, business_id);
CREATE INDEX invitation__custom_role ON invitation USING btree (client_id, custom_role_id);
CREATE INDEX invitation__expires_at ON invitation USING btree (expires_at);
CREATE INDEX invitation__invited_by ON invitation USING btree (invited_by);

create table job (
  id text collate "C" not null,
  queue text not null,
  data_sealed bytea not null,
  created_at timestamp with time zone not null default now(),
  due_at timestamp with time zone not null default now(),
  attempts integer not null default 0,
  constraint job__pkey PRIMARY KEY (id)
);

CREATE INDEX job__queue_due_at ON job USING btree (queue, due_at);

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
  name text not null default 'Default key'::text,
  hint text not null default ''::text,
  retires_at timestamp with time zone,
  replaced_by_id text collate "C",
  leaked_at timestamp with time zone,
  constraint secret_key__pkey PRIMARY KEY (client_id, id),
  constraint secret_key__digest UNIQUE (digest),
  constraint secret_key__id UNIQUE (id),
  constraint secret_key__public_key UNIQUE (public_key),
  constraint secret_key__replaced_by_id UNIQUE (client_id, replaced_by_id),
  constraint secret_key__client FOREIGN KEY (client_id) REFERENCES client_account(id),
  constraint secret_key__successor FOREIGN KEY (client_id, replaced_by_id) REFERENCES secret_key(client_id, id),
  constraint secret_key__overlap CHECK (retires_at IS NULL OR replaced_by_id IS NOT NULL),
  constraint secret_key__primary_is_active CHECK (NOT is_primary OR deactivated_at IS NULL)
);

CREATE INDEX secret_key__active ON secret_key USING btree (client_id, id) WHERE deactivated_at IS NULL;
CREATE UNIQUE INDEX secret_key__primary ON secret_key USING btree (client_id) WHERE is_primary;

create table key_day (
  client_id text collate "C" not null,
  key_id text collate "C" not null,
  day date not null,
  requests bigint not null,
  last_at timestamp with time zone not null,
  last_address text not null,
  constraint key_day__pkey PRIMARY KEY (client_id, key_id, day),
  constraint key_day__key FOREIGN KEY (client_id, key_id) REFERENCES secret_key(client_id, id) ON DELETE CASCADE
);

CREATE INDEX key_day__day ON key_day USING btree (day);

create table key_source (
  client_id text collate "C" not null,
  key_id text collate "C" not null,
  kind text not null,
  source text collate "C" not null,
  requests bigint not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  constraint key_source__pkey PRIMARY KEY (client_id, key_id, kind, source),
  constraint key_source__key FOREIGN KEY (client_id, key_id) REFERENCES secret_key(client_id, id) ON DELETE CASCADE,
  constraint key_source__kind CHECK (kind = ANY (ARRAY['business'::text, 'address'::text]))
);

CREATE INDEX key_source__last_at ON key_source USING btree (last_at);
CREATE INDEX key_source__recent ON key_source USING btree (client_id, key_id, kind, last_at);

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
  role text,
  is_active boolean not null,
  created_at timestamp with time zone not null,
  custom_role_id text collate "C",
  constraint member__pkey PRIMARY KEY (business_id, user_id),
  constraint member__id UNIQUE (id),
  constraint member__business FOREIGN KEY (client_id, business_id) REFERENCES business(client_id, id),
  constraint member__custom_role FOREIGN KEY (client_id, custom_role_id) REFERENCES custom_role(client_id, id),
  constraint member__user FOREIGN KEY (user_id) REFERENCES app_user(id),
  constraint member__one_role CHECK (num_nonnulls(role, custom_role_id) = 1),
  constraint member__role CHECK (role = ANY (ARRAY['owner'::text, 'admin'::text, 'developer'::text, 'finance'::text, 'viewer'::text]))
);

CREATE INDEX member__business_id ON member USING btree (business_id, id);
CREATE INDEX member__custom_role ON member USING btree (client_id, custom_role_id);
CREATE INDEX member__user_business ON member USING btree (user_id, business_id);
CREATE INDEX member__user_client ON member USING btree (user_id, client_id, business_id);

create table one_time_token (
  digest bytea not null,
  purpose text not null,
  user_id text collate "C",
  address bytea,
  sealed bytea,
  expires_at timestamp with time zone not null,
  constraint one_time_token__pkey PRIMARY KEY (digest),
  constraint one_time_token__user FOREIGN KEY (user_id) REFERENCES app_user(id),
  constraint one_time_token__owner CHECK (num_nonnulls(user_id, address) = 1),
  constraint one_time_token__purpose CHECK (purpose = ANY (ARRAY['email-verification'::text, 'password-reset'::text, 'email-change'::text]))
);

CREATE UNIQUE INDEX one_time_token__address ON one_time_token USING btree (address, purpose);
CREATE INDEX one_time_token__expires_at ON one_time_token USING btree (expires_at);
CREATE UNIQUE INDEX one_time_token__user_id ON one_time_token USING btree (user_id, purpose);

create table passkey (
  user_id text collate "C" not null,
  id text collate "C" not null,
  credential_id text collate "C" not null,
  public_key bytea not null,
  counter bigint not null,
  transports jsonb not null,
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkey__pkey PRIMARY KEY (user_id, id),
  constraint passkey__credential_id UNIQUE (credential_id),
  constraint passkey__user FOREIGN KEY (user_id) REFERENCES app_user(id)
);

create table pending_registration (
  address bytea not null,
  id text collate "C" not null,
  sealed bytea not null,
  expires_at timestamp with time zone not null,
  constraint pending_registration__pkey PRIMARY KEY (address, id)
);

CREATE INDEX pending_registration__expires_at ON pending_registration USING btree (expires_at);

create table recovery_code (
  user_id text collate "C" not null,
  digest bytea not null,
  constraint recovery_code__pkey PRIMARY KEY (user_id, digest),
  constraint recovery_code__user FOREIGN KEY (user_id) REFERENCES app_user(id)
);

create table schema_migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migration__pkey PRIMARY KEY (name)
);

create table session (
  user_id text collate "C" not null,
  id text collate "C" not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  address text not null,
  user_agent text not null,
  authenticated_at timestamp with time zone not null,
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

create table totp_factor (
  user_id text collate "C" not null,
  secret_sealed bytea,
  active_since timestamp with time zone,
  last_step bigint not null default 0,
  pending_sealed bytea,
  pending_since timestamp with time zone,
  constraint totp_factor__pkey PRIMARY KEY (user_id),
  constraint totp_factor__user FOREIGN KEY (user_id) REFERENCES app_user(id),
  constraint totp_factor__active CHECK (num_nonnulls(secret_sealed, active_since) = ANY (ARRAY[0, 2])),
  constraint totp_factor__pending CHECK (num_nonnulls(pending_sealed, pending_since) = ANY (ARRAY[0, 2]))
);
