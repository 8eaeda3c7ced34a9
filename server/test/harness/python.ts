/** Whether there is a Python to run samples with: the project brings Node.js alone, and a machine may have no other. */

import { execFileSync } from 'node:child_process';
import type { TestContext } from 'node:test';

const isThere = isPythonThere();

function isPythonThere(): boolean {
  try {
    return execFileSync('python3', ['--version'], { stdio: 'pipe' }).length > 0;
  } catch {
    return false;
  }
}

/** False where there is none, which the test then says in its report. */
export function hasPython(test: TestContext, what: string): boolean {
  if (!isThere) test.diagnostic(`${what} was not run: there is no python3 on this machine`);
  return isThere;
}
