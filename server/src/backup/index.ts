/** The face of the room that copies a whole database into one file, and back into an empty one. */

export { type BackupSummary, backUp } from './back-up.ts';
export { type RestoreSummary, restore } from './restore.ts';
