/** The tariff file: parts replace built-in ones whole, and everything wrong with it is told at once. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_TARIFF } from './default.ts';
import { readTariff } from './file.ts';

function read(file: unknown): { tariff: ReturnType<typeof readTariff>; problems: string[] } {
  const problems: string[] = [];
  const tariff = readTariff(typeof file === 'string' ? file : JSON.stringify(file), problems);
  return { tariff, problems };
}

describe('a tariff file', () => {
  it('with nothing in it is the built-in tariff', () => {
    assert.deepEqual(read({}), { tariff: DEFAULT_TARIFF, problems: [] });
  });

  it('replaces the parts that it names, and no others', () => {
    const { tariff, problems } = read({
      transferBands: [
        { upToKobo: 100, feeKobo: 1 },
        { upToKobo: null, feeKobo: 2 },
      ],
      inbound: { basisPoints: 50 },
      stampDuty: { amountKobo: 1, thresholdKobo: 2, payer: 'receiver', from: '2024-02-29' },
      limits: { 1: { perDayKobo: 5 } },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(tariff, {
      transferBands: [
        { upToKobo: 100n, feeKobo: 1n },
        { upToKobo: null, feeKobo: 2n },
      ],
      inbound: { flatKobo: 0n, basisPoints: 50n, capKobo: null },
      vatBasisPoints: 750n,
      stampDuty: { amountKobo: 1n, thresholdKobo: 2n, payer: 'receiver', from: new Date('2024-02-28T23:00:00Z') },
      limits: {
        ...DEFAULT_TARIFF.limits,
        1: { perTransferKobo: null, perDayKobo: 5n, depositKobo: null, balanceKobo: null },
      },
    });
  });

  /** What is in the file, and what must be said about it. */
  const WRONG: readonly (readonly [unknown, readonly RegExp[]])[] = [
    ['{', [/not JSON/]],
    ['[]', [/must be an object/]],
    [{ fees: [] }, [/^fees is not part/]],
    [{ vatBasisPoints: '750' }, [/^vatBasisPoints must be a whole number/]],
    [{ vatBasisPoints: 10_001 }, [/^vatBasisPoints/]],
    [{ transferBands: [] }, [/at least one band/]],
    [{ transferBands: [{ upToKobo: 5, feeKobo: 1 }] }, [/null in the last band/]],
    [
      {
        transferBands: [
          { upToKobo: 5, feeKobo: 1 },
          { upToKobo: 5, feeKobo: -1 },
          { upToKobo: null, feeKobo: 1.5 },
        ],
      },
      [/^transferBands\[1\]\.feeKobo/, /^transferBands\[1\]\.upToKobo must be above/, /^transferBands\[2\]\.feeKobo/],
    ],
    [{ stampDuty: { amountKobo: 1, thresholdKobo: 2, payer: 'bank', from: '2026-02-30' } }, [/payer/, /from/]],
    [
      { limits: { 4: {}, 2: { perDay: 1, perDayKobo: 'a' } } },
      [/limits\.4/, /limits\.2\.perDay is/, /limits\.2\.perDayKobo/],
    ],
  ];
  for (const [file, expected] of WRONG) {
    it(`is refused, with every problem: ${JSON.stringify(file)}`, () => {
      const { problems } = read(file);
      assert.equal(problems.length, expected.length, problems.join('\n'));
      for (const [index, pattern] of expected.entries()) assert.match(problems[index] ?? '', pattern);
    });
  }
});
