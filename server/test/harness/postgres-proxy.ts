/**
 * A TCP proxy in front of PostgreSQL, for what networks and servers do: it counts statements, holds replies back,
 * swallows connections without closing them, refuses new ones. It reads just enough of the protocol to tell them apart.
 */

import { once } from 'node:events';
import { createServer, connect as openSocket, type Server, type Socket } from 'node:net';

export interface PostgresProxy {
  /** The database's URL with the proxy in its place. */
  readonly url: string;
  /** Statements that came over the server's ordinary connections (not its change channel) since the last call. */
  takeStatements(): number;
  /** Connections for change notifications that were opened since the last call. */
  takeChannels(): number;
  /** Swallows both directions of every connection that listens for notifications, present and future, until `heal`. */
  swallowListeners(): void;
  /** Swallows both directions of every connection, present and future, until `heal`. */
  swallowEverything(): void;
  /** Cuts every connection, and hangs up on every new one at once, until `heal`. */
  hangUp(): void;
  /** Cuts every connection and refuses new ones until `heal`. */
  refuseEverything(): Promise<void>;
  /** New connections work again. What was swallowed stays so: the other end of it is gone. */
  heal(): Promise<void>;
  /** Sends new connections to another server, after `heal`. */
  retarget(databaseUrl: string): void;
  /** Holds back what the database answers to the next statement that holds this text; if asked to, only on the change channel. */
  holdReplyTo(text: string, on?: 'change channel'): HeldReply;
  stop(): Promise<void>;
}

export interface HeldReply {
  /** Resolves when the database has answered and the answer is held. */
  readonly arrived: Promise<void>;
  release(): void;
}

interface Link {
  readonly client: Socket;
  readonly upstream: Socket;
  /** What the client sent and was not yet counted. */
  unread: Buffer;
  hasStarted: boolean;
  isChannel: boolean;
  isListener: boolean;
  isSwallowed: boolean;
  held: Buffer[] | undefined;
}

interface State {
  readonly links: Set<Link>;
  fate: 'pass' | 'swallow listeners' | 'swallow everything' | 'hang up';
  statements: number;
  channels: number;
  hold:
    | { readonly text: string; readonly onChannelOnly: boolean; take(link: Link): void; arrived(): void; link?: Link }
    | undefined;
}

export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  let target = new URL(databaseUrl);
  const state: State = { links: new Set(), fate: 'pass', statements: 0, channels: 0, hold: undefined };
  const accept = (client: Socket): void => join(client, target, state);
  let server = await listen(0, accept);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening socket has a port');
  const { port } = address;
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  const cutAll = (): void => {
    for (const link of state.links) {
      link.client.destroy();
      link.upstream.destroy();
    }
  };
  return {
    url: url.toString(),
    takeStatements() {
      const count = state.statements;
      state.statements = 0;
      return count;
    },
    takeChannels() {
      const count = state.channels;
      state.channels = 0;
      return count;
    },
    swallowListeners() {
      state.fate = 'swallow listeners';
      for (const link of state.links) if (link.isListener) link.isSwallowed = true;
    },
    swallowEverything() {
      state.fate = 'swallow everything';
      for (const link of state.links) link.isSwallowed = true;
    },
    hangUp() {
      state.fate = 'hang up';
      cutAll();
    },
    async refuseEverything() {
      const closed = once(server, 'close');
      server.close();
      cutAll();
      await closed;
    },
    async heal() {
      state.fate = 'pass';
      if (!server.listening) server = await listen(port, accept);
    },
    retarget(otherUrl) {
      target = new URL(otherUrl);
    },
    holdReplyTo: (text, on) => holdReply(state, text, on === 'change channel'),
    async stop() {
      cutAll();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

async function listen(port: number, onClient: (client: Socket) => void): Promise<Server> {
  const server = createServer(onClient).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function join(client: Socket, target: URL, state: State): void {
  if (state.fate === 'hang up') {
    client
      .on('error', () => undefined)
      .resume()
      .end();
    return;
  }
  const upstream = openSocket(Number(target.port), target.hostname);
  const link: Link = {
    client,
    upstream,
    unread: Buffer.alloc(0),
    hasStarted: false,
    isChannel: false,
    isListener: false,
    isSwallowed: state.fate === 'swallow everything',
    held: undefined,
  };
  state.links.add(link);
  client.on('data', (bytes) => {
    observe(link, bytes, state);
    if (!link.isSwallowed) upstream.write(bytes);
  });
  upstream.on('data', (bytes) => {
    if (link.isSwallowed) return;
    if (link.held === undefined) client.write(bytes);
    else {
      link.held.push(bytes);
      if (state.hold?.link === link) state.hold.arrived();
    }
  });
  client.on('close', () => {
    upstream.destroy();
    state.links.delete(link);
  });
  // A swallowed connection does not even tell its client that it is over.
  upstream.on('close', () => link.isSwallowed || client.destroy());
  client.on('error', () => upstream.destroy());
  upstream.on('error', () => link.isSwallowed || client.destroy());
}

const EXECUTE = 'E'.charCodeAt(0);
const SIMPLE_QUERY = 'Q'.charCodeAt(0);

/** Notes what kind of connection this is, and counts its statements. */
function observe(link: Link, bytes: Buffer, state: State): void {
  const { hold } = state;
  const isMeant = hold?.onChannelOnly === false || link.isChannel;
  if (hold !== undefined && hold.link === undefined && isMeant && bytes.includes(hold.text)) hold.take(link);
  if (/\blisten\s+"/i.test(bytes.toString('latin1'))) {
    link.isListener = true;
    if (state.fate === 'swallow listeners') link.isSwallowed = true;
  }
  link.unread = Buffer.concat([link.unread, bytes]);
  for (;;) {
    // The first message has no type byte in front of its length.
    const start = link.hasStarted ? 1 : 0;
    if (link.unread.length < start + 4) return;
    const end = start + link.unread.readUInt32BE(start);
    if (link.unread.length < end) return;
    if (!link.hasStarted) {
      link.isChannel = link.unread.subarray(0, end).includes('interstellas changes');
      if (link.isChannel) state.channels += 1;
    } else if (!link.isChannel && (link.unread[0] === EXECUTE || link.unread[0] === SIMPLE_QUERY))
      state.statements += 1;
    link.hasStarted = true;
    link.unread = link.unread.subarray(end);
  }
}

function holdReply(state: State, text: string, onChannelOnly: boolean): HeldReply {
  const arrival = Promise.withResolvers<void>();
  const hold: NonNullable<State['hold']> = {
    text,
    onChannelOnly,
    take(link) {
      hold.link = link;
      link.held = [];
    },
    arrived: arrival.resolve,
  };
  state.hold = hold;
  return {
    arrived: arrival.promise,
    release() {
      if (state.hold === hold) state.hold = undefined;
      const link = hold.link;
      if (link?.held === undefined) return;
      for (const bytes of link.held) link.client.write(bytes);
      link.held = undefined;
    },
  };
}
