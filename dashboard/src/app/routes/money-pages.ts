/** The pages about money and who is paid. Each is a file in `pages/`, loaded when it is needed; its filters are declared here. */

import { createRoute } from '@tanstack/react-router';
import { businessRoute } from './parents.tsx';
import { page, texts } from './route-parts.ts';

export const accountsRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/accounts',
  staticData: { title: 'Account', permission: 'accounts:read' },
  component: page(() => import('../../pages/accounts/accounts-page.tsx'), 'AccountsPage'),
});

export const statementsRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/statements',
  staticData: { title: 'Statements', permission: 'transactions:read' },
  validateSearch: texts('accountNumber', 'from', 'to'),
  component: page(() => import('../../pages/statements/statements-page.tsx'), 'StatementsPage'),
});

export const transactionsRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/transactions',
  staticData: { title: 'Transactions', permission: 'transactions:read' },
  validateSearch: texts(
    'from',
    'to',
    'direction',
    'status',
    'kind',
    'accountNumber',
    'reference',
    'amount',
    'minimumAmount',
    'maximumAmount',
  ),
  component: page(() => import('../../pages/transactions/transactions-page.tsx'), 'TransactionsPage'),
});

export const transactionRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/transactions/$transactionId',
  staticData: { title: 'Transaction', permission: 'transactions:read' },
  component: page(() => import('../../pages/transactions/transaction-page.tsx'), 'TransactionPage'),
});

export const transfersRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/transfers',
  staticData: { title: 'Transfers', permission: 'transactions:read' },
  validateSearch: texts('status', 'reference', 'from', 'to'),
  component: page(() => import('../../pages/transfers/transfers-page.tsx'), 'TransfersPage'),
});

export const newTransferRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/transfers/new',
  staticData: { title: 'New transfer', permission: 'transfers:create' },
  validateSearch: texts('from', 'accountNumber', 'bankCode'),
  component: page(() => import('../../pages/transfers/new-transfer-page.tsx'), 'NewTransferPage'),
});

export const bulkTransferRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/transfers/bulk',
  staticData: { title: 'Bulk transfer', permission: 'transfers:create' },
  component: page(() => import('../../pages/transfers/bulk-transfer-page.tsx'), 'BulkTransferPage'),
});

export const transferRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/transfers/$reference',
  staticData: { title: 'Transfer', permission: 'transactions:read' },
  component: page(() => import('../../pages/transfers/transfer-page.tsx'), 'TransferPage'),
});

export const payoutsRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/payouts',
  staticData: { title: 'Payouts', permission: 'payouts:read' },
  component: page(() => import('../../pages/payouts/payouts-page.tsx'), 'PayoutsPage'),
});

export const virtualAccountsRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/virtual-accounts',
  staticData: { title: 'Virtual accounts', permission: 'virtual-accounts:read' },
  validateSearch: texts('status', 'type', 'reference', 'accountNumber'),
  component: page(() => import('../../pages/virtual-accounts/virtual-accounts-page.tsx'), 'VirtualAccountsPage'),
});

export const newVirtualAccountRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/virtual-accounts/new',
  staticData: { title: 'New virtual account', permission: 'virtual-accounts:manage' },
  component: page(() => import('../../pages/virtual-accounts/new-virtual-account-page.tsx'), 'NewVirtualAccountPage'),
});

export const virtualAccountRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/virtual-accounts/$virtualAccountId',
  staticData: { title: 'Virtual account', permission: 'virtual-accounts:read' },
  component: page(() => import('../../pages/virtual-accounts/virtual-account-page.tsx'), 'VirtualAccountPage'),
});

export const inboundPaymentsRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/inbound-payments',
  staticData: { title: 'Inbound payments', permission: 'virtual-accounts:read' },
  validateSearch: texts('status', 'refundStatus', 'accountNumber', 'sessionId', 'from', 'to'),
  component: page(() => import('../../pages/inbound-payments/inbound-payments-page.tsx'), 'InboundPaymentsPage'),
});

export const suspenseRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/suspense',
  staticData: { title: 'Suspense', permission: 'virtual-accounts:read' },
  validateSearch: texts('refundStatus', 'accountNumber', 'sessionId', 'from', 'to'),
  component: page(() => import('../../pages/inbound-payments/suspense-page.tsx'), 'SuspensePage'),
});

export const inboundPaymentRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/inbound-payments/$transactionId',
  staticData: { title: 'Inbound payment', permission: 'virtual-accounts:read' },
  component: page(() => import('../../pages/inbound-payments/inbound-payment-page.tsx'), 'InboundPaymentPage'),
});

export const customersRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/customers',
  staticData: { title: 'Customers', permission: 'customers:read' },
  validateSearch: texts('name', 'email', 'nuban'),
  component: page(() => import('../../pages/customers/customers-page.tsx'), 'CustomersPage'),
});

export const newCustomerRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/customers/new',
  staticData: { title: 'New customer', permission: 'customers:manage' },
  component: page(() => import('../../pages/customers/new-customer-page.tsx'), 'NewCustomerPage'),
});

export const customerRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/customers/$customerId',
  staticData: { title: 'Customer', permission: 'customers:read' },
  component: page(() => import('../../pages/customers/customer-page.tsx'), 'CustomerPage'),
});
