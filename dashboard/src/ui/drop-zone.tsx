/** Takes a file by drop, click or keyboard, and shows how far its upload has come. */

import { FileText, Upload, X } from 'lucide-react';
import { type DragEvent, type ReactElement, type ReactNode, useState } from 'react';
import { cn } from '../lib/cn.ts';
import { Button } from './button.tsx';
import { useFieldControl } from './field.tsx';
import { Progress } from './progress.tsx';

export interface DropZoneProps {
  /** As for `<input accept>`: `image/png,image/jpeg,application/pdf`. */
  readonly accept: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  /** "PDF, PNG or JPEG, up to 5 MB". */
  readonly children?: ReactNode;
}

export function DropZone({
  accept,
  onFiles,
  multiple = false,
  disabled = false,
  children,
}: DropZoneProps): ReactElement {
  const control = useFieldControl();
  const [isOver, setOver] = useState(false);

  function take(list: FileList | null): void {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    if (!disabled) take(event.dataTransfer.files);
  }

  return (
    <label
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'flex flex-col items-center rounded-lg border border-dashed border-edge bg-canvas px-6 py-8 text-center transition-colors duration-100',
        'has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent-ink',
        isOver ? 'border-accent bg-accent-soft' : 'hover:bg-subtle',
        disabled && 'pointer-events-none opacity-60',
      )}
    >
      <Upload aria-hidden className="mb-2 size-5 text-muted" strokeWidth={1.75} />
      <span className="text-base">
        <span className="font-medium text-accent-ink">Choose a file</span> or drop it here
      </span>
      {children ? <span className="mt-0.5 text-sm text-muted">{children}</span> : null}
      <input
        {...control}
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
    </label>
  );
}

export interface ChosenFileProps {
  readonly name: string;
  readonly bytes: number;
  /** 0 to 1 while it is sent. */
  readonly progress?: number;
  readonly onRemove?: () => void;
}

export function ChosenFile({ name, bytes, progress, onRemove }: ChosenFileProps): ReactElement {
  return (
    <div className="flex items-center gap-3 rounded-md border bg-surface px-3 py-2">
      <FileText aria-hidden className="size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-base">{name}</p>
        {progress === undefined ? (
          <p className="figures text-xs text-muted">{formatBytes(bytes)}</p>
        ) : (
          <Progress label={`Sending ${name}`} value={progress} max={1} className="mt-1.5" />
        )}
      </div>
      {onRemove === undefined ? null : (
        <Button variant="ghost" size="icon-sm" aria-label={`Remove ${name}`} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}

function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
