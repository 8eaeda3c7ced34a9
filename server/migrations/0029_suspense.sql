-- What lies in suspense, which is little however many payments there were: adding it up reads this and nothing else.
create index inbound_payment__in_suspense on inbound_payment (business_id, account_id) include (amount_kobo)
  where status = 'suspended' and refund_status in ('none', 'failed');
