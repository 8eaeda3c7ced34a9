/** The one route of the rail: what the partner bank tells us by itself. */

import { routesFor } from '../http/route.ts';
import type { Notices } from './notices.ts';
import { NoticeBody, NoticeReceipt } from './schema.ts';

const route = routesFor<{ readonly railNotices: Notices }>();

export const railRoutes = [
  route.envelope({
    id: 'rail.notices.take',
    method: 'POST',
    path: '/rail/notices',
    access: { kind: 'public', why: 'The partner bank signs what it says instead.' },
    tag: 'Rail',
    summary: 'Take a notice of the partner bank',
    description:
      'Money that has come for an account, or how a transfer to another bank has ended. Signed with the secret that the operator shares with the partner (`INTERSTELLAS_RAIL_SECRET`), in the headers of Standard Webhooks; older than five minutes it is refused. Answered once it is in the books: until then the partner sends it again, which is harmless.',
    body: NoticeBody,
    signedBody: true,
    output: NoticeReceipt,
    status: 200,
    message: 'Notice taken successfully',
    faults: ['rail.not_configured', 'rail.signature_invalid'],
    handle: async ({ railNotices }, { body, raw }) => {
      await railNotices.take(body, raw());
      return { sessionId: body.sessionId };
    },
  }),
];
