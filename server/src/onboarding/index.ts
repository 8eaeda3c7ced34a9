/** The face of the onboarding room: signing up. */

export { createOnboarding, type Onboarding, type SignedUp, type SignUpOrigin } from './operations.ts';
