/**
 * What goes into every operation, and what comes out of it. Generated from the routes by "npm run generate": edit
 * those, not this file.
 */

/** For `navigator.credentials.create`, through `PublicKeyCredential.parseCreationOptionsFromJSON`. */
export interface PasskeyCreation {
  /** Works once, for five minutes. */
  readonly challenge: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly rp: {
    readonly id: string;
    readonly name: string;
  };
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly displayName: string;
  };
  readonly pubKeyCredParams: readonly {
    readonly alg: number;
    readonly type: string;
  }[];
  readonly attestation: string;
  readonly excludeCredentials: readonly {
    readonly id: string;
    readonly type: string;
    readonly transports?: readonly string[];
  }[];
  readonly authenticatorSelection: {
    readonly residentKey: string;
    readonly requireResidentKey: boolean;
    readonly userVerification: string;
  };
  readonly extensions: {
    readonly credProps: boolean;
  };
  readonly hints: readonly string[];
}

/** For `navigator.credentials.get`, through `PublicKeyCredential.parseRequestOptionsFromJSON`. */
export interface PasskeySignIn {
  /** Works once, for five minutes. */
  readonly challenge: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly rpId: string;
  readonly userVerification: string;
}

export interface About {
  readonly environment: 'sandbox' | 'production';
  /** The institution whose accounts these are. */
  readonly bankName: string;
  /** Its code, for transfers to its accounts. */
  readonly bankCode: string;
  /** Of the server. */
  readonly version: string;
  /** Whether anybody may open an account. */
  readonly signUp: boolean;
  /** Whether accounts may have passkeys. */
  readonly passkeys: boolean;
  /** Whether letters are kept for `GET /sandbox/mail` instead of being sent. */
  readonly mailCatcher: boolean;
  /** How many active secret keys a client account may have. */
  readonly keysPerClient: number;
  /** For how many days requests stay in the request log; 0: none are written down. */
  readonly requestLogDays: number;
}

export interface AccountHolder {
  readonly name: string;
  /** All but the last four digits hidden; empty where it is not known. */
  readonly bvn: string;
  /** How well the bank knows the holder: 1 to 3. */
  readonly kyc: string;
  readonly accountNumber: string;
  readonly bankCode: string;
  readonly bankName: string;
}

export interface ArrivedHeaders {
  /** Whether the header arrived, and under which names. Never its value. */
  readonly authorization: {
    readonly arrived: boolean;
    /** The names as they arrived: the spelling, and the same header twice, show what a proxy does to them. */
    readonly spellings: readonly string[];
  };
  /** Whether the header arrived, and under which names. Never its value. */
  readonly secretKey: {
    readonly arrived: boolean;
    /** The names as they arrived: the spelling, and the same header twice, show what a proxy does to them. */
    readonly spellings: readonly string[];
  };
  /** Whether the header arrived, and under which names. Never its value. */
  readonly businessId: {
    readonly arrived: boolean;
    /** The names as they arrived: the spelling, and the same header twice, show what a proxy does to them. */
    readonly spellings: readonly string[];
  };
  /** What proxies say of themselves. */
  readonly forwarding: {
    /** The forwarding headers that arrived, by name. */
    readonly headers: readonly string[];
    /** Whether they are believed: `INTERSTELLAS_TRUSTED_PROXIES` names the proxy that sent them. */
    readonly isTrusted: boolean;
  };
  /** Whether the request counts as HTTPS. */
  readonly isSecure: boolean;
}

export interface AuditEvent {
  readonly id: string;
  /** Its number in the client account, from 1, without gaps. */
  readonly sequence: number;
  /** When it was done, or when the refusals counted in it were written down. */
  readonly occurredAt: string;
  /** The operation: the `operationId` of its endpoint. */
  readonly action: string;
  /** What it was done to. */
  readonly objectId: string;
  /** Who did it; null when the operator did, or when nobody was signed in. */
  readonly userId: string | null;
  /** In which session. */
  readonly sessionId: string | null;
  /** With which secret key. */
  readonly keyId: string | null;
  /** From which network address. */
  readonly address: string | null;
  /** With which program, as it calls itself. */
  readonly userAgent: string | null;
  /** In which request. */
  readonly requestId: string | null;
  readonly outcome: 'done' | 'refused';
  /** Why it was refused; null when it was done. */
  readonly code: string | null;
  /** How often: repeated refusals are counted together, and what differs is told of the first. */
  readonly count: number;
  /** The fields that changed, as they were. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** The fields that changed, as they became. */
  readonly after: Readonly<Record<string, unknown>> | null;
  /** More about it. */
  readonly details: Readonly<Record<string, unknown>> | null;
  /** SHA-256 over the event and the hash of the one before it: a chain that shows every change. */
  readonly hash: string;
}

export interface Bank {
  readonly name: string;
  /** What other calls take as `bankCode` and `receiverBankCode`. */
  readonly code: string;
  /** Six digits; other calls take it as well. */
  readonly nipCode: string;
}

export interface Billers {
  /** Codes, in the order of the list of banks. */
  readonly billers: readonly string[];
}

export interface BulkTransfer {
  /** One for each of the request, in its order. */
  readonly results: readonly {
    readonly retrievalReference: string;
    /** Of the transfer; null when it was refused. */
    readonly status: string | null;
    /** Why it was refused; null when it was not. */
    readonly code: string | null;
    readonly message: string;
    /** Null when it was refused. */
    readonly transfer: {
      /** In kobo, as digits. */
      readonly amount: string;
      /** What it costs in all: fee, VAT and stamp duty. */
      readonly transactionCharge: string;
      /** Amount and charge together: what the payer is debited. */
      readonly totalAmount: string;
      /** Of the institution. */
      readonly fee: string;
      /** On the fee. */
      readonly vat: string;
      /** Of the state. */
      readonly stampDuty: string;
      /**
       * `pending`: debited, and on its way. `failed` and `reversed`: the payer has his money back, charges included.
       * Only `pending` changes by itself; a `successful` one rarely becomes `reversed`.
       */
      readonly status: 'pending' | 'successful' | 'failed' | 'reversed';
      /** Ours. */
      readonly reference: string;
      /** Yours. */
      readonly retrievalReference: string;
      /** What the other bank knows the transfer by; null within this bank. */
      readonly sessionId: string | null;
      readonly payerAccountNumber: string;
      readonly receiverAccountNumber: string;
      readonly receiverBankCode: string;
      /** As the receiver's bank gives it. */
      readonly receiverName: string;
      readonly narration: string;
      /** Of NIP, once there was an answer. */
      readonly responseCode: string | null;
      /** Why it failed or was reversed. */
      readonly reason: string | null;
      /** When it was ordered. */
      readonly createdAt: string;
      /** Null while it is pending. */
      readonly completedAt: string | null;
    } | null;
  }[];
}

export interface Business {
  readonly id: string;
  readonly businessName: string;
  /** Empty until the registration is completed. */
  readonly bvn: string;
  /** Empty until the registration is completed. */
  readonly photoIdUrl: string;
  /** Empty until the registration is completed. */
  readonly businessDocumentsUrls: readonly string[];
  /** Whether the operator has approved it; until then it has no account. */
  readonly isApproved: boolean;
  /** Empty until the registration is completed. */
  readonly residentialAddress: string;
  /** Empty until the registration is completed. */
  readonly stateId: string;
  /** Empty until the registration is completed. */
  readonly state: {
    readonly id: string;
    readonly name: string;
  };
  /** Whether the operator has suspended it; it stays approved. */
  readonly isSuspended: boolean;
  readonly clientId: string;
  /** When the business was created. */
  readonly createdAt: string;
}

export interface BusinessAccount {
  /** NUBAN, ten digits. */
  readonly accountNumber: string;
  readonly accountType: string;
  readonly customerId: string;
  readonly businessId: string;
  /** Kobo, as digits. */
  readonly accountBalance: string;
}

export interface BvnValidation {
  /** To which the code was sent. */
  readonly phoneNumber: string;
  readonly bvn: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly otherNames: string;
  /** As the register has it, usually `YYYY-MM-DD`. */
  readonly dob: string;
}

export interface CaughtLetter {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** When it was caught. */
  readonly sentAt: string;
}

export interface ChangedEmail {
  readonly email: string;
}

export interface ChangedPayoutAccount {
  readonly id: string;
  /** Of the holder. */
  readonly accountName: string;
  readonly accountNumber: string;
  readonly bankName: string;
  /** As `GET /clients/business/banks` names it. */
  readonly bankCode: string;
  /** The client account. */
  readonly clientId: string;
  /** When it was added. */
  readonly createdAt: string;
  /** The holder, as the bank gave it. */
  readonly nameAtBank: string;
  /** Whether each word of one name is in the other. Where it is not, look whether the number is right. */
  readonly isNameMatching: boolean;
}

export interface CurrentUser {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNo: string;
  /** The businesses of which the user is an active member, newest first. */
  readonly businesses: readonly {
    /** The value of the `businessId` header. */
    readonly id: string;
    readonly businessName: string;
    readonly isApproved: boolean;
    /** Your role in it, by name. */
    readonly role: string;
    /** What your role permits; a secret key may permit less. */
    readonly permissions: readonly string[];
  }[];
}

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly phoneNo: string;
  /** Empty when none is known. */
  readonly email: string;
  /** When the account was opened. */
  readonly dateCreated: string;
  /** Account number. */
  readonly nuban: string;
  /** How well the customer is known, 1 to 3: limits depend on it. */
  readonly tier: number;
}

export interface CustomerBalance {
  readonly accountNumber: string;
  /** Kobo, as digits; without what is on its way to somebody else. */
  readonly availableBalance: string;
  /** The day in Lagos. */
  readonly financialDate: string;
}

