/** Which credential headers arrive: what a proxy on the way did to their names, told without any value. */

import { Type } from 'typebox';
import { type Origin, routesFor } from './route.ts';

const route = routesFor();

const Arrival = Type.Object(
  {
    arrived: Type.Boolean({ examples: [true] }),
    spellings: Type.Array(Type.String({ examples: ['SECRET_KEY'] }), {
      description:
        'The names as they arrived: the spelling, and the same header twice, show what a proxy does to them.',
    }),
  },
  { description: 'Whether the header arrived, and under which names. Never its value.' },
);

const Diagnosis = Type.Object({
  authorization: Arrival,
  secretKey: Arrival,
  businessId: Arrival,
  forwarding: Type.Object(
    {
      headers: Type.Array(Type.String({ examples: ['X-Forwarded-For'] }), {
        description: 'The forwarding headers that arrived, by name.',
      }),
      isTrusted: Type.Boolean({
        description: 'Whether they are believed: `INTERSTELLAS_TRUSTED_PROXIES` names the proxy that sent them.',
        examples: [false],
      }),
    },
    { description: 'What proxies say of themselves.' },
  ),
  isSecure: Type.Boolean({ description: 'Whether the request counts as HTTPS.', examples: [true] }),
});

const NAMES = { authorization: ['authorization'], secretKey: ['secret_key', 'secret-key'], businessId: ['businessid'] };
const FORWARDING = /^(?:forwarded|via|x-forwarded-.{1,20}|x-real-ip)$/i;

export const headerDiagnosisRoutes = [
  route.envelope({
    id: 'auth.headers',
    method: 'GET',
    path: '/auth/headers',
    access: { kind: 'public', why: 'Whoever asks sees the names of the headers that he sent himself, and no value.' },
    tag: 'Operations',
    summary: 'Which credential headers arrive',
    description:
      'Proxies may drop or rename `SECRET_KEY` for its underscore. Send the three headers with any values: the answer says under which names they arrived. `interstellas doctor --url` asks this.',
    output: Diagnosis,
    status: 200,
    message: 'Headers read',
    faults: [],
    handle: (_services, { origin }) => diagnose(origin),
  }),
];

function diagnose({ headerNames, isForwarderTrusted, isSecure }: Origin) {
  const arrival = (names: readonly string[]) => {
    const spellings = headerNames.filter((name) => names.includes(name.toLowerCase()));
    return { arrived: spellings.length > 0, spellings };
  };
  return {
    authorization: arrival(NAMES.authorization),
    secretKey: arrival(NAMES.secretKey),
    businessId: arrival(NAMES.businessId),
    forwarding: { headers: headerNames.filter((name) => FORWARDING.test(name)), isTrusted: isForwarderTrusted },
    isSecure,
  };
}
