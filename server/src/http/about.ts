/** What this server is, for whoever meets it: a page must know it before anybody has signed in. */

import { Type } from 'typebox';
import manifest from '../../package.json' with { type: 'json' };
import type { Environment } from '../platform/environment.ts';
import { routesFor } from './route.ts';

/** What composing decides of it. */
export interface About {
  readonly environment: Environment;
  readonly bankName: string;
  readonly bankCode: string;
  /** Whether the server keeps its mail itself instead of sending it. */
  readonly keepsMail: boolean;
  /** How many active secret keys a client account may have. */
  readonly keysPerClient: number;
  /** How long a request stays in the request log; 0: there is none. */
  readonly requestLogDays: number;
}

const route = routesFor<{ readonly about: About }>();

export const aboutRoutes = [
  route.envelope({
    id: 'about.get',
    method: 'GET',
    path: '/about',
    access: { kind: 'public', why: 'It says what every page of the dashboard shows, and nothing about anybody.' },
    tag: 'Operations',
    summary: 'What this server is',
    output: Type.Object({
      environment: Type.Union([Type.Literal('sandbox'), Type.Literal('production')], { examples: ['sandbox'] }),
      bankName: Type.String({ description: 'The institution whose accounts these are.', examples: ['Example Bank'] }),
      bankCode: Type.String({ description: 'Its code, for transfers to its accounts.', examples: ['51253'] }),
      version: Type.String({ description: 'Of the server.', examples: ['0.1.0'] }),
      signUp: Type.Boolean({ description: 'Whether anybody may open an account.', examples: [true] }),
      passkeys: Type.Boolean({ description: 'Whether accounts may have passkeys.', examples: [true] }),
      mailCatcher: Type.Boolean({
        description: 'Whether letters are kept for `GET /sandbox/mail` instead of being sent.',
        examples: [true],
      }),
      keysPerClient: Type.Integer({
        description: 'How many active secret keys a client account may have.',
        examples: [10],
      }),
      requestLogDays: Type.Integer({
        description: 'For how many days requests stay in the request log; 0: none are written down.',
        examples: [7],
      }),
    }),
    status: 200,
    message: 'Server described successfully',
    faults: [],
    handle: ({ about }) => {
      const { keepsMail: mailCatcher, ...told } = about;
      return { ...told, mailCatcher, version: manifest.version, signUp: true, passkeys: true };
    },
  }),
];
