/** The wire shapes of customers. */

import { type Static, Type } from 'typebox';
import type { Account } from '../ledger/index.ts';
import { id, patterned, text, timestamp } from '../platform/schema.ts';
import { dayInLagos } from '../tariff/index.ts';
import type { Customer, OpenedCustomer } from './operations/customers.ts';
import type { Correction, Particulars } from './rules.ts';
import type { CustomerFilter, ListedCustomer } from './store.ts';

/** A text that may be empty or left out, as clients send what they do not know. */
function optionalText(maxLength: number, description: string, example: string) {
  const pattern = '^[^\\p{Cc}\\p{Cs}]*$';
  return Type.Optional(
    patterned(pattern, 'must not hold control characters', { maxLength, description, examples: [example] }),
  );
}

const name = (description: string, example: string) => text({ maxLength: 100, description, examples: [example] });

export const CreateCustomerBody = Type.Object({
  firstName: name('As registered for the BVN.', 'Ngozi'),
  lastName: name('As registered for the BVN.', 'Bello'),
  otherNames: optionalText(200, 'As registered for the BVN, or initials.', 'Amara'),
  bvn: patterned('^[0-9]{11}$', 'must be a Bank Verification Number of 11 digits', { examples: ['22212345678'] }),
  phoneNo: patterned('^\\+?[0-9]{7,15}$', 'must be a phone number of 7 to 15 digits', {
    examples: ['+2348030000008'],
  }),
  gender: optionalText(20, 'Kept as it is given.', 'female'),
  email: Type.Optional(
    patterned('^(?:[^\\s@\\p{Cc}\\p{Cs}]+@[^\\s@\\p{Cc}\\p{Cs}]+)?$', 'must be an e-mail address', {
      maxLength: 254,
      examples: ['ngozi@example.com'],
    }),
  ),
  dateOfBirth: patterned('^\\d{4}-\\d{2}-\\d{2}(?:T[0-9:.Z+-]{1,30})?$', 'must be a day of the form YYYY-MM-DD', {
    description: 'As registered for the BVN. A time behind it is ignored.',
    examples: ['1988-03-14'],
  }),
  placeOfBirth: optionalText(100, 'Kept as it is given.', 'Enugu'),
  address: optionalText(300, 'Kept as it is given; needed for tier 3.', '12 Broad Street, Lagos Island'),
  nationalIdentityNo: Type.Optional(
    patterned('^(?:[0-9]{11})?$', 'must be a National Identity Number of 11 digits', {
      description: 'Kept as it is given; needed for tier 3.',
      examples: ['12345678901'],
    }),
  ),
});

const { bvn: _bvn, dateOfBirth: _dateOfBirth, ...CORRECTABLE } = CreateCustomerBody.properties;

export const UpdateCustomerBody = Type.Partial(Type.Object(CORRECTABLE), {
  description: 'What is left out stays; an empty text takes away what was known.',
});

const tier = () =>
  Type.Integer({ description: 'How well the customer is known, 1 to 3: limits depend on it.', examples: [3] });

const shown = (example: string, description?: string) =>
  Type.String({ examples: [example], ...(description === undefined ? {} : { description }) });

const Details = Type.Object({
  firstName: shown('Ngozi'),
  lastName: shown('Bello'),
  otherNames: shown('Amara'),
  bvn: shown('22212345678'),
  phoneNo: shown('+2348030000008'),
  gender: shown('female'),
  email: shown('ngozi@example.com'),
  dateOfBirth: shown('1988-03-14'),
  placeOfBirth: shown('Enugu'),
  address: shown('12 Broad Street, Lagos Island'),
  nationalIdentityNo: shown('12345678901'),
});

const AccountDetails = Type.Object({
  accountNumber: shown('9000000015', 'NUBAN, ten digits.'),
  accountType: shown('savings'),
  availableBalance: shown('0', 'Kobo, as digits.'),
  withdrawableBalance: shown('0', 'Kobo, as digits.'),
  customerId: id('customer'),
});

export const CreatedCustomer = Type.Object({
  customerDetails: Type.Object(Details.properties, { description: 'As they were sent; empty where they were not.' }),
  account_details: AccountDetails,
  tier: tier(),
});

