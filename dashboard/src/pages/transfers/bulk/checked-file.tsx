/** What is in the file: the columns, what it comes to, each row with what is wrong with it, and the way to send it. */

import type { Bank } from '@interstellas/sdk';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { AccountPicker } from '../../../components/account-picker.tsx';
import { useBanks } from '../../../components/use-banks.ts';
import { isoDay } from '../../../lib/dates.ts';
import { Card, CardBody } from '../../../ui/card.tsx';
import { ChosenFile } from '../../../ui/drop-zone.tsx';
import { Field } from '../../../ui/field.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { PayerWords } from '../payer-words.tsx';
import { type Payer, usePayer } from '../use-payer.ts';
import { type BulkRow, readRows } from './bulk-row.ts';
import { ColumnChoice } from './column-choice.tsx';
import { type Columns, guessColumns, missingColumns } from './columns.ts';
import { fingerprintOf, type OpenedFile } from './csv.ts';
import { bankFinder } from './find-bank.ts';
import { RowTable } from './row-table.tsx';
import { SendPanel } from './send-panel.tsx';
import type { BulkSending } from './use-bulk-sending.ts';

interface CheckedFileProps {
  readonly file: OpenedFile;
  readonly ownAccount: string;
  readonly sending: BulkSending;
  readonly onRemove: () => void;
  /** Told again whenever the rows or what has become of them are others. */
  readonly onRows: (rows: readonly BulkRow[]) => void;
}

export function CheckedFile(props: CheckedFileProps): ReactElement {
  const { file, ownAccount, sending, onRemove } = props;
  const [head = [], ...lines] = file.csv;
  const [columns, setColumns] = useState<Columns>(() => guessColumns(head));
  const [payerNumber, setPayer] = useState(ownAccount);
  const payer = usePayer(payerNumber);
  const banks = useBanks();
  const isUntouched = !sending.isSending && sending.results.size === 0;
  return (
    <div className="flex flex-col gap-6">
      <Card>
        <CardBody className="grid gap-5 py-5 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-1.5">
            <p className="text-sm font-medium">File</p>
            <ChosenFile name={file.name} bytes={file.bytes} {...(!sending.isSending && { onRemove })} />
            <p className="text-sm text-muted">{`${lines.length.toLocaleString('en')} rows`}</p>
          </div>
          <Field label="From" hint={<PayerWords payer={payer} />}>
            <fieldset disabled={!isUntouched} className="contents">
              <AccountPicker value={payerNumber} onChange={setPayer} />
            </fieldset>
          </Field>
        </CardBody>
        {isUntouched ? <ColumnChoice head={head} columns={columns} onChange={setColumns} /> : null}
      </Card>
      {missingColumns(columns).length > 0 ? null : (
        <QueryView query={banks}>
          {(known) => (
            <Rows {...props} banks={known} lines={lines} columns={columns} payer={payer} payerNumber={payerNumber} />
          )}
        </QueryView>
      )}
    </div>
  );
}

interface RowsProps extends CheckedFileProps {
  readonly banks: readonly Bank[];
  readonly lines: OpenedFile['csv'];
  readonly columns: Columns;
  readonly payer: Payer;
  readonly payerNumber: string;
}

function Rows({ file, banks, lines, columns, payer, payerNumber, sending, onRows }: RowsProps): ReactElement {
  const [batch] = useState(() => `bulk-${isoDay(new Date()).replaceAll('-', '')}-${fingerprintOf(file.csv)}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines are cut anew out of the same file each time
  const rows = useMemo(
    () => readRows({ lines, columns, findBank: bankFinder(banks), batch }),
    [file, columns, banks, batch],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever listens is another function each time
  useEffect(() => onRows(rows), [rows, sending.results]);
  return (
    <>
      <SendPanel rows={rows} payer={payer} payerNumber={payerNumber} sending={sending} fileName={file.name} />
      <RowTable rows={rows} results={sending.results} />
    </>
  );
}
