-- For lists of the accounts of one type, and of those in a state that few may be in.
create index virtual_account__type on virtual_account (business_id, type, id);
create index virtual_account__closed on virtual_account (business_id, id) where closed_at is not null;
create index virtual_account__paid on virtual_account (business_id, id) where closed_at is null and paid_at is not null;
create index virtual_account__open on virtual_account (business_id, id) where closed_at is null and paid_at is null;
