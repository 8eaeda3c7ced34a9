// What the SDK's types are called. A method is called as its route; what it answers has the name that people use for
// the thing, which nothing in the route says: hence the table. Routes that answer the same shape share one type.

/** Route → the type of what it answers. Where a route is not named here the name is made from its id. */
export const ANSWERS: Readonly<Record<string, string>> = {
  'about.get': 'About',
  'auth.sign-in': 'SignedIn',
  'auth.me': 'CurrentUser',
  'auth.headers': 'ArrivedHeaders',
  'auth.sessions.list': 'Session',
  'auth.sessions.end-others': 'EndedSessions',
  'auth.sign-in.passkey.options': 'PasskeySignIn',
  'auth.second-factors.read': 'SecondFactors',
  'auth.second-factors.totp.begin': 'NewAuthenticatorApp',
  'auth.second-factors.totp.confirm': 'RecoveryCodes',
  'auth.passkeys.options': 'PasskeyCreation',
  'auth.passkeys.register': 'NewPasskey',
  'auth.passkeys.list': 'Passkey',
  'auth.email.change.confirm': 'ChangedEmail',
  'auth.reauthenticate': 'Reauthentication',
  'auth.sign-up': 'StartedSignUp',
  'auth.email.verify': 'NewUser',
  'keys.reveal': 'KeyPair',
  'keys.list': 'SecretKey',
  'keys.create': 'NewSecretKey',
  'keys.rotate': 'RotatedSecretKey',
  'keys.usage': 'SecretKeyUsage',
  'requests.list': 'LoggedRequest',
  'secret-scanning.report': 'LeakedKeyVerdict',
  'businesses.create': 'NewBusiness',
  'businesses.list': 'Business',
  'businesses.account-details': 'BusinessAccount',
  'businesses.validate-bvn': 'BvnValidation',
  'businesses.states': 'State',
  'banks.list': 'Bank',
  'banks.name-enquiry': 'AccountHolder',
  'banks.billers': 'Billers',
  'customers.create': 'NewCustomer',
  'customers.list': 'Customer',
  'customers.get': 'CustomerDetails',
  'customers.balance': 'CustomerBalance',
  'members.list': 'Member',
  'members.invite': 'Invitation',
  'members.service.create': 'ServiceMemberCredentials',
  'members.roles.list': 'Role',
  'members.roles.create': 'CustomRole',
  'webhooks.get': 'Webhook',
  'webhooks.update-url': 'UpdatedWebhook',
  'webhooks.reveal-secret': 'WebhookSecrets',
  'webhooks.rotate-secret': 'RotatedWebhookSecrets',
  'webhooks.events.list': 'WebhookDelivery',
  'webhooks.events.get': 'WebhookDeliveryDetails',
  'webhooks.events.resend-range': 'ResentWebhookEvents',
  'audit-events.list': 'AuditEvent',
  'rail.notices.take': 'TakenRailNotice',
  'virtual-accounts.list': 'VirtualAccount',
  'virtual-accounts.create': 'NewVirtualAccount',
  'virtual-accounts.create-single-use': 'SingleUseVirtualAccount',
  'virtual-accounts.get': 'VirtualAccountDetails',
  'inbound-payments.list': 'InboundPayment',
  'transfers.get': 'Transfer',
  'transfers.list': 'ListedTransfer',
  'transfers.send-bulk': 'BulkTransfer',
  'transfers.preview-charges': 'TransferCharges',
  'transactions.list': 'Transaction',
  'transactions.get': 'TransactionDetails',
  'transactions.daily-flow': 'DailyFlow',
  'transactions.statement.summary': 'StatementSummary',
  'payouts.create': 'ChangedPayoutAccount',
  'payouts.list': 'PayoutAccount',
  'payouts.schedule.get': 'PayoutSchedule',
  'sandbox.mail.list': 'CaughtLetter',
  'sandbox.inbound-payments.create': 'SimulatedPayment',
  'sandbox.transfers.step': 'SteppedTransfer',
  'health.live': 'Health',
  'jwks.read': 'JsonWebKeySet',
  'openapi.read': 'OpenApiDescription',
};

/** `virtual-accounts.create-single-use` → `VirtualAccountCreateSingleUse`: nouns in the singular, the verb last. */
export function typeStem(id: string): string {
  const segments = id.split('.');
  return segments.map((segment, index) => pascal(index === segments.length - 1 ? segment : singular(segment))).join('');
}

/** `audit-events` → `auditEvents`. */
export function camel(words: string): string {
  const joined = pascal(words);
  return joined.slice(0, 1).toLowerCase() + joined.slice(1);
}

function pascal(words: string): string {
  return words
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

function singular(noun: string): string {
  if (noun.endsWith('sses')) return noun.slice(0, -2);
  return noun.endsWith('s') && !noun.endsWith('jwks') ? noun.slice(0, -1) : noun;
}
