/** The pages about people, businesses and what their programs do. Each is a file in `pages/`, loaded when it is needed; its filters are declared here. */

import { createRoute } from '@tanstack/react-router';
import { businessRoute, signedInRoute } from './parents.tsx';
import { page, texts } from './route-parts.ts';

export const profileRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/profile',
  staticData: { title: 'Profile' },
  component: page(() => import('../../pages/profile/profile-page.tsx'), 'ProfilePage'),
});

export const securityRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/profile/security',
  staticData: { title: 'Security' },
  component: page(() => import('../../pages/profile/security-page.tsx'), 'SecurityPage'),
});

export const newBusinessRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/businesses/new',
  staticData: { title: 'New business' },
  component: page(() => import('../../pages/businesses/new-business-page.tsx'), 'NewBusinessPage'),
});

export const homeRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/',
  staticData: { title: 'Home' },
  component: page(() => import('../../pages/home/home-page.tsx'), 'HomePage'),
});

export const firstStepsRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/first-steps',
  staticData: { title: 'First steps' },
  component: page(() => import('../../pages/first-steps/first-steps-page.tsx'), 'FirstStepsPage'),
});

export const registrationRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/registration',
  staticData: { title: 'Business', permission: 'businesses:read' },
  component: page(() => import('../../pages/registration/registration-page.tsx'), 'RegistrationPage'),
});

export const banksRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/banks',
  staticData: { title: 'Banks', permission: 'accounts:read' },
  validateSearch: texts('search'),
  component: page(() => import('../../pages/banks/banks-page.tsx'), 'BanksPage'),
});

export const webhooksRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/webhooks',
  staticData: { title: 'Webhooks', permission: 'webhooks:read' },
  component: page(() => import('../../pages/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
});

export const webhookEventsRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/webhooks/events',
  staticData: { title: 'Webhook events', permission: 'webhooks:read' },
  validateSearch: texts('type', 'state', 'objectId', 'from', 'to'),
  component: page(() => import('../../pages/webhooks/webhook-events-page.tsx'), 'WebhookEventsPage'),
});

export const webhookEventRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/webhooks/events/$eventId',
  staticData: { title: 'Webhook event', permission: 'webhooks:read' },
  component: page(() => import('../../pages/webhooks/webhook-event-page.tsx'), 'WebhookEventPage'),
});

export const requestLogRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/request-log',
  staticData: { title: 'Request log', permission: 'keys:read' },
  validateSearch: texts('keyId', 'requestId', 'operation', 'method', 'status', 'code', 'from', 'to', 'open'),
  component: page(() => import('../../pages/request-log/request-log-page.tsx'), 'RequestLogPage'),
});

export const sandboxRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/sandbox',
  staticData: { title: 'Sandbox' },
  component: page(() => import('../../pages/sandbox/sandbox-page.tsx'), 'SandboxPage'),
});

export const sandboxMailRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/sandbox/mail',
  staticData: { title: 'Caught mail' },
  validateSearch: texts('to'),
  component: page(() => import('../../pages/sandbox/sandbox-mail-page.tsx'), 'SandboxMailPage'),
});

export const apiKeysRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/api-keys',
  staticData: { title: 'API Keys', permission: 'keys:read' },
  validateSearch: texts('key', 'state'),
  component: page(() => import('../../pages/api-keys/api-keys-page.tsx'), 'ApiKeysPage'),
});

export const membersRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/team',
  staticData: { title: 'Team', permission: 'members:read' },
  component: page(() => import('../../pages/team/members-page.tsx'), 'MembersPage'),
});

export const rolesRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/team/roles',
  staticData: { title: 'Roles', permission: 'members:read' },
  component: page(() => import('../../pages/team/roles-page.tsx'), 'RolesPage'),
});

export const invitationsRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/team/invitations',
  staticData: { title: 'Invitations', permission: 'members:read' },
  component: page(() => import('../../pages/team/invitations-page.tsx'), 'InvitationsPage'),
});

export const auditLogRoute = createRoute({
  getParentRoute: () => businessRoute,
  path: '/audit-log',
  staticData: { title: 'Audit log', permission: 'audit:read' },
  validateSearch: texts('action', 'userId', 'keyId', 'objectId', 'from', 'to'),
  component: page(() => import('../../pages/audit-log/audit-log-page.tsx'), 'AuditLogPage'),
});
