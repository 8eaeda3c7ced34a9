/** Which column of a file holds what: found by its head, or said by the person. Pure. */

export type Field = 'bank' | 'accountNumber' | 'amount' | 'narration' | 'reference';

/** The index of the column of each field; absent where the file has none. */
export type Columns = Partial<Record<Field, number>>;

export const FIELDS: readonly { readonly field: Field; readonly label: string; readonly isOptional: boolean }[] = [
  { field: 'bank', label: 'Bank', isOptional: false },
  { field: 'accountNumber', label: 'Account number', isOptional: false },
  { field: 'amount', label: 'Amount in naira', isOptional: false },
  { field: 'narration', label: 'Narration', isOptional: false },
  { field: 'reference', label: 'Reference', isOptional: true },
];

/** What heads are called; the first that a file has is taken. */
const names: Readonly<Record<Field, readonly string[]>> = {
  bank: ['bank', 'bankname', 'bankcode', 'receiverbank', 'receiverbankcode', 'beneficiarybank'],
  accountNumber: ['accountnumber', 'account', 'accountno', 'nuban', 'receiveraccountnumber', 'beneficiaryaccount'],
  amount: ['amount', 'amountinnaira', 'amountngn', 'naira', 'value'],
  narration: ['narration', 'description', 'remark', 'remarks', 'memo', 'purpose', 'details'],
  reference: ['reference', 'retrievalreference', 'ref', 'transactionreference', 'id'],
};

export function guessColumns(head: readonly string[]): Columns {
  const plain = head.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const found = FIELDS.flatMap(({ field }) => {
    const name = names[field].find((candidate) => plain.includes(candidate));
    return name === undefined ? [] : [[field, plain.indexOf(name)]];
  });
  return Object.fromEntries(found) as Columns;
}

export function missingColumns(columns: Columns): readonly string[] {
  return FIELDS.filter(({ field, isOptional }) => !isOptional && columns[field] === undefined).map(
    ({ label }) => label,
  );
}
