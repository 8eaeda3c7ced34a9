/** Two small servers that take events and check where they come from. */

import type { ReactElement } from 'react';
import { Snippets } from '../../ui/code-block.tsx';

const node = `import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { verifyWebhook } from '@interstellas/sdk';

const secret = process.env.WEBHOOK_SECRET; // whsec_…

createServer(async (request, response) => {
  const payload = await text(request); // the body as it arrived
  const { headers } = request;
  const event = await verifyWebhook({ payload, headers, secret }).catch(() => undefined);
  if (event !== undefined) console.log(event.event, event.eventId);
  response.writeHead(event === undefined ? 401 : 204).end();
}).listen(8080);`;

const python = `import base64, hashlib, hmac, json, os, time
from http.server import BaseHTTPRequestHandler, HTTPServer

KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))

def is_from_interstellas(headers, body):
    sent_at = headers.get("webhook-timestamp", "")
    if not sent_at.isdigit() or abs(time.time() - int(sent_at)) > 300:
        return False
    signed = f"{headers.get('webhook-id', '')}.{sent_at}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest()).decode()
    # Two signatures while the secret is rotated: one of them must be right.
    given = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(one.encode(), expected.encode()) for one in given)

class Webhook(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        genuine = is_from_interstellas(self.headers, body)
        self.send_response(204 if genuine else 401)
        self.end_headers()
        if genuine:
            event = json.loads(body)
            print(event["event"], event["eventId"], flush=True)

HTTPServer(("", 8080), Webhook).serve_forever()`;

export function VerificationSnippets(): ReactElement {
  return (
    <Snippets
      label="Programs that check webhooks"
      snippets={[
        { language: 'Node.js', code: node },
        { language: 'Python', code: python },
      ]}
    />
  );
}