export interface CustomerDetails {
  readonly id: string;
  readonly name: string;
  readonly phoneNo: string;
  readonly email: string;
  /** When the account was opened. */
  readonly dateCreated: string;
  /** Account number. */
  readonly nuban: string;
  /** How well the customer is known, 1 to 3: limits depend on it. */
  readonly tier: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly otherNames: string;
  /** All but the last four digits hidden. */
  readonly bvn: string;
  readonly gender: string;
  readonly dateOfBirth: string;
  readonly placeOfBirth: string;
  readonly address: string;
  /** All but the last four digits hidden. Empty when none is known. */
  readonly nationalIdentityNo: string;
  readonly account_details: {
    /** NUBAN, ten digits. */
    readonly accountNumber: string;
    readonly accountType: string;
    /** Kobo, as digits. */
    readonly availableBalance: string;
    /** Kobo, as digits. */
    readonly withdrawableBalance: string;
    readonly customerId: string;
  };
}

export interface DailyFlow {
  /** The day, in Lagos (UTC+1). */
  readonly date: string;
  /** What came in, as digits, without the charges. */
  readonly inKobo: string;
  /** What went out, as digits, without the charges. */
  readonly outKobo: string;
  /** Transactions that brought it. */
  readonly inCount: number;
  /** Transactions that took it. */
  readonly outCount: number;
}

export interface EndedSessions {
  /** How many sessions were ended. */
  readonly endedCount: number;
}

export interface Health {
  readonly state: string;
}

export interface InboundPayment {
  /** The same as `transactionId`. */
  readonly id: string;
  /** The account that was paid into. */
  readonly recipientAccountNumber: string;
  readonly transactionId: string;
  /** In kobo: what was credited, or is in suspense. */
  readonly amount: string;
  /** In kobo, taken out of what was paid; nothing while it is in suspense. */
  readonly transactionCharge: string;
  /** In kobo: what was paid. */
  readonly totalAmount: string;
  /** Who paid. */
  readonly payerAccountNumber: string;
  /** The payer's narration. */
  readonly reason: string;
  /** When it came. */
  readonly date: string;
  /** How far the money is on its way back. After `failed` it can be refunded anew. */
  readonly refundStatus: 'none' | 'pending' | 'refunded' | 'failed';
  /**
   * `credited` to the account; `suspended`, until it is released or refunded; `released` from suspense into an account.
   */
  readonly status: 'credited' | 'suspended' | 'released';
  /** Null when it was credited at once. */
  readonly suspenseReason: 'account-unknown' | 'account-closed' | 'account-expired' | 'already-paid' | 'underpaid' | 'overpaid' | 'deposit-limit' | 'balance-limit' | null;
  /** Null when it is no virtual account. */
  readonly virtualAccountRef: string | null;
  /** As his bank gives it. */
  readonly payerName: string;
  /** As `GET /clients/business/banks` names it. */
  readonly payerBankCode: string;
  /** Of the way between banks: 30 digits. */
  readonly sessionId: string;
  /** Null when none was tried. */
  readonly refundTransactionId: string | null;
  /** Null when it has not. */
  readonly refundFailure: string | null;
}

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly clientMemberRoleId: string;
  readonly clientMemberRole: {
    readonly id: string;
    readonly name: string;
  };
  /** When the first letter was sent. */
  readonly createdAt: string;
  /** When the latest letter was sent. */
  readonly sentAt: string;
  /** When its token becomes worthless. */
  readonly expiresAt: string;
}

export interface JsonWebKeySet {
  readonly keys: readonly Readonly<Record<string, unknown>>[];
}

export interface KeyPair {
  readonly publicKey: string;
  /** The primary secret key, in clear. Keep it out of code, logs and browsers. */
  readonly secretKey: string;
}

export interface LeakedKeyVerdict {
  readonly token_raw: string;
  readonly token_type: string;
  readonly label: 'true_positive' | 'false_positive';
}

export interface ListedTransfer {
  /** Of the transaction, the same as `reference`. */
  readonly id: string;
  /** What it is. */
  readonly kind: 'transfer' | 'withdrawal' | 'payout' | 'refund';
  /** In kobo, as digits. */
  readonly amount: string;
  /** What it costs in all: fee, VAT and stamp duty. */
  readonly transactionCharge: string;
  /** Amount and charge together: what the payer is debited. */
  readonly totalAmount: string;
  /** Of the institution. */
  readonly fee: string;
  /** On the fee. */
  readonly vat: string;
  /** Of the state. */
  readonly stampDuty: string;
  /**
   * `pending`: debited, and on its way. `failed` and `reversed`: the payer has his money back, charges included. Only
   * `pending` changes by itself; a `successful` one rarely becomes `reversed`.
   */
  readonly status: 'pending' | 'successful' | 'failed' | 'reversed';
  /** Ours. */
  readonly reference: string;
  /** Yours. */
  readonly retrievalReference: string;
  /** What the other bank knows the transfer by; null within this bank. */
  readonly sessionId: string | null;
  readonly payerAccountNumber: string;
  readonly receiverAccountNumber: string;
  readonly receiverBankCode: string;
  /** As the receiver's bank gives it. */
  readonly receiverName: string;
  readonly narration: string;
  /** Of NIP, once there was an answer. */
  readonly responseCode: string | null;
  /** Why it failed or was reversed. */
  readonly reason: string | null;
  /** When it was ordered. */
  readonly createdAt: string;
  /** Null while it is pending. */
  readonly completedAt: string | null;
}

export interface LoggedRequest {
  /** The `requestId` of errors, and the header `X-Request-Id`. */
  readonly id: string;
  /** When the request arrived. */
  readonly occurredAt: string;
  readonly method: string;
  /** As the endpoint is described; what stood in the place of `{…}` is not kept, nor is the query. */
  readonly path: string;
  /** The `operationId` of the endpoint. */
  readonly operation: string;
  readonly status: number;
  /** Why it was refused; null when it was not. */
  readonly code: string | null;
  /** From its arrival to the end of its answer. */
  readonly durationMs: number;
  /** With which secret key; null for the dashboard, whose session stands for one. */
  readonly keyId: string | null;
  /** For which business; null for the client account as a whole. */
  readonly businessId: string | null;
  /** Whose access token it was. */
  readonly userId: string | null;
  /** From which network address. */
  readonly address: string;
  /** By which program, as it calls itself. */
  readonly userAgent: string;
}

export interface Member {
  readonly id: string;
  /** By which the audit and the request log name the member. */
  readonly userId: string;
  /** Of a service member its name. */
  readonly firstName: string;
  readonly lastName: string;
  /** What the member signs in with. */
  readonly email: string;
  readonly phoneNo: string;
  /** Whether the membership opens anything. */
  readonly isActive: boolean;
  readonly clientMemberRoleId: string;
  readonly clientMemberRole: {
    readonly id: string;
    readonly name: string;
  };
  /** `service` is a program. */
  readonly kind: 'person' | 'service';
  /** When the member joined. */
  readonly createdAt: string;
}

export interface NewAuthenticatorApp {
  /** For the authenticator app, in base32. It is never shown again. */
  readonly secret: string;
  /** The same for a QR code. */
  readonly uri: string;
}

export interface NewBusiness {
  readonly business: {
    readonly id: string;
    readonly businessName: string;
  };
}

export interface NewCustomer {
  /** As they were sent; empty where they were not. */
  readonly customerDetails: {
    readonly firstName: string;
    readonly lastName: string;
    readonly otherNames: string;
    readonly bvn: string;
    readonly phoneNo: string;
    readonly gender: string;
    readonly email: string;
    readonly dateOfBirth: string;
    readonly placeOfBirth: string;
    readonly address: string;
    readonly nationalIdentityNo: string;
  };
  readonly account_details: {
    /** NUBAN, ten digits. */
    readonly accountNumber: string;
    readonly accountType: string;
    /** Kobo, as digits. */
    readonly availableBalance: string;
    /** Kobo, as digits. */
    readonly withdrawableBalance: string;
    readonly customerId: string;
  };
  /** How well the customer is known, 1 to 3: limits depend on it. */
  readonly tier: number;
}

export interface NewPasskey {
  readonly id: string;
  readonly name: string;
  /** When it was added. */
  readonly createdAt: string;
  /** When it was last used; null: never. */
  readonly lastUsedAt: string | null;
  /** Ten recovery codes with the first second factor of an account, else none. They are never shown again. */
  readonly recoveryCodes: readonly string[];
}

export interface NewSecretKey {
  readonly id: string;
  readonly name: string;
  /** `sandbox` or `production`. */
  readonly environment: string;
  /** The prefix and the last four characters of the secret key. */
  readonly hint: string;
  readonly publicKey: string;
  /** `active`; `rotating`: a successor takes over, and both work until `retiresAt`; `expired`; `deactivated`. */
  readonly status: 'active' | 'rotating' | 'expired' | 'deactivated';
  /** Whether `get-keys` shows this one. */
  readonly isPrimary: boolean;
  /** The permissions that the key is limited to. null: not limited. */
  readonly scopes: readonly string[] | null;
  /** The businesses that the key is limited to. null: not limited. */
  readonly businessIds: readonly string[] | null;
  /** The addresses that the key is accepted from. null: not limited. */
  readonly addresses: readonly string[] | null;
  /** When the key was made. */
  readonly createdAt: string;
  /** When the key ends by itself; null: never. */
  readonly expiresAt: string | null;
  /** When the overlap with its successor ends. */
  readonly retiresAt: string | null;
  /** Its successor, after a rotation. */
  readonly replacedById: string | null;
  /** When somebody reported that he found the key in public. */
  readonly leakedAt: string | null;
  /** When it was deactivated. */
  readonly deactivatedAt: string | null;
  /** The secret key, in clear. This answer alone shows it: keep it out of code, logs and browsers. */
  readonly secretKey: string;
}

