/** The wire shapes of webhooks. */

import { Type } from 'typebox';
import { Fault } from '../faults/index.ts';
import { exampleId, id, nullable, patterned, text, timestamp } from '../platform/schema.ts';
import { DELIVERY_STATES, EVENT_TYPES, type StoredEvent } from './event.ts';
import type { WantedEvents } from './operations/history.ts';
import type { ShownSecrets } from './operations/settings.ts';
import type { Attempt as StoredAttempt } from './store/deliveries.ts';
import type { Endpoint as StoredEndpoint } from './store/endpoints.ts';

const EXAMPLE_URL = 'https://shop.example.com/webhooks/interstellas';
export const DEFAULT_OVERLAP_SECONDS = 86_400;
const LONGEST_OVERLAP_SECONDS = 30 * 86_400;
const LONGEST_RANGE_MS = 31 * 86_400_000;

const MOMENT = patterned(
  '^\\d{4}-[01]\\d-[0-3]\\d(?:T[0-2]\\d:[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-][0-2]\\d:[0-5]\\d))?$',
  'must be a moment in ISO 8601, such as 2026-07-01 or 2026-07-01T08:15:30Z',
  { maxLength: 40 },
);

const oneOf = <const Choice extends string>(choices: readonly Choice[], description: string) =>
  Type.Unsafe<Choice>({ type: 'string', enum: choices, description, examples: [choices[0]] });

const url = Type.String({ description: 'Where notifications are sent.', examples: [EXAMPLE_URL] });

const SECRETS = {
  authKey: Type.String({
    description: 'Sent as the header `AUTH-KEY`, as it is.',
    examples: ['b7Qm…'],
  }),
  signingSecret: Type.String({
    description: 'What `webhook-signature` is made with (Standard Webhooks).',
    examples: ['whsec_…'],
  }),
};

export const UpdateUrlBody = Type.Object({
  webhookUrl: text({
    maxLength: 2048,
    description: 'HTTPS, on the public Internet. A sandbox takes http:// too.',
    examples: [EXAMPLE_URL],
  }),
});

const ENDPOINT = {
  url,
  state: oneOf(
    ['active', 'paused', 'disabled'],
    'Whether notifications are sent: `paused` by you, `disabled` after failures.',
  ),
  disabledReason: nullable(
    oneOf(['failing', 'gone'], ''),
    '`failing`: nothing was taken for three days; `gone`: the answer was 410. Null unless disabled.',
  ),
  createdAt: timestamp('When the first address was set.'),
  updatedAt: timestamp('When it was last changed.'),
  failingSince: nullable(timestamp(''), 'The first failure since the last success; null while it works.'),
  oldSecretEndsAt: nullable(timestamp(''), 'Until when the signing secret of before signs too; null: there is none.'),
};

export const Endpoint = Type.Object(ENDPOINT);

export const UpdatedEndpoint = Type.Object({
  ...ENDPOINT,
  authKey: nullable(SECRETS.authKey, 'Shown when the first address is set; null later.'),
  signingSecret: nullable(SECRETS.signingSecret, 'Shown when the first address is set; null later.'),
});

export const RevealedSecrets = Type.Object(SECRETS);

export const RotateSecretBody = Type.Object({
  overlapSeconds: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: LONGEST_OVERLAP_SECONDS,
      default: DEFAULT_OVERLAP_SECONDS,
      description: 'For how long notifications carry a signature of the old secret too; 0: not at all.',
      examples: [DEFAULT_OVERLAP_SECONDS],
    }),
  ),
  authKey: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Whether `AUTH-KEY` is replaced too. There can be only one: it changes at once.',
      examples: [false],
    }),
  ),
});

export const RotatedSecrets = Type.Object({
  ...SECRETS,
  oldSecretEndsAt: nullable(timestamp(''), 'Until when the old signing secret signs too; null: not any more.'),
});

const state = oneOf(
  DELIVERY_STATES,
  '`pending`: it is being sent or waits for the next attempt; `delivered`; `failed`: every attempt of the schedule was in vain; `unsent`: no address was set.',
);
const type = oneOf(EVENT_TYPES, 'What happened.');
const objectId = { description: 'What it is about: the id of a transaction.', examples: [exampleId('transaction')] };

export const EventQuery = Type.Object({
  type: Type.Optional(type),
  state: Type.Optional(state),
  objectId: Type.Optional(text({ maxLength: 256, ...objectId })),
  from: Type.Optional({ ...MOMENT, description: 'Only events of this moment and later.', examples: ['2026-07-01'] }),
  to: Type.Optional({ ...MOMENT, description: 'Only events before this moment.', examples: ['2099-01-01'] }),
});

const EVENT = {
  id: id('webhookEvent', { description: 'Sent as `webhook-id` and `eventId`, the same with every attempt.' }),
  type,
  objectId: Type.String(objectId),
  sequence: Type.Integer({ description: 'Greater than that of earlier events.', examples: [1_782_893_730_123_456] }),
  occurredAt: timestamp('When it happened.'),
  state,
  attempts: Type.Integer({ description: 'Attempts so far.', examples: [1] }),
  nextAttemptAt: nullable(timestamp(''), 'When it is tried next; null when it is not.'),
};

