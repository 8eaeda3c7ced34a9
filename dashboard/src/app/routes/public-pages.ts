/** The pages of people who are not signed in. Each is a file in `pages/`, loaded when it is needed; its filters are declared here. */

import { createRoute } from '@tanstack/react-router';
import { publicRoute } from './parents.tsx';
import { page, texts } from './route-parts.ts';

export const signInRoute = createRoute({
  getParentRoute: () => publicRoute,
  path: '/sign-in',
  staticData: { title: 'Sign in' },
  validateSearch: texts('return'),
  component: page(() => import('../../pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

export const signUpRoute = createRoute({
  getParentRoute: () => publicRoute,
  path: '/sign-up',
  staticData: { title: 'Sign up' },
  component: page(() => import('../../pages/sign-up/sign-up-page.tsx'), 'SignUpPage'),
});

export const verifyEmailRoute = createRoute({
  getParentRoute: () => publicRoute,
  path: '/verify-email',
  staticData: { title: 'Verify your e-mail' },
  component: page(() => import('../../pages/verify-email/verify-email-page.tsx'), 'VerifyEmailPage'),
});

export const forgotPasswordRoute = createRoute({
  getParentRoute: () => publicRoute,
  path: '/forgot-password',
  staticData: { title: 'Forgot your password?' },
  component: page(() => import('../../pages/forgot-password/forgot-password-page.tsx'), 'ForgotPasswordPage'),
});

export const resetPasswordRoute = createRoute({
  getParentRoute: () => publicRoute,
  path: '/reset-password',
  staticData: { title: 'Choose a new password' },
  component: page(() => import('../../pages/reset-password/reset-password-page.tsx'), 'ResetPasswordPage'),
});

export const acceptInvitationRoute = createRoute({
  getParentRoute: () => publicRoute,
  path: '/accept-invitation',
  staticData: { title: 'Accept the invitation' },
  component: page(() => import('../../pages/accept-invitation/accept-invitation-page.tsx'), 'AcceptInvitationPage'),
});

export const confirmEmailRoute = createRoute({
  getParentRoute: () => publicRoute,
  path: '/confirm-email',
  staticData: { title: 'Confirm your new e-mail' },
  component: page(() => import('../../pages/confirm-email/confirm-email-page.tsx'), 'ConfirmEmailPage'),
});

export const mailCatcherRoute = createRoute({
  getParentRoute: () => publicRoute,
  path: '/mail',
  staticData: { title: 'Caught mail' },
  validateSearch: texts('to'),
  component: page(() => import('../../pages/mail/mail-page.tsx'), 'MailPage'),
});
