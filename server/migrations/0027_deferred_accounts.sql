-- The reference of a transaction to its account locks the account's row until the transaction ends. It is looked at when the
-- money has moved, at the commit: locked by one that is yet to post, the row made three others that post to it wait for each
-- other in a circle (PostgreSQL then ends one of them, after a second).
alter table account_transaction alter constraint account_transaction__account deferrable initially deferred;
