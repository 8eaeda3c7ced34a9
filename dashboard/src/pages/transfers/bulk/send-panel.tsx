/** What the file comes to, the button that sends it, how far that has come, and what came of it. */

import { useQuery } from '@tanstack/react-query';
import { FileDown, RotateCcw, Send, Square } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { saveBlob } from '../../../lib/download.ts';
import { formatMoney, sumKobo, toKobo } from '../../../lib/money.ts';
import { useBusiness } from '../../../lib/use-business.ts';
import { businessKey } from '../../../lib/use-read.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Card, CardBody, CardFooter } from '../../../ui/card.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Progress } from '../../../ui/progress.tsx';
import type { Payer } from '../use-payer.ts';
import { type BulkRow, isSendable } from './bulk-row.ts';
import { isOpen, isRefused, resultsCsv } from './results.ts';
import { Totals } from './totals.tsx';
import type { BulkSending } from './use-bulk-sending.ts';

interface SendPanelProps {
  readonly rows: readonly BulkRow[];
  readonly payer: Payer;
  readonly payerNumber: string;
  readonly sending: BulkSending;
  readonly fileName: string;
}

export function SendPanel({ rows, payer, payerNumber, sending, fileName }: SendPanelProps): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const sendable = rows.filter(isSendable);
  const open = sendable.filter(({ reference }) => isOpen(sending.results.get(reference)));
  const charges = useBulkCharges(sendable);
  const total = toKobo(charges.data?.totalAmount ?? '') ?? sumKobo(sendable.map(({ amountKobo }) => amountKobo ?? 0n));
  const balance = payer.balance === undefined ? undefined : toKobo(payer.balance);
  const isShort = sending.results.size === 0 && balance !== undefined && balance < total;

  function send(): void {
    setAsking(false);
    sending.start(open, payerNumber);
  }

  return (
    <Card>
      <CardBody className="flex flex-col gap-4 py-5">
        <Totals rows={rows} sendable={sendable} charges={charges.data} results={sending.results} />
        {isShort ? (
          <Callout tone="warn" title="The account does not hold enough for all of them">
            {`${formatMoney(total - balance)} are missing. Those for which there is not enough are refused one by one.`}
          </Callout>
        ) : null}
        <Advance sending={sending} />
      </CardBody>
      <CardFooter>
        {sending.results.size > 0 && !sending.isSending ? (
          <Button onClick={() => saveResults(rows, sending, fileName)}>
            <FileDown aria-hidden />
            Export the results
          </Button>
        ) : null}
        <SendButton open={open} sending={sending} onSend={() => setAsking(true)} />
      </CardFooter>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        tone="plain"
        title={`Send ${countOf(open.length)}?`}
        description={`${formatMoney(sumKobo(open.map(({ amountKobo }) => amountKobo ?? 0n)))} and the charges, from account ${payerNumber}. What has been sent cannot be called back.`}
        confirm={`Send ${countOf(open.length)}`}
        onConfirm={send}
      />
    </Card>
  );
}

function countOf(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'transfer' : 'transfers'}`;
}

function saveResults(rows: readonly BulkRow[], { results }: BulkSending, fileName: string): void {
  const name = `${fileName.replace(/\.csv$/i, '')}-results.csv`;
  saveBlob(new Blob([resultsCsv(rows, results)], { type: 'text/csv' }), name);
}

function useBulkCharges(rows: readonly BulkRow[]) {
  const business = useBusiness();
  const amounts = rows.map(({ amountKobo }) => String(amountKobo ?? 0n));
  return useQuery({
    queryKey: businessKey(business.id, 'charges', 'bulk', amounts),
    queryFn: ({ signal }) => business.client.transfers.previewBulkCharges({ amounts }, { signal }),
    enabled: amounts.length > 0,
    staleTime: 60_000,
  });
}

function Advance({ sending }: { readonly sending: BulkSending }): ReactElement | null {
  const { isSending, done, total, problem } = sending;
  if (total === 0) return null;
  return (
    <>
      <div role="status" className="flex flex-col gap-2">
        <p className="figures text-sm text-muted">
          {isSending ? 'Sending: ' : ''}
          {`${done.toLocaleString('en')} of ${total.toLocaleString('en')} answered`}
        </p>
        <Progress label="Transfers answered" value={done} max={total} tone={isSending ? 'accent' : 'good'} />
      </div>
      {problem === undefined ? null : (
        <Callout tone="bad" isAlert title="The sending stopped">
          {`${problem.message} Send the rest when it works again: nothing is sent twice.`}
        </Callout>
      )}
    </>
  );
}

interface SendButtonProps {
  readonly open: readonly BulkRow[];
  readonly sending: BulkSending;
  readonly onSend: () => void;
}

function SendButton({ open, sending, onSend }: SendButtonProps): ReactElement | null {
  if (sending.isSending) {
    return (
      <Button onClick={sending.stop}>
        <Square aria-hidden />
        Stop
      </Button>
    );
  }
  if (sending.results.size > 0 && open.length === 0) return null;
  const isRetry = open.length > 0 && open.every(({ reference }) => isRefused(sending.results.get(reference)));
  return (
    <Button variant="primary" disabled={open.length === 0} onClick={onSend}>
      {isRetry ? <RotateCcw aria-hidden /> : <Send aria-hidden />}
      {isRetry ? `Try ${countOf(open.length)} again` : `Send ${countOf(open.length)}`}
    </Button>
  );
}