export interface NewUser {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNo: string;
  /** The client account that you now own. */
  readonly clientId: string;
  /** The first business, if one was named. */
  readonly business: {
    /** The value of the `businessId` header. */
    readonly id: string;
    readonly businessName: string;
    readonly isApproved: boolean;
  } | null;
}

export interface NewVirtualAccount {
  /** NUBAN. */
  readonly accountNumber: string;
  /** First and last name. */
  readonly accountName: string;
  /** The `reference` given. */
  readonly clientRef: string;
  /** Ours. */
  readonly systemRef: string;
  readonly id: string;
  /** Of the account, for whoever pays in. */
  readonly bankName: string;
  readonly bankCode: string;
  /** `temporal` and `permanent` accounts take any number of payments. */
  readonly type: 'temporal' | 'permanent' | 'single-use';
  /**
   * Only an `active` account takes money in. What came too late is in suspense; what is in the account can still be
   * paid out.
   */
  readonly status: 'active' | 'paid' | 'expired' | 'closed';
  /** When it was opened. */
  readonly createdAt: string;
  /** Null for `permanent` accounts. */
  readonly expiresAt: string | null;
}

export interface OpenApiDescription {
  readonly openapi: string;
  readonly [name: string]: unknown;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  /** When it was added. */
  readonly createdAt: string;
  /** When it was last used; null: never. */
  readonly lastUsedAt: string | null;
}

export interface PayoutSchedule {
  readonly id: string;
  /** Null while the schedule is paused: the account was deleted. */
  readonly payoutAccountId: string | null;
  /** How often. */
  readonly frequency: 'daily' | 'weekly' | 'monthly';
  /** Null unless weekly. */
  readonly dayOfWeek: number | null;
  /** Null unless monthly. */
  readonly dayOfMonth: number | null;
  /** Of the day in Lagos. */
  readonly hour: number;
  /** Kobo, as digits. */
  readonly minimumAmount: string;
  /** Kobo, as digits. */
  readonly keepBalance: string;
  readonly isPaused: boolean;
  /** Null while it is paused. */
  readonly nextRunAt: string | null;
  /** Null until it has run. */
  readonly lastRunAt: string | null;
  /**
   * `sent`; `skipped` when there was too little to pay out; the code of what stood in the way; null until it has run.
   */
  readonly lastResult: string | null;
  /**
   * The `retrievalReference` of the last run: `GET /clients/business/transfers/{retrievalReference}` shows its
   * transfer.
   */
  readonly lastReference: string | null;
}

export interface Reauthentication {
  readonly sessionId: string;
  /** Until when sensitive calls work in this session. */
  readonly recentUntil: string;
}

export interface RecoveryCodes {
  /** Ten codes, each of which works once in the place of a second factor. They are never shown again. */
  readonly recoveryCodes: readonly string[];
}

export interface ResentWebhookEvents {
  /** Events that are now sent again, at most 1,000. */
  readonly count: number;
  /** When there are more: the `from` with which to go on. Null: those were all. */
  readonly nextFrom: string | null;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  /** Built-in roles are the same everywhere and cannot be changed. */
  readonly isBuiltIn: boolean;
}

export interface RotatedSecretKey {
  readonly id: string;
  readonly name: string;
  /** `sandbox` or `production`. */
  readonly environment: string;
  /** The prefix and the last four characters of the secret key. */
  readonly hint: string;
  readonly publicKey: string;
  /** `active`; `rotating`: a successor takes over, and both work until `retiresAt`; `expired`; `deactivated`. */
  readonly status: 'active' | 'rotating' | 'expired' | 'deactivated';
  /** Whether `get-keys` shows this one. */
  readonly isPrimary: boolean;
  /** The permissions that the key is limited to. null: not limited. */
  readonly scopes: readonly string[] | null;
  /** The businesses that the key is limited to. null: not limited. */
  readonly businessIds: readonly string[] | null;
  /** The addresses that the key is accepted from. null: not limited. */
  readonly addresses: readonly string[] | null;
  /** When the key was made. */
  readonly createdAt: string;
  /** When the key ends by itself; null: never. */
  readonly expiresAt: string | null;
  /** When the overlap with its successor ends. */
  readonly retiresAt: string | null;
  /** Its successor, after a rotation. */
  readonly replacedById: string | null;
  /** When somebody reported that he found the key in public. */
  readonly leakedAt: string | null;
  /** When it was deactivated. */
  readonly deactivatedAt: string | null;
  /** The secret key, in clear. This answer alone shows it: keep it out of code, logs and browsers. */
  readonly secretKey: string;
  /** The old key, as it is now. */
  readonly replaced: {
    readonly id: string;
    readonly name: string;
    /** `sandbox` or `production`. */
    readonly environment: string;
    /** The prefix and the last four characters of the secret key. */
    readonly hint: string;
    readonly publicKey: string;
    /** `active`; `rotating`: a successor takes over, and both work until `retiresAt`; `expired`; `deactivated`. */
    readonly status: 'active' | 'rotating' | 'expired' | 'deactivated';
    /** Whether `get-keys` shows this one. */
    readonly isPrimary: boolean;
    /** The permissions that the key is limited to. null: not limited. */
    readonly scopes: readonly string[] | null;
    /** The businesses that the key is limited to. null: not limited. */
    readonly businessIds: readonly string[] | null;
    /** The addresses that the key is accepted from. null: not limited. */
    readonly addresses: readonly string[] | null;
    /** When the key was made. */
    readonly createdAt: string;
    /** When the key ends by itself; null: never. */
    readonly expiresAt: string | null;
    /** When the overlap with its successor ends. */
    readonly retiresAt: string | null;
    /** Its successor, after a rotation. */
    readonly replacedById: string | null;
    /** When somebody reported that he found the key in public. */
    readonly leakedAt: string | null;
    /** When it was deactivated. */
    readonly deactivatedAt: string | null;
  };
}

export interface RotatedWebhookSecrets {
  /** Sent as the header `AUTH-KEY`, as it is. */
  readonly authKey: string;
  /** What `webhook-signature` is made with (Standard Webhooks). */
  readonly signingSecret: string;
  /** Until when the old signing secret signs too; null: not any more. */
  readonly oldSecretEndsAt: string | null;
}

export interface SecondFactors {
  /** Since when an authenticator app is active; null: none is. */
  readonly totpSince: string | null;
  /** How many passkeys there are. */
  readonly passkeyCount: number;
  /** How many recovery codes were not used yet. */
  readonly recoveryCodesLeft: number;
}

export interface SecretKey {
  readonly id: string;
  readonly name: string;
  /** `sandbox` or `production`. */
  readonly environment: string;
  /** The prefix and the last four characters of the secret key. */
  readonly hint: string;
  readonly publicKey: string;
  /** `active`; `rotating`: a successor takes over, and both work until `retiresAt`; `expired`; `deactivated`. */
  readonly status: 'active' | 'rotating' | 'expired' | 'deactivated';
  /** Whether `get-keys` shows this one. */
  readonly isPrimary: boolean;
  /** The permissions that the key is limited to. null: not limited. */
  readonly scopes: readonly string[] | null;
  /** The businesses that the key is limited to. null: not limited. */
  readonly businessIds: readonly string[] | null;
  /** The addresses that the key is accepted from. null: not limited. */
  readonly addresses: readonly string[] | null;
  /** When the key was made. */
  readonly createdAt: string;
  /** When the key ends by itself; null: never. */
  readonly expiresAt: string | null;
  /** When the overlap with its successor ends. */
  readonly retiresAt: string | null;
  /** Its successor, after a rotation. */
  readonly replacedById: string | null;
  /** When somebody reported that he found the key in public. */
  readonly leakedAt: string | null;
  /** When it was deactivated. */
  readonly deactivatedAt: string | null;
  /** null: never used. */
  readonly lastUsed: {
    /** When the key was last used; known within a minute. */
    readonly at: string;
    /** From which network address. */
    readonly address: string;
    /** For which businesses in the last 90 days, most recently used first. */
    readonly businesses: readonly {
      readonly businessId: string;
      /** When last for this business. */
      readonly at: string;
    }[];
  } | null;
}

export interface SecretKeyUsage {
  readonly keyId: string;
  /** null: not in the last 90 days. */
  readonly firstUsedAt: string | null;
  /** null: never used. */
  readonly lastUsedAt: string | null;
  /** Requests a day in the last 90 days, newest first; days without one are left out. */
  readonly days: readonly {
    /** UTC. */
    readonly day: string;
    readonly requests: number;
  }[];
  /**
   * For which businesses, the last 200, most recently used first. `other` stands for what came after 100 different ones
   * on one day.
   */
  readonly businesses: readonly {
    readonly businessId: string;
    readonly requests: number;
    /** When first. */
    readonly firstUsedAt: string;
    /** When last. */
    readonly lastUsedAt: string;
  }[];
  /**
   * From which addresses, the last 200, most recently used first; of IPv6 the /64. `other` stands for what came after
   * 100 different ones on one day.
   */
  readonly addresses: readonly {
    readonly address: string;
    readonly requests: number;
    /** When first. */
    readonly firstUsedAt: string;
    /** When last. */
    readonly lastUsedAt: string;
  }[];
}

export interface ServiceMemberCredentials {
  readonly id: string;
  /** The sign-in name. No mail arrives there. */
  readonly email: string;
  /** In this answer and in no other. */
  readonly password: string;
}

