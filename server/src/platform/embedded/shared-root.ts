// The one place outside the data folder that a root process uses: what the database's user must reach and cannot reach
// where it is. Belongs to root, readable by all, and holds no secret itself.

import { chmod, mkdir } from 'node:fs/promises';
import { codeOf, EmbeddedPostgresError } from './refusal.ts';

export const SHARED_ROOT = '/var/lib/interstellas';

/** Makes a folder there that other users may pass through but not write in, whatever the umask. */
export async function makeSharedFolder(folder: string, mode: number): Promise<void> {
  try {
    const made = await mkdir(folder, { recursive: true });
    if (made !== undefined) await chmod(folder, mode);
  } catch (error) {
    throw new EmbeddedPostgresError(
      `Cannot make ${folder} (${codeOf(error)}). Running as root in a folder closed to other users, PostgreSQL must live there. ` +
        'Make it writable, or start Interstellas as an ordinary user, or set DATABASE_URL.',
      { cause: error },
    );
  }
}
