/** What a newcomer copies is right for his server, and holds no secret that he did not ask for. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { firstCall, firstPath, type Place, variables } from './snippets.ts';

const place: Place = {
  origin: 'https://bank.example.com',
  email: "o'neil; rm -rf $HOME@example.com",
  businessId: 'biz_01jz5k3v8e4tq2m7wn9xh6r0bcd5fg',
  path: firstPath(true),
};

test('the variables reach a program as they are, whatever an address holds', () => {
  const lines = variables(place, "sk_test_it's").split('\n').slice(0, -1).join('\n');
  const shown = execFileSync('sh', [
    '-c',
    `${lines}\nprintf '%s|%s|%s|%s' "$API_URL" "$API_EMAIL" "$BUSINESS_ID" "$SECRET_KEY"`,
  ]);
  const wanted = ['https://bank.example.com/api/v1', place.email, place.businessId, "sk_test_it's"];
  assert.equal(shown.toString(), wanted.join('|'));
});

test('without a key there is a placeholder, and the password is typed, not written down', () => {
  const text = variables(place);
  assert.match(text, /SECRET_KEY='paste your secret key here'/);
  assert.match(text, /stty -echo; read -r API_PASSWORD/);
});

test('every program reads its credentials from the environment and calls the path', () => {
  for (const { language, code } of firstCall(place)) {
    for (const name of ['API_URL', 'API_EMAIL', 'API_PASSWORD', 'SECRET_KEY', 'BUSINESS_ID'])
      assert.ok(code.includes(name), `${language} reads ${name}`);
    assert.ok(!code.includes(place.email) && !code.includes(place.businessId), `${language} holds no ids`);
    assert.ok(language === 'SDK' || code.includes(place.path), `${language} calls ${place.path}`);
  }
});

test('a business that is not approved yet asks for its details, since it has no account', () => {
  const programs = firstCall({ ...place, path: firstPath(false) });
  for (const { language, code } of programs) assert.ok(!/account-details|accountDetails/.test(code), language);
});

test('the SDK is told to speak plain HTTP to another machine, and only then', () => {
  const sdk = (origin: string): string => firstCall({ ...place, origin })[2]?.code ?? '';
  assert.match(sdk('http://10.0.0.5:4000'), /allowInsecure: true/);
  for (const origin of ['https://bank.example.com', 'http://127.0.0.1:4000', 'http://localhost:4000'])
    assert.doesNotMatch(sdk(origin), /allowInsecure/);
});
