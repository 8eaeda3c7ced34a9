/** Every command there is. The program, its help and docs/cli.md are made from this list. */

import type { Command } from '../command.ts';
import { auditVerify } from './audit.ts';
import { backup, restoreBackup } from './backup.ts';
import { approveBusiness, suspendBusiness, unsuspendBusiness } from './businesses.ts';
import { doctor } from './doctor.ts';
import { deactivateKey, listKeys } from './keys.ts';
import { ledgerSuspense, ledgerVerify } from './ledger.ts';
import { scan } from './scan.ts';
import { rotateServerSecrets, rotateSigningKeys } from './secrets.ts';
import { migrateDatabase, start } from './server.ts';
import { revokeSessions } from './sessions.ts';
import { assignSuspense, listSuspense, refundSuspense } from './suspense.ts';
import { createUser, disableUser, enableUser, resetTwoFactor, unlockUser } from './users.ts';

export const COMMANDS: readonly Command[] = [
  start,
  migrateDatabase,
  doctor,
  createUser,
  disableUser,
  enableUser,
  unlockUser,
  resetTwoFactor,
  approveBusiness,
  suspendBusiness,
  unsuspendBusiness,
  listKeys,
  deactivateKey,
  revokeSessions,
  rotateSigningKeys,
  rotateServerSecrets,
  auditVerify,
  ledgerVerify,
  ledgerSuspense,
  listSuspense,
  assignSuspense,
  refundSuspense,
  scan,
  backup,
  restoreBackup,
];
