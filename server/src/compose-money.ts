/** The wiring of everything that moves money, in the order in which one is built on the other. Nothing is decided here. */

import type { Audit } from './audit/index.ts';
import { type Banks, createBanks, createBillers, createEnquiryLimit, createNameEnquiry } from './banks/index.ts';
import type { Businesses } from './businesses/index.ts';
import type { Config } from './config.ts';
import { createCustomers } from './customers/index.ts';
import type { IdentityCheck } from './identity-check/index.ts';
import { createInboundPayments, type InboundPayments } from './inbound-payments/index.ts';
import type { Ledger } from './ledger/index.ts';
import type { Mail } from './mail/index.ts';
import { createPayouts } from './payouts/index.ts';
import type { Changes } from './platform/changes.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import type { Ids } from './platform/ids.ts';
import type { Jobs } from './platform/jobs.ts';
import type { Log } from './platform/log.ts';
import type { Random } from './platform/random.ts';
import type { Pepper, Seal } from './platform/seal.ts';
import { createRail, createSessionIds, type Rail, type RailRoom } from './rail/index.ts';
import { createSimulatedRail } from './sandbox/index.ts';
import { createTariff } from './tariff/index.ts';
import { createTransactions } from './transactions/index.ts';
import { createFunds, createTransfers, type Transfers } from './transfers/index.ts';
import { createVirtualAccounts } from './virtual-accounts/index.ts';
import { createWebhooks } from './webhooks/index.ts';

export interface Ground {
  readonly audit: Audit;
  readonly businesses: Businesses;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly database: Database;
  readonly identityCheck: IdentityCheck;
  readonly ids: Ids;
  readonly jobs: Jobs;
  readonly ledger: Ledger;
  readonly log: Log;
  readonly mail: Mail;
  readonly mostCounted: number | undefined;
  readonly pepper: Pepper;
  readonly random: Random;
  readonly seal: Seal;
}

export function composeMoney(config: Config, ground: Ground) {
  const rail = createRail({ ...ground, environment: config.environment, settings: config.rail });
  const sessionIds = createSessionIds({ ...ground, nipCode: config.nipCode });
  const { banks, billers, customers, nameEnquiry } = composeReceivers(config, ground, rail);
  const transactions = createTransactions(ground);
  const webhooks = createWebhooks({
    ...ground,
    contactsOf: ground.businesses.contactsOf,
    targetRules: {
      environment: config.environment,
      privateTargets: config.webhookPrivateTargets,
      allowsLoopback: config.webhooksMayStayHere,
    },
  });
  const virtualAccounts = createVirtualAccounts({
    ...ground,
    ownBank: banks.own,
    temporalTtlSeconds: config.temporalAccountTtlSeconds,
  });
  const tariff = createTariff(config.tariff);
  const transfers = createTransfers({
    ...ground,
    banks,
    nameEnquiry,
    rail,
    sessionIds,
    tariff,
    tierOf: customers.tierOf,
    transactions,
    webhooks,
    admit: virtualAccounts.decide,
  });
  const inboundPayments = createInboundPayments({
    ...ground,
    banks,
    clientOf: ground.businesses.clientOf,
    tariff,
    tierOf: customers.tierOf,
    transactions,
    transfers,
    virtualAccounts,
    webhooks,
  });
  const funds = createFunds({ ...ground, banks, tariff, transfers });
  const { requireApproval } = ground.businesses;
  const payouts = createPayouts({ ...ground, funds, nameEnquiry, requireApproval, transfers });
  const simulatedRail = composeSimulatedRail(ground, { banks, inboundPayments, rail, transfers });
  rail.listen({ received: inboundPayments.received, settled: transfers.settled });
  return {
    banks,
    billers,
    customers,
    funds,
    inboundPayments,
    nameEnquiry,
    payouts,
    rail,
    railNotices: rail.notices,
    sessionIds,
    simulatedRail,
    tariff,
    transactions,
    transfers,
    virtualAccounts,
    webhooks,
  };
}

/** Who can be paid: accounts of our own, and those of other banks. */
function composeReceivers(config: Config, ground: Ground, rail: Rail) {
  const banks = createBanks({ code: config.institutionCode, nipCode: config.nipCode }, config.banks);
  const billers = createBillers({ ...ground, banks });
  const customers = createCustomers({ ...ground, checksPerHour: config.customerChecksPerHour });
  const enquiryLimit = createEnquiryLimit({
    perMinute: config.nameEnquiriesPerMinute,
    processes: ground.changes.processes,
  });
  const nameEnquiry = createNameEnquiry({
    ...ground,
    banks,
    billers,
    limit: enquiryLimit,
    rail,
    tierOf: customers.tierOf,
  });
  return { banks, billers, customers, nameEnquiry };
}

/** Undefined in production. */
function composeSimulatedRail(
  ground: Ground,
  rooms: {
    readonly banks: Banks;
    readonly inboundPayments: InboundPayments;
    readonly rail: RailRoom;
    readonly transfers: Transfers;
  },
) {
  const { banks, inboundPayments, rail, transfers } = rooms;
  const { simulator } = rail;
  if (simulator === undefined) return undefined;
  return createSimulatedRail({
    ...ground,
    simulator,
    nipCodeOf: (code) => banks.find(code)?.nipCode,
    outcomeOf: inboundPayments.outcomeOf,
    transferOf: transfers.find,
  });
}
