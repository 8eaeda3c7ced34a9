/** Dispatch, without a database: what holds a delivery while it is attempted. */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { BusinessId } from '../platform/ids.ts';
import { createLog } from '../platform/log.ts';
import { createDispatch } from './dispatch.ts';
import type { TakenDelivery } from './store/deliveries.ts';
import type { Endpoint } from './store/endpoints.ts';

it('an attempt is held for as long as it is under way, by whoever is at it', async () => {
  const businessId = 'biz_1' as BusinessId;
  const delivery = { businessId, eventId: 'evt_1', attempts: 1 } as TakenDelivery;
  const answered = Promise.withResolvers<void>();
  const held: (readonly TakenDelivery[])[] = [];
  let hold = Promise.withResolvers<void>();
  let isTaken = false;
  const dispatch = createDispatch({
    log: createLog({ level: 'silent' }),
    findDue: async () => [businessId],
    async take() {
      if (isTaken) return 'nothing';
      isTaken = true;
      return { endpoint: { businessId, failingSince: null } as Endpoint, deliveries: [delivery] };
    },
    attempt: () => answered.promise,
    async hold(deliveries) {
      held.push(deliveries);
      hold.resolve();
      throw new Error('the database is away');
    },
    holdEveryMs: 5,
  });
  dispatch.start();
  // Also after one that did not succeed.
  for (const _ of [1, 2]) {
    await hold.promise;
    hold = Promise.withResolvers();
  }
  assert.deepEqual(held[0], [delivery]);
  answered.resolve();
  await dispatch.stop();
});
