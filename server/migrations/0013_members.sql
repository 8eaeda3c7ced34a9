-- Roles that a client account makes for itself, invitations, and members that are programs.

-- A program that is a member of one business: it signs in like a person, and never gets mail.
alter table app_user add column kind text not null default 'person'
  constraint app_user__kind check (kind in ('person', 'service'));

create table custom_role (
  client_id text collate "C" not null constraint custom_role__client references client_account (id),
  id text collate "C" not null,
  name text not null,
  name_key text collate "C" not null,            -- the name in the form in which two names are the same
  permissions jsonb not null constraint custom_role__permissions check (jsonb_typeof(permissions) = 'array'),
  created_at timestamptz not null,
  constraint custom_role__pkey primary key (client_id, id),
  constraint custom_role__id unique (id),
  constraint custom_role__name unique (client_id, name_key)
);

-- A member's one role is built in or one of his client account's own: a role of another account is impossible.
alter table member alter column role drop not null;
alter table member add column custom_role_id text collate "C";
alter table member add constraint member__one_role check (num_nonnulls(role, custom_role_id) = 1);
alter table member add constraint member__custom_role
  foreign key (client_id, custom_role_id) references custom_role (client_id, id);

create index member__business_id on member (business_id, id);
create index member__custom_role on member (client_id, custom_role_id);

-- One that is accepted or cancelled is gone: whoever deletes the row does the work, in the same transaction.
create table invitation (
  client_id text collate "C" not null,
  business_id text collate "C" not null,
  id text collate "C" not null,
  email text not null,
  email_key text collate "C" not null,
  role text constraint invitation__role check (role in ('owner', 'admin', 'developer', 'finance', 'viewer')),
  custom_role_id text collate "C",
  token_digest bytea not null,                   -- under the pepper
  invited_by text collate "C" not null constraint invitation__invited_by references app_user (id),
  created_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  constraint invitation__pkey primary key (business_id, id),
  constraint invitation__id unique (id),
  constraint invitation__email unique (business_id, email_key),
  constraint invitation__token unique (token_digest),
  constraint invitation__one_role check (num_nonnulls(role, custom_role_id) = 1),
  constraint invitation__business foreign key (client_id, business_id) references business (client_id, id),
  constraint invitation__custom_role foreign key (client_id, custom_role_id) references custom_role (client_id, id)
);

create index invitation__business on invitation (client_id, business_id);
create index invitation__custom_role on invitation (client_id, custom_role_id);
create index invitation__invited_by on invitation (invited_by);
create index invitation__expires_at on invitation (expires_at);
