/** The face of the businesses room: client accounts, businesses, their members, and what roles permit. */

export { type AccountDetails, type BusinessDetails, type Businesses, createBusinesses } from './operations.ts';
export { PERMISSIONS, type Permission, ROLES, type Role, rolePermits } from './permissions.ts';
export type { Business, BusinessSummary, Membership, Standing } from './store.ts';
