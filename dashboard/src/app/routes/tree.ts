/** All routes, each under its parent. */

import * as businessPages from './business-pages.ts';
import * as moneyPages from './money-pages.ts';
import { businessRoute, indexRoute, publicRoute, rootRoute, signedInRoute } from './parents.tsx';
import * as publicPages from './public-pages.ts';

export const routeTree = rootRoute.addChildren([
  publicRoute.addChildren([
    publicPages.signInRoute,
    publicPages.signUpRoute,
    publicPages.verifyEmailRoute,
    publicPages.forgotPasswordRoute,
    publicPages.resetPasswordRoute,
    publicPages.acceptInvitationRoute,
    publicPages.confirmEmailRoute,
    publicPages.mailCatcherRoute,
  ]),
  signedInRoute.addChildren([
    indexRoute,
    businessPages.profileRoute,
    businessPages.securityRoute,
    businessPages.newBusinessRoute,
    businessRoute.addChildren([
      businessPages.homeRoute,
      businessPages.firstStepsRoute,
      businessPages.registrationRoute,
      moneyPages.accountsRoute,
      moneyPages.statementsRoute,
      moneyPages.transactionsRoute,
      moneyPages.transactionRoute,
      moneyPages.transfersRoute,
      moneyPages.newTransferRoute,
      moneyPages.bulkTransferRoute,
      moneyPages.transferRoute,
      moneyPages.payoutsRoute,
      moneyPages.virtualAccountsRoute,
      moneyPages.newVirtualAccountRoute,
      moneyPages.virtualAccountRoute,
      moneyPages.inboundPaymentsRoute,
      moneyPages.suspenseRoute,
      moneyPages.inboundPaymentRoute,
      moneyPages.customersRoute,
      moneyPages.newCustomerRoute,
      moneyPages.customerRoute,
      businessPages.banksRoute,
      businessPages.webhooksRoute,
      businessPages.webhookEventsRoute,
      businessPages.webhookEventRoute,
      businessPages.requestLogRoute,
      businessPages.sandboxRoute,
      businessPages.sandboxMailRoute,
      businessPages.apiKeysRoute,
      businessPages.membersRoute,
      businessPages.rolesRoute,
      businessPages.invitationsRoute,
      businessPages.auditLogRoute,
    ]),
  ]),
]);