const LISTED = {
  id: id('customer'),
  name: shown('Ngozi Amara Bello'),
  phoneNo: shown('+2348030000008'),
  email: shown('ngozi@example.com', 'Empty when none is known.'),
  dateCreated: timestamp('When the account was opened.'),
  nuban: shown('9000000015', 'Account number.'),
  tier: tier(),
};

export const CustomerItem = Type.Object(LISTED);

export const CustomerFilters = Type.Object({
  name: Type.Optional(
    text({ maxLength: 200, description: 'Beginning of the name; capitals and accents make no difference.' }),
  ),
  email: Type.Optional(text({ maxLength: 254, description: 'The whole address; capitals make no difference.' })),
  nuban: Type.Optional(
    patterned('^[0-9]{10}$', 'must be an account number of ten digits', { description: 'Account number.' }),
  ),
});

const HIDDEN = 'All but the last four digits hidden.';

export const CustomerDetails = Type.Object({
  ...LISTED,
  ...Details.properties,
  bvn: shown('*******5678', HIDDEN),
  nationalIdentityNo: shown('*******8901', `${HIDDEN} Empty when none is known.`),
  account_details: AccountDetails,
});

export const CustomerParams = Type.Object({ id: id('customer', { description: 'The customer.' }) });

export const BalanceParams = Type.Object({
  accountNumber: patterned('^[0-9]{10}$', 'must be an account number of ten digits', {
    description: 'Of a customer.',
    examples: ['9000000015'],
  }),
});

export const CustomerBalance = Type.Object({
  accountNumber: shown('9000000015'),
  availableBalance: shown('0', 'Kobo, as digits; without what is on its way to somebody else.'),
  financialDate: shown('2026-07-01', 'The day in Lagos.'),
});

/** What was left out stays. */
export function toCorrection(body: Static<typeof UpdateCustomerBody>): Correction {
  const { firstName, lastName, otherNames, phoneNo, gender, email, placeOfBirth, address, nationalIdentityNo } = body;
  const given = { firstName, lastName, otherNames, phoneNo, gender, email, placeOfBirth, address, nationalIdentityNo };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** What was left out is empty. */
export function toParticulars(body: Static<typeof CreateCustomerBody>): Particulars {
  const {
    firstName,
    lastName,
    bvn,
    phoneNo,
    dateOfBirth,
    otherNames = '',
    gender = '',
    email = '',
    placeOfBirth = '',
    address = '',
    nationalIdentityNo = '',
  } = body;
  const given = { firstName, lastName, otherNames, bvn, phoneNo, gender, email, dateOfBirth, placeOfBirth, address };
  return { ...given, nationalIdentityNo };
}

const ACCOUNT_TYPE = 'savings';

/** A new account is empty. */
export function toCreated(customerDetails: Particulars, { id: customerId, accountNumber, tier: of }: OpenedCustomer) {
  const balances = { availableBalance: '0', withdrawableBalance: '0' };
  return {
    customerDetails,
    account_details: { accountNumber, accountType: ACCOUNT_TYPE, ...balances, customerId },
    tier: of,
  };
}

export function toItem({ accountNumber: nuban, createdAt, ...customer }: ListedCustomer) {
  const { id: customerId, name: fullName, phoneNo, email, tier: of } = customer;
  return { id: customerId, name: fullName, phoneNo, email, dateCreated: createdAt.toISOString(), nuban, tier: of };
}

export function toCustomer(customer: Customer) {
  const { firstName, lastName, otherNames, bvn, gender, dateOfBirth, placeOfBirth, address } = customer;
  const balance = customer.account.balanceKobo.toString();
  return {
    ...toItem(customer),
    ...{ firstName, lastName, otherNames, bvn, gender, dateOfBirth, placeOfBirth, address },
    nationalIdentityNo: customer.nationalIdentityNo,
    account_details: {
      accountNumber: customer.accountNumber,
      accountType: ACCOUNT_TYPE,
      availableBalance: balance,
      withdrawableBalance: balance,
      customerId: customer.id,
    },
  };
}

export function toBalance({ accountNumber, balanceKobo }: Account, at: Date) {
  return { accountNumber, availableBalance: balanceKobo.toString(), financialDate: dayInLagos(at) };
}

export function toFilter(
  { businessId }: Pick<CustomerFilter, 'businessId'>,
  query: Static<typeof CustomerFilters>,
): CustomerFilter {
  const { name: nameStart = null, email = null, nuban: accountNumber = null } = query;
  return { businessId, nameStart, email, accountNumber };
}
