/** The face of the keys room: secret keys, how they look, and what can be done with them. */

export { createKeys, type KeyPair, type Keys } from './operations.ts';
export { type KeyForm, readKeyForm } from './rules.ts';
export type { KeyRecord } from './store.ts';
