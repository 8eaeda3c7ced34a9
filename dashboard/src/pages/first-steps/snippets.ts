/**
 * The programs that a newcomer copies: each signs in and makes one call. Pure. No secret is ever in them: they read
 * everything from environment variables, whose lines are made here too.
 */

export interface Place {
  /** Of this server: `https://bank.example.com`. */
  readonly origin: string;
  readonly email: string;
  readonly businessId: string;
  /** Below `/api/v1`, of a call that needs all three credentials. */
  readonly path: string;
}

export interface Snippet {
  readonly language: string;
  readonly code: string;
}

const KEY_PLACEHOLDER = 'paste your secret key here';

/** The path of the first call: before a business is approved it has no account to ask for. */
export function firstPath(isApproved: boolean): string {
  return isApproved ? '/clients/business/account-details' : '/clients/business/details';
}

/** @param secretKey the text that is copied may hold it; what is shown does not. */
export function variables({ origin, email, businessId }: Place, secretKey: string = KEY_PLACEHOLDER): string {
  return [
    `export API_URL=${quoted(`${origin}/api/v1`)}`,
    `export API_EMAIL=${quoted(email)}`,
    `export BUSINESS_ID=${quoted(businessId)}`,
    `export SECRET_KEY=${quoted(secretKey)}`,
    "printf 'Password: '; stty -echo; read -r API_PASSWORD; stty echo; echo; export API_PASSWORD",
  ].join('\n');
}

/** For a POSIX shell: nothing inside single quotes means anything, but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export function firstCall(place: Place): readonly Snippet[] {
  return [
    { language: 'curl', code: curl(place) },
    { language: 'Node.js', code: node(place) },
    { language: 'SDK', code: nodeWithSdk(place) },
    { language: 'Python', code: python(place) },
  ];
}

function curl({ path }: Place): string {
  return `# 1. Sign in for an access token. It is good for an hour.
SIGNED_IN=$(curl -sS "$API_URL/auth/signin" \\
  --data-urlencode "email=$API_EMAIL" --data-urlencode "password=$API_PASSWORD")
TOKEN=$(printf %s "$SIGNED_IN" | sed -n 's/.*"accessToken":"\\([^"]*\\)".*/\\1/p')

# 2. Make the call, with all three credentials.
if [ -z "$TOKEN" ]; then
  printf '%s\\n' "$SIGNED_IN"
else
  curl -sS "$API_URL${path}" \\
    -H "Authorization: Bearer $TOKEN" -H "SECRET_KEY: $SECRET_KEY" -H "businessId: $BUSINESS_ID"
fi`;
}

function node({ path }: Place): string {
  return `// first-call.mjs, run with: node first-call.mjs
const { API_URL, API_EMAIL, API_PASSWORD, SECRET_KEY, BUSINESS_ID } = process.env;

async function call(path, init) {
  const answer = await fetch(API_URL + path, init);
  const { message, data, code } = await answer.json();
  if (!answer.ok) throw new Error(\`\${answer.status} \${code}: \${message}\`);
  return data;
}

// 1. Sign in for an access token. It is good for an hour.
const { accessToken } = await call('/auth/signin', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ email: API_EMAIL, password: API_PASSWORD }),
});

// 2. Make the call, with all three credentials.
const headers = { Authorization: \`Bearer \${accessToken}\`, SECRET_KEY, businessId: BUSINESS_ID };
console.log(await call('${path}', { headers }));`;
}

function nodeWithSdk({ origin, path }: Place): string {
  const call = path === firstPath(true) ? 'accountDetails' : 'details';
  return `// first-call.mjs, run with: npm install @interstellas/sdk && node first-call.mjs
import { Interstellas } from '@interstellas/sdk';

const { API_URL, API_EMAIL, API_PASSWORD, SECRET_KEY, BUSINESS_ID } = process.env;

// It signs in by itself, and again when the token has ended.
const client = new Interstellas({
  baseUrl: API_URL,
  email: API_EMAIL,
  password: API_PASSWORD,
  secretKey: SECRET_KEY,
  businessId: BUSINESS_ID,${isInsecure(origin) ? '\n  allowInsecure: true,' : ''}
});

console.log(await client.businesses.${call}());`;
}

/** Over plain HTTP to another machine the SDK sends credentials only when it is told to. */
function isInsecure(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function python({ path }: Place): string {
  return `# first_call.py, run with: python3 first_call.py
import json, os
from urllib.error import HTTPError
from urllib.request import Request, urlopen

def call(path, headers, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = Request(os.environ["API_URL"] + path, data, headers)
    try:
        return json.load(urlopen(request))["data"]
    except HTTPError as refusal:
        raise SystemExit(f"{refusal.code} {refusal.read().decode()}")

# 1. Sign in for an access token. It is good for an hour.
user = call("/auth/signin", {"Content-Type": "application/json"}, {
    "email": os.environ["API_EMAIL"], "password": os.environ["API_PASSWORD"],
})

# 2. Make the call, with all three credentials.
print(call("${path}", {
    "Authorization": "Bearer " + user["accessToken"],
    "SECRET_KEY": os.environ["SECRET_KEY"],
    "businessId": os.environ["BUSINESS_ID"],
}))`;
}
