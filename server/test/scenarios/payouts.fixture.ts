/** A run of a schedule as a process leaves it that died after the money had moved, and before it was written down. */

import type { TestApp } from '../harness/app.ts';
import type { Person } from '../harness/client.ts';

export async function takeOver({ sql }: TestApp, { businessId }: Person): Promise<void> {
  await sql`update payout_schedule set run_reference = last_reference, last_result = null where business_id = ${businessId}`;
}
