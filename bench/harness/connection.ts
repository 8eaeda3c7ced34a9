/**
 * One keep-alive HTTP/1.1 connection for load: bytes of a request out, status of its answer back. Written for this, since
 * on a machine of few cores a general client costs more than the server it measures; `guard.ts` lets autocannon check it.
 * Reads only what our server sends: answers with a Content-Length, one at a time.
 */

import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: (\d+)/i;
const STATUS_START = 'HTTP/1.1 '.length;

export class Connection {
  readonly #socket: Socket;
  readonly #answered: (status: number) => void;
  #received: Buffer | undefined;

  private constructor(socket: Socket, answered: (status: number) => void, failed: (error: Error) => void) {
    this.#socket = socket;
    this.#answered = answered;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk as Buffer));
    socket.on('error', failed);
    socket.on('close', () => failed(new Error('the server closed a connection')));
  }

  static open(port: number, answered: (status: number) => void, failed: (error: Error) => void): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Connection(socket, answered, failed));
      });
    });
  }

  send(request: Uint8Array): void {
    this.#socket.write(request);
  }

  close(): void {
    this.#socket.removeAllListeners('close');
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    const received = this.#received === undefined ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = received.indexOf(HEAD_END);
    const head = headEnd < 0 ? '' : received.toString('latin1', 0, headEnd);
    const length = Number(LENGTH.exec(head)?.[1] ?? Number.NaN);
    if (headEnd >= 0 && Number.isNaN(length)) throw new Error(`an answer without a length: ${head}`);
    if (headEnd < 0 || received.length < headEnd + HEAD_END.length + length) {
      this.#received = received;
      return;
    }
    this.#received = undefined;
    this.#answered(Number(head.slice(STATUS_START, STATUS_START + 3)));
  }
}
