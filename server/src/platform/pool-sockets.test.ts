/** What the driver is told of a socket that breaks. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { it } from 'node:test';
import { createSockets } from './pool-sockets.ts';

it('a socket that broke closes without an error, so that the driver forgets nothing that was asked in between', async () => {
  const server = createServer((socket) => socket.resetAndDestroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const socket = createSockets(undefined)({ host: ['127.0.0.1'], port: [address.port] });
  const errors: unknown[] = [];
  socket.on('error', (error) => void errors.push(error));
  socket.write('a question');
  const hadError = await new Promise((resolve) => void socket.on('close', resolve));
  assert.equal(errors.length, 1);
  assert.equal(hadError, false);
  server.close();
});
