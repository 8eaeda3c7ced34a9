/** Production without a partner: everything works but what needs another bank. */

import { Fault } from '../faults/index.ts';
import { NO_ANSWER, type Rail } from './rail.ts';

export function createMissingRail(): Rail {
  return {
    async nameEnquiry() {
      throw new Fault('rail.unavailable', {
        message: 'This server reaches no other bank: its operator has to set INTERSTELLAS_RAIL_URL.',
      });
    },
    // What was sent while there was a partner may have arrived.
    send: async () => NO_ANSWER,
    status: async () => NO_ANSWER,
  };
}
