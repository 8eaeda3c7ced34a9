// What each fault means for the client that gets it, and what to do about it: a code without advice does not compile.
// Statuses and messages are not repeated here: they stand in server/src/faults/catalog.ts.
import type { FaultCode } from '../server/src/faults/index.ts';

export const ADVICE: Readonly<Record<FaultCode, string>> = {
  'route.not_found':
    'The path is not one of this server. Check it against the [list of endpoints](endpoints.md); most begin with `/api/v1`. Sending it again will not help.',
  'route.method_not_allowed':
    'The path exists, the method does not. The `Allow` header of the answer lists the methods that do.',
  'transport.https_required':
    'The request reached a production server over plain HTTP. Use `https://` and replace the secret key that was sent. If a proxy ended the TLS, the operator must name it in `INTERSTELLAS_TRUSTED_PROXIES`.',
  'request.body_too_large':
    'Send a smaller body: 256 KiB is the most. Where files are sent, each may have 5 MiB and each text 4 KiB; `errors` names the part that is larger.',
  'request.headers_too_large':
    'Send fewer or shorter headers: 16 KiB together is the most. Large cookies are the usual cause.',
  'request.unsupported_media_type':
    'Send `Content-Type: application/json`. Only the sign-in also reads `application/x-www-form-urlencoded`, and only `complete-registration` reads `multipart/form-data`, and nothing else.',
  'request.malformed_body':
    'The body is not valid JSON in UTF-8, or no complete form, or is not as long as `Content-Length` says. Repair it; nothing was done.',
  'request.malformed':
    'The request line, the path or a header breaks the rules of HTTP. Repair the client, or look at what stands between.',
  'request.timeout':
    'The request did not arrive whole in time: 10 seconds for the headers, 30 for everything; a form with files has 10 minutes, but no 5 seconds without a byte. Nothing was done, so it may be sent again.',
  'request.invalid':
    'A field is missing or has the wrong type, or a path or query parameter is not of its form. `errors` names every one of them. Repair the request; do not repeat it as it is.',
  'request.unprocessable':
    'The types are right, but a value breaks a rule. `errors` names every field and what its value must be. Repair the request.',
  'credentials.conflicting':
    'A credential header came twice, or `SECRET_KEY` and `Secret-Key` came with different values. None of them was chosen. Send each once; a proxy that adds one of its own is the usual cause.',
  'credentials.token_missing':
    'Send `Authorization: Bearer <accessToken>` with the token of `POST /auth/signin`. `errors` also names the other credentials that are missing.',
  'credentials.token_invalid':
    'The token was not issued by this server, was altered, or its signing key was withdrawn. Sign in again.',
  'credentials.token_expired':
    'The session reached the end of its lifetime. Sign in again and repeat the request once.',
  'credentials.session_ended':
    'The session was ended by a sign-out, a changed password or an administrator. Sign in again and repeat the request once.',
  'credentials.wrong_environment':
    'A sandbox credential was sent to production, or the other way round. Each environment has tokens and keys of its own; the message says which one is at fault.',
  'credentials.key_missing':
    'Send `SECRET_KEY: <key>`. If you did, a proxy dropped it: nginx drops header names with an underscore unless told otherwise. `Secret-Key: <key>` is the same header and is not dropped.',
  'credentials.key_invalid':
    'The key is mistyped, cut off, a public key (`pk_…`), or of a client account in which you have no place. Copy it anew; `GET /clients/settings/get-keys` shows it.',
  'credentials.key_expired':
    'The key had a time limit, or it was rotated and both keys worked for a while: that time is over. Use the key that took its place.',
  'credentials.key_deactivated':
    'The key was switched off by hand, or rotated without an overlap. Use the key that took its place.',
  'credentials.business_missing':
    'Send `businessId: <id>`. The ids of your businesses are in the answer of the sign-in.',
  'credentials.business_invalid':
    'The value is not a business id: `biz_` and 30 characters. Look for blanks, quotes, or an id of something else.',
  'credentials.invalid':
    'E-mail address and password do not belong together. An unknown address, a wrong password, a disabled and a locked account all get this answer, so that nobody can find out who has an account. Let the user enter both again; do not repeat it automatically. Calls that ask for the password of who is signed in answer the same to a wrong one: the token is still good then.',
  'credentials.second_factor_required':
    'E-mail address and password were right, and the account has a second factor. `secondFactor` of this answer holds a `challenge` and the `methods` that are possible: send the challenge with a `code`, a `recoveryCode` or a `passkey` to `POST /auth/signin/second-factor` before `expiresAt`. A program should sign in as a service member instead, which has no second factor.',
  'credentials.second_factor_invalid':
    'The code is wrong, too old, or was used before: a code of an app works once, and so does a recovery code. Wait for the next code of the app, or use a recovery code. A challenge can be tried five times.',
  'credentials.second_factor_expired':
    'A challenge works once, for five minutes and five tries, and only while password and account stay as they are. Sign in again to get another one.',
  'credentials.passkey_invalid':
    'The passkey is not registered (any more), was asked by another site, did not verify its user, or answered options that were used before. Ask for new options and try again, or sign in with the password.',
  'second_factor.not_found':
    'The second factor that this would remove or replace is not active. `GET /auth/second-factors` says what is.',
  'second_factor.not_begun':
    'A secret waits 15 minutes for its first code. Begin again, and enter the new secret into the app.',
  'second_factor.code_invalid':
    'The first code did not fit the secret. The usual causes: the clock of the device is wrong, or the app still has an older secret.',
  'passkey.not_found': 'You have no passkey with this id: it was removed already, or is not yours.',
  'passkey.invalid':
    'The options were used, have expired or were for somebody else, the page has another origin than the server’s public URL, or the authenticator did not verify its user. Ask for new options with `POST /auth/passkeys/options`.',
  'passkey.taken': 'The same credential is registered, for you or for somebody else. Nothing was changed.',
  'passkey.limit_reached':
    'Remove a passkey that you no longer use with `DELETE /auth/passkeys/{id}`, then add the new one.',
  'business.forbidden':
    'You are not an active member of this business, it belongs to another client account than the key, or it does not exist: the answer does not tell which. Use an id from the sign-in, and a key of the same client account.',
  'business.not_approved':
    'The business exists, but the operator has not approved it yet. Wait for the approval: `isApproved` of `GET /clients/business/details` says when.',
  'business.suspended':
    'The operator has suspended the business. What needs an approved business is refused until he ends that; the rest works. Write to him.',
  'business.already_registered':
    'A registration is completed once, and this one was: `GET /clients/business/details` shows what it left. There is nothing to repeat.',
  'bvn.not_found': 'The register knows no such number. Let the person enter it again; look-ups are counted.',
  'bvn.code_invalid':
    'A code is good for ten minutes, once, for the BVN, the business and the user that it was sent for; after five wrong tries it is dead. Only the newest counts. Get a new one with `POST /clients/business/validate-bvn`.',
  'document.not_found':
    'The business named by `businessId` has no document of this id. Take the address from `photoIdUrl` or `businessDocumentsUrls` of that business.',
  'permission.denied':
    'Your role in this business does not include the permission that the message names. Ask an owner or admin for another role. The [roles](endpoints.md#roles-and-permissions) are listed.',
  'key.scope_insufficient':
    'The key is limited to some permissions, and this one is not among them. Use a key that has it.',
  'key.address_forbidden':
    'The key may be used from certain network addresses only, and this request came from another. Send it from one of those, such as your own server.',
  'session.reauthentication_required':
    'The call is sensitive, or sent without a secret key: it works only shortly after the user has proved who he is. Sign in again or call `POST /auth/reauthenticate`, then repeat it; where only the key is missing, send the key.',
  'rate.limited':
    'Wait for as many seconds as `Retry-After` says, then go on more slowly. The `RateLimit` header of earlier answers tells how much is left. Nothing was done.',
  'idempotency.conflict':
    'This `Idempotency-Key` was used within the last 24 hours with another body. Use a new key for each new operation; repeat an operation with exactly the same body.',
  'idempotency.in_progress':
    'The first request with this `Idempotency-Key` is not finished yet. Wait for as many seconds as `Retry-After` says and send the same request again: it then gets the stored answer.',
  'user.email_taken': 'Somebody has signed up with this e-mail address. Sign in instead, or use another address.',
  'token.invalid':
    'Tokens from letters work once, for a short while, and for what the letter says; a new one voids the one before. Ask for another letter, and use its token.',
  'session.not_found': 'None of your active sessions has this id: it is over already, or not yours.',
  'key.not_found':
    'None of the keys of the client account has this id; or, for `get-keys`, there is no primary key: it was deactivated or has expired, and no other key is unlimited. Create one with `POST /clients/settings/keys`, which needs no key within 15 minutes of the sign-in.',
  'member.not_found':
    'No member of this business has this id: removed meanwhile, or of another business. `GET /clients/members` lists them.',
  'member.last_owner':
    'The member is the only active owner of the business. Make somebody else an owner, then repeat it.',
  'member.already_member':
    'The address belongs to a member of this business, perhaps a deactivated one. Change that member with `PATCH /clients/members/{id}` instead.',
  'member.not_service':
    'Only the credentials of a service member can be replaced by somebody else. A person changes or resets the password himself.',
  'invitation.not_found':
    'It was accepted or cancelled, or belongs to another business. `GET /clients/members/invitations` lists those that are open.',
  'invitation.pending':
    'An invitation to this address has not expired yet. Send it again with the call that the message names, or cancel it first to choose another role.',
  'role.not_found':
    'No role of the client account has this id: deleted meanwhile, or of another account. `GET /clients/members/roles` lists them.',
  'role.built_in': 'Owner, admin, developer, finance and viewer are fixed. Create a role of your own.',
  'role.in_use':
    'Give its holders another role, cancel the invitations to it, in every business of the client account, then delete it.',
  'role.name_taken': 'Choose another name; capitals make no difference, and the names of built-in roles are taken.',
  'role.limit_reached': 'Delete roles that nobody needs.',
  'key.inactive':
    'Keys end for good: an expired or deactivated one is neither changed nor rotated. Use another key, or create one with `POST /clients/settings/keys`.',
  'key.name_taken':
    'Give the key another name, or rename the one that has it. Names of keys that are over, or being replaced, are free.',
  'key.limit_reached':
    'Deactivate a key that nothing uses any more: `GET /clients/settings/keys/{id}/usage` tells. Old keys whose overlap has not ended have a limit of their own.',
  'key.already_rotating':
    'Somebody rotated the key before, perhaps at the same moment: its `replacedById` names the successor. Use that one, or take the rotation back first.',
  'key.not_rotating':
    'Only a rotation whose overlap has not ended can be taken back, and it is named by the old key. If the overlap is over, create a new key instead.',
  'key.last_active':
    'Programs would be left without a key that does as much. Create or rotate first; or send `"force": true` if the key must die now, for example because it leaked.',
  'secret_scanning.not_configured':
    'The operator has not set `INTERSTELLAS_SECRET_SCANNING_KEYS_FILE`, so nobody’s reports are believed. Deactivate a leaked key with `POST /clients/settings/keys/{id}/deactivate`.',
  'secret_scanning.signature_invalid':
    'The headers `Github-Public-Key-Identifier` and `Github-Public-Key-Signature` are missing, name a key that the operator has not configured, or do not belong to exactly these bytes. Nothing was done.',
  'rail.unavailable':
    'The bank through which others are reached does not answer, or this server has none (`INTERSTELLAS_RAIL_URL`). Nothing was moved. Repeat with exponential backoff, with the same reference.',
  'rail.not_configured': 'The operator has not set `INTERSTELLAS_RAIL_SECRET`, so nobody’s notices are believed.',
  'rail.signature_invalid':
    'The headers `webhook-id`, `webhook-timestamp` and `webhook-signature` are missing, do not belong to exactly these bytes, were made with another secret, or are older than five minutes: sign anew each time you send. Nothing was done.',
  'transfer.not_found':
    'No transfer of this business has this reference; one of another business is not shown. If the answer to the request that made it was lost, it never arrived: send it again with the same reference.',
  'transfer.step_impossible':
    'A pending transfer to another bank can be settled or failed, a successful one reversed. What has ended otherwise stays; transfers between accounts of this institution are over at once.',
  'account.not_found': 'Name an account number of this business. Whether it belongs to another business is not said.',
  'virtual-account.not_found':
    'No virtual account of this business has this id; one of another business is not shown. `GET /clients/business/virtual-accounts` lists them.',
  'virtual-account.reference_taken':
    'A `reference` or `refCode` names one virtual account for ever, also one that was closed, whatever its type. `GET /clients/business/virtual-accounts?reference=…` shows it. Take a new one.',
  'payment.not_found':
    'No payment into an account of this business has this id. `GET /clients/business/virtual-account` lists them.',
  'payment.refunded':
    'A payment is refunded once. `refundStatus` of the payment says how far it is: only after `failed` it can be tried again, or released.',
  'payment.not_suspended':
    'Only money in suspense can be released, and only once. `status` of the payment says where it is.',
  'internal.unexpected':
    'A defect of the server; it has been logged. Repeat with exponential backoff, with an `Idempotency-Key` where something is created. If it stays, report it with the `requestId`.',
  'service.unavailable':
    'The server cannot reach its database, has too much to do, or is shutting down. It lets nobody in rather than guess. Repeat with exponential backoff, not before `Retry-After` if it is there.',
  'payout.not_found':
    'The account was deleted, or belongs to another business. `GET /clients/business/payouts` lists them.',
  'payout.schedule_not_found': 'Set one with `PUT /clients/business/payout-schedule`.',
  'payout.limit_reached': 'Change an account with `PUT /clients/business/payouts/{payoutAccountId}`, or delete one.',
  'payout.exists': 'Use the one that `GET /clients/business/payouts` shows.',
  'transaction.not_found': 'The id is of another business, or of no transaction.',
  'transfer.reference_conflict':
    'A reference names one transfer for ever, also one that failed. Something in this request differs from the first: kind, payer, receiver, amount or narration. Take a new reference for a new transfer; `GET /clients/business/transfers/{retrievalReference}` shows the old one.',
  'payer.not_found':
    '`payerAccountNumber` must be an account of this business, of the kind that the endpoint debits: a virtual account, or the account of a customer. The reference was not used up.',
  'receiver.same_as_payer': 'Nothing would move but the charges. Check the two numbers.',
  'receiver.closed':
    'The virtual account of this institution was closed, has expired, or has had its one payment. Ask the receiver for another. Nothing was moved, and the reference was not used up.',
  'receiver.amount_refused':
    'The receiver expects exactly one amount on this account: ask for it. Nothing was moved, and the reference was not used up.',
  'receiver.limit_exceeded':
    "The payment, or the balance that it would come to, is above what the receiver's level of verification permits. Nothing was moved.",
  'limit.transfer_exceeded':
    "The limit belongs to the account's level of verification; the message gives it. Send less at once, or have the customer verified further.",
  'limit.daily_exceeded':
    'The limit of the day belongs to the account’s level of verification; the message gives it. Days change at midnight in Lagos. What failed or was reversed does not count.',
  'webhook.not_found': 'The business has no webhook, or it was deleted. Set an address first.',
  'webhook.url_refused':
    'The message says what is wrong: not HTTPS, another port than 443, a user name in it, or a name or address that is not on the public Internet. In your own network the operator can allow it with `INTERSTELLAS_WEBHOOK_PRIVATE_TARGETS`.',
  'webhook.not_active':
    'It was paused, or disabled because its server failed for three days or answered 410. `GET /clients/settings/webhook` says which; put the server right, then enable it.',
  'webhook_event.not_found':
    'No event of this business has this id, or it is more than 30 days old. `GET /clients/settings/webhook/events` lists them.',
  'bank.unknown':
    'No bank is called so, in whichever of the three systems of codes; `errors` names each code that is none. `GET /clients/business/banks` lists them.',
  'bank.disabled':
    'The business has chosen the banks that it sends money to, and this is none of them. `GET /clients/settings/billers` lists them, `POST /clients/settings/configure-billers` changes them. Nothing was moved.',
  'receiver.not_found':
    'The message says what the bank answered, with its NIP code, and where the number may be instead. Ask whoever gave it; nothing was moved.',
  'customer.not_found':
    'No customer of this business has this id; one of another business is not shown. `GET /clients/business/customers` lists them.',
  'customer.exists':
    'A person has one customer account in a business. Find it with `GET /clients/business/customers`, by e-mail address or name.',
  'customer.bvn_mismatch':
    '`errors` names each field that is not what the register holds for this BVN; what it holds is not told. Ask the customer how he is registered: names may come in any order, capitals and accents make no difference. A BVN can be tried ten times an hour.',
  'account.insufficient_funds':
    'The account cannot pay the amount and its charges. Nothing was moved; look at the balance, or send less.',
};
