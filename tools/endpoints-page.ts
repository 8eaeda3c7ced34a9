// docs/endpoints.md: one table of all routes, what each kind of access asks for, and what each role may do. Made from the
// list of routes and the table of roles.
import { PERMISSIONS, ROLES, rolePermits } from '../server/src/businesses/index.ts';
import type { Access } from '../server/src/guard/index.ts';
import { ROUTES } from '../server/src/http/index.ts';
import { API_PREFIXES } from '../server/src/http/prefixes.ts';
import { code, notice, page, table } from './markdown.ts';

type Route = (typeof ROUTES)[number];

const ACCESS: Readonly<Record<Access['kind'], string>> = {
  public: 'No credentials.',
  session: '`Authorization: Bearer <accessToken>`',
  account: '`Authorization` and `SECRET_KEY`',
  business: '`Authorization`, `SECRET_KEY` and `businessId`',
  'key-bootstrap':
    'The same three. Shortly after a sign-in it also works without `SECRET_KEY`, and for the owner of a client account without `businessId`.',
};

export async function buildEndpointsPage(): Promise<string> {
  const isOpen = (route: Route): boolean => route.access.kind === 'public';
  return page(
    '# Endpoints',
    notice('the routes of server/src'),
    INTRODUCTION,
    table(['method', 'path', 'access', 'permission', 'what it does'], ROUTES.map(row)),
    '## Access',
    'What a request must carry. `Secret-Key` is the same header as `SECRET_KEY`, in a spelling that proxies do not drop.',
    table(
      ['access', 'credentials'],
      Object.entries(ACCESS).map(([kind, credentials]) => [kind, credentials]),
    ),
    '*approved*: refused with `business.not_approved` until the operator has approved the business.',
    '## Public endpoints',
    'Everything else asks who is calling. These do not:',
    ROUTES.filter(isOpen).map(whyPublic).join('\n'),
    '## Roles and permissions',
    'A member of a business has one role in it.',
    roles(),
  );
}

const INTRODUCTION = `Each path below \`${API_PREFIXES[0]}\` answers the same below \`${API_PREFIXES[1]}\`. A running server describes every endpoint with its
fields, examples and refusals: for people in the API reference at
\`/docs/reference\`, for programs at \`/openapi.json\` (also [in the
repository](../api/openapi.json)). What each refusal means is told in [Errors](errors.md).`;

export function fullPath(route: Route): string {
  return (route.at === 'root' ? '' : API_PREFIXES[0]) + route.path;
}

function row(route: Route): string[] {
  const { access } = route;
  const isApproved = access.kind === 'business' && access.approved === true;
  return [
    route.method,
    code(fullPath(route)),
    isApproved ? `${access.kind}, approved` : access.kind,
    'permission' in access ? code(access.permission) : '',
    route.summary,
  ];
}

function whyPublic(route: Route): string {
  const why = route.access.kind === 'public' ? route.access.why : '';
  return `- ${code(`${route.method} ${fullPath(route)}`)}: ${why}`;
}

function roles(): string {
  const rows = PERMISSIONS.map((permission) => [
    code(permission),
    ...ROLES.map((role) => (rolePermits(role, permission) ? 'yes' : '')),
  ]);
  return table(['permission', ...ROLES], rows);
}
