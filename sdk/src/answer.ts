/** Reads what the server answered: the envelope, or the refusal as an error of its family. */

import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  type ErrorCode,
  type ErrorDetails,
  InterstellasError,
  NotFoundError,
  PermissionError,
  type Problem,
  RateLimitError,
  type SecondFactorChallenge,
  SecondFactorRequiredError,
  ServerError,
  ValidationError,
} from './errors.ts';

interface Refusal {
  readonly message: string;
  readonly code: ErrorCode;
  readonly errors?: readonly Problem[];
  readonly secondFactor?: SecondFactorChallenge;
  readonly documentation?: unknown;
}

type ErrorFamily = new (details: ErrorDetails) => InterstellasError;

const FAMILIES: Readonly<Record<number, ErrorFamily>> = {
  400: ValidationError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  405: NotFoundError,
  409: ConflictError,
  413: ValidationError,
  415: ValidationError,
  422: ValidationError,
  429: RateLimitError,
};

/** The body of a success, which must be the JSON that was promised. */
export async function readJson(response: Response): Promise<unknown> {
  const body = parse(await response.text());
  if (body === undefined) throw unreadable(response);
  return body;
}

/** @param url where the request went: links of the answer are relative to it. */
export async function readRefusal(response: Response, url: string): Promise<InterstellasError> {
  const body = parse(await response.text());
  if (!isRefusal(body)) return unreadable(response);
  const { status } = response;
  const { code, message, errors } = body;
  const details = { ...detailsOf(response), code, message, errors, documentation: linkOf(body.documentation, url) };
  if (body.secondFactor !== undefined) return new SecondFactorRequiredError(details, body.secondFactor);
  const Family = FAMILIES[status] ?? (status >= 500 ? ServerError : InterstellasError);
  return new Family(details);
}

/** A page of a proxy, a captive portal, another server: its text is not ours to repeat. */
export function unreadable(response: Response): InterstellasError {
  const { status } = response;
  const Family = FAMILIES[status] ?? (status >= 500 ? ServerError : ConnectionError);
  const message = `The answer (status ${status}) is not one of the API. Is baseUrl right, and what stands before the server?`;
  return new Family({ ...detailsOf(response), code: 'client.answer_unreadable', message });
}

/** The request's id is in the body too; the header is there also when the body is not ours. */
function detailsOf(response: Response) {
  return {
    status: response.status,
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfterSeconds: readRetryAfter(response.headers.get('retry-after')),
  };
}

function linkOf(path: unknown, url: string): string | undefined {
  return typeof path === 'string' && URL.canParse(path, url) ? new URL(path, url).href : undefined;
}

/** Seconds, or a date. */
function readRetryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRefusal(body: unknown): body is Refusal {
  if (typeof body !== 'object' || body === null) return false;
  return 'code' in body && typeof body.code === 'string' && 'message' in body && typeof body.message === 'string';
}
