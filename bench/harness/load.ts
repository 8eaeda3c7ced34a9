/** A load generator process as a benchmark sees it. Refuses figures from answers that were not the expected ones. */

import type { LoadJob, LoadResult } from '../load-generator.ts';
import type { Usage } from '../server.ts';
import { type Child, startChild } from './child.ts';

export interface Load {
  /** Keeps the requests under a name. */
  prepare(name: string, requests: readonly Uint8Array[]): Promise<void>;
  /** @param expected the statuses that answers may have. */
  run(job: LoadJob, expected?: readonly number[]): Promise<LoadResult>;
}

export interface CostedResult extends LoadResult {
  /** CPU time of the server for each answer. */
  readonly cpuMicros: number;
}

export function startLoad(cleanUp: AsyncDisposableStack): Load {
  const child = startChild('load-generator.ts');
  cleanUp.defer(() => child.stop());
  return {
    prepare: (name, requests) => child.ask('prepare', { name, requests }),
    async run(job, expected = [200]) {
      const result = await child.ask<LoadResult>('run', job);
      const unexpected = Object.keys(result.statuses).filter((status) => !expected.includes(Number(status)));
      if (unexpected.length > 0) throw new Error(`unexpected answers: ${JSON.stringify(result.statuses)}`);
      return result;
    },
  };
}

/** Runs a job and asks the server what it cost it. */
export async function runCosted(load: Load, server: Child, job: LoadJob): Promise<CostedResult> {
  const before = await server.ask<Usage>('usage');
  const result = await load.run(job);
  const after = await server.ask<Usage>('usage');
  return { ...result, cpuMicros: (after.cpuMicros - before.cpuMicros) / result.total };
}
