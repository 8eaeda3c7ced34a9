/** Programs that pages show: copied as a person copies them, and run in a folder where the SDK is installed. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const SDK = fileURLToPath(new URL('../../../sdk', import.meta.url));

export interface ProgramFolder {
  write(file: string, code: string): Promise<void>;
  /** Starts a command there, with these variables alone. */
  start(command: readonly [string, ...string[]], variables?: NodeJS.ProcessEnv): ChildProcessWithoutNullStreams;
  remove(): Promise<void>;
}

export async function createProgramFolder(): Promise<ProgramFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'interstellas-programs-'));
  // What `npm install` would do.
  await mkdir(join(folder, 'node_modules', '@interstellas'), { recursive: true });
  await symlink(SDK, join(folder, 'node_modules', '@interstellas', 'sdk'));
  return {
    write: (file, code) => writeFile(join(folder, file), code),
    start([command, ...parameters], variables = {}) {
      const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
      const NODE_OPTIONS = '--conditions=@interstellas/source';
      const env = { ...variables, PATH, NODE_OPTIONS };
      return spawn(command, parameters, { cwd: folder, env, timeout: 20_000 });
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** What the button writes to the clipboard, which the page may write to and not read. */
export async function copied(page: Page, button: string): Promise<string> {
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void Object.assign(globalThis, { copiedText: text });
  });
  await page.getByRole('button', { name: button }).click();
  await page.waitForFunction(() => 'copiedText' in globalThis);
  return page.evaluate(() => {
    const { copiedText } = globalThis as unknown as { copiedText: string };
    Reflect.deleteProperty(globalThis, 'copiedText');
    return copiedText;
  });
}

/** The program that the page shows in this language. */
export async function copiedProgram(page: Page, language: string): Promise<string> {
  await page.getByRole('tab', { name: language, exact: true }).click();
  return copied(page, `Copy the ${language} code`);
}
