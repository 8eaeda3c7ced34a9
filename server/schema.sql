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

CREATE OR REPLACE FUNCTION public.ledger__refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'postings and entries are only ever added' using errcode = 'restrict_violation';
end
$function$;

CREATE OR REPLACE FUNCTION public.ledger_entry__balanced()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from added group by posting_id having sum(amount_kobo) <> 0) then
    raise exception 'the entries of a posting add up to nothing'
      using errcode = 'integrity_constraint_violation', constraint = 'ledger_entry__balanced';
  end if;
  return null;
end
$function$;

create table ledger_account (
  business_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null,
  account_number text collate "C",
  customer_id text collate "C",
  balance_kobo bigint not null default 0,
  created_at timestamp with time zone not null,
  account_name text,
  version bigint not null default 0,
  minimum_kobo bigint,
  closed_at timestamp with time zone,
  constraint ledger_account__pkey PRIMARY KEY (business_id, id),
  constraint ledger_account__account_number UNIQUE (account_number),
  constraint ledger_account__balance CHECK (minimum_kobo IS NULL OR balance_kobo >= minimum_kobo),
  constraint ledger_account__kind CHECK (kind = ANY (ARRAY['business'::text, 'virtual'::text, 'customer'::text, 'suspense'::text, 'clearing'::text, 'settlement'::text, 'fees'::text, 'vat'::text, 'stamp-duty'::text])),
  constraint ledger_account__minimum CHECK (minimum_kobo IS NOT NULL OR business_id = 'institution'::text),
  constraint ledger_account__nuban CHECK (account_number ~ '^[0-9]{10}$'::text),
  constraint ledger_account__number CHECK ((kind = ANY (ARRAY['business'::text, 'virtual'::text, 'customer'::text])) = (account_number IS NOT NULL AND customer_id IS NOT NULL AND account_name IS NOT NULL)),
  constraint ledger_account__version CHECK (version >= 0)
);

CREATE UNIQUE INDEX ledger_account__business ON ledger_account USING btree (business_id) WHERE kind = 'business'::text;
CREATE UNIQUE INDEX ledger_account__suspense ON ledger_account USING btree (business_id) WHERE kind = 'suspense'::text;

