-- To which other banks a business sends money, where it has chosen some: without a row here, to all. One row holds them
-- all, so that the choice is replaced as a whole.

create table business_billers (
  business_id text collate "C" not null,
  codes jsonb not null,                          -- a list of the codes under which banks are called in this API
  updated_at timestamptz not null,
  constraint business_billers__pkey primary key (business_id)
);
