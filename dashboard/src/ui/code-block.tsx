/** Code to take away, in one or more languages; small, readable, copied with one click. */

import { Tabs as Radix } from 'radix-ui';
import type { ReactElement } from 'react';
import { cn } from '../lib/cn.ts';
import { CopyButton } from './copyable.tsx';

export interface CodeBlockProps {
  readonly code: string;
  /** In the bar above it: a file's name, or "Response". */
  readonly title?: string;
  readonly className?: string;
}

const frame = 'overflow-hidden rounded-lg border bg-canvas';
const bar = 'flex h-10 items-center justify-between gap-2 border-b bg-subtle/50 pr-1 pl-4';

export function CodeBlock({ code, title = 'Code', className }: CodeBlockProps): ReactElement {
  return (
    <figure className={cn(frame, className)}>
      <div className={bar}>
        <figcaption className="text-xs font-medium text-muted">{title}</figcaption>
        <CopyButton value={code} label={title.toLowerCase()} />
      </div>
      <Code code={code} label={title} />
    </figure>
  );
}

export interface Snippet {
  /** Tab: "curl", "Node.js", "Python". */
  readonly language: string;
  readonly code: string;
}

export interface SnippetsProps {
  readonly snippets: readonly Snippet[];
  readonly label: string;
  readonly className?: string;
}

export function Snippets({ snippets, label, className }: SnippetsProps): ReactElement {
  return (
    <Radix.Root defaultValue={snippets[0]?.language ?? ''} className={cn(frame, className)}>
      <div className={cn(bar, 'pl-2')}>
        <Radix.List aria-label={label} className="flex gap-1">
          {snippets.map(({ language }) => (
            <Radix.Trigger
              key={language}
              value={language}
              className="h-7 rounded-sm px-2 text-xs font-medium text-muted hover:text-ink data-[state=active]:bg-surface data-[state=active]:text-ink data-[state=active]:shadow-control"
            >
              {language}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {snippets.map(({ language, code }) => (
          <Radix.Content key={language} value={language} tabIndex={-1}>
            <CopyButton value={code} label={`${language} code`} />
          </Radix.Content>
        ))}
      </div>
      {snippets.map(({ language, code }) => (
        <Radix.Content key={language} value={language} tabIndex={-1}>
          <Code code={code} label={language} />
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

function Code({ code, label }: { readonly code: string; readonly label: string }): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, and this holds none
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll sideways, by keyboard too
      tabIndex={0}
      className="max-h-96 overflow-auto px-4 py-3 focus-visible:-outline-offset-2"
    >
      <pre className="font-mono text-xs leading-5">
        <code>{code}</code>
      </pre>
    </div>
  );
}

/** A body or an event as JSON, indented. */
export function Json({ value, title = 'JSON' }: { readonly value: unknown; readonly title?: string }): ReactElement {
  return (
    <CodeBlock code={typeof value === 'string' ? indented(value) : JSON.stringify(value, null, 2)} title={title} />
  );
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
