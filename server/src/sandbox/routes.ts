/** The routes that only a sandbox has. */

import { Fault } from '../faults/index.ts';
import { routesFor } from '../http/route.ts';
import type { MailCatcher } from './catcher.ts';
import { LetterItem, LetterQuery, toLetterItem } from './schema.ts';

export interface SandboxServices {
  /** Undefined where a mail server takes the mail. */
  readonly mailCatcher: Pick<MailCatcher, 'list'> | undefined;
}

const route = routesFor<SandboxServices>();

export const sandboxRoutes = [
  route.list({
    id: 'sandbox.mail.list',
    method: 'GET',
    path: '/sandbox/mail',
    only: 'sandbox',
    // Whoever reads this mail can reset the password of every account of the sandbox.
    sameMachineOnly: true,
    access: { kind: 'public', why: 'Answered on the machine itself only; to everybody else it does not exist.' },
    tag: 'Sandbox',
    summary: 'List caught mail',
    description:
      'What a sandbox without a mail server would have sent, newest first: the latest 1,000 letters, for 7 days. Answered to callers on the same machine; to others, in production, and where `INTERSTELLAS_SMTP_URL` is set, the address does not exist.',
    query: LetterQuery,
    output: LetterItem,
    status: 200,
    message: 'Mail retrieved successfully',
    faults: [],
    handle: async ({ mailCatcher }, { query, page }) => {
      if (mailCatcher === undefined) throw new Fault('route.not_found');
      const { items, totalCount } = await mailCatcher.list(query.to, page);
      return { items: items.map(toLetterItem), totalCount };
    },
  }),
];
