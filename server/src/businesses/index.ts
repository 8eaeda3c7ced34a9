/** The face of the businesses room: client accounts, businesses, their members, and what roles permit. */

export {
  type AccountDetails,
  type BusinessDetails,
  type Businesses,
  createBusinesses,
} from './operations/businesses.ts';
export { type BusinessRegistration, createBusinessRegistration } from './operations/registration.ts';
export { PERMISSIONS, type Permission, ROLES, type Role, rolePermits } from './permissions.ts';
export {
  builtInName,
  builtInRole,
  customRole,
  isOwner,
  type MemberRole,
  type RoleColumns,
  type RoleRow,
  readRole,
  roleColumns,
} from './roles.ts';
export { accountsOfUser, type BusinessSummary, type Membership, type Standing } from './store/businesses.ts';
export type { Business } from './view.ts';
