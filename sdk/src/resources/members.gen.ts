/** The methods of `client.members`. Generated from the routes by "npm run generate": edit those, not this file. */

import type { CallOptions, Caller, CreateOptions } from '../caller.ts';
import type { List } from '../pages.ts';
import { path } from '../path.ts';
import type {
  Invitation,
  Member,
  MemberCompleteRegistrationInput,
  MemberInvitationListQuery,
  MemberInviteInput,
  MemberLeaveInput,
  MemberListQuery,
  MemberRoleCreateInput,
  MemberRoleUpdateInput,
  MemberServiceCreateInput,
  MemberUpdateInput,
  Role,
  ServiceMemberCredentials,
} from '../types.gen.ts';

export const members = ({ list, send }: Caller) => ({
  /**
   * List members.
   *
   * The members of the business, people and programs, newest first.
   *
   * Needs the permission `members:read`.
   *
   * `GET /api/v1/clients/members`, in the reference at `/docs/reference` of the server.
   */
  list: (query: MemberListQuery = {}, options?: CallOptions): List<Member> =>
    list({ method: 'GET', path: '/clients/members', access: 'business', query }, options),

  /**
   * Invite a member.
   *
   * Sends a letter with a token that works once, for seven days. You cannot invite to a role that has more than you and
   * your key have. The answer does not tell whether the address has an account.
   *
   * Needs the permission `members:manage`.
   *
   * `POST /api/v1/clients/members`, in the reference at `/docs/reference` of the server.
   */
  invite: (input: MemberInviteInput, options?: CreateOptions): Promise<Invitation> =>
    send({ method: 'POST', path: '/clients/members', access: 'business', creates: true, body: input }, options),

  /**
   * Accept an invitation.
   *
   * Makes the invited person a member; sign in afterwards. If the invited address has an account, `password` must be
   * its password, and the names may be left out. Otherwise an account is made, and needs them. `SECRET_KEY` may be sent
   * and is not looked at. The inviter must still be allowed to give the role.
   *
   * Public: The token of the invitation says who is calling.
   *
   * `PATCH /api/v1/clients/members/complete-registration`, in the reference at `/docs/reference` of the server.
   */
  completeRegistration: (input: MemberCompleteRegistrationInput, options?: CallOptions): Promise<null> =>
    send({ method: 'PATCH', path: '/clients/members/complete-registration', access: 'public', body: input }, options),

  /**
   * Leave a business.
   *
   * Ends your own membership; needs no permission. The last owner cannot leave.
   *
   * Needs an access token.
   *
   * `POST /api/v1/clients/members/leave`, in the reference at `/docs/reference` of the server.
   */
  leave: (input: MemberLeaveInput, options?: CallOptions): Promise<null> =>
    send({ method: 'POST', path: '/clients/members/leave', access: 'session', body: input }, options),

  service: {
    /**
     * Create a service member.
     *
     * A member that is a program: it signs in with the credentials of this answer over `POST /auth/signin`, needs no
     * second factor, and gets no mail. It cannot be an owner.
     *
     * Needs the permission `members:manage`, and a sign-in within the last 15 minutes.
     *
     * `POST /api/v1/clients/members/service`, in the reference at `/docs/reference` of the server.
     */
    create: (input: MemberServiceCreateInput, options?: CreateOptions): Promise<ServiceMemberCredentials> =>
      send(
        {
          method: 'POST',
          path: '/clients/members/service',
          access: 'business',
          creates: true,
          body: input,
        },
        options,
      ),
  },

  roles: {
    /**
     * List roles.
     *
     * The built-in roles, whose ids are the same everywhere, and those of the client account.
     *
     * Needs the permission `members:read`.
     *
     * `GET /api/v1/clients/members/roles`, in the reference at `/docs/reference` of the server.
     */
    list: (options?: CallOptions): Promise<readonly Role[]> =>
      send({ method: 'GET', path: '/clients/members/roles', access: 'business' }, options),

    /**
     * Create a role.
     *
     * A named set of permissions for all businesses of the client account, at most 50 of them. It cannot have more than
     * you and your key have.
     *
     * Needs the permission `roles:manage`.
     *
     * `POST /api/v1/clients/members/roles`, in the reference at `/docs/reference` of the server.
     */
    create: (input: MemberRoleCreateInput, options?: CreateOptions): Promise<Role> =>
      send({ method: 'POST', path: '/clients/members/roles', access: 'business', creates: true, body: input }, options),

    /**
     * Change a role.
     *
     * Counts for everybody who has the role from the next request on, in every business: in each of them you need all
     * that the role has and is to have.
     *
     * Needs the permission `roles:manage`.
     *
     * `PATCH /api/v1/clients/members/roles/{id}`, in the reference at `/docs/reference` of the server.
     */
    update: (id: string, input: MemberRoleUpdateInput = {}, options?: CallOptions): Promise<Role> =>
      send({ method: 'PATCH', path: path`/clients/members/roles/${id}`, access: 'business', body: input }, options),

    /**
     * Delete a role.
     *
     * Refused as long as somebody has it or is invited to it.
     *
     * Needs the permission `roles:manage`.
     *
     * `DELETE /api/v1/clients/members/roles/{id}`, in the reference at `/docs/reference` of the server.
     */
    delete: (id: string, options?: CallOptions): Promise<null> =>
      send({ method: 'DELETE', path: path`/clients/members/roles/${id}`, access: 'business' }, options),
  },

  invitations: {
    /**
     * List invitations.
     *
     * Those that nobody accepted yet, newest first; expired ones for a month more.
     *
     * Needs the permission `members:read`.
     *
     * `GET /api/v1/clients/members/invitations`, in the reference at `/docs/reference` of the server.
     */
    list: (query: MemberInvitationListQuery = {}, options?: CallOptions): List<Invitation> =>
      list({ method: 'GET', path: '/clients/members/invitations', access: 'business', query }, options),

    /**
     * Send an invitation again.
     *
     * With a new token, for another seven days; the old token is void. You are the inviter from then on.
     *
     * Needs the permission `members:manage`.
     *
     * `POST /api/v1/clients/members/invitations/{id}/resend`, in the reference at `/docs/reference` of the server.
     */
    resend: (id: string, options?: CallOptions): Promise<Invitation> =>
      send({ method: 'POST', path: path`/clients/members/invitations/${id}/resend`, access: 'business' }, options),

    /**
     * Cancel an invitation.
     *
     * Its token is void at once.
     *
     * Needs the permission `members:manage`.
     *
     * `DELETE /api/v1/clients/members/invitations/{id}`, in the reference at `/docs/reference` of the server.
     */
    cancel: (id: string, options?: CallOptions): Promise<null> =>
      send({ method: 'DELETE', path: path`/clients/members/invitations/${id}`, access: 'business' }, options),
  },

  /**
   * Change a member.
   *
   * Another role, or whether the membership is active; counts from the next request on. You cannot give, change or take
   * away more than you and your key have, and only owners deal with owners. A business keeps at least one active owner.
   *
   * Needs the permission `members:manage`.
   *
   * `PATCH /api/v1/clients/members/{id}`, in the reference at `/docs/reference` of the server.
   */
  update: (id: string, input: MemberUpdateInput = {}, options?: CallOptions): Promise<null> =>
    send({ method: 'PATCH', path: path`/clients/members/${id}`, access: 'business', body: input }, options),

  /**
   * Remove a member.
   *
   * Counts from the next request on. A service member can then no longer sign in.
   *
   * Needs the permission `members:manage`.
   *
   * `DELETE /api/v1/clients/members/{id}`, in the reference at `/docs/reference` of the server.
   */
  remove: (id: string, options?: CallOptions): Promise<null> =>
    send({ method: 'DELETE', path: path`/clients/members/${id}`, access: 'business' }, options),

  /**
   * Replace the password of a service member.
   *
   * The old password and every session with it are void at once.
   *
   * Needs the permission `members:manage`, and a sign-in within the last 15 minutes.
   *
   * `POST /api/v1/clients/members/{id}/rotate-credentials`, in the reference at `/docs/reference` of the server.
   */
  rotateCredentials: (id: string, options?: CallOptions): Promise<ServiceMemberCredentials> =>
    send({ method: 'POST', path: path`/clients/members/${id}/rotate-credentials`, access: 'business' }, options),
});
