/** The server process, from its start to its end: settings → preparation → serving → draining. */

import cluster from 'node:cluster';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { type Config, listeningUrl, loadConfig } from './config.ts';
import { createLog, type Log } from './platform/log.ts';
import { OperatorError } from './platform/operator-error.ts';
import { type Means, prepareServer, prepareWorker } from './prepare.ts';

/** What is loaded from here on is compiled once. Beside the code it is as safe from others as the code itself. */
const COMPILE_CACHE = join(import.meta.dirname, '../../node_modules/.cache/interstellas');
/** Longer than any request may take: whatever still runs then is given up. */
const DRAIN_TIMEOUT_MS = 30_000;

type Stop = () => Promise<void>;

interface Running {
  readonly stop: Stop;
  readonly url: string;
  /** What the newcomer is told once. */
  readonly welcome: string;
}

async function runPrimary(config: Config, log: Log): Promise<Stop> {
  // The database starts while the rest of the server is loaded.
  const [prepared] = await Promise.all([prepareServer(config, log), import('./compose.ts')]);
  try {
    const { stop, url, welcome } = await (config.workers === 1 ? serve : serveByWorkers)(config, prepared, log);
    process.stdout.write(
      `\nInterstellas (${config.environment}) listens on ${url}, its documentation is at ${url}/docs\n\n${welcome}`,
    );
    return async () => {
      await stop();
      await prepared.release();
    };
  } catch (error) {
    await prepared.release();
    throw error;
  }
}

async function serve(config: Config, means: Means, log: Log): Promise<Running> {
  const { compose } = await import('./compose.ts');
  const { prepareDemo } = await import('./prepare-demo.ts');
  const app = compose(config, { ...means, log });
  const url = listeningUrl(config, await app.start());
  return { stop: app.stop, url, welcome: await prepareDemo(config, app, url) };
}

async function serveByWorkers(config: Config, means: Means, log: Log): Promise<Running> {
  const { composeCore } = await import('./compose.ts');
  const { prepareDemo } = await import('./prepare-demo.ts');
  const { startWorkers } = await import('./workers.ts');
  const { databaseUrl, databaseRole } = means;
  const workers = startWorkers(config.workers, { databaseUrl, databaseRole }, log);
  const url = listeningUrl(config, await workers.listening);
  const core = composeCore(config, { ...means, log });
  const welcome = await prepareDemo(config, core, url).finally(() => core.database.close());
  return { stop: workers.stop, url, welcome };
}

async function runWorker(config: Config, log: Log): Promise<Stop> {
  const { compose } = await import('./compose.ts');
  const { gatherMetrics, receiveBriefing } = await import('./workers.ts');
  const app = compose(config, { ...(await prepareWorker(config, await receiveBriefing())), log, gatherMetrics });
  await app.start();
  return app.stop;
}

function stopOnSignal(stop: Stop, log: Log): void {
  let isStopping = false;
  const finish = (signal: NodeJS.Signals): void => {
    if (isStopping) return;
    isStopping = true;
    log.info({ signal }, 'finishing what is under way');
    setTimeout(() => process.exit(1), DRAIN_TIMEOUT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', finish);
  process.on('SIGINT', finish);
}

function explain(error: unknown): string {
  if (error instanceof OperatorError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return 'The port is taken by another process: set PORT to another one.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  enableCompileCache(COMPILE_CACHE);
  const config = loadConfig();
  const log = createLog({ level: config.logLevel });
  stopOnSignal(await (cluster.isPrimary ? runPrimary(config, log) : runWorker(config, log)), log);
} catch (error) {
  process.stderr.write(`Interstellas cannot start. ${explain(error)}\n`);
  process.exit(1);
}
