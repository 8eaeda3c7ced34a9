// Proves that the Postman collection has every operation with its credentials, and is the same each time it is made.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeApi, ROUTES } from '../server/src/http/index.ts';
import { fullPath } from './endpoints-page.ts';
import { buildPostmanCollection } from './postman.ts';

interface Item {
  readonly name: string;
  readonly item?: readonly Item[];
  readonly event?: readonly { readonly script: { readonly exec: readonly string[] } }[];
  readonly request?: {
    readonly method: string;
    readonly header: readonly { readonly key: string; readonly value: string }[];
    readonly url: { readonly raw: string };
  };
}

interface Collection {
  readonly item: readonly Item[];
  readonly variable: readonly { readonly key: string; readonly value: string }[];
}

const text = await buildPostmanCollection();
const collection = JSON.parse(text) as Collection;
const requests = collection.item.flatMap(flatten);

function flatten(item: Item): Item[] {
  return item.item?.flatMap(flatten) ?? [item];
}

function requestOf(method: string, path: string): Item['request'] {
  const raw = `{{baseUrl}}${path.replace(/\{(\w+)\}/g, ':$1')}`;
  return requests.find(({ request }) => request?.method === method && request.url.raw === raw)?.request;
}

describe('the Postman collection', () => {
  it('has every operation once', () => {
    assert.equal(requests.length, ROUTES.length);
    for (const route of ROUTES) assert.ok(requestOf(route.method, fullPath(route)), route.id);
  });

  it('sends the credentials that an operation asks for, out of variables, and no others', () => {
    const { paths } = describeApi(ROUTES) as { paths: Record<string, Record<string, { security: object[] }>> };
    const headers = { accessToken: 'Authorization', secretKey: 'SECRET_KEY', businessId: 'businessId' };
    for (const route of ROUTES) {
      const asked = Object.keys(paths[fullPath(route)]?.[route.method.toLowerCase()]?.security[0] ?? {});
      const sent = requestOf(route.method, fullPath(route))?.header ?? [];
      for (const [scheme, key] of Object.entries(headers)) {
        const value = sent.find((header) => header.key === key)?.value;
        if (asked.includes(scheme)) assert.match(value ?? '', new RegExp(`\\{\\{${scheme}\\}\\}$`), route.id);
        else assert.equal(value, undefined, route.id);
      }
    }
  });

  it('is the same each time, so that a difference means a difference', async () => {
    assert.equal(await buildPostmanCollection(), text);
    assert.doesNotMatch(text, /"(?:id|_postman_id)":/);
  });

  it('keeps the token of a sign-in and the secret key, and begins without any', () => {
    const scripts = requests.flatMap(({ event }) => event?.flatMap(({ script }) => script.exec) ?? []).join('\n');
    for (const name of ['accessToken', 'businessId', 'secretKey'])
      assert.ok(scripts.includes(`pm.collectionVariables.set('${name}'`), name);
    const filled = collection.variable.filter(({ value }) => value !== '').map(({ key }) => key);
    assert.deepEqual(filled, ['baseUrl']);
  });
});