export interface Session {
  readonly id: string;
  /** When the user signed in. */
  readonly createdAt: string;
  /** When the session ends at the latest. */
  readonly expiresAt: string;
  /** The network address the sign-in came from. */
  readonly address: string;
  readonly userAgent: string;
  /** Whether it is the session of this request. */
  readonly isCurrent: boolean;
}

export interface SignedIn {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNo: string;
  /**
   * Send it as `Authorization: Bearer <accessToken>`. It ends with its session; sign in again for a new one. Empty for
   * the dashboard, whose token is in a cookie.
   */
  readonly accessToken: string;
  /** When the session, and with it the token, ends at the latest. */
  readonly expiresAt: string;
  /** The businesses of which the user is an active member, newest first. */
  readonly businesses: readonly {
    /** The value of the `businessId` header. */
    readonly id: string;
    readonly businessName: string;
    readonly isApproved: boolean;
    /** Your role in it, by name. */
    readonly role: string;
    /** What your role permits; a secret key may permit less. */
    readonly permissions: readonly string[];
  }[];
}

export interface SimulatedPayment {
  /** Of the bank that paid. */
  readonly sessionId: string;
  /** Who was paid. */
  readonly accountNumber: string;
  /** In kobo. */
  readonly amount: number;
  /**
   * `credited`: on the account. `suspended`: kept apart, as `GET /clients/business/virtual-account` shows. `unmatched`:
   * with the institution, since no account has the number. `scheduled`: it arrives later.
   */
  readonly outcome: 'credited' | 'suspended' | 'unmatched' | 'scheduled';
}

export interface SingleUseVirtualAccount {
  /** NUBAN. */
  readonly accountNumber: string;
  /** First and last name. */
  readonly accountName: string;
  /** The `refCode` given. */
  readonly clientReference: string;
  /** Ours. */
  readonly systemReference: string;
  /** In kobo. */
  readonly reservedAmount: number;
  /** From when on it takes in nothing. */
  readonly expiresAt: string;
  readonly id: string;
  /** Of the account, for whoever pays in. */
  readonly bankName: string;
  readonly bankCode: string;
  /** `temporal` and `permanent` accounts take any number of payments. */
  readonly type: 'temporal' | 'permanent' | 'single-use';
  /**
   * Only an `active` account takes money in. What came too late is in suspense; what is in the account can still be
   * paid out.
   */
  readonly status: 'active' | 'paid' | 'expired' | 'closed';
  /** When it was opened. */
  readonly createdAt: string;
  /** Which amounts are taken in. */
  readonly amountControl: 'exact' | 'under' | 'over' | 'any';
}

export interface StartedSignUp {
  readonly email: string;
  /** Until when the sign-up can be finished. */
  readonly verificationExpiresAt: string;
}

export interface State {
  readonly id: string;
  readonly name: string;
}

export interface StatementSummary {
  /** Of an account of the business. */
  readonly accountNumber: string;
  readonly accountName: string;
  /** The first moment of the period. */
  readonly from: string;
  /** The first moment that is no longer in it. */
  readonly to: string;
  /** Kobo, as digits. */
  readonly openingBalance: string;
  /** Kobo, as digits. */
  readonly closingBalance: string;
  /** How many entries the statement has. */
  readonly entryCount: number;
}

export interface SteppedTransfer {
  readonly retrievalReference: string;
  /** Null within this bank. */
  readonly sessionId: string | null;
  readonly status: 'pending' | 'successful' | 'failed' | 'reversed';
  /** Of NIP, once there was an answer. */
  readonly responseCode: string | null;
  /** Why it failed or was reversed. */
  readonly reason: string | null;
}

export interface TakenRailNotice {
  readonly sessionId: string;
}

export interface Transaction {
  readonly id: string;
  /** What it is. */
  readonly kind: 'transfer' | 'withdrawal' | 'payout' | 'refund' | 'inbound-payment' | 'book-credit';
  /** Whether money came or went. */
  readonly direction: 'credit' | 'debit';
  /** Only `pending` is not final; `successful` may still become `reversed`. */
  readonly status: 'pending' | 'successful' | 'failed' | 'reversed';
  /** The account of the business. */
  readonly accountNumber: string;
  /** Kobo, as digits, without the charges. */
  readonly amount: string;
  /** Kobo, as digits. */
  readonly fee: string;
  /** Kobo, as digits. */
  readonly vat: string;
  /** Kobo, as digits. */
  readonly stampDuty: string;
  /** The client's own, where there is one. */
  readonly reference: string | null;
  /** On the way between banks; null within this bank. */
  readonly sessionId: string | null;
  /** The other side; null where it is not shown. */
  readonly counterpartyName: string | null;
  /** Null where it is not shown. */
  readonly counterpartyAccountNumber: string | null;
  /** Null where it is not shown. */
  readonly counterpartyBankCode: string | null;
  readonly narration: string;
  /** Why it failed or was reversed. */
  readonly reason: string | null;
  /** When it was ordered, or came in. */
  readonly createdAt: string;
  /** Null while it is pending. */
  readonly completedAt: string | null;
}

export interface TransactionDetails {
  readonly id: string;
  /** What it is. */
  readonly kind: 'transfer' | 'withdrawal' | 'payout' | 'refund' | 'inbound-payment' | 'book-credit';
  /** Whether money came or went. */
  readonly direction: 'credit' | 'debit';
  /** Only `pending` is not final; `successful` may still become `reversed`. */
  readonly status: 'pending' | 'successful' | 'failed' | 'reversed';
  /** The account of the business. */
  readonly accountNumber: string;
  /** Kobo, as digits, without the charges. */
  readonly amount: string;
  /** Kobo, as digits. */
  readonly fee: string;
  /** Kobo, as digits. */
  readonly vat: string;
  /** Kobo, as digits. */
  readonly stampDuty: string;
  /** The client's own, where there is one. */
  readonly reference: string | null;
  /** On the way between banks; null within this bank. */
  readonly sessionId: string | null;
  /** The other side; null where it is not shown. */
  readonly counterpartyName: string | null;
  /** Null where it is not shown. */
  readonly counterpartyAccountNumber: string | null;
  /** Null where it is not shown. */
  readonly counterpartyBankCode: string | null;
  readonly narration: string;
  /** Why it failed or was reversed. */
  readonly reason: string | null;
  /** When it was ordered, or came in. */
  readonly createdAt: string;
  /** Null while it is pending. */
  readonly completedAt: string | null;
  /** Of the account after the latest of the entries, in kobo; null where none is known. */
  readonly balanceAfter: string | null;
  /** What it did to the account, step by step. */
  readonly entries: readonly {
    /** Which step it was. */
    readonly kind: 'move' | 'hold' | 'post' | 'void' | 'reversal';
    /** Kobo, as digits; with a minus where the account was debited. */
    readonly amount: string;
    /** Of the account, in kobo. */
    readonly balanceAfter: string;
    /** When it was posted. */
    readonly createdAt: string;
  }[];
}

export interface Transfer {
  /** In kobo, as digits. */
  readonly amount: string;
  /** What it costs in all: fee, VAT and stamp duty. */
  readonly transactionCharge: string;
  /** Amount and charge together: what the payer is debited. */
  readonly totalAmount: string;
  /** Of the institution. */
  readonly fee: string;
  /** On the fee. */
  readonly vat: string;
  /** Of the state. */
  readonly stampDuty: string;
  /**
   * `pending`: debited, and on its way. `failed` and `reversed`: the payer has his money back, charges included. Only
   * `pending` changes by itself; a `successful` one rarely becomes `reversed`.
   */
  readonly status: 'pending' | 'successful' | 'failed' | 'reversed';
  /** Ours. */
  readonly reference: string;
  /** Yours. */
  readonly retrievalReference: string;
  /** What the other bank knows the transfer by; null within this bank. */
  readonly sessionId: string | null;
  readonly payerAccountNumber: string;
  readonly receiverAccountNumber: string;
  readonly receiverBankCode: string;
  /** As the receiver's bank gives it. */
  readonly receiverName: string;
  readonly narration: string;
  /** Of NIP, once there was an answer. */
  readonly responseCode: string | null;
  /** Why it failed or was reversed. */
  readonly reason: string | null;
  /** When it was ordered. */
  readonly createdAt: string;
  /** Null while it is pending. */
  readonly completedAt: string | null;
}

export interface TransferCharges {
  /** In kobo, as digits. */
  readonly amount: string;
  /** What it costs in all: fee, VAT and stamp duty. */
  readonly transactionCharge: string;
  /** Amount and charge together: what the payer is debited. */
  readonly totalAmount: string;
  /** Of the institution. */
  readonly fee: string;
  /** On the fee. */
  readonly vat: string;
  /** Of the state. */
  readonly stampDuty: string;
}

export interface UpdatedWebhook {
  /** Where notifications are sent. */
  readonly url: string;
  /** Whether notifications are sent: `paused` by you, `disabled` after failures. */
  readonly state: 'active' | 'paused' | 'disabled';
  /** `failing`: nothing was taken for three days; `gone`: the answer was 410. Null unless disabled. */
  readonly disabledReason: 'failing' | 'gone' | null;
  /** When the first address was set. */
  readonly createdAt: string;
  /** When it was last changed. */
  readonly updatedAt: string;
  /** The first failure since the last success; null while it works. */
  readonly failingSince: string | null;
  /** Until when the signing secret of before signs too; null: there is none. */
  readonly oldSecretEndsAt: string | null;
  /** Shown when the first address is set; null later. */
  readonly authKey: string | null;
  /** Shown when the first address is set; null later. */
  readonly signingSecret: string | null;
}

