/** A filter by days: a preset with one click, or a first and a last day. */

import { CalendarDays, Check } from 'lucide-react';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { cn } from '../lib/cn.ts';
import { type DayRange, describeRange, presetOf, rangePresets } from '../lib/day-range.ts';
import { useNow } from '../lib/use-now.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { FilterButton } from './filter-button.tsx';
import { Input } from './input.tsx';

export interface DateRangeFilterProps {
  readonly range: DayRange;
  /** Empty texts: any time. */
  readonly onChange: (range: { readonly from: string; readonly to: string }) => void;
  readonly label?: string;
  /** What it says while it narrows nothing; without it a range cannot be cleared. */
  readonly none?: string;
}

export function DateRangeFilter(props: DateRangeFilterProps): ReactElement {
  const { range, onChange, label = 'Period', none } = props;
  const [isOpen, setOpen] = useState(false);
  const now = useNow(60);

  function choose(next: DayRange): void {
    onChange({ from: next.from ?? '', to: next.to ?? '' });
    setOpen(false);
  }

  return (
    <FilterButton
      label={label}
      value={describeRange(range, now)}
      none={none ?? 'Choose a period'}
      icon={<CalendarDays aria-hidden />}
      open={isOpen}
      onOpenChange={setOpen}
    >
      <div className="grid sm:grid-cols-[auto_15rem]">
        <Presets range={range} now={now} none={none} onChoose={choose} />
        <OwnRange range={range} onChoose={choose} />
      </div>
    </FilterButton>
  );
}

interface PartProps {
  readonly range: DayRange;
  readonly onChoose: (range: DayRange) => void;
}

function Presets({
  range,
  now,
  none,
  onChoose,
}: PartProps & { readonly now: Date; readonly none: string | undefined }): ReactElement {
  const chosen = presetOf(range, now);
  const isAny = range.from === undefined && range.to === undefined;
  return (
    <div className="grid content-start gap-0.5 p-1.5 max-sm:grid-cols-2 max-sm:border-b sm:border-r">
      {none === undefined ? null : <Preset label={none} isChosen={isAny} onChoose={() => onChoose({})} />}
      {rangePresets(now).map((preset) => (
        <Preset
          key={preset.id}
          label={preset.label}
          isChosen={chosen?.id === preset.id}
          onChoose={() => onChoose(preset.range)}
        />
      ))}
    </div>
  );
}

interface PresetProps {
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Preset({ label, isChosen, onChoose }: PresetProps): ReactElement {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={cn(
        'flex h-8 items-center justify-between gap-6 rounded-md px-2.5 text-left whitespace-nowrap hover:bg-subtle',
        isChosen && 'font-medium text-accent-ink',
      )}
    >
      {label}
      {isChosen ? <Check aria-hidden className="size-4" /> : null}
    </button>
  );
}

function OwnRange({ range, onChoose }: PartProps): ReactElement {
  const [from, setFrom] = useState(range.from ?? '');
  const [to, setTo] = useState(range.to ?? '');
  const isBackwards = from !== '' && to !== '' && to < from;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!isBackwards) onChoose({ ...(from !== '' && { from }), ...(to !== '' && { to }) });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3 p-3.5">
      <Field label="From">
        <Input type="date" value={from} max={to} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field label="To, and on that day" error={isBackwards ? 'This day is before the first one.' : undefined}>
        <Input type="date" value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" size="sm" disabled={isBackwards || (from === '' && to === '')}>
        Show these days
      </Button>
    </form>
  );
}
