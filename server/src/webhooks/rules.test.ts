/** What is decided about webhooks without asking anybody. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { signMessage } from '../platform/message-signature.ts';
import { bodyAround, judge, keepable, type Outcome, reasonToDisable, signingKey } from './rules.ts';

const answer = (status: number, retryAfter?: string): Outcome => ({ status, head: '', retryAfter });
const HOUR_MS = 3_600_000;

describe('a signature', () => {
  it('is that of Standard Webhooks: the published example, and what its library makes', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
    const at = new Date(1_614_265_330_000);
    const signatureOf = (body: string) =>
      signMessage([signingKey(secret)], { id, atMs: at.getTime(), body })['webhook-signature'];
    assert.equal(signatureOf('{"test": 2432232314}'), 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    const body = '{"customer":"Ọláyínká"}';
    assert.equal(signatureOf(body), new Webhook(secret).sign(id, at, body));
  });
});

describe('a body', () => {
  it('is one flat JSON object around the digits of the sequence', () => {
    const [head, tail] = bodyAround({ amount: 1, payer: '"}' }, { occurredAt: 'now' });
    assert.deepEqual(Object.entries(JSON.parse(`${head}7${tail}`)), [
      ['amount', 1],
      ['payer', '"}'],
      ['sequence', 7],
      ['occurredAt', 'now'],
    ]);
  });
});

describe('an attempt', () => {
  const judged = (outcome: Outcome, step: number, chance = 0.5) => judge({ outcome, step, nowMs: 0, chance });

  it('that failed is followed by nine others, about 76 hours in all, spread by a tenth', () => {
    let total = 0;
    for (let step = 0; step < 9; step += 1) {
      const [least, middle, most] = [0, 0.5, 1].map((chance) => {
        const verdict = judged(answer(500), step, chance);
        return verdict.state === 'pending' ? verdict.waitSeconds : Number.NaN;
      }) as [number, number, number];
      assert.ok(Math.abs(least / middle - 0.9) < 1e-9 && Math.abs(most / middle - 1.1) < 1e-9);
      total += middle;
    }
    assert.ok(Math.abs(total / 3600 - 75.6) < 0.1, String(total / 3600));
    assert.deepEqual(judged(answer(500), 9), { state: 'failed' });
  });

  it('that our own end cut off is none of the schedule', () => {
    assert.deepEqual(judged({ failure: 'interrupted' }, 3), { state: 'pending', waitSeconds: 0, step: 3 });
  });

  it('is never followed sooner than the schedule says, whatever Retry-After asks', () => {
    for (const retryAfter of ['0', '-5', '', 'Thu, 01 Jan 1970 00:00:00 GMT']) {
      const verdict = judged(answer(429, retryAfter), 1);
      assert.ok(verdict.state === 'pending' && verdict.waitSeconds === 300, retryAfter);
    }
  });
});

describe('an endpoint', () => {
  it('is given up by 410 at once, and by anything else after three days', () => {
    const since = new Date(0);
    assert.equal(reasonToDisable(answer(410), since, 0), 'gone');
    assert.equal(reasonToDisable(answer(500), since, 72 * HOUR_MS - 1), undefined);
    assert.equal(reasonToDisable({ failure: 'timeout' }, since, 72 * HOUR_MS), 'failing');
  });
});

describe('what is kept of an answer', () => {
  it('is its beginning, without control characters, broken text and the secrets that it repeats', () => {
    assert.equal(keepable('a\u0000\r\n\u001b[31mb key1 \ud800', ['key1']), 'a [31mb [secret] \ufffd');
    assert.equal(keepable('x'.repeat(5000), []).length, 1000);
  });
});
