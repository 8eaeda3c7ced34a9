/**
 * What every single answer must keep, whatever was asked: the envelope, the declared schema, a declared refusal, the
 * headers that belong to it. Judged by the OpenAPI description, on each request of every test in this folder.
 */

import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { CATALOG, type FaultCode } from '../../src/faults/index.ts';
import { faultsOf } from '../../src/http/route-faults.ts';
import type { AnswerBody } from '../harness/client.ts';
import { header, headerValues, type WireAnswer, type WireRequest } from '../harness/wire.ts';
import { DESCRIPTION, operationOf, type Route, routesAt } from './drafts.ts';

export interface Answer extends WireAnswer {
  /** The parsed body; undefined when there is none, or none that is JSON. */
  readonly body: AnswerBody;
}

const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

const REQUEST_ID = /^req_[0-9a-hjkmnp-tv-z]{30}$/;
const JSON_TYPE = 'application/json; charset=utf-8';
/** What the door refuses before it knows of a route. */
const WITHOUT_ROUTE: readonly FaultCode[] = [
  'route.not_found',
  'route.method_not_allowed',
  'transport.https_required',
  'request.malformed',
  'request.headers_too_large',
];
const PROBLEM = { type: 'object', required: ['message'], properties: { message: {}, field: {} } };
const isFailure = compile(DESCRIPTION.components.schemas.Failure);
const isProblem = compile(PROBLEM);
const successes = new Map<Route, ValidateFunction>();

/** A schema that also refuses what it does not name: nothing undeclared may leave. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  const isOpen = !('properties' in copy) || 'additionalProperties' in copy;
  return isOpen ? copy : { ...copy, additionalProperties: false };
}

function compile(schema: object): ValidateFunction {
  return ajv.compile(closed(JSON.parse(JSON.stringify(schema))) as object);
}

function assertValid(validate: ValidateFunction, value: unknown, what: string): void {
  if (!validate(value)) assert.fail(`${what}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`);
}

/** Parses the answer and holds every promise against it. */
export function judge(wire: WireRequest, answer: WireAnswer): Answer {
  const [path = ''] = wire.target.split('?', 1);
  const routes = routesAt(path);
  const method = wire.method === 'HEAD' ? 'GET' : wire.method;
  const route = routes.find((one) => one.method === method);
  const said = `${wire.method} ${wire.target.slice(0, 200)} → ${answer.status} ${answer.text.slice(0, 400)}`;
  const judged: Answer = { ...answer, body: parse(answer.text) };

  assert.ok(answer.status < 500, `a fault of ours: ${said}`);
  assert.ok(answer.status >= 400 || answer.status === 200 || answer.status === 201, `neither yes nor no: ${said}`);
  assert.match(header(answer, 'X-Request-Id') ?? '', REQUEST_ID, `X-Request-Id: ${said}`);
  assert.equal(header(answer, 'X-Content-Type-Options'), 'nosniff', said);
  const foreign = answer.headers.filter(([name]) => /^(?:access-control-|server$|x-powered-by$)/i.test(name));
  assert.deepEqual(foreign, [], `a header that must not be there: ${said}`);
  if (answer.status >= 400 || route?.access.kind !== 'public') {
    assert.deepEqual(headerValues(answer.headers, 'Cache-Control'), ['no-store'], `Cache-Control: ${said}`);
  }
  if (wire.method === 'HEAD') assert.equal(answer.text, '', `a body after HEAD: ${said}`);
  else if (answer.status < 400) judgeSuccess(route, judged, said);
  else judgeRefusal(wire, judged, { route, routes }, said);
  return judged;
}

function judgeSuccess(route: Route | undefined, answer: Answer, said: string): void {
  assert.ok(route, `a success where no route is: ${said}`);
  const described = operationOf(route).responses[route.status];
  assert.equal(answer.status, route.status, said);
  const type = header(answer, 'Content-Type') ?? '';
  const [mediaType = ''] = type.split(';');
  const content = described?.content[mediaType];
  assert.ok(content, `${type} is not a declared type: ${said}`);
  let validate = successes.get(route);
  if (validate === undefined) {
    validate = compile(content.schema);
    successes.set(route, validate);
  }
  const isText = route.answers === 'stream' || !mediaType.endsWith('json');
  assertValid(validate, isText ? answer.text : answer.body, `${route.id} answers as declared`);
  switch (route.answers) {
    case 'document':
      assert.equal(header(answer, 'Cache-Control'), route.cacheControl, said);
      break;
    case 'stream':
      assert.match(header(answer, 'Content-Disposition') ?? '', /^attachment; filename="[\w.-]+"$/, said);
      break;
    default:
      assert.equal(answer.body.message, route.message, said);
      assert.equal(type, JSON_TYPE, said);
  }
  if (route.at !== 'root') {
    assert.match(header(answer, 'RateLimit') ?? '', /^"default";r=\d+;t=\d+$/, said);
    assert.match(header(answer, 'RateLimit-Policy') ?? '', /^"default";q=\d+;w=60$/, said);
  }
}

