/** The face of the room that replaces the server secrets: seals everything with the new ones and gives up the old ones. */

export { LAPSING_DIGESTS } from './columns.ts';
export { type KeptSecrets, type Rotation, type RotationOptions, rotateSecrets } from './operations.ts';