export const Event = Type.Object(EVENT);

const Attempt = Type.Object({
  number: Type.Integer({
    description: 'From 1. One that is missing was cut off by the end of our process.',
    examples: [1],
  }),
  at: timestamp('When it began.'),
  url,
  requestHeaders: Type.Record(Type.String(), Type.String(), {
    description: 'What was sent, without `AUTH-KEY` and `webhook-signature`.',
    examples: [{ 'webhook-id': exampleId('webhookEvent') }],
  }),
  status: nullable(Type.Integer({ examples: [200] }), 'Of the answer; null when there was none.'),
  error: nullable(
    Type.String({ examples: ['timeout'] }),
    'Why it did not deliver, as one word; null when it did: `refused_by_status`, `redirected`, `timeout`, `connection_failed`, `name_unresolved`, `tls_failed`, `answer_broken`, `target_refused`, `interrupted`.',
  ),
  latencyMs: Type.Integer({ examples: [84] }),
  responseHead: nullable(Type.String({ examples: ['ok'] }), 'The beginning of the answer; null when there was none.'),
  nextAttemptAt: nullable(timestamp(''), 'When it was to be tried next; null when not by itself.'),
});

export const EventDetails = Type.Object({
  ...EVENT,
  body: Type.String({
    description: 'The very bytes that are sent and signed.',
    examples: ['{"event":"webhook.test"}'],
  }),
  attemptLog: Type.Array(Attempt, { description: 'The latest attempts, the last one first, at most 100.' }),
});

export const EventPath = Type.Object({ id: id('webhookEvent', { description: 'Id of the event.' }) });

export const ResendRangeBody = Type.Object({
  from: { ...MOMENT, description: 'Events of this moment and later.', examples: ['2026-07-01T00:00:00Z'] },
  to: {
    ...MOMENT,
    description: 'Events before this moment, at most 31 days later.',
    examples: ['2026-07-02T00:00:00Z'],
  },
  state: Type.Optional(
    oneOf(['failed', 'unsent', 'delivered'], 'Only events in this state; all that do not wait already when absent.'),
  ),
});

export const ResentRange = Type.Object({
  count: Type.Integer({ description: 'Events that are now sent again, at most 1,000.', examples: [3] }),
  nextFrom: nullable(timestamp(''), 'When there are more: the `from` with which to go on. Null: those were all.'),
});

export function toEndpoint(endpoint: StoredEndpoint) {
  const { url: where, state: now, disabledReason, createdAt, updatedAt, failingSince, oldSecretEndsAt } = endpoint;
  return {
    url: where,
    state: now,
    disabledReason,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    failingSince: moment(failingSince),
    oldSecretEndsAt: moment(oldSecretEndsAt),
  };
}

export function toUpdated({ endpoint, secrets }: { endpoint: StoredEndpoint; secrets: ShownSecrets | undefined }) {
  const { authKey = null, signingSecret = null } = secrets ?? {};
  return { ...toEndpoint(endpoint), authKey, signingSecret };
}

export function toEvent(event: StoredEvent) {
  return {
    id: event.id,
    type: event.type,
    objectId: event.objectId,
    sequence: Number(event.sequence),
    occurredAt: event.occurredAt.toISOString(),
    state: event.state,
    attempts: event.attempts,
    nextAttemptAt: moment(event.nextAttemptAt),
  };
}

export function toDetails({ event, attempts }: { event: StoredEvent; attempts: readonly StoredAttempt[] }) {
  const attemptLog = attempts.map(({ at, nextAt, requestHeaders, ...attempt }) => ({
    ...attempt,
    at: at.toISOString(),
    requestHeaders: { ...requestHeaders },
    nextAttemptAt: moment(nextAt),
  }));
  return { ...toEvent(event), body: event.body, attemptLog };
}

export function toWanted({
  from,
  to,
  ...wanted
}: {
  readonly type?: WantedEvents['type'];
  readonly state?: WantedEvents['state'];
  readonly objectId?: string;
  readonly from?: string;
  readonly to?: string;
}): WantedEvents {
  return { ...wanted, from: readMoment('from', from), to: readMoment('to', to) };
}

/** A range that is bounded, so that one call cannot set everything in motion. */
export function toRange(body: { readonly from: string; readonly to: string; readonly state?: WantedEvents['state'] }) {
  const wanted = toWanted(body);
  const length = (wanted.to?.getTime() ?? 0) - (wanted.from?.getTime() ?? 0);
  if (length <= 0) throw new Fault('request.unprocessable', { message: 'to must be later than from.', field: 'to' });
  if (length > LONGEST_RANGE_MS)
    throw new Fault('request.unprocessable', { message: 'to must be at most 31 days later than from.', field: 'to' });
  return wanted;
}

function readMoment(field: string, value: string | undefined): Date | undefined {
  if (value === undefined) return undefined;
  const at = new Date(value);
  if (Number.isNaN(at.getTime()))
    throw new Fault('request.unprocessable', { message: `${field} is no moment that there is.`, field });
  return at;
}

function moment(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