export interface VirtualAccount {
  readonly id: string;
  /** Of the account, for whoever pays in. */
  readonly bankName: string;
  readonly bankCode: string;
  /** `temporal` and `permanent` accounts take any number of payments. */
  readonly type: 'temporal' | 'permanent' | 'single-use';
  /**
   * Only an `active` account takes money in. What came too late is in suspense; what is in the account can still be
   * paid out.
   */
  readonly status: 'active' | 'paid' | 'expired' | 'closed';
  /** When it was opened. */
  readonly createdAt: string;
  /** NUBAN. */
  readonly accountNumber: string;
  /** First and last name. */
  readonly accountName: string;
  /** The `reference` or `refCode` given. */
  readonly clientRef: string;
  /** Ours. */
  readonly systemRef: string;
  /** Of single-use accounts. */
  readonly reservedAmount: number | null;
  /** Of single-use accounts. */
  readonly amountControl: 'exact' | 'under' | 'over' | 'any' | null;
  /** Null for `permanent` accounts. */
  readonly expiresAt: string | null;
  /** Of single-use accounts that were paid. */
  readonly paidAt: string | null;
  /** Null while nobody has closed it. */
  readonly closedAt: string | null;
}

export interface VirtualAccountDetails {
  readonly id: string;
  /** Of the account, for whoever pays in. */
  readonly bankName: string;
  readonly bankCode: string;
  /** `temporal` and `permanent` accounts take any number of payments. */
  readonly type: 'temporal' | 'permanent' | 'single-use';
  /**
   * Only an `active` account takes money in. What came too late is in suspense; what is in the account can still be
   * paid out.
   */
  readonly status: 'active' | 'paid' | 'expired' | 'closed';
  /** When it was opened. */
  readonly createdAt: string;
  /** NUBAN. */
  readonly accountNumber: string;
  /** First and last name. */
  readonly accountName: string;
  /** The `reference` or `refCode` given. */
  readonly clientRef: string;
  /** Ours. */
  readonly systemRef: string;
  /** Of single-use accounts. */
  readonly reservedAmount: number | null;
  /** Of single-use accounts. */
  readonly amountControl: 'exact' | 'under' | 'over' | 'any' | null;
  /** Null for `permanent` accounts. */
  readonly expiresAt: string | null;
  /** Of single-use accounts that were paid. */
  readonly paidAt: string | null;
  /** Null while nobody has closed it. */
  readonly closedAt: string | null;
  /** In kobo. */
  readonly availableBalance: string;
}

export interface Webhook {
  /** Where notifications are sent. */
  readonly url: string;
  /** Whether notifications are sent: `paused` by you, `disabled` after failures. */
  readonly state: 'active' | 'paused' | 'disabled';
  /** `failing`: nothing was taken for three days; `gone`: the answer was 410. Null unless disabled. */
  readonly disabledReason: 'failing' | 'gone' | null;
  /** When the first address was set. */
  readonly createdAt: string;
  /** When it was last changed. */
  readonly updatedAt: string;
  /** The first failure since the last success; null while it works. */
  readonly failingSince: string | null;
  /** Until when the signing secret of before signs too; null: there is none. */
  readonly oldSecretEndsAt: string | null;
}

export interface WebhookDelivery {
  /** Sent as `webhook-id` and `eventId`, the same with every attempt. */
  readonly id: string;
  /** What happened. */
  readonly type: 'payment.received' | 'payment.suspended' | 'transfer.successful' | 'transfer.failed' | 'transfer.reversed' | 'payout.successful' | 'payout.failed' | 'payout.reversed' | 'refund.successful' | 'refund.failed' | 'webhook.test';
  /** What it is about: the id of a transaction. */
  readonly objectId: string;
  /** Greater than that of earlier events. */
  readonly sequence: number;
  /** When it happened. */
  readonly occurredAt: string;
  /**
   * `pending`: it is being sent or waits for the next attempt; `delivered`; `failed`: every attempt of the schedule was
   * in vain; `unsent`: no address was set.
   */
  readonly state: 'pending' | 'delivered' | 'failed' | 'unsent';
  /** Attempts so far. */
  readonly attempts: number;
  /** When it is tried next; null when it is not. */
  readonly nextAttemptAt: string | null;
}

export interface WebhookDeliveryDetails {
  /** Sent as `webhook-id` and `eventId`, the same with every attempt. */
  readonly id: string;
  /** What happened. */
  readonly type: 'payment.received' | 'payment.suspended' | 'transfer.successful' | 'transfer.failed' | 'transfer.reversed' | 'payout.successful' | 'payout.failed' | 'payout.reversed' | 'refund.successful' | 'refund.failed' | 'webhook.test';
  /** What it is about: the id of a transaction. */
  readonly objectId: string;
  /** Greater than that of earlier events. */
  readonly sequence: number;
  /** When it happened. */
  readonly occurredAt: string;
  /**
   * `pending`: it is being sent or waits for the next attempt; `delivered`; `failed`: every attempt of the schedule was
   * in vain; `unsent`: no address was set.
   */
  readonly state: 'pending' | 'delivered' | 'failed' | 'unsent';
  /** Attempts so far. */
  readonly attempts: number;
  /** When it is tried next; null when it is not. */
  readonly nextAttemptAt: string | null;
  /** The very bytes that are sent and signed. */
  readonly body: string;
  /** The latest attempts, the last one first, at most 100. */
  readonly attemptLog: readonly {
    /** From 1. One that is missing was cut off by the end of our process. */
    readonly number: number;
    /** When it began. */
    readonly at: string;
    /** Where notifications are sent. */
    readonly url: string;
    /** What was sent, without `AUTH-KEY` and `webhook-signature`. */
    readonly requestHeaders: Readonly<Record<string, string>>;
    /** Of the answer; null when there was none. */
    readonly status: number | null;
    /**
     * Why it did not deliver, as one word; null when it did: `refused_by_status`, `redirected`, `timeout`,
     * `connection_failed`, `name_unresolved`, `tls_failed`, `answer_broken`, `target_refused`, `interrupted`.
     */
    readonly error: string | null;
    readonly latencyMs: number;
    /** The beginning of the answer; null when there was none. */
    readonly responseHead: string | null;
    /** When it was to be tried next; null when not by itself. */
    readonly nextAttemptAt: string | null;
  }[];
}

export interface WebhookSecrets {
  /** Sent as the header `AUTH-KEY`, as it is. */
  readonly authKey: string;
  /** What `webhook-signature` is made with (Standard Webhooks). */
  readonly signingSecret: string;
}

/** Sign in: `POST /api/v1/auth/signin`. */
export interface AuthSignInInput {
  readonly email: string;
  readonly password: string;
}

/** What is left out stays. */
export interface AuthMeUpdateInput {
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly phoneNo?: string | undefined;
}

