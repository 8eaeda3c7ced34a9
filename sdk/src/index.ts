/** The face of the SDK: what an integrator imports. */

export type { CallOptions, CreateOptions } from './caller.ts';
export {
  type CookieOptions,
  Interstellas,
  type InterstellasOptions,
  type PasswordOptions,
  type TokenOptions,
} from './client.ts';
export type { Download } from './download.ts';
export {
  AuthenticationError,
  type ClientCode,
  ConflictError,
  ConnectionError,
  type ErrorCode,
  InterstellasError,
  NotFoundError,
  PermissionError,
  type Problem,
  RateLimitError,
  type SecondFactorChallenge,
  SecondFactorRequiredError,
  ServerError,
  TimeoutError,
  UsageError,
  ValidationError,
} from './errors.ts';
export type { FaultCode } from './fault-codes.gen.ts';
export type { List, Page, Pagination } from './pages.ts';
export type { AskSecondFactor, SecondFactorAnswer } from './session.ts';
export type * from './types.gen.ts';
export type {
  PaymentReceivedEvent,
  PaymentSuspendedEvent,
  PayoutEvent,
  RefundEvent,
  TestEvent,
  TransferEvent,
  WebhookEvent,
} from './webhook-events.ts';
export {
  verifyWebhook,
  type WebhookProblem,
  type WebhookRequest,
  WebhookVerificationError,
} from './webhooks.ts';
