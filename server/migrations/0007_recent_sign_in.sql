-- When the user last proved who he is in this session: at its sign-in, or by proving it again since.

alter table session add column authenticated_at timestamptz;
update session set authenticated_at = created_at;
alter table session alter column authenticated_at set not null;
