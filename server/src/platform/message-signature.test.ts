/** Messages are signed as Standard Webhooks has it, and believed only when they are whole, fresh and signed by a known secret. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { isSignedMessage, signMessage } from './message-signature.ts';

const SECRET = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
const OTHER = Buffer.from('0123456789abcdefghijklmnopqrstuv');
const AT_MS = 1_614_265_330_000;
const BODY = '{"test": 2432232314}';
const SIGNED = signMessage([SECRET], { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', atMs: AT_MS, body: BODY });

const isBelieved = (headers: Readonly<Record<string, string>>, body = BODY, nowMs = AT_MS, secrets = [SECRET]) =>
  isSignedMessage(secrets, { body: Buffer.from(body), header: (name) => headers[name] }, nowMs);

describe('a signed message', () => {
  it('has the signature of the published example, which the library of the project verifies', () => {
    assert.equal(SIGNED['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
    const now = signMessage([OTHER, SECRET], { id: 'msg_1', atMs: Date.now(), body: BODY });
    new Webhook(SECRET.toString('base64')).verify(BODY, { ...now });
  });

  it('is believed within five minutes of its time, on either side, and no longer', () => {
    for (const seconds of [-300, 0, 300]) assert.ok(isBelieved({ ...SIGNED }, BODY, AT_MS + seconds * 1000));
    for (const seconds of [-301, 301, 1e9]) assert.ok(!isBelieved({ ...SIGNED }, BODY, AT_MS + seconds * 1000));
  });

  it('is believed when one of its signatures is by one of the known secrets, so that secrets can be replaced', () => {
    const both = signMessage([OTHER, SECRET], { id: 'msg_1', atMs: AT_MS, body: BODY });
    assert.ok(isBelieved({ ...both }));
    assert.ok(isBelieved({ ...SIGNED }, BODY, AT_MS, [OTHER, SECRET]));
    assert.ok(!isBelieved({ ...SIGNED }, BODY, AT_MS, [OTHER]));
    assert.ok(!isBelieved({ ...SIGNED }, BODY, AT_MS, []));
  });

  it('is not believed when any part of it is changed, missing or of another form', () => {
    const signature = SIGNED['webhook-signature'];
    const spoilt: Record<string, string>[] = [
      {},
      { ...SIGNED, 'webhook-id': 'msg_2' },
      { ...SIGNED, 'webhook-id': '' },
      { ...SIGNED, 'webhook-timestamp': '1614265331' },
      { ...SIGNED, 'webhook-timestamp': '1614265330.0' },
      { ...SIGNED, 'webhook-timestamp': 'NaN' },
      { ...SIGNED, 'webhook-signature': '' },
      { ...SIGNED, 'webhook-signature': 'v1,' },
      { ...SIGNED, 'webhook-signature': signature.replace('v1,', 'v2,') },
      { ...SIGNED, 'webhook-signature': signature.replace('v1,', '') },
      { ...SIGNED, 'webhook-signature': signature.replace('g0', 'G0') },
    ];
    for (const headers of spoilt) assert.ok(!isBelieved(headers), JSON.stringify(headers));
    assert.ok(!isBelieved({ ...SIGNED }, `${BODY} `));
  });
});
