/** Which of the three credential headers arrive through whatever stands between a client and the server. */

import { broken, doubtful, type Finding, reason, well } from './finding.ts';

interface Arrival {
  readonly arrived: boolean;
  readonly spellings: readonly string[];
}

interface Diagnosis {
  readonly authorization: Arrival;
  readonly secretKey: Arrival;
  readonly businessId: Arrival;
  readonly forwarding: { readonly headers: readonly string[]; readonly isTrusted: boolean };
  readonly isSecure: boolean;
}

/** What was answered, or what went wrong. */
type Asked = { readonly diagnosis: Diagnosis } | { readonly trouble: string };

const ANSWER_MS = 10_000;
/** Of no use to anybody who reads them on the way. */
const DUMMY = { Authorization: 'Bearer interstellas-doctor', businessId: 'interstellas-doctor' };
const KEY = 'interstellas-doctor';

/** Asks twice, since no proxy may be judged by both spellings of one header in the same request. */
export async function examineHeaders(url: string): Promise<Finding[]> {
  if (!URL.canParse(url)) return [broken(`${url} is not a URL`, 'Give it as https://api.example.com.')];
  const documented = await ask(url, { ...DUMMY, SECRET_KEY: KEY });
  const hyphenated = await ask(url, { ...DUMMY, 'Secret-Key': KEY });
  const asked = 'trouble' in hyphenated ? documented : hyphenated;
  if ('trouble' in asked) return [broken(`${url}: ${asked.trouble}`, 'See that the address leads to this server.')];
  const seen = asked.diagnosis;
  return [
    ...examineKey(documented, hyphenated),
    examineOther('Authorization', seen.authorization),
    examineOther('businessId', seen.businessId),
    examineForwarding(seen),
  ];
}

async function ask(url: string, headers: Readonly<Record<string, string>>): Promise<Asked> {
  try {
    const answer = await fetch(new URL('/api/v1/auth/headers', url), {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const body = (await answer.json().catch(() => undefined)) as { data?: Diagnosis; message?: string } | undefined;
    if (answer.status === 200 && body?.data?.secretKey !== undefined) return { diagnosis: body.data };
    const said = body?.message === undefined ? ', and not as this server does' : `: ${body.message}`;
    return { trouble: `answered ${answer.status}${said}` };
  } catch (error) {
    return { trouble: reason(error instanceof Error ? (error.cause ?? error) : error) };
  }
}

function examineKey(documented: Asked, hyphenated: Asked): Finding[] {
  const advice =
    'Let the underscore pass (nginx: underscores_in_headers on; in the http block), or have clients send Secret-Key.';
  if ('trouble' in documented) return [broken(`SECRET_KEY: a request with it ${documented.trouble}`, advice)];
  const { spellings } = documented.diagnosis.secretKey;
  if (spellings.length === 1) return [well(`SECRET_KEY arrives${asSpelt('SECRET_KEY', spellings)}`)];
  if (spellings.length > 1)
    return [
      broken(`SECRET_KEY arrives ${spellings.length} times`, 'Let the proxy send it once: repeated, it is refused.'),
    ];
  const isOtherIn = 'diagnosis' in hyphenated && hyphenated.diagnosis.secretKey.arrived;
  if (isOtherIn) return [doubtful('SECRET_KEY is dropped on the way; Secret-Key arrives', advice)];
  return [broken('Neither SECRET_KEY nor Secret-Key arrives', 'Let the proxy pass them on.')];
}

function examineOther(name: string, { spellings }: Arrival): Finding {
  if (spellings.length === 1) return well(`${name} arrives${asSpelt(name, spellings)}`);
  if (spellings.length > 1)
    return broken(`${name} arrives ${spellings.length} times`, 'Let the proxy send it once: repeated, it is refused.');
  return broken(`${name} does not arrive`, 'Let the proxy pass it on.');
}

function asSpelt(name: string, spellings: readonly string[]): string {
  return spellings[0] === name ? '' : ` as ${spellings[0]}`;
}

function examineForwarding({ forwarding: { headers, isTrusted }, isSecure }: Diagnosis): Finding {
  const scheme = isSecure ? 'HTTPS' : 'plain HTTP';
  if (headers.length === 0) return well(`No proxy names itself; the request counts as ${scheme}`);
  const what = `Proxies name themselves (${headers.join(', ')}) and are ${isTrusted ? '' : 'not '}believed; the request counts as ${scheme}`;
  return isTrusted
    ? well(what)
    : doubtful(what, 'Name the proxy in INTERSTELLAS_TRUSTED_PROXIES: all clients share its limits until then.');
}
