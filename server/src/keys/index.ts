/** The face of the keys room: secret keys, how they look, and what can be done with them. */

export { createKeys, type KeyPair, type Keys, type KeyView } from './operations/keys.ts';
export { createSecretScanning, type SecretScanning } from './operations/secret-scanning.ts';
export { type KeyForm, readKeyForm } from './rules.ts';
export type { KeyFinding, OnSkipped } from './scan/finding.ts';
export { scanPaths } from './scan/scan.ts';
export type { KeyRecord } from './store/keys.ts';
export { keySweeps } from './sweeps.ts';
export { createUseRecorder, type UseRecorder } from './use-recorder.ts';
