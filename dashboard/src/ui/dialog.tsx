/** What stands in front of the page until it is answered: a dialog in the middle, a sheet at the side. */

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import {
  type ComponentProps,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { cn } from '../lib/cn.ts';
import { placesOfFocus, rememberOrigin, returnFocus } from '../lib/return-focus.ts';
import { Button } from './button.tsx';

const overlay =
  'fixed inset-0 z-50 bg-[oklch(0.15_0.02_277/45%)] duration-100 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0';

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

export interface DialogContentProps extends Omit<ComponentProps<typeof Radix.Content>, 'title' | 'ref'> {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** The buttons; the chief one last. */
  readonly footer?: ReactNode;
  readonly size?: 'sm' | 'md' | 'lg';
  /** Hides the head, for screen readers only. */
  readonly bare?: boolean;
}

const widths = { sm: 'sm:max-w-md', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl' };

function CloseButton(): ReactElement {
  return (
    <Radix.Close asChild>
      <Button variant="ghost" size="icon-sm" aria-label="Close" className="absolute top-3 right-3">
        <X aria-hidden />
      </Button>
    </Radix.Close>
  );
}

function Head({ title, description, bare }: Pick<DialogContentProps, 'title' | 'description' | 'bare'>): ReactElement {
  return (
    <div className={cn('shrink-0 px-5 pt-5 pr-12', bare && 'sr-only')}>
      <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
      {description ? <Radix.Description className="mt-1 text-base text-muted">{description}</Radix.Description> : null}
    </div>
  );
}

/** Radix wants either a description or to be told that there is none. */
function described(description: ReactNode): { readonly 'aria-describedby'?: undefined } {
  return description ? {} : { 'aria-describedby': undefined };
}

/** Is there only while the dialog is, so that its first render still finds the focus where it was. */
function FocusOrigin({ content }: { readonly content: RefObject<HTMLDivElement | null> }): null {
  const [places] = useState(placesOfFocus);
  useEffect(() => rememberOrigin(content.current, places), [content, places]);
  return null;
}

export function DialogContent(props: DialogContentProps): ReactElement {
  const { title, description, footer, size = 'md', bare = false, className, children, ...rest } = props;
  const content = useRef<HTMLDivElement>(null);
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlay} />
      <Radix.Content
        {...described(description)}
        ref={content}
        onCloseAutoFocus={returnFocus}
        className={cn(
          'fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col rounded-t-xl bg-raised text-ink shadow-raised outline-none',
          'sm:top-[12vh] sm:bottom-auto sm:mx-auto sm:max-h-[78vh] sm:w-[calc(100%-2rem)] sm:rounded-xl',
          'duration-150 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:slide-in-from-bottom-2',
          widths[size],
          className,
        )}
        {...rest}
      >
        <FocusOrigin content={content} />
        <Head title={title} description={description} bare={bare} />
        {bare ? children : <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>}
        {footer ? (
          <div className="flex shrink-0 flex-col-reverse gap-2 border-t px-5 py-3.5 sm:flex-row sm:justify-end">
            {footer}
          </div>
        ) : null}
        {bare ? null : <CloseButton />}
      </Radix.Content>
    </Radix.Portal>
  );
}

export interface SheetContentProps extends DialogContentProps {
  readonly side?: 'left' | 'right';
}

export function SheetContent(props: SheetContentProps): ReactElement {
  const { title, description, footer, size: _size, side = 'right', bare = false, className, children, ...rest } = props;
  const content = useRef<HTMLDivElement>(null);
  return (
    <Radix.Portal>
      <Radix.Overlay className={overlay} />
      <Radix.Content
        {...described(description)}
        ref={content}
        onCloseAutoFocus={returnFocus}
        className={cn(
          'fixed inset-y-0 z-50 flex w-full max-w-lg flex-col bg-raised text-ink shadow-raised outline-none duration-150',
          'data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:fade-out-0',
          side === 'left'
            ? 'left-0 data-[state=open]:slide-in-from-left-8'
            : 'right-0 data-[state=open]:slide-in-from-right-8',
          className,
        )}
        {...rest}
      >
        <FocusOrigin content={content} />
        <Head title={title} description={description} bare={bare} />
        {bare ? children : <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>}
        {footer ? <div className="flex shrink-0 justify-end gap-2 border-t px-5 py-3.5">{footer}</div> : null}
        <CloseButton />
      </Radix.Content>
    </Radix.Portal>
  );
}
