/** A provider of BVN checks on loopback, which keeps what it is asked and answers as it is told. */

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface BvnProvider {
  readonly url: string;
  /** The settings with which a server asks it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly requests: readonly { readonly path: string; readonly authorization: string; readonly body: unknown }[];
  stop(): void;
}

export const BVN_OWNER = {
  firstName: 'Efe',
  lastName: 'West',
  otherNames: '',
  dob: '1990-01-02',
  phoneNumber: '+2348031234567',
};

/** To every look-up the same person, with more than is asked for. */
const answerAll: RequestListener = (_request, response) => {
  response.end(JSON.stringify({ ...BVN_OWNER, nin: 'not ours to show' }));
};

/** Without an answer of its own it knows every BVN. */
export async function startBvnProvider(answer: RequestListener = answerAll): Promise<BvnProvider> {
  const requests: BvnProvider['requests'][number][] = [];
  const server = createServer(async (request, response) => {
    const { url: path = '', headers } = request;
    requests.push({ path, authorization: headers.authorization ?? '', body: await json(request) });
    answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/identity`;
  return {
    url,
    settings: { INTERSTELLAS_BVN_PROVIDER_URL: url, INTERSTELLAS_BVN_PROVIDER_TOKEN: 'token-of-the-provider' },
    requests,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
