/** One of the accounts of the business: its own, and those of its virtual accounts and customers, found by typing. */

import { Check, ChevronsUpDown } from 'lucide-react';
import { type ReactElement, useDeferredValue, useState } from 'react';
import { cn } from '../lib/cn.ts';
import { useRead } from '../lib/use-read.ts';
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from '../ui/command.tsx';
import { useFieldControl } from '../ui/field.tsx';
import { controlLook } from '../ui/input.tsx';
import { Popover, PopoverContent, PopoverTrigger } from '../ui/popover.tsx';

export interface AccountPickerProps {
  readonly value: string | undefined;
  readonly onChange: (accountNumber: string) => void;
  /** What it says while none is chosen; with it, none can be chosen again. */
  readonly none?: string;
  readonly className?: string;
  readonly 'aria-label'?: string;
}

interface Choice {
  readonly accountNumber: string;
  readonly name: string;
}

const shown = 20;
const numberForm = /^\d{10}$/;

export function AccountPicker(props: AccountPickerProps): ReactElement {
  const { value, onChange, none, className } = props;
  const control = useFieldControl();
  const [isOpen, setOpen] = useState(false);
  const own = useOwnAccount();
  const label = value === own?.accountNumber ? 'Business account' : value;

  function choose(accountNumber: string): void {
    onChange(accountNumber);
    setOpen(false);
  }

  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger
        {...control}
        role="combobox"
        aria-expanded={isOpen}
        aria-label={props['aria-label']}
        className={cn(controlLook, 'flex h-9 items-center justify-between gap-2 text-left', className)}
      >
        <span className={cn('truncate figures', value === undefined && none === undefined && 'text-faint')}>
          {label ?? none ?? 'Choose an account'}
        </span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-faint" />
      </PopoverTrigger>
      <PopoverContent aria-label="Accounts" className="w-80 max-w-[calc(100vw-1.5rem)] p-0">
        <Choices value={value} own={own} none={none} onChoose={choose} />
      </PopoverContent>
    </Popover>
  );
}

function useOwnAccount(): Choice | undefined {
  const account = useRead(['account'], (client, options) => client.businesses.accountDetails(options)).data;
  return account && { accountNumber: account.accountNumber, name: 'Business account' };
}

interface ChoicesProps {
  readonly value: string | undefined;
  readonly own: Choice | undefined;
  readonly none: string | undefined;
  readonly onChoose: (accountNumber: string) => void;
}

function Choices({ value, own, none, onChoose }: ChoicesProps): ReactElement {
  const [typed, setTyped] = useState('');
  const { virtual, customers } = useFound(useDeferredValue(typed.trim()));
  const item = (choice: Choice): ReactElement => (
    <Item key={choice.accountNumber} choice={choice} isChosen={choice.accountNumber === value} onChoose={onChoose} />
  );
  return (
    <Command shouldFilter={false}>
      <CommandInput value={typed} onValueChange={setTyped} placeholder="Number, or name of a customer" />
      <CommandList>
        <CommandEmpty>No such account.</CommandEmpty>
        {typed === '' && none !== undefined ? (
          <CommandItem value="none" onSelect={() => onChoose('')}>
            <span className="flex-1">{none}</span>
            {value === undefined ? <Check aria-hidden className="text-accent-ink" /> : null}
          </CommandItem>
        ) : null}
        {own !== undefined && matches(own, typed) ? item(own) : null}
        {virtual.length > 0 ? <CommandGroup heading="Virtual accounts">{virtual.map(item)}</CommandGroup> : null}
        {customers.length > 0 ? <CommandGroup heading="Customers">{customers.map(item)}</CommandGroup> : null}
      </CommandList>
    </Command>
  );
}

function matches({ accountNumber, name }: Choice, typed: string): boolean {
  return accountNumber.startsWith(typed.trim()) || name.toLowerCase().includes(typed.trim().toLowerCase());
}

/** The latest of each; with a whole number typed the one account of it, else the customers whose names begin so. */
function useFound(typed: string): { readonly virtual: readonly Choice[]; readonly customers: readonly Choice[] } {
  const isNumber = numberForm.test(typed);
  const virtual = useRead(['virtual-accounts', 'choices', isNumber ? typed : ''], (client, options) =>
    client.virtualAccounts.list({ limit: shown, ...(isNumber && { accountNumber: typed }) }, options),
  );
  const wanted = isNumber ? { nuban: typed } : typed !== '' && !/^\d/.test(typed) && { name: typed };
  const customers = useRead(['customers', 'choices', wanted || {}], (client, options) =>
    client.customers.list({ limit: shown, ...wanted }, options),
  );
  return {
    virtual: (virtual.data?.items ?? [])
      .map(({ accountNumber, accountName }) => ({ accountNumber, name: accountName }))
      .filter((choice) => matches(choice, typed)),
    customers: (customers.data?.items ?? [])
      .map(({ nuban, name }) => ({ accountNumber: nuban, name }))
      .filter((choice) => !/^\d/.test(typed) || matches(choice, typed)),
  };
}

interface ItemProps {
  readonly choice: Choice;
  readonly isChosen: boolean;
  readonly onChoose: (accountNumber: string) => void;
}

function Item({ choice: { accountNumber, name }, isChosen, onChoose }: ItemProps): ReactElement {
  return (
    <CommandItem value={accountNumber} onSelect={() => onChoose(accountNumber)}>
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <span className="font-mono text-xs text-muted">{accountNumber}</span>
      {isChosen ? <Check aria-hidden className="text-accent-ink" /> : null}
    </CommandItem>
  );
}
