/** The commands about people who sign in. */

import type { Core } from '../../compose.ts';
import type { Transaction } from '../../platform/database.ts';
import type { UserId } from '../../platform/ids.ts';
import { OperatorError } from '../../platform/operator-error.ts';
import { randomBase62, systemRandom } from '../../platform/random.ts';
import { type Command, type Context, done, failed, type Given, textOption } from '../command.ts';
import { userOf } from './accounts.ts';

const OPERANDS = [['<email>', 'the address that he signs in with, in any letter case']] as const;
const GENERATED_LENGTH = 24;

export const createUser: Command = {
  name: 'user create',
  operands: OPERANDS,
  options: [
    ['--first-name <name>', 'his first name'],
    ['--last-name <name>', 'his last name'],
    ['--phone <number>', 'his telephone number, such as +2348030000001'],
    ['--business <name>', 'also create a business of this name'],
    ['--generate-password', 'make a password and print it once'],
  ],
  summary: 'Create a user whose address needs no verification, with a client account and its keys.',
  details: 'The password is asked for, or read from the first line of standard input; it is never an argument.',
  examples: [
    'user create ada@example.com --first-name Ada --last-name Obi --phone +2348030000001 --generate-password',
    'user create ada@example.com --first-name Ada --last-name Obi --phone +2348030000001 < password.txt',
  ],
  async run(context, given) {
    const isGenerated = given.options['generatePassword'] === true;
    const registration = {
      email: given.operands[0] ?? '',
      firstName: textOption(given, 'firstName') ?? '',
      lastName: textOption(given, 'lastName') ?? '',
      phoneNo: textOption(given, 'phone') ?? '',
      ...(textOption(given, 'business') === undefined ? {} : { businessName: textOption(given, 'business') }),
      password: isGenerated ? randomBase62(systemRandom, GENERATED_LENGTH) : await askPassword(context),
    };
    await requireValid(registration);
    const { database, onboarding } = await context.core();
    const origin = { address: '', userAgent: 'interstellas user create' };
    const { user, clientId, business } = await onboarding.open(registration, origin, database.transaction);
    const made = { userId: user.id, clientId, businessId: business?.id ?? null };
    const password = isGenerated ? { password: registration.password } : {};
    const lines = [
      `Created ${user.email}: user ${user.id}, client account ${clientId}${business === null ? '' : `, business ${business.id}`}.`,
      ...(isGenerated ? [`Password, shown this once: ${registration.password}`] : []),
    ];
    return done(lines.join('\n'), { ...made, ...password });
  },
};

async function askPassword(context: Context): Promise<string> {
  return (await context.askSecret('Password (not shown): ')).normalize('NFC');
}

/** @throws OperatorError naming the values that are missing or not what they should be, by the names of their options. */
async function requireValid(registration: object): Promise<void> {
  const [{ Value }, { SignUpBody }] = await Promise.all([import('typebox/value'), import('../../identity/index.ts')]);
  if (Value.Check(SignUpBody, registration)) return;
  const fields = Value.Errors(SignUpBody, registration).map(({ instancePath }) => instancePath.split('/')[1] ?? '');
  const wrong = [...new Set(fields)].map((field) => NAMES[field] ?? field);
  throw new OperatorError(`Missing or not right: ${wrong.join(', ')}.`);
}

const NAMES: Readonly<Record<string, string>> = {
  email: 'the e-mail address',
  firstName: '--first-name',
  lastName: '--last-name',
  phoneNo: '--phone',
  businessName: '--business',
  password: 'the password',
};

type Act = (core: Core, transaction: Transaction, id: UserId) => Promise<boolean>;

/** A command that does one thing to one user, and leaves a trace of it in the audit of his client accounts. */
function act(
  command: Pick<Command, 'name' | 'summary' | 'details'>,
  step: { readonly action: string; readonly act: Act; readonly said: string; readonly refused: string },
): Command {
  return {
    ...command,
    operands: OPERANDS,
    examples: [`${command.name} ada@example.com`],
    async run(context, { operands: [email = ''] }: Given) {
      const core = await context.core();
      const id = await userOf(core, email);
      const isDone = await core.database.transaction(async (transaction) => {
        if (!(await step.act(core, transaction, id))) return false;
        await core.audit.recordForUser(transaction.sql, id, { action: step.action, objectId: id });
        return true;
      });
      return isDone ? done(`${step.said} ${email}.`, { userId: id }) : failed(step.refused);
    },
  };
}

export const disableUser = act(
  {
    name: 'user disable',
    summary: 'Refuse a user from the next request on, and end his sessions.',
  },
  {
    action: 'users.disable',
    act: ({ users }, transaction, id) => users.disable(transaction, id),
    said: 'Disabled',
    refused: 'There is no such user.',
  },
);

export const enableUser = act(
  { name: 'user enable', summary: 'Let a disabled user sign in again.' },
  {
    action: 'users.enable',
    act: ({ users }, transaction, id) => users.enable(transaction, id),
    said: 'Enabled',
    refused: 'That user is not disabled.',
  },
);

export const resetTwoFactor = act(
  {
    name: 'user reset-two-factor',
    summary: 'Remove all second factors of a user who has lost them.',
    details: 'Make sure that it is he who asks: from now on the password alone lets him in.',
  },
  {
    action: 'users.reset-two-factor',
    act: ({ secondFactors }, transaction, id) => secondFactors.reset(transaction, id),
    said: 'Removed the second factors of',
    refused: 'That user has no second factor.',
  },
);

export const unlockUser = act(
  { name: 'user unlock', summary: 'Let a user sign in again who was locked after too many failed attempts.' },
  {
    action: 'users.unlock',
    act: ({ users }, transaction, id) => users.unlock(transaction, id),
    said: 'Cleared the failed attempts of',
    refused: 'There is no such user.',
  },
);