interface Place {
  readonly route: Route | undefined;
  readonly routes: readonly Route[];
}

function judgeRefusal(wire: WireRequest, answer: Answer, { route, routes }: Place, said: string): void {
  const { body } = answer;
  assert.equal(header(answer, 'Content-Type'), JSON_TYPE, said);
  assertValid(isFailure, body, `the envelope of ${said}`);
  for (const problem of body.errors) assertValid(isProblem, problem, said);
  const problems = body.errors.map(({ message, field }) => `${field} ${message}`);
  assert.equal(new Set(problems).size, problems.length, `a problem is told twice: ${said}`);
  assert.ok(body.message.length > 0 && body.errors.every(({ message }) => message.length > 0), said);
  assert.equal(body.requestId, header(answer, 'X-Request-Id'), `the request id is one: ${said}`);
  assert.deepEqual(headerValues(answer.headers, 'Set-Cookie'), [], `a refusal that sets a cookie: ${said}`);
  const code = body.code as FaultCode;
  assert.equal(answer.status, CATALOG[code].status, `the status of ${code}: ${said}`);
  assert.equal(body.documentation, `/docs/errors#${code}`, `the page of ${code}: ${said}`);
  const declared = route === undefined ? WITHOUT_ROUTE : faultsOf(route);
  assert.ok(declared.includes(code), `${route?.id ?? 'no route'} does not declare ${code}: ${said}`);
  if (route !== undefined) {
    const described = operationOf(route).responses[answer.status]?.content['application/json'];
    assert.ok(described?.examples?.[code], `${route.id}: ${code} is not described: ${said}`);
  }
  judgeRefusalHeaders(wire, answer, said);
  if (answer.status === 405) judgeAllow(answer, routes, said);
}

function judgeRefusalHeaders(wire: WireRequest, answer: Answer, said: string): void {
  const challenges = headerValues(answer.headers, 'WWW-Authenticate').join(', ');
  if (answer.status === 401) judgeChallenges(wire, answer, challenges, said);
  else assert.equal(challenges, '', `a challenge that is none: ${said}`);
  if (answer.status !== 429) return;
  assert.match(header(answer, 'Retry-After') ?? '', /^[1-9]\d*$/, said);
  assert.match(header(answer, 'RateLimit') ?? '', /^"\w+";r=0;t=[1-9]\d*$/, said);
  assert.match(header(answer, 'RateLimit-Policy') ?? '', /^"\w+";q=\d+/, said);
}

function judgeChallenges(wire: WireRequest, { body }: Answer, challenges: string, said: string): void {
  assert.ok(challenges.startsWith('Bearer realm="interstellas"'), `WWW-Authenticate is ${challenges}: ${said}`);
  const at = body.errors[0]?.field;
  const hasKeyChallenge = challenges.includes('SecretKey realm="interstellas"');
  assert.equal(hasKeyChallenge, at === 'SECRET_KEY', `SecretKey in "${challenges}": ${said}`);
  const sent = headerValues(wire.headers, 'Authorization');
  const asBearer = sent.length > 1 || sent.some((value) => /^Bearer +[^ ]+$/i.test(value.trim()));
  const inCookie = sent.length === 0 && headerValues(wire.headers, 'Cookie').some((value) => /-sandbox=./.test(value));
  const tokenCame = asBearer || (inCookie && body.code !== 'credentials.token_missing');
  const saysInvalid = challenges.includes('error="invalid_token"');
  if (!tokenCame) assert.ok(!saysInvalid, `no token came, and the challenge calls it invalid: ${said}`);
  else if (at === 'Authorization') assert.ok(saysInvalid, `a token came, and "${challenges}" does not say so: ${said}`);
}

function judgeAllow(answer: Answer, routes: readonly Route[], said: string): void {
  const methods = new Set<string>(routes.map((route) => route.method));
  if (methods.has('GET')) methods.add('HEAD');
  const allowed = (header(answer, 'Allow') ?? '').split(', ');
  assert.deepEqual(allowed.toSorted(), [...methods].toSorted(), `Allow: ${said}`);
}

function parse(text: string): AnswerBody {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch {
    return undefined as unknown as AnswerBody;
  }
}