/** List sessions: `GET /api/v1/auth/sessions`. */
export interface AuthSessionListQuery {
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** The challenge with exactly one of `code`, `recoveryCode` and `passkey`. */
export interface AuthSignInSecondFactorInput {
  /** `secondFactor.challenge` of the refused sign-in. */
  readonly challenge: string;
  /** Six digits, as the authenticator app shows them. */
  readonly code?: string | undefined;
  /** One of the recovery codes; it works once. */
  readonly recoveryCode?: string | undefined;
  /** What `navigator.credentials.get` answered (`toJSON()` of it). */
  readonly passkey?: {
    readonly id: string;
    readonly rawId: string;
    readonly type: 'public-key';
    readonly clientExtensionResults: Readonly<Record<string, never>>;
    readonly response: {
      readonly clientDataJSON: string;
      readonly authenticatorData: string;
      readonly signature: string;
      readonly userHandle?: string | undefined;
    };
  } | undefined;
}

/** Sign in with a passkey: `POST /api/v1/auth/signin/passkey`. */
export interface AuthSignInPasskeyInput {
  /** What `navigator.credentials.get` answered (`toJSON()` of it). */
  readonly response: {
    readonly id: string;
    readonly rawId: string;
    readonly type: 'public-key';
    readonly clientExtensionResults: Readonly<Record<string, never>>;
    readonly response: {
      readonly clientDataJSON: string;
      readonly authenticatorData: string;
      readonly signature: string;
      readonly userHandle?: string | undefined;
    };
  };
}

/** Confirm an authenticator app: `POST /api/v1/auth/second-factors/totp/confirm`. */
export interface AuthSecondFactorTotpConfirmInput {
  /** Six digits, as the authenticator app shows them. */
  readonly code: string;
}

/** Add a passkey: `POST /api/v1/auth/passkeys`. */
export interface AuthPasskeyRegisterInput {
  /** By which you know it again. */
  readonly name: string;
  /** What `navigator.credentials.create` answered (`toJSON()` of it). */
  readonly response: {
    readonly id: string;
    readonly rawId: string;
    readonly type: 'public-key';
    readonly clientExtensionResults: Readonly<Record<string, never>>;
    readonly response: {
      readonly clientDataJSON: string;
      readonly attestationObject: string;
      readonly transports?: readonly string[] | undefined;
    };
  };
}

/** List passkeys: `GET /api/v1/auth/passkeys`. */
export interface AuthPasskeyListQuery {
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** Ask for a new password: `POST /api/v1/auth/password/forgot`. */
export interface AuthPasswordForgotInput {
  readonly email: string;
}

/** Choose a new password: `POST /api/v1/auth/password/reset`. */
export interface AuthPasswordResetInput {
  /** From the letter. */
  readonly token: string;
  /** By the same rules as at the sign-up. */
  readonly newPassword: string;
}

/** Change the password: `POST /api/v1/auth/password/change`. */
export interface AuthPasswordChangeInput {
  readonly currentPassword: string;
  /** By the same rules as at the sign-up. */
  readonly newPassword: string;
}

/** Ask for another e-mail address: `POST /api/v1/auth/email/change`. */
export interface AuthEmailChangeInput {
  readonly newEmail: string;
  readonly password: string;
}

/** Confirm the other e-mail address: `POST /api/v1/auth/email/change/confirm`. */
export interface AuthEmailChangeConfirmInput {
  /** From the letter. */
  readonly token: string;
}

/**
 * The password; for who has a second factor also exactly one of `code`, `recoveryCode` and `passkey`. A passkey needs
 * no password beside it.
 */
export interface AuthReauthenticateInput {
  readonly password?: string | undefined;
  /** Six digits, as the authenticator app shows them. */
  readonly code?: string | undefined;
  /** One of the recovery codes; it works once. */
  readonly recoveryCode?: string | undefined;
  /** What `navigator.credentials.get` answered (`toJSON()` of it). */
  readonly passkey?: {
    readonly id: string;
    readonly rawId: string;
    readonly type: 'public-key';
    readonly clientExtensionResults: Readonly<Record<string, never>>;
    readonly response: {
      readonly clientDataJSON: string;
      readonly authenticatorData: string;
      readonly signature: string;
      readonly userHandle?: string | undefined;
    };
  } | undefined;
}

/** Sign up: `POST /api/v1/auth/signup`. */
export interface AuthSignUpInput {
  readonly email: string;
  /** 8 characters or more (15 in production), not a common password, without your e-mail address or business name. */
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phoneNo: string;
  /** Also creates this business. */
  readonly businessName?: string | undefined;
}

/** Finish signing up: `POST /api/v1/auth/email/verify`. */
export interface AuthEmailVerifyInput {
  /** From the letter. */
  readonly token: string;
  /** The one that was chosen at the sign-up. */
  readonly password: string;
}

/** Send the letter of the sign-up again: `POST /api/v1/auth/email/verify/resend`. */
export interface AuthEmailVerifyResendInput {
  readonly email: string;
}

/** List the keys: `GET /api/v1/clients/settings/keys`. */
export interface KeyListQuery {
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** Create a key: `POST /api/v1/clients/settings/keys`. */
export interface KeyCreateInput {
  /** Says what the key is for. Unique among the active keys, whatever the case of its letters. */
  readonly name: string;
  /**
   * The permissions that the key is limited to. A request may do what the role of its user and the scopes of its key
   * both permit. null: not limited.
   */
  readonly scopes?: readonly string[] | null | undefined;
  /** The businesses that the key is limited to. null: not limited. */
  readonly businessIds?: readonly string[] | null | undefined;
  /** The network addresses that the key is accepted from: IPv4 or IPv6, single or as CIDR blocks. null: not limited. */
  readonly addresses?: readonly string[] | null | undefined;
  /** When the key ends by itself; null: never. */
  readonly expiresAt?: string | null | undefined;
}

/** Change a key: `PATCH /api/v1/clients/settings/keys/{id}`. */
export interface KeyUpdateInput {
  /** Says what the key is for. Unique among the active keys, whatever the case of its letters. */
  readonly name?: string | undefined;
  /**
   * The permissions that the key is limited to. A request may do what the role of its user and the scopes of its key
   * both permit. null: not limited.
   */
  readonly scopes?: readonly string[] | null | undefined;
  /** The businesses that the key is limited to. null: not limited. */
  readonly businessIds?: readonly string[] | null | undefined;
  /** The network addresses that the key is accepted from: IPv4 or IPv6, single or as CIDR blocks. null: not limited. */
  readonly addresses?: readonly string[] | null | undefined;
  /** When the key ends by itself; null: never. */
  readonly expiresAt?: string | null | undefined;
}

/** Rotate a key: `POST /api/v1/clients/settings/keys/{id}/rotate`. */
export interface KeyRotateInput {
  /** For how long both keys work; 0 ends the old one at once. */
  readonly overlapSeconds?: number | undefined;
}

/** Deactivate a key: `POST /api/v1/clients/settings/keys/{id}/deactivate`. */
export interface KeyDeactivateInput {
  /** Also when no other key could take its place. */
  readonly force?: boolean | undefined;
}

/** Report leaked keys: `POST /api/v1/secret-scanning/report`. */
export type SecretScanningReportInput = readonly {
  readonly token: string;
  readonly type: string;
  readonly url?: string | null | undefined;
  readonly source?: string | null | undefined;
}[];

/** Create a business: `POST /api/v1/clients/business`. */
export interface BusinessCreateInput {
  /** The legal name. */
  readonly businessName: string;
  readonly countryId: string;
  /** Whether the business is newly registered. */
  readonly isNewBusiness: boolean;
}

/** List businesses: `GET /api/v1/clients/business`. */
export interface BusinessListQuery {
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** Validate a BVN: `POST /api/v1/clients/business/validate-bvn`. */
export interface BusinessValidateBvnInput {
  /** Bank Verification Number. */
  readonly bvn: string;
  readonly businessId: string;
}

/** Complete the registration: `PATCH /api/v1/clients/business/complete-registration`. */
export interface BusinessCompleteRegistrationInput {
  readonly businessId: string;
  /** Bank Verification Number. */
  readonly bvn: string;
  readonly residentialAddress: string;
  readonly stateId: string;
  /** The code that was sent when the BVN was validated. */
  readonly otp: string;
  /** Your own password, as a confirmation. */
  readonly password: string;
  /** Government id, JPEG or PNG. */
  readonly photoId: Blob;
  /** Such as the certificate of incorporation: JPEG, PNG or PDF, up to ten parts of this name. */
  readonly businessDocuments?: readonly Blob[] | undefined;
}

/** Ask whose an account is: `POST /api/v1/clients/business/customers/name-enquiry`. */
export interface BankNameEnquiryInput {
  readonly accountNumber: string;
  /** Of the central bank, or NIP. */
  readonly bankCode: string;
}

/** Choose the banks that money is sent to: `POST /api/v1/clients/settings/configure-billers`. */
export interface BankConfigureBillersInput {
  /** All banks that the business sends money to, at least one; takes the place of what was set before. */
  readonly billers: readonly string[];
}

/** Open an account for a customer: `POST /api/v1/clients/business/customers`. */
export interface CustomerCreateInput {
  /** As registered for the BVN. */
  readonly firstName: string;
  /** As registered for the BVN. */
  readonly lastName: string;
  /** As registered for the BVN, or initials. */
  readonly otherNames?: string | undefined;
  readonly bvn: string;
  readonly phoneNo: string;
  /** Kept as it is given. */
  readonly gender?: string | undefined;
  readonly email?: string | undefined;
  /** As registered for the BVN. A time behind it is ignored. */
  readonly dateOfBirth: string;
  /** Kept as it is given. */
  readonly placeOfBirth?: string | undefined;
  /** Kept as it is given; needed for tier 3. */
  readonly address?: string | undefined;
  /** Kept as it is given; needed for tier 3. */
  readonly nationalIdentityNo?: string | undefined;
}

/** List customers: `GET /api/v1/clients/business/customers`. */
export interface CustomerListQuery {
  /** Beginning of the name; capitals and accents make no difference. */
  readonly name?: string | undefined;
  /** The whole address; capitals make no difference. */
  readonly email?: string | undefined;
  /** Account number. */
  readonly nuban?: string | undefined;
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** What is left out stays; an empty text takes away what was known. */
export interface CustomerUpdateInput {
  /** As registered for the BVN. */
  readonly firstName?: string | undefined;
  /** As registered for the BVN. */
  readonly lastName?: string | undefined;
  /** As registered for the BVN, or initials. */
  readonly otherNames?: string | undefined;
  readonly phoneNo?: string | undefined;
  /** Kept as it is given. */
  readonly gender?: string | undefined;
  readonly email?: string | undefined;
  /** Kept as it is given. */
  readonly placeOfBirth?: string | undefined;
  /** Kept as it is given; needed for tier 3. */
  readonly address?: string | undefined;
  /** Kept as it is given; needed for tier 3. */
  readonly nationalIdentityNo?: string | undefined;
}

/** List members: `GET /api/v1/clients/members`. */
export interface MemberListQuery {
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** Invite a member: `POST /api/v1/clients/members`. */
export interface MemberInviteInput {
  readonly email: string;
  /** One of `GET /clients/members/roles`. */
  readonly memberRoleId: string;
}

/** Accept an invitation: `PATCH /api/v1/clients/members/complete-registration`. */
export interface MemberCompleteRegistrationInput {
  /** The token of the invitation letter. */
  readonly authorizationToken: string;
  /** Needed unless the invited address has an account. */
  readonly firstName?: string | undefined;
  /** Needed unless the invited address has an account. */
  readonly lastName?: string | undefined;
  /** Needed unless the invited address has an account. */
  readonly phoneNo?: string | undefined;
  /** 8 characters or more (15 in production), not a common password, without your e-mail address or business name. */
  readonly password: string;
}

/** Leave a business: `POST /api/v1/clients/members/leave`. */
export interface MemberLeaveInput {
  /** The business to leave. */
  readonly businessId: string;
}

/** Create a service member: `POST /api/v1/clients/members/service`. */
export interface MemberServiceCreateInput {
  readonly name: string;
  /** One of `GET /clients/members/roles`. */
  readonly memberRoleId: string;
}

/** Create a role: `POST /api/v1/clients/members/roles`. */
export interface MemberRoleCreateInput {
  readonly name: string;
  /** What its holders may do. `businesses:create` is not for custom roles: who creates a business owns it. */
  readonly permissions: readonly ('accounts:read' | 'audit:read' | 'banks:configure' | 'businesses:create' | 'businesses:read' | 'businesses:register' | 'customers:manage' | 'customers:read' | 'keys:manage' | 'keys:read' | 'members:manage' | 'members:read' | 'payouts:manage' | 'payouts:read' | 'refunds:create' | 'roles:manage' | 'sandbox:simulate' | 'transactions:read' | 'transfers:create' | 'virtual-accounts:manage' | 'virtual-accounts:read' | 'webhooks:manage' | 'webhooks:read')[];
}

/** Change a role: `PATCH /api/v1/clients/members/roles/{id}`. */
export interface MemberRoleUpdateInput {
  readonly name?: string | undefined;
  /** What its holders may do. `businesses:create` is not for custom roles: who creates a business owns it. */
  readonly permissions?: readonly ('accounts:read' | 'audit:read' | 'banks:configure' | 'businesses:create' | 'businesses:read' | 'businesses:register' | 'customers:manage' | 'customers:read' | 'keys:manage' | 'keys:read' | 'members:manage' | 'members:read' | 'payouts:manage' | 'payouts:read' | 'refunds:create' | 'roles:manage' | 'sandbox:simulate' | 'transactions:read' | 'transfers:create' | 'virtual-accounts:manage' | 'virtual-accounts:read' | 'webhooks:manage' | 'webhooks:read')[] | undefined;
}

/** List invitations: `GET /api/v1/clients/members/invitations`. */
export interface MemberInvitationListQuery {
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** Change a member: `PATCH /api/v1/clients/members/{id}`. */
export interface MemberUpdateInput {
  /** One of `GET /clients/members/roles`. */
  readonly memberRoleId?: string | undefined;
  readonly isActive?: boolean | undefined;
}

/** Set the webhook address: `PATCH /api/v1/clients/settings/update-webhook-url`. */
export interface WebhookUpdateUrlInput {
  /** HTTPS, on the public Internet. A sandbox takes http:// too. */
  readonly webhookUrl: string;
}

/** Rotate the signing secret: `POST /api/v1/clients/settings/webhook/rotate-secret`. */
export interface WebhookRotateSecretInput {
  /** For how long notifications carry a signature of the old secret too; 0: not at all. */
  readonly overlapSeconds?: number | undefined;
  /** Whether `AUTH-KEY` is replaced too. There can be only one: it changes at once. */
  readonly authKey?: boolean | undefined;
}

/** List webhook events: `GET /api/v1/clients/settings/webhook/events`. */
export interface WebhookEventListQuery {
  /** What happened. */
  readonly type?: 'payment.received' | 'payment.suspended' | 'transfer.successful' | 'transfer.failed' | 'transfer.reversed' | 'payout.successful' | 'payout.failed' | 'payout.reversed' | 'refund.successful' | 'refund.failed' | 'webhook.test' | undefined;
  /**
   * `pending`: it is being sent or waits for the next attempt; `delivered`; `failed`: every attempt of the schedule was
   * in vain; `unsent`: no address was set.
   */
  readonly state?: 'pending' | 'delivered' | 'failed' | 'unsent' | undefined;
  /** What it is about: the id of a transaction. */
  readonly objectId?: string | undefined;
  /** Only events of this moment and later. */
  readonly from?: string | undefined;
  /** Only events before this moment. */
  readonly to?: string | undefined;
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** Send the webhook events of a time again: `POST /api/v1/clients/settings/webhook/events/resend`. */
export interface WebhookEventResendRangeInput {
  /** Events of this moment and later. */
  readonly from: string;
  /** Events before this moment, at most 31 days later. */
  readonly to: string;
  /** Only events in this state; all that do not wait already when absent. */
  readonly state?: 'failed' | 'unsent' | 'delivered' | undefined;
}

/** List audit events: `GET /api/v1/clients/audit-events`. */
export interface AuditEventListQuery {
  /** Only this operation, such as `keys.rotate`. */
  readonly action?: string | undefined;
  /** Only what this user did or tried. */
  readonly userId?: string | undefined;
  /** Only what was done or tried with this secret key. */
  readonly keyId?: string | undefined;
  /** Only what was done to this object. */
  readonly objectId?: string | undefined;
  /** Only events of this moment and later, ISO 8601. */
  readonly from?: string | undefined;
  /** Only events before this moment, ISO 8601. */
  readonly to?: string | undefined;
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** Export audit events: `GET /api/v1/clients/audit-events/export`. */
export interface AuditEventExportQuery {
  /** Only this operation, such as `keys.rotate`. */
  readonly action?: string | undefined;
  /** Only what this user did or tried. */
  readonly userId?: string | undefined;
  /** Only what was done or tried with this secret key. */
  readonly keyId?: string | undefined;
  /** Only what was done to this object. */
  readonly objectId?: string | undefined;
  /** Only events of this moment and later, ISO 8601. */
  readonly from?: string | undefined;
  /** Only events before this moment, ISO 8601. */
  readonly to?: string | undefined;
}

/** List requests: `GET /api/v1/clients/settings/requests`. */
export interface RequestListQuery {
  /** Only what was asked with this secret key. */
  readonly keyId?: string | undefined;
  /** Only this request. */
  readonly requestId?: string | undefined;
  /** Only this operation, such as `transfers.get`. */
  readonly operation?: string | undefined;
  /** Only this method. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined;
  /** Only this status, such as `404`, or this class of them, such as `4xx`. */
  readonly status?: string | undefined;
  /** Only what was refused for this reason. */
  readonly code?: string | undefined;
  /** Only requests of this moment and later, ISO 8601. */
  readonly from?: string | undefined;
  /** Only requests before this moment, ISO 8601. */
  readonly to?: string | undefined;
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** Take a notice of the partner bank: `POST /api/v1/rail/notices`. */
export interface RailNoticeTakeInput {
  readonly type: 'payment.received' | 'transfer.settled';
  readonly sessionId: string;
  /** With `payment.received`. */
  readonly payment?: {
    readonly accountNumber: string;
    readonly amountKobo: string;
    readonly payer: {
      readonly bankCode: string;
      readonly accountNumber: string;
      readonly accountName: string;
    };
    readonly narration: string;
    readonly paidAt: string;
  } | undefined;
  /** With `transfer.settled`. */
  readonly transfer?: {
    /** As NIP has it. */
    readonly responseCode: string;
    /** Whether the money has come back: with 00 after it had arrived, with another code because it had not. */
    readonly isReversed: boolean;
  } | undefined;
}

/** Open a virtual account: `POST /api/v1/clients/business/virtual-accounts`. */
export interface VirtualAccountCreateInput {
  /** Of the account holder. */
  readonly firstName: string;
  /** Of the account holder. */
  readonly lastName: string;
  /** Whether it expires by itself: `temporal` accounts do. */
  readonly type: 'temporal' | 'permanent';
  /** Yours, of one virtual account of the business for ever, whatever its type. */
  readonly reference: string;
}

/** List virtual accounts: `GET /api/v1/clients/business/virtual-accounts`. */
export interface VirtualAccountListQuery {
  /** Only those of this status. */
  readonly status?: 'active' | 'paid' | 'expired' | 'closed' | undefined;
  /** Only those of this type. */
  readonly type?: 'temporal' | 'permanent' | 'single-use' | undefined;
  /** Only the one of this reference. */
  readonly reference?: string | undefined;
  /** Only the one of this number. */
  readonly accountNumber?: string | undefined;
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** Open a single-use account: `POST /api/v1/clients/business/virtual-accounts/single-use`. */
export interface VirtualAccountCreateSingleUseInput {
  /** Of the account holder. */
  readonly firstName: string;
  /** Of the account holder. */
  readonly lastName: string;
  /** Yours, of one virtual account of the business for ever, whatever its type. */
  readonly refCode: string;
  /** In kobo: what is to be paid. */
  readonly amount: number | string;
  /** Seconds until it expires. */
  readonly duration: number;
  /** Which amounts are taken in: that, at most that, at least that, any. */
  readonly amountControl?: 'exact' | 'under' | 'over' | 'any' | undefined;
}

/** List inbound payments: `GET /api/v1/clients/business/virtual-account`. */
export interface InboundPaymentListQuery {
  /** Only those of this status. */
  readonly status?: 'credited' | 'suspended' | 'released' | undefined;
  /** Only those of this refund status. */
  readonly refundStatus?: 'none' | 'pending' | 'refunded' | 'failed' | undefined;
  /** Only those into this account. */
  readonly accountNumber?: string | undefined;
  /** Only the one of this session id. */
  readonly sessionId?: string | undefined;
  /** Only those of this moment and later, ISO 8601. */
  readonly from?: string | undefined;
  /** Only those before this moment, ISO 8601. */
  readonly to?: string | undefined;
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** Refund an inbound payment: `POST /api/v1/clients/business/virtual-account/{transactionId}/refund`. */
export interface InboundPaymentRefundInput {
  /** Shown to the payer. */
  readonly narration?: string | undefined;
}

/** Transfer from a virtual account: `POST /api/v1/clients/business/virtual-accounts/transfer`. */
export interface TransferFromVirtualAccountInput {
  /** In kobo: an integer, or the same digits as a string. */
  readonly amount: number | string;
  /** Who is paid. */
  readonly receiverAccountNumber: string;
  /** The bank of the receiver, as `GET /clients/business/banks` names it. */
  readonly receiverBankCode: string;
  /**
   * Yours, of one transfer for ever: the same request again gives what has become of the first. Not `.` or `..`, which
   * cannot stand in a path, and nothing that begins with `refund:` or `payout:`.
   */
  readonly retrievalReference: string;
  /** Shown to both sides. */
  readonly narration: string;
  /** The virtual account that pays. */
  readonly payerAccountNumber: string;
}

/**
 * Transfer from the business's own account, or from a customer's: `POST
 * /api/v1/clients/business/customers/funds/transfer`.
 */
export interface TransferFromBusinessAccountInput {
  /** In kobo: an integer, or the same digits as a string. */
  readonly amount: number | string;
  /** Who is paid. */
  readonly receiverAccountNumber: string;
  /** The bank of the receiver, as `GET /clients/business/banks` names it. */
  readonly receiverBankCode: string;
  /**
   * Yours, of one transfer for ever: the same request again gives what has become of the first. Not `.` or `..`, which
   * cannot stand in a path, and nothing that begins with `refund:` or `payout:`.
   */
  readonly retrievalReference: string;
  /** Shown to both sides. */
  readonly narration: string;
  /** The account of a customer that pays. Without it the business's own account pays. */
  readonly payerAccountNumber?: string | undefined;
}

/**
 * Transfer from the business's own account, unseen: `POST /api/v1/clients/business/customers/funds/anonymous-transfer`.
 */
export interface TransferAnonymousInput {
  /** In kobo: an integer, or the same digits as a string. */
  readonly amount: number | string;
  /** Who is paid. */
  readonly receiverAccountNumber: string;
  /** The bank of the receiver, as `GET /clients/business/banks` names it. */
  readonly receiverBankCode: string;
  /**
   * Yours, of one transfer for ever: the same request again gives what has become of the first. Not `.` or `..`, which
   * cannot stand in a path, and nothing that begins with `refund:` or `payout:`.
   */
  readonly retrievalReference: string;
  /** Shown to both sides. */
  readonly narration: string;
}

/** Withdraw from a customer's account: `POST /api/v1/clients/business/customers/funds/withdrawal`. */
export interface TransferWithdrawInput {
  /** In kobo: an integer, or the same digits as a string. */
  readonly amount: number | string;
  /** The account of the customer who is debited. */
  readonly payerAccountNumber: string;
  /**
   * Yours, of one transfer for ever: the same request again gives what has become of the first. Not `.` or `..`, which
   * cannot stand in a path, and nothing that begins with `refund:` or `payout:`.
   */
  readonly retrievalReference: string;
  /** Shown to both sides. */
  readonly narration: string;
}

/** Send many transfers: `POST /api/v1/clients/business/transfers/bulk`. */
export interface TransferSendBulkInput {
  /** An account of the business that pays. Without it the business's own account pays. */
  readonly payerAccountNumber?: string | undefined;
  readonly transfers: readonly {
    /** In kobo: an integer, or the same digits as a string. */
    readonly amount: number | string;
    /** Who is paid. */
    readonly receiverAccountNumber: string;
    /** The bank of the receiver, as `GET /clients/business/banks` names it. */
    readonly receiverBankCode: string;
    /**
     * Yours, of one transfer for ever: the same request again gives what has become of the first. Not `.` or `..`,
     * which cannot stand in a path, and nothing that begins with `refund:` or `payout:`.
     */
    readonly retrievalReference: string;
    /** Shown to both sides. */
    readonly narration: string;
  }[];
}

/** Ask what a transfer would cost: `POST /api/v1/clients/business/transfers/charges`. */
export interface TransferPreviewChargesInput {
  /** In kobo: an integer, or the same digits as a string. */
  readonly amount: number | string;
}

/** Ask what many transfers would cost: `POST /api/v1/clients/business/transfers/bulk/charges`. */
export interface TransferPreviewBulkChargesInput {
  /** One for each transfer. */
  readonly amounts: readonly (number | string)[];
}

/** List transfers: `GET /api/v1/clients/business/transfers`. */
export interface TransferListQuery {
  /** Only those in this state. */
  readonly status?: 'pending' | 'successful' | 'failed' | 'reversed' | undefined;
  /** Only the one of this reference. */
  readonly retrievalReference?: string | undefined;
  /** The first day, or moment, that is wanted. */
  readonly from?: string | undefined;
  /** The first day, or moment, that is no longer wanted. */
  readonly to?: string | undefined;
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** List transactions: `GET /api/v1/clients/business/transactions`. */
export interface TransactionListQuery {
  /** The first day, or moment, that is wanted. */
  readonly from?: string | undefined;
  /** The first day, or moment, that is no longer wanted. */
  readonly to?: string | undefined;
  /** Whether money came or went. */
  readonly direction?: 'credit' | 'debit' | undefined;
  /** Only `pending` is not final; `successful` may still become `reversed`. */
  readonly status?: 'pending' | 'successful' | 'failed' | 'reversed' | undefined;
  /** What it is. */
  readonly kind?: 'transfer' | 'withdrawal' | 'payout' | 'refund' | 'inbound-payment' | 'book-credit' | undefined;
  /** Of one account. */
  readonly accountNumber?: string | undefined;
  /** The `retrievalReference`, or that of an account. */
  readonly reference?: string | undefined;
  /** Kobo. */
  readonly amount?: string | undefined;
  /** Kobo. */
  readonly minimumAmount?: string | undefined;
  /** Kobo. */
  readonly maximumAmount?: string | undefined;
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** What came and went, day by day: `GET /api/v1/clients/business/transactions/daily-flow`. */
export interface TransactionDailyFlowQuery {
  /** How many days, today among them. */
  readonly days?: number | undefined;
}

/** Get a statement: `GET /api/v1/clients/business/transactions/statement`. */
export interface TransactionStatementQuery {
  /** Of an account of the business. */
  readonly accountNumber: string;
  /** The first day, or moment, that is wanted. */
  readonly from: string;
  /** The first day, or moment, that is no longer wanted. */
  readonly to: string;
  /** `csv` when absent. */
  readonly format?: 'csv' | 'pdf' | undefined;
}

/** Get the balances of a statement: `GET /api/v1/clients/business/transactions/statement/summary`. */
export interface TransactionStatementSummaryQuery {
  /** Of an account of the business. */
  readonly accountNumber: string;
  /** The first day, or moment, that is wanted. */
  readonly from: string;
  /** The first day, or moment, that is no longer wanted. */
  readonly to: string;
}

/** Add a payout account: `POST /api/v1/clients/business/payouts`. */
export interface PayoutCreateInput {
  /** Of the holder. */
  readonly accountName: string;
  readonly accountNumber: string;
  readonly bankName: string;
  /** As `GET /clients/business/banks` names it. */
  readonly bankCode: string;
}

/** Change a payout account: `PUT /api/v1/clients/business/payouts/{payoutAccountId}`. */
export interface PayoutUpdateInput {
  /** Of the holder. */
  readonly accountName?: string | undefined;
  readonly accountNumber?: string | undefined;
  readonly bankName?: string | undefined;
  /** As `GET /clients/business/banks` names it. */
  readonly bankCode?: string | undefined;
}

/** Pay out: `POST /api/v1/clients/business/payouts/{payoutAccountId}/send`. */
export interface PayoutSendInput {
  /** In kobo. Without it: all that is on the account, less the charges. */
  readonly amount?: number | string | undefined;
  /**
   * Yours, of one payout for ever: the same request again gives what has become of the first. Not `.` or `..`, which
   * cannot stand in a path, and nothing that begins with `refund:` or `payout:`.
   */
  readonly retrievalReference: string;
  /** Shown to both sides. */
  readonly narration?: string | undefined;
}

/** Set the payout schedule: `PUT /api/v1/clients/business/payout-schedule`. */
export interface PayoutScheduleSetInput {
  /** Where the money goes. */
  readonly payoutAccountId: string;
  /** How often. */
  readonly frequency: 'daily' | 'weekly' | 'monthly';
  /** Only with `weekly`; 1 is Monday, and what counts when absent. */
  readonly dayOfWeek?: number | undefined;
  /** Only with `monthly`; 1 when absent. In a shorter month: its last day. */
  readonly dayOfMonth?: number | undefined;
  /** Of the day in Lagos. */
  readonly hour: number;
  /** Less than this is not paid out. */
  readonly minimumAmount?: number | string | undefined;
  /** So much stays on the account. */
  readonly keepBalance?: number | string | undefined;
}

/** List caught mail: `GET /api/v1/sandbox/mail`. */
export interface SandboxMailListQuery {
  /** Only letters to this address. */
  readonly to?: string | undefined;
  /** Number of the page, from 1. */
  readonly page?: number | undefined;
  /** Items a page. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before; takes the place of `page`. */
  readonly cursor?: string | undefined;
}

/** Have another bank pay: `POST /api/v1/sandbox/inbound-payments`. */
export interface SandboxInboundPaymentCreateInput {
  /** An account of the business; a number that nobody has shows what becomes of money for one that does not exist. */
  readonly accountNumber: string;
  /** In kobo, up to ₦1 billion: an integer, or the same digits as a string. */
  readonly amount: number | string;
  /** Without it whoever has the account. */
  readonly payerName?: string | undefined;
  /** Without it `0117170332`. */
  readonly payerAccountNumber?: string | undefined;
  /** As `GET /clients/business/banks` names it; without it `058`. */
  readonly payerBankCode?: string | undefined;
  readonly narration?: string | undefined;
  /** When it arrives; without it at once. */
  readonly delaySeconds?: number | undefined;
  /** How often it is delivered at that moment. */
  readonly copies?: number | undefined;
  /** Names the payment: one that was delivered before moves nothing. Without it a new one is made. */
  readonly sessionId?: string | undefined;
}

/** Decide how a transfer ends: `POST /api/v1/sandbox/transfers/{reference}/step`. */
export interface SandboxTransferStepInput {
  /** How the transfer is to end: a pending one is settled or failed, a successful one reversed. */
  readonly outcome: 'settle' | 'fail' | 'reverse';
}