create table account_transaction (
  business_id text collate "C" not null,
  id text collate "C" not null,
  account_id text collate "C" not null,
  account_number text collate "C" not null,
  kind text not null,
  direction text not null,
  status text not null,
  amount_kobo bigint not null,
  fee_kobo bigint not null,
  vat_kobo bigint not null,
  stamp_duty_kobo bigint not null,
  reference text collate "C",
  session_id text collate "C",
  counterparty_name text,
  counterparty_account_number text collate "C",
  counterparty_bank_code text collate "C",
  narration text not null,
  reason text,
  created_at timestamp with time zone not null,
  completed_at timestamp with time zone,
  posting_id text collate "C",
  constraint account_transaction__pkey PRIMARY KEY (business_id, id),
  constraint account_transaction__account FOREIGN KEY (business_id, account_id) REFERENCES ledger_account(business_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint account_transaction__amount CHECK (amount_kobo > 0),
  constraint account_transaction__completed CHECK ((status = 'pending'::text) = (completed_at IS NULL)),
  constraint account_transaction__direction CHECK (direction = ANY (ARRAY['credit'::text, 'debit'::text])),
  constraint account_transaction__fee CHECK (fee_kobo >= 0),
  constraint account_transaction__kind CHECK (kind = ANY (ARRAY['transfer'::text, 'withdrawal'::text, 'payout'::text, 'refund'::text, 'inbound-payment'::text, 'book-credit'::text])),
  constraint account_transaction__stamp_duty CHECK (stamp_duty_kobo >= 0),
  constraint account_transaction__status CHECK (status = ANY (ARRAY['pending'::text, 'successful'::text, 'failed'::text, 'reversed'::text])),
  constraint account_transaction__vat CHECK (vat_kobo >= 0)
);

CREATE INDEX account_transaction__account_id ON account_transaction USING btree (business_id, account_id, id);
CREATE INDEX account_transaction__amount ON account_transaction USING btree (business_id, amount_kobo, id);
CREATE INDEX account_transaction__direction ON account_transaction USING btree (business_id, direction, id);
CREATE INDEX account_transaction__kind ON account_transaction USING btree (business_id, kind, id);
CREATE UNIQUE INDEX account_transaction__posting ON account_transaction USING btree (business_id, posting_id, account_id) WHERE posting_id IS NOT NULL;
CREATE INDEX account_transaction__reference ON account_transaction USING btree (business_id, reference, id);
CREATE INDEX account_transaction__status ON account_transaction USING btree (business_id, status, id) WHERE status <> 'successful'::text;

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

create table business_billers (
  business_id text collate "C" not null,
  codes jsonb not null,
  updated_at timestamp with time zone not null,
  constraint business_billers__pkey PRIMARY KEY (business_id)
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

create table customer (
  business_id text collate "C" not null,
  id text collate "C" not null,
  account_id text collate "C" not null,
  account_number text collate "C" not null,
  first_name text not null,
  last_name text not null,
  other_names text not null,
  name text not null,
  name_folded text collate "C" not null,
  phone_no text collate "C" not null,
  gender text not null,
  email text not null,
  date_of_birth date not null,
  place_of_birth text not null,
  address text not null,
  bvn_digest bytea not null,
  bvn_sealed bytea not null,
  national_identity_no_sealed bytea,
  tier smallint not null,
  created_at timestamp with time zone not null,
  constraint customer__pkey PRIMARY KEY (business_id, id),
  constraint customer__account UNIQUE (business_id, account_id),
  constraint customer__account_number UNIQUE (business_id, account_number),
  constraint customer__bvn UNIQUE (business_id, bvn_digest),
  constraint customer__ledger_account FOREIGN KEY (business_id, account_id) REFERENCES ledger_account(business_id, id),
  constraint customer__tier CHECK (tier >= 1 AND tier <= 3)
);

CREATE INDEX customer__email ON customer USING btree (business_id, lower(email) COLLATE "C", id);
CREATE INDEX customer__name ON customer USING btree (business_id, name_folded, id);

create table customer_check (
  business_id text collate "C" not null,
  subject bytea not null,
  hour timestamp with time zone not null,
  count integer not null,
  constraint customer_check__pkey PRIMARY KEY (business_id, subject, hour)
);

CREATE INDEX customer_check__hour ON customer_check USING btree (hour);

create table idempotency (
  scope text collate "C" not null,
  key text not null,
  request_digest bytea not null,
  answer_sealed bytea not null,
  created_at timestamp with time zone not null,
  constraint idempotency__pkey PRIMARY KEY (scope, key)
);

CREATE INDEX idempotency__created_at ON idempotency USING btree (created_at);

create table inbound_payment (
  business_id text collate "C" not null,
  id text collate "C" not null,
  session_id text collate "C" not null,
  account_number text collate "C" not null,
  virtual_account_ref text collate "C",
  amount_kobo bigint not null,
  fee_kobo bigint not null,
  vat_kobo bigint not null,
  stamp_duty_kobo bigint not null,
  payer_name text not null,
  payer_account_number text collate "C" not null,
  payer_nip_code text collate "C" not null,
  narration text not null,
  paid_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  status text not null,
  suspense_reason text,
  account_id text collate "C" not null,
  refund_status text not null,
  refund_attempt integer not null default 0,
  refund_id text collate "C",
  refund_reason text,
  constraint inbound_payment__pkey PRIMARY KEY (business_id, id),
  constraint inbound_payment__session_id UNIQUE (session_id),
  constraint inbound_payment__account FOREIGN KEY (business_id, account_id) REFERENCES ledger_account(business_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint inbound_payment__amount CHECK (amount_kobo > 0),
  constraint inbound_payment__fee CHECK (fee_kobo >= 0),
  constraint inbound_payment__reason CHECK (status <> 'suspended'::text OR suspense_reason IS NOT NULL),
  constraint inbound_payment__refund CHECK ((refund_id IS NULL) = (refund_status = 'none'::text)),
  constraint inbound_payment__refund_status CHECK (refund_status = ANY (ARRAY['none'::text, 'pending'::text, 'refunded'::text, 'failed'::text])),
  constraint inbound_payment__stamp_duty CHECK (stamp_duty_kobo >= 0),
  constraint inbound_payment__status CHECK (status = ANY (ARRAY['credited'::text, 'suspended'::text, 'released'::text])),
  constraint inbound_payment__suspense_reason CHECK (suspense_reason = ANY (ARRAY['account-unknown'::text, 'account-closed'::text, 'account-expired'::text, 'already-paid'::text, 'underpaid'::text, 'overpaid'::text, 'deposit-limit'::text, 'balance-limit'::text])),
  constraint inbound_payment__vat CHECK (vat_kobo >= 0)
);

CREATE INDEX inbound_payment__account_number ON inbound_payment USING btree (business_id, account_number, id);
CREATE INDEX inbound_payment__in_suspense ON inbound_payment USING btree (business_id, account_id) INCLUDE (amount_kobo) WHERE status = 'suspended'::text AND (refund_status = ANY (ARRAY['none'::text, 'failed'::text]));
CREATE INDEX inbound_payment__refund_id ON inbound_payment USING btree (business_id, refund_id);
CREATE INDEX inbound_payment__refund_status ON inbound_payment USING btree (business_id, refund_status, id);
CREATE INDEX inbound_payment__status ON inbound_payment USING btree (business_id, status, id);

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

create table ledger_entry (
  business_id text collate "C" not null,
  account_id text collate "C" not null,
  version bigint not null,
  posting_id text collate "C" not null,
  amount_kobo bigint not null,
  balance_kobo bigint not null,
  created_at timestamp with time zone not null,
  constraint ledger_entry__pkey PRIMARY KEY (business_id, account_id, version),
  constraint ledger_entry__posting UNIQUE (posting_id, account_id),
  constraint ledger_entry__amount CHECK (amount_kobo <> 0)
);

CREATE TRIGGER ledger_entry__append_only BEFORE DELETE OR UPDATE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger__refuse_change();
CREATE TRIGGER ledger_entry__balanced AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry__balanced();
CREATE TRIGGER ledger_entry__no_truncate BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger__refuse_change();

create table ledger_posting (
  business_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null,
  reference text collate "C",
  of_id text collate "C",
  transaction_id text collate "C" not null,
  created_at timestamp with time zone not null,
  constraint ledger_posting__pkey PRIMARY KEY (business_id, id),
  constraint ledger_posting__of UNIQUE (business_id, of_id),
  constraint ledger_posting__reference UNIQUE (business_id, reference),
  constraint ledger_posting__of_posting FOREIGN KEY (business_id, of_id) REFERENCES ledger_posting(business_id, id),
  constraint ledger_posting__identity CHECK ((kind = ANY (ARRAY['move'::text, 'hold'::text])) = (reference IS NOT NULL) AND (reference IS NULL) = (of_id IS NOT NULL)),
  constraint ledger_posting__kind CHECK (kind = ANY (ARRAY['move'::text, 'hold'::text, 'post'::text, 'void'::text, 'reversal'::text]))
);

CREATE INDEX ledger_posting__transaction ON ledger_posting USING btree (business_id, transaction_id);
CREATE TRIGGER ledger_posting__append_only BEFORE DELETE OR UPDATE ON ledger_posting FOR EACH ROW EXECUTE FUNCTION ledger__refuse_change();
CREATE TRIGGER ledger_posting__no_truncate BEFORE TRUNCATE ON ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION ledger__refuse_change();

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

create table payout_account (
  business_id text collate "C" not null,
  id text collate "C" not null,
  slot smallint not null,
  client_id text collate "C" not null,
  account_name text not null,
  account_number text collate "C" not null,
  bank_code text collate "C" not null,
  bank_name text not null,
  bank_key text collate "C" not null,
  name_at_bank text not null,
  created_at timestamp with time zone not null,
  constraint payout_account__pkey PRIMARY KEY (business_id, id),
  constraint payout_account__account UNIQUE (business_id, bank_key, account_number),
  constraint payout_account__slot UNIQUE (business_id, slot),
  constraint payout_account__nuban CHECK (account_number ~ '^[0-9]{10}$'::text),
  constraint payout_account__slot_range CHECK (slot >= 1 AND slot <= 3)
);

create table payout_schedule (
  business_id text collate "C" not null,
  id text collate "C" not null,
  payout_account_id text collate "C",
  frequency text not null,
  day_of_week smallint,
  day_of_month smallint,
  hour smallint not null,
  minimum_kobo bigint not null,
  keep_kobo bigint not null,
  next_run_at timestamp with time zone not null,
  run_reference text collate "C",
  leased_until timestamp with time zone,
  last_run_at timestamp with time zone,
  last_result text collate "C",
  last_reference text collate "C",
  created_at timestamp with time zone not null,
  constraint payout_schedule__pkey PRIMARY KEY (business_id),
  constraint payout_schedule__id UNIQUE (id),
  constraint payout_schedule__account FOREIGN KEY (business_id, payout_account_id) REFERENCES payout_account(business_id, id) ON DELETE SET NULL (payout_account_id),
  constraint payout_schedule__day CHECK ((frequency = 'weekly'::text) = (day_of_week IS NOT NULL) AND (frequency = 'monthly'::text) = (day_of_month IS NOT NULL)),
  constraint payout_schedule__day_of_month CHECK (day_of_month >= 1 AND day_of_month <= 31),
  constraint payout_schedule__day_of_week CHECK (day_of_week >= 1 AND day_of_week <= 7),
  constraint payout_schedule__frequency CHECK (frequency = ANY (ARRAY['daily'::text, 'weekly'::text, 'monthly'::text])),
  constraint payout_schedule__hour CHECK (hour >= 0 AND hour <= 23),
  constraint payout_schedule__keep CHECK (keep_kobo >= 0),
  constraint payout_schedule__minimum CHECK (minimum_kobo >= 0)
);

CREATE INDEX payout_schedule__account_id ON payout_schedule USING btree (business_id, payout_account_id);
CREATE INDEX payout_schedule__begun ON payout_schedule USING btree (leased_until) WHERE payout_account_id IS NOT NULL AND run_reference IS NOT NULL;
CREATE INDEX payout_schedule__due ON payout_schedule USING btree (next_run_at) WHERE payout_account_id IS NOT NULL;

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

create table request_log (
  client_id text collate "C" not null,
  business_id text collate "C" not null,
  id text collate "C" not null,
  operation text not null,
  method text not null,
  status smallint not null,
  code text,
  duration_us integer not null,
  key_id text collate "C",
  user_id text collate "C",
  address text not null,
  user_agent text not null,
  constraint request_log__pkey PRIMARY KEY (client_id, business_id, id),
  constraint request_log__code CHECK (code IS NULL OR status >= 400),
  constraint request_log__duration CHECK (duration_us >= 0),
  constraint request_log__status CHECK (status >= 100 AND status <= 599)
);

CREATE INDEX request_log__id ON request_log USING btree (id);
CREATE INDEX request_log__key ON request_log USING btree (client_id, business_id, key_id, id) WHERE key_id IS NOT NULL;
CREATE INDEX request_log__refused ON request_log USING btree (client_id, business_id, id) WHERE status >= 400;

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

create table simulated_transfer (
  session_id text collate "C" not null,
  account_number text collate "C" not null,
  sent_at timestamp with time zone not null,
  state text,
  response_code text collate "C",
  constraint simulated_transfer__pkey PRIMARY KEY (session_id),
  constraint simulated_transfer__ended CHECK ((state IS NULL) = (response_code IS NULL)),
  constraint simulated_transfer__state CHECK (state = ANY (ARRAY['successful'::text, 'failed'::text, 'reversed'::text]))
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

create table transaction_day (
  business_id text collate "C" not null,
  day date not null,
  in_kobo bigint not null,
  in_count bigint not null,
  out_kobo bigint not null,
  out_count bigint not null,
  constraint transaction_day__pkey PRIMARY KEY (business_id, day),
  constraint transaction_day__in_count CHECK (in_count >= 0),
  constraint transaction_day__in_kobo CHECK (in_kobo >= 0),
  constraint transaction_day__out_count CHECK (out_count >= 0),
  constraint transaction_day__out_kobo CHECK (out_kobo >= 0)
);

create table transaction_tally (
  business_id text collate "C" not null,
  account_id text collate "C" not null,
  up_to_id text collate "C" not null,
  count bigint not null,
  constraint transaction_tally__pkey PRIMARY KEY (business_id, account_id),
  constraint transaction_tally__count CHECK (count >= 0)
);

create table transfer (
  business_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null,
  reference text collate "C" not null,
  status text not null,
  payer_account_id text collate "C" not null,
  payer_account_number text collate "C" not null,
  payer_name text not null,
  receiver_account_number text collate "C" not null,
  receiver_bank_code text collate "C" not null,
  receiver_nip_code text collate "C" not null,
  receiver_name text not null,
  amount_kobo bigint not null,
  fee_kobo bigint not null,
  vat_kobo bigint not null,
  stamp_duty_kobo bigint not null,
  narration text not null,
  is_anonymous boolean not null,
  counted_on date,
  session_id text collate "C",
  response_code text collate "C",
  reason text,
  is_sent boolean not null default false,
  attempt integer not null default 0,
  due_at timestamp with time zone,
  leased_until timestamp with time zone,
  created_at timestamp with time zone not null,
  completed_at timestamp with time zone,
  constraint transfer__pkey PRIMARY KEY (business_id, id),
  constraint transfer__reference UNIQUE (business_id, reference),
  constraint transfer__session_id UNIQUE (session_id),
  constraint transfer__transaction FOREIGN KEY (business_id, id) REFERENCES account_transaction(business_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint transfer__amount CHECK (amount_kobo > 0),
  constraint transfer__completed CHECK ((status = 'pending'::text) = (completed_at IS NULL)),
  constraint transfer__fee CHECK (fee_kobo >= 0),
  constraint transfer__kind CHECK (kind = ANY (ARRAY['transfer'::text, 'withdrawal'::text, 'payout'::text, 'refund'::text])),
  constraint transfer__on_the_rail CHECK (session_id IS NOT NULL OR status = 'successful'::text),
  constraint transfer__stamp_duty CHECK (stamp_duty_kobo >= 0),
  constraint transfer__status CHECK (status = ANY (ARRAY['pending'::text, 'successful'::text, 'failed'::text, 'reversed'::text])),
  constraint transfer__vat CHECK (vat_kobo >= 0)
);

CREATE INDEX transfer__due ON transfer USING btree (due_at) WHERE status = 'pending'::text;
CREATE INDEX transfer__status ON transfer USING btree (business_id, status, id) WHERE status <> 'successful'::text;

create table transfer_day (
  business_id text collate "C" not null,
  account_id text collate "C" not null,
  day date not null,
  total_kobo bigint not null,
  constraint transfer_day__pkey PRIMARY KEY (business_id, account_id, day),
  constraint transfer_day__total CHECK (total_kobo >= 0)
);

create table virtual_account (
  business_id text collate "C" not null,
  id text collate "C" not null,
  account_id text collate "C" not null,
  account_number text collate "C" not null,
  account_name text not null,
  type text not null,
  reference text collate "C" not null,
  system_ref text collate "C" not null,
  amount_kobo bigint,
  amount_control text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  paid_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint virtual_account__pkey PRIMARY KEY (business_id, id),
  constraint virtual_account__account UNIQUE (business_id, account_id),
  constraint virtual_account__number UNIQUE (account_number),
  constraint virtual_account__reference UNIQUE (business_id, reference),
  constraint virtual_account__ledger_account FOREIGN KEY (business_id, account_id) REFERENCES ledger_account(business_id, id),
  constraint virtual_account__amount CHECK (amount_kobo > 0),
  constraint virtual_account__control CHECK (amount_control = ANY (ARRAY['exact'::text, 'under'::text, 'over'::text, 'any'::text])),
  constraint virtual_account__expiry CHECK ((type = 'permanent'::text) = (expires_at IS NULL)),
  constraint virtual_account__paid CHECK (paid_at IS NULL OR type = 'single-use'::text),
  constraint virtual_account__single_use CHECK ((type = 'single-use'::text) = (amount_kobo IS NOT NULL) AND (amount_kobo IS NULL) = (amount_control IS NULL)),
  constraint virtual_account__type CHECK (type = ANY (ARRAY['temporal'::text, 'permanent'::text, 'single-use'::text]))
);

CREATE INDEX virtual_account__closed ON virtual_account USING btree (business_id, id) WHERE closed_at IS NOT NULL;
CREATE INDEX virtual_account__open ON virtual_account USING btree (business_id, id) WHERE closed_at IS NULL AND paid_at IS NULL;
CREATE INDEX virtual_account__paid ON virtual_account USING btree (business_id, id) WHERE closed_at IS NULL AND paid_at IS NOT NULL;
CREATE INDEX virtual_account__type ON virtual_account USING btree (business_id, type, id);

create table webhook_event (
  business_id text collate "C" not null,
  id text collate "C" not null,
  sequence bigint not null,
  type text collate "C" not null,
  object_id text collate "C" not null,
  body text not null,
  occurred_at timestamp with time zone not null,
  constraint webhook_event__pkey PRIMARY KEY (business_id, id)
);

CREATE INDEX webhook_event__object ON webhook_event USING btree (business_id, object_id, id);
CREATE INDEX webhook_event__occurred_at ON webhook_event USING btree (occurred_at);
CREATE INDEX webhook_event__type ON webhook_event USING btree (business_id, type, id);

create table webhook_attempt (
  business_id text collate "C" not null,
  event_id text collate "C" not null,
  number integer not null,
  at timestamp with time zone not null,
  url text not null,
  request_headers jsonb not null,
  status integer,
  error text,
  latency_ms integer not null,
  response_head text,
  next_at timestamp with time zone,
  constraint webhook_attempt__pkey PRIMARY KEY (business_id, event_id, number),
  constraint webhook_attempt__event FOREIGN KEY (business_id, event_id) REFERENCES webhook_event(business_id, id) ON DELETE CASCADE
);

create table webhook_delivery (
  business_id text collate "C" not null,
  event_id text collate "C" not null,
  state text collate "C" not null,
  attempts integer not null default 0,
  step integer not null default 0,
  due_at timestamp with time zone not null default now(),
  held_until timestamp with time zone,
  constraint webhook_delivery__pkey PRIMARY KEY (business_id, event_id),
  constraint webhook_delivery__event FOREIGN KEY (business_id, event_id) REFERENCES webhook_event(business_id, id) ON DELETE CASCADE,
  constraint webhook_delivery__state CHECK (state = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text, 'unsent'::text]))
);

CREATE INDEX webhook_delivery__due ON webhook_delivery USING btree (business_id, due_at, event_id) WHERE state = 'pending'::text;
CREATE INDEX webhook_delivery__held ON webhook_delivery USING btree (business_id) WHERE held_until IS NOT NULL;
CREATE INDEX webhook_delivery__state ON webhook_delivery USING btree (business_id, state, event_id);

create table webhook_endpoint (
  business_id text collate "C" not null,
  client_id text collate "C" not null,
  url text not null,
  state text not null,
  disabled_reason text,
  auth_key_sealed bytea not null,
  secret_sealed bytea not null,
  old_secret_sealed bytea,
  old_secret_ends_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  failing_since timestamp with time zone,
  constraint webhook_endpoint__pkey PRIMARY KEY (business_id),
  constraint webhook_endpoint__business FOREIGN KEY (client_id, business_id) REFERENCES business(client_id, id),
  constraint webhook_endpoint__disabled CHECK ((state = 'disabled'::text) = (disabled_reason IS NOT NULL)),
  constraint webhook_endpoint__old_secret CHECK ((old_secret_sealed IS NULL) = (old_secret_ends_at IS NULL)),
  constraint webhook_endpoint__reason CHECK (disabled_reason = ANY (ARRAY['failing'::text, 'gone'::text])),
  constraint webhook_endpoint__state CHECK (state = ANY (ARRAY['active'::text, 'paused'::text, 'disabled'::text]))
);
