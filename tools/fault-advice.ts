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
  'request.body_too_large': 'Send a smaller body: 256 KiB is the most.',
  'request.headers_too_large':
    'Send fewer or shorter headers: 16 KiB together is the most. Large cookies are the usual cause.',
  'request.unsupported_media_type':
    'Send `Content-Type: application/json`. Only the sign-in also reads `application/x-www-form-urlencoded`.',
  'request.malformed_body':
    'The body is not valid JSON in UTF-8, or is not as long as `Content-Length` says. Repair it; nothing was done.',
  'request.malformed':
    'The request line, the path or a header breaks the rules of HTTP. Repair the client, or look at what stands between.',
  'request.timeout':
    'The request did not arrive whole in time: 10 seconds for the headers, 30 for everything. Nothing was done, so it may be sent again.',
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
  'credentials.key_expired': 'The key had a time limit, and it is over. Use the key that took its place.',
  'credentials.key_deactivated': 'The key was switched off, usually after a rotation. Use the new key.',
  'credentials.business_missing':
    'Send `businessId: <id>`. The ids of your businesses are in the answer of the sign-in.',
  'credentials.business_invalid':
    'The value is not a business id: `biz_` and 30 characters. Look for blanks, quotes, or an id of something else.',
  'credentials.invalid':
    'E-mail address and password do not belong together. An unknown address, a wrong password, a disabled and a locked account all get this answer, so that nobody can find out who has an account. Let the user enter both again; do not repeat it automatically.',
  'business.forbidden':
    'You are not an active member of this business, it belongs to another client account than the key, or it does not exist: the answer does not tell which. Use an id from the sign-in, and a key of the same client account.',
  'business.not_approved':
    'The business exists, but the operator has not approved it yet. Wait for the approval: `isApproved` of `GET /clients/business/details` says when.',
  'permission.denied':
    'Your role in this business does not include the permission that the message names. Ask an owner or admin for another role. The [roles](endpoints.md#roles-and-permissions) are listed.',
  'key.scope_insufficient':
    'The key is limited to some permissions, and this one is not among them. Use a key that has it.',
  'key.address_forbidden':
    'The key may be used from certain network addresses only, and this request came from another. Send it from one of those, such as your own server.',
  'session.reauthentication_required':
    'Without a secret key this call works only shortly after the sign-in. Sign in again, then repeat it; or send the key.',
  'rate.limited':
    'Wait for as many seconds as `Retry-After` says, then go on more slowly. The `RateLimit` header of earlier answers tells how much is left. Nothing was done.',
  'idempotency.conflict':
    'This `Idempotency-Key` was used within the last 24 hours with another body. Use a new key for each new operation; repeat an operation with exactly the same body.',
  'idempotency.in_progress':
    'The first request with this `Idempotency-Key` is not finished yet. Wait for as many seconds as `Retry-After` says and send the same request again: it then gets the stored answer.',
  'user.email_taken': 'Somebody has signed up with this e-mail address. Sign in instead, or use another address.',
  'session.not_found': 'None of your active sessions has this id: it is over already, or not yours.',
  'key.not_found':
    'The client account has no active secret key: the last one was deactivated or has expired. It needs a new one before it can call business endpoints.',
  'internal.unexpected':
    'A defect of the server; it has been logged. Repeat with exponential backoff, with an `Idempotency-Key` where something is created. If it stays, report it with the `requestId`.',
  'service.unavailable':
    'The server cannot reach its database, has too much to do, or is shutting down. It lets nobody in rather than guess. Repeat with exponential backoff, not before `Retry-After` if it is there.',
};
