/** The examination: each part is looked at as far as what it needs was found well. */

import { ConfigError } from '../../config.ts';
import { checkSmtp } from '../../mail/index.ts';
import type { Context } from '../command.ts';
import { examineDatabase } from './database.ts';
import { broken, doubtful, type Finding, reason, well } from './finding.ts';
import { examineFolder } from './folder.ts';
import { examineHeaders } from './headers.ts';

export async function diagnose(context: Context, { url }: { readonly url: string | undefined }): Promise<Finding[]> {
  // Asking through the proxies needs no settings: it also works from another machine.
  const headers = url === undefined ? [] : await examineHeaders(url);
  try {
    context.config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...error.problems.map((problem) => broken(problem, 'See docs/configuration.md.')), ...headers];
  }
  return [
    well('Settings'),
    ...(await examineFolder(context.config())),
    ...(await examineDatabase(context)),
    ...(await examineMail(context)),
    ...headers,
  ];
}

async function examineMail(context: Context): Promise<Finding[]> {
  const { environment, smtp } = context.config();
  if (smtp === undefined) {
    return environment === 'sandbox'
      ? [well('Mail: none is sent; the sandbox keeps it, see GET /sandbox/mail')]
      : [doubtful('Mail: no mail server is set', 'Set INTERSTELLAS_SMTP_URL.')];
  }
  try {
    await checkSmtp(smtp.url);
    return [well('Mail: the mail server answers and lets us in')];
  } catch (error) {
    return [broken(`Mail: ${reason(error)}`, 'Check INTERSTELLAS_SMTP_URL, its user and password, and the network.')];
  }
}
