/** People recognise their devices by what they call them. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deviceOf } from './device-words.ts';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0';
const known: readonly (readonly [string, string, string])[] = [
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, 'Chrome on Windows', 'computer'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/141.0.0.0`, 'Edge on Windows', 'computer'],
  [`Mozilla/5.0 (Linux; Android 15; Pixel 9) ${CHROME} Mobile Safari/537.36`, 'Chrome on Android', 'phone'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
    'phone',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
    'Safari on Mac',
    'computer',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0', 'Firefox on Linux', 'computer'],
  ['curl/8.5.0', 'curl', 'program'],
  ['interstellas-sdk/0.5.0', 'The SDK', 'program'],
  ['okhttp/4.12.0', 'okhttp', 'program'],
  ['', 'Unknown program', 'program'],
];

describe('the device of a session', () => {
  for (const [userAgent, words, kind] of known) {
    it(`is "${words}"`, () => assert.deepEqual(deviceOf(userAgent), { words, kind }));
  }
});
