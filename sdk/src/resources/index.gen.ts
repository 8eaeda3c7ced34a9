/** Every noun of the API, as a property of the client. Generated from the routes by "npm run generate": edit those, not this file. */

import type { Caller } from '../caller.ts';
import { about } from './about.gen.ts';
import { auditEvents } from './audit-events.gen.ts';
import { auth } from './auth.gen.ts';
import { banks } from './banks.gen.ts';
import { businesses } from './businesses.gen.ts';
import { customers } from './customers.gen.ts';
import { health } from './health.gen.ts';
import { inboundPayments } from './inbound-payments.gen.ts';
import { jwks } from './jwks.gen.ts';
import { keys } from './keys.gen.ts';
import { members } from './members.gen.ts';
import { metrics } from './metrics.gen.ts';
import { openapi } from './openapi.gen.ts';
import { payouts } from './payouts.gen.ts';
import { rail } from './rail.gen.ts';
import { requests } from './requests.gen.ts';
import { sandbox } from './sandbox.gen.ts';
import { secretScanning } from './secret-scanning.gen.ts';
import { transactions } from './transactions.gen.ts';
import { transfers } from './transfers.gen.ts';
import { virtualAccounts } from './virtual-accounts.gen.ts';
import { webhooks } from './webhooks.gen.ts';

export abstract class Resources {
  readonly auth: ReturnType<typeof auth>;
  readonly jwks: ReturnType<typeof jwks>;
  readonly keys: ReturnType<typeof keys>;
  readonly secretScanning: ReturnType<typeof secretScanning>;
  readonly businesses: ReturnType<typeof businesses>;
  readonly banks: ReturnType<typeof banks>;
  readonly customers: ReturnType<typeof customers>;
  readonly members: ReturnType<typeof members>;
  readonly webhooks: ReturnType<typeof webhooks>;
  readonly auditEvents: ReturnType<typeof auditEvents>;
  readonly requests: ReturnType<typeof requests>;
  readonly rail: ReturnType<typeof rail>;
  readonly virtualAccounts: ReturnType<typeof virtualAccounts>;
  readonly inboundPayments: ReturnType<typeof inboundPayments>;
  readonly transfers: ReturnType<typeof transfers>;
  readonly transactions: ReturnType<typeof transactions>;
  readonly payouts: ReturnType<typeof payouts>;
  readonly sandbox: ReturnType<typeof sandbox>;
  readonly about: ReturnType<typeof about>;
  readonly health: ReturnType<typeof health>;
  readonly metrics: ReturnType<typeof metrics>;
  readonly openapi: ReturnType<typeof openapi>;

  constructor(caller: Caller) {
    this.auth = auth(caller);
    this.jwks = jwks(caller);
    this.keys = keys(caller);
    this.secretScanning = secretScanning(caller);
    this.businesses = businesses(caller);
    this.banks = banks(caller);
    this.customers = customers(caller);
    this.members = members(caller);
    this.webhooks = webhooks(caller);
    this.auditEvents = auditEvents(caller);
    this.requests = requests(caller);
    this.rail = rail(caller);
    this.virtualAccounts = virtualAccounts(caller);
    this.inboundPayments = inboundPayments(caller);
    this.transfers = transfers(caller);
    this.transactions = transactions(caller);
    this.payouts = payouts(caller);
    this.sandbox = sandbox(caller);
    this.about = about(caller);
    this.health = health(caller);
    this.metrics = metrics(caller);
    this.openapi = openapi(caller);
  }
}
