/**
 * The closed catalog of every refusal: code → HTTP status and the message a client reads when the refusal brings no
 * more precise one. The documentation, the OpenAPI description and the tests are generated from it.
 * Nothing else may invent a code or a status.
 */

interface CatalogEntry {
  readonly status: number;
  readonly message: string;
}

const SESSION_OVER = 'Session Expired! Please login again';

export const CATALOG = {
  'route.not_found': { status: 404, message: 'There is no such endpoint.' },
  'route.method_not_allowed': { status: 405, message: 'This endpoint does not support that method.' },
  'transport.https_required': {
    status: 403,
    message: 'Production answers over HTTPS only. Treat a key that was sent over plain HTTP as leaked.',
  },
  'request.body_too_large': { status: 413, message: 'The request body is larger than this endpoint accepts.' },
  'request.headers_too_large': { status: 431, message: 'The request headers are larger than this server accepts.' },
  'request.unsupported_media_type': {
    status: 415,
    message: 'This endpoint does not read bodies of that Content-Type.',
  },
  'request.malformed_body': { status: 400, message: 'The request body could not be parsed.' },
  'request.malformed': { status: 400, message: 'The request could not be parsed.' },
  'request.timeout': { status: 408, message: 'The request took too long to arrive.' },
  'request.invalid': { status: 400, message: 'A field is missing or of the wrong type.' },
  'request.unprocessable': { status: 422, message: 'A field has a value that is not accepted.' },
  'credentials.conflicting': { status: 401, message: 'A credential was sent more than once.' },
  'credentials.token_missing': {
    status: 401,
    message: 'The access token is missing: send Authorization: Bearer <accessToken>.',
  },
  'credentials.token_invalid': { status: 401, message: 'The access token is not valid. Sign in to get a new one.' },
  'credentials.token_expired': { status: 401, message: SESSION_OVER },
  'credentials.session_ended': { status: 401, message: SESSION_OVER },
  'credentials.wrong_environment': { status: 401, message: 'That credential belongs to the other environment.' },
  'credentials.key_missing': {
    status: 401,
    message: 'The secret key is missing: send SECRET_KEY: <key> (or Secret-Key: <key>).',
  },
  'credentials.key_invalid': { status: 401, message: 'The secret key is not valid.' },
  'credentials.key_expired': { status: 401, message: 'The secret key has expired.' },
  'credentials.key_deactivated': { status: 401, message: 'The secret key has been deactivated.' },
  'credentials.business_missing': { status: 401, message: 'The business is missing: send businessId: <id>.' },
  'credentials.business_invalid': {
    status: 401,
    message: 'The businessId header does not have the form of a business id (biz_…).',
  },
  'credentials.invalid': { status: 401, message: 'Invalid credentials.' },
  'credentials.second_factor_required': {
    status: 401,
    message:
      'The password is right. This account also needs its second factor: send it with the challenge to POST /auth/signin/second-factor.',
  },
  'credentials.second_factor_invalid': {
    status: 401,
    message: 'This second factor is not right, or was used before. Try again with another code.',
  },
  'credentials.second_factor_expired': {
    status: 401,
    message: 'This challenge was used, has expired, or was tried too often. Sign in again.',
  },
  'credentials.passkey_invalid': { status: 401, message: 'This passkey does not open an account. Try again.' },
  'business.forbidden': { status: 403, message: 'You have no access to this business.' },
  'business.not_approved': { status: 403, message: 'This business has not been approved yet.' },
  'business.suspended': { status: 403, message: 'This business is suspended.' },
  'business.already_registered': { status: 409, message: 'The registration of this business is completed already.' },
  'bvn.not_found': { status: 422, message: 'There is no such BVN.' },
  'bvn.code_invalid': {
    status: 422,
    message: 'The code is wrong, expired or used up, or was sent for another BVN. Validate the BVN again.',
  },
  'bank.unknown': { status: 422, message: 'There is no bank of this code.' },
  'bank.disabled': { status: 422, message: 'This business does not send money to this bank.' },
  'receiver.not_found': { status: 422, message: 'The bank has no such account that can be paid into.' },
  'customer.not_found': { status: 404, message: 'The business has no such customer.' },
  'customer.exists': { status: 409, message: 'The business has a customer of this BVN already.' },
  'customer.bvn_mismatch': { status: 422, message: 'The BVN belongs to somebody of other particulars.' },
  'document.not_found': { status: 404, message: 'This business has no such document.' },
  'permission.denied': { status: 403, message: 'Your role does not permit this.' },
  'key.scope_insufficient': { status: 403, message: 'The secret key does not have the scope for this.' },
  'key.address_forbidden': { status: 403, message: 'The secret key may not be used from this address.' },
  'session.reauthentication_required': {
    status: 403,
    message: 'This needs a recent sign-in: sign in again, or call POST /auth/reauthenticate.',
  },
  'rate.limited': { status: 429, message: 'Too many requests. Wait for the time given in Retry-After.' },
  'idempotency.conflict': {
    status: 409,
    message: 'This Idempotency-Key was already used with a different request.',
  },
  'idempotency.in_progress': { status: 409, message: 'A request with this Idempotency-Key is still being processed.' },
  'user.email_taken': { status: 409, message: 'An account with this e-mail address already exists.' },
  'token.invalid': { status: 422, message: 'This token is not valid: it was used, has expired, or never was one.' },
  'second_factor.not_found': { status: 404, message: 'There is no such second factor.' },
  'second_factor.not_begun': {
    status: 409,
    message: 'No authenticator app waits for its first code. Begin with POST /auth/second-factors/totp.',
  },
  'second_factor.code_invalid': {
    status: 422,
    message: 'The authenticator app shows another code. Look whether the clock of the device is right.',
  },
  'passkey.not_found': { status: 404, message: 'There is no such passkey.' },
  'passkey.invalid': {
    status: 422,
    message: 'This is not an answer to the options that were asked for. Ask for new ones and try again.',
  },
  'passkey.taken': { status: 409, message: 'This passkey is registered already.' },
  'passkey.limit_reached': { status: 409, message: 'There are 20 passkeys already. Remove one first.' },
  'session.not_found': { status: 404, message: 'There is no such session.' },
  'key.not_found': { status: 404, message: 'There is no active secret key.' },
  'key.inactive': { status: 409, message: 'The secret key has expired or was deactivated: nothing of it can change.' },
  'key.name_taken': { status: 409, message: 'Another active secret key has this name.' },
  'key.limit_reached': { status: 409, message: 'The client account has as many active secret keys as it may have.' },
  'key.already_rotating': { status: 409, message: 'The secret key has a successor already.' },
  'key.not_rotating': { status: 409, message: 'No rotation of this secret key is under way.' },
  'key.last_active': {
    status: 409,
    message:
      'No other active secret key could take the place of this one. Send force: true to deactivate it all the same.',
  },
  'secret_scanning.not_configured': { status: 404, message: 'This server takes no reports of leaked keys.' },
  'secret_scanning.signature_invalid': {
    status: 403,
    message: 'The report is not signed with a key that this server believes.',
  },
  'member.not_found': { status: 404, message: 'The business has no such member.' },
  'member.last_owner': {
    status: 409,
    message: 'A business keeps at least one active owner. Make somebody else an owner first.',
  },
  'member.already_member': { status: 409, message: 'This person is a member of the business already.' },
  'member.not_service': { status: 409, message: 'This member is a person, and chooses his own password.' },
  'invitation.not_found': { status: 404, message: 'The business has no such invitation.' },
  'invitation.pending': {
    status: 409,
    message: 'This address is invited already. Send it again with POST /clients/members/invitations/{id}/resend.',
  },
  'role.not_found': { status: 404, message: 'The client account has no such role.' },
  'role.built_in': { status: 409, message: 'A built-in role cannot be changed or deleted.' },
  'role.in_use': { status: 409, message: 'Somebody has this role, or is invited to it.' },
  'role.name_taken': { status: 409, message: 'There is a role of this name already.' },
  'role.limit_reached': { status: 409, message: 'There are 50 roles already. Delete one first.' },
  'transfer.reference_conflict': {
    status: 409,
    message: 'This retrievalReference belongs to another transfer of the business.',
  },
  'payer.not_found': {
    status: 422,
    message: 'The business has no account of this number that this call could debit.',
  },
  'receiver.same_as_payer': { status: 422, message: 'The account that pays and the one that is paid are the same.' },
  'receiver.closed': { status: 422, message: 'The receiving account takes in no payments any more.' },
  'receiver.amount_refused': { status: 422, message: 'The receiving account takes in one certain amount only.' },
  'receiver.limit_exceeded': { status: 422, message: 'The receiving account may not take in this amount.' },
  'limit.transfer_exceeded': { status: 422, message: 'The amount is above what this account may send at once.' },
  'limit.daily_exceeded': { status: 422, message: 'With this, the account would send more than it may in a day.' },
  'account.insufficient_funds': { status: 422, message: 'The balance of the account is too small for this.' },
  'webhook.not_found': {
    status: 404,
    message: 'No webhook address is set. Set one with PATCH /clients/settings/update-webhook-url.',
  },
  'webhook.url_refused': { status: 422, message: 'The webhook address leads to where nothing may be sent.' },
  'webhook.not_active': {
    status: 409,
    message: 'Nothing is sent to the webhook at present. Enable it with POST /clients/settings/webhook/enable.',
  },
  'webhook_event.not_found': { status: 404, message: 'The business has no such webhook event.' },
  'rail.unavailable': { status: 503, message: 'Other banks cannot be reached for a moment. Try again shortly.' },
  'rail.not_configured': { status: 404, message: 'This server takes no notices of a partner bank.' },
  'rail.signature_invalid': {
    status: 403,
    message: 'The notice is not signed with the secret of the partner bank, or not within the last five minutes.',
  },
  'transfer.not_found': { status: 404, message: 'The business has no such transfer.' },
  'transfer.step_impossible': { status: 409, message: 'The state of the transfer does not allow this step.' },
  'account.not_found': { status: 404, message: 'The business has no such account.' },
  'virtual-account.not_found': { status: 404, message: 'The business has no such virtual account.' },
  'virtual-account.reference_taken': {
    status: 409,
    message: 'The business has given this reference to a virtual account already.',
  },
  'payment.not_found': { status: 404, message: 'The business has no such inbound payment.' },
  'payment.refunded': { status: 409, message: 'The payment has been refunded, or is on its way back.' },
  'payment.not_suspended': { status: 409, message: 'The payment is not in suspense.' },
  'payout.not_found': { status: 404, message: 'The business has no such payout account.' },
  'payout.schedule_not_found': { status: 404, message: 'The business has no payout schedule.' },
  'payout.limit_reached': {
    status: 409,
    message: 'There are three payout accounts already. Delete or change one first.',
  },
  'payout.exists': { status: 409, message: 'The business pays out to this account already.' },
  'transaction.not_found': { status: 404, message: 'The business has no such transaction.' },
  'internal.unexpected': {
    status: 500,
    message: 'Something went wrong on our side. Quote the request id when you report it.',
  },
  'service.unavailable': { status: 503, message: 'The service is unavailable for a moment. Try again shortly.' },
} as const satisfies Record<string, CatalogEntry>;

export type FaultCode = keyof typeof CATALOG;

export const FAULT_CODES = Object.keys(CATALOG) as FaultCode[];
