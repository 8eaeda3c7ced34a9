/** Statements: an account and a period, what it begins and ends with, and the document to keep. */

import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { AccountPicker } from '../../components/account-picker.tsx';
import { type DayRange, rangePresets } from '../../lib/day-range.ts';
import { useFilters } from '../../lib/use-filters.ts';
import { useRead } from '../../lib/use-read.ts';
import { Card, CardBody } from '../../ui/card.tsx';
import { DateRangeFilter } from '../../ui/date-range-filter.tsx';
import { Field } from '../../ui/field.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DocsLink, TextLink } from '../../ui/text-link.tsx';
import { DownloadForm } from './download-form.tsx';
import { StatementPreview } from './statement-preview.tsx';

export function StatementsPage(): ReactElement {
  const { businessId = '' } = useParams({ strict: false });
  const [filters, setFilters] = useFilters('accountNumber', 'from', 'to');
  const own = useRead(['account'], (client, options) => client.businesses.accountDetails(options));
  const accountNumber = filters.accountNumber ?? own.data?.accountNumber;
  const range = rangeOf(filters);
  return (
    <>
      <PageHeader
        breadcrumbs={[
          <TextLink key="list" to="/b/$businessId/transactions" params={{ businessId }}>
            Transactions
          </TextLink>,
        ]}
        title="Statements"
        description={
          <>
            Every entry of an account in a period, between its opening and its closing balance.{' '}
            <DocsLink page="transactions">What a statement holds</DocsLink>
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-5">
        <Card className="lg:col-span-2">
          <CardBody className="flex flex-col gap-5 py-5">
            <Field label="Account">
              <AccountPicker value={accountNumber} onChange={(chosen) => setFilters({ accountNumber: chosen })} />
            </Field>
            <div className="flex flex-col gap-1.5">
              <span aria-hidden className="text-sm font-medium">
                Period
              </span>
              <div>
                <DateRangeFilter range={range} onChange={setFilters} />
              </div>
              <p className="text-sm text-muted">The days of your own calendar, the last one included.</p>
            </div>
            <DownloadForm accountNumber={accountNumber} range={range} />
          </CardBody>
        </Card>
        <div className="min-w-0 lg:col-span-3">
          {accountNumber === undefined ? (
            <QueryView query={own}>{() => null}</QueryView>
          ) : (
            <StatementPreview accountNumber={accountNumber} range={range} />
          )}
        </div>
      </div>
    </>
  );
}

/** This month until somebody chooses; a bound that is missing is that of the preset "This year". */
function rangeOf({ from, to }: DayRange): Required<DayRange> {
  const presets = new Map(rangePresets(new Date()).map((preset) => [preset.id, preset.range]));
  const [month, year] = [presets.get('this-month'), presets.get('this-year')];
  if (from === undefined && to === undefined && month !== undefined) return month;
  return { from: from ?? year?.from ?? '', to: to ?? year?.to ?? '' };
}
