/** Takes the file, and says what should be in it. */

import { FileDown } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { saveBlob } from '../../../lib/download.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Card, CardBody, CardHeader } from '../../../ui/card.tsx';
import { DescriptionList } from '../../../ui/description-list.tsx';
import { DropZone } from '../../../ui/drop-zone.tsx';
import { Field } from '../../../ui/field.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { MOST_ROWS } from './bulk-row.ts';
import { type OpenedFile, readCsv } from './csv.ts';
import { TEMPLATE } from './results.ts';

const mostBytes = 5_000_000;

export function ChooseFile({ onOpened }: { readonly onOpened: (file: OpenedFile) => void }): ReactElement {
  const [problem, setProblem] = useState<string>();
  const [isReading, setReading] = useState(false);

  async function open(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    setProblem(undefined);
    setReading(true);
    try {
      if (file.size > mostBytes) throw new Error('The file is larger than 5 MB.');
      const csv = await readCsv(file);
      const refusal = refusalOf(csv.length - 1);
      if (refusal !== undefined) throw new Error(refusal);
      onOpened({ name: file.name, bytes: file.size, csv });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The file could not be read.');
      setReading(false);
    }
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-4">
        {problem === undefined ? null : (
          <Callout tone="bad" isAlert title="This file cannot be used">
            {problem}
          </Callout>
        )}
        <Field label="CSV file">
          <DropZone accept=".csv,text/csv" disabled={isReading} onFiles={([file]) => void open(file)}>
            {isReading ? <Spinner className="mx-auto mt-1" /> : `CSV, up to ${MOST_ROWS.toLocaleString('en')} rows`}
          </DropZone>
        </Field>
        <p className="text-sm text-muted">The file stays in your browser until you send. Nothing moves before that.</p>
      </div>
      <Columns />
    </div>
  );
}

function refusalOf(rows: number): string | undefined {
  if (rows < 1) return 'It holds no rows below its head.';
  if (rows <= MOST_ROWS) return undefined;
  const [found, most] = [rows.toLocaleString('en'), MOST_ROWS.toLocaleString('en')];
  return `It holds ${found} rows, and no more than ${most} are sent at once. Split it.`;
}

function Columns(): ReactElement {
  return (
    <Card>
      <CardHeader title="Columns" description="In any order, below a head that names them." />
      <CardBody className="flex flex-col gap-4">
        <DescriptionList
          className="text-sm"
          facts={[
            { term: 'Bank', value: 'Its name or code' },
            { term: 'Account number', value: 'Ten digits' },
            { term: 'Amount', value: 'In naira: 1,500.50' },
            { term: 'Narration', value: 'Both sides see it' },
            { term: 'Reference', value: 'Yours; made for you where it is empty' },
          ]}
        />
        <Button
          className="self-start"
          onClick={() => saveBlob(new Blob([TEMPLATE], { type: 'text/csv' }), 'bulk-transfer-template.csv')}
        >
          <FileDown aria-hidden />
          Download a template
        </Button>
      </CardBody>
    </Card>
  );
}
