/** The form of the document, and fetching it. */

import { Download, FileSpreadsheet, FileText } from 'lucide-react';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { type DayRange, toMoments } from '../../lib/day-range.ts';
import { problemOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { Field } from '../../ui/field.tsx';
import { type RadioCard, RadioCards } from '../../ui/radio-cards.tsx';
import { DocsLink } from '../../ui/text-link.tsx';
import { type StatementDownload, useStatementDownload } from './use-statement-download.ts';

const formats: readonly RadioCard<'csv' | 'pdf'>[] = [
  {
    value: 'pdf',
    title: 'PDF',
    icon: <FileText aria-hidden />,
    description: 'To read and to hand on. Up to 10,000 entries.',
  },
  {
    value: 'csv',
    title: 'CSV',
    icon: <FileSpreadsheet aria-hidden />,
    description: 'For a spreadsheet. Amounts are whole kobo.',
  },
];

export interface DownloadFormProps {
  readonly accountNumber: string | undefined;
  readonly range: Required<DayRange>;
}

export function DownloadForm({ accountNumber, range }: DownloadFormProps): ReactElement {
  const [format, setFormat] = useState<'csv' | 'pdf'>('pdf');
  const download = useStatementDownload();

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const { from = '', to = '' } = toMoments(range);
    if (accountNumber !== undefined) download.start({ accountNumber, from, to, format });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <Field label="Form">
        <RadioCards aria-label="Form" options={formats} value={format} onChange={setFormat} />
      </Field>
      <Failure error={download.error} />
      <Buttons download={download} isReady={accountNumber !== undefined} format={format} />
    </form>
  );
}

function Failure({ error }: { readonly error: unknown }): ReactElement | null {
  if (error === undefined) return null;
  const { message, code } = problemOf(error);
  return (
    <Callout tone="bad" isAlert title="The statement did not come">
      {message} {code === undefined ? null : <DocsLink page={`errors#${code}`}>{code}</DocsLink>}
    </Callout>
  );
}

interface ButtonsProps {
  readonly download: StatementDownload;
  readonly isReady: boolean;
  readonly format: 'csv' | 'pdf';
}

function Buttons({ download, isReady, format }: ButtonsProps): ReactElement {
  const { isRunning, receivedBytes, cancel } = download;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button type="submit" variant="primary" busy={isRunning} disabled={!isReady}>
        <Download aria-hidden />
        Download {format.toUpperCase()}
      </Button>
      {isRunning ? <Button onClick={cancel}>Cancel</Button> : null}
      <p className="figures text-sm text-muted" aria-live="polite">
        {isRunning ? sizeOf(receivedBytes) : ''}
      </p>
    </div>
  );
}

function sizeOf(bytes: number): string {
  if (bytes === 0) return 'Being drawn up…';
  const kilobytes = Math.ceil(bytes / 1000);
  return kilobytes < 1000 ? `${kilobytes} kB received` : `${(kilobytes / 1000).toFixed(1)} MB received`;
}
