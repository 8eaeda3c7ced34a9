/** Fetches a statement piece by piece, says how much has come, and hands it to the browser to save. */

import { useEffect, useRef, useState } from 'react';
import { saveBlob } from '../../lib/download.ts';
import { toast } from '../../lib/toasts.ts';
import { useBusiness } from '../../lib/use-business.ts';

export interface WantedStatement {
  readonly accountNumber: string;
  /** Moments, ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly format: 'csv' | 'pdf';
}

export interface StatementDownload {
  readonly isRunning: boolean;
  readonly receivedBytes: number;
  readonly error: unknown;
  start(wanted: WantedStatement): void;
  cancel(): void;
}

export function useStatementDownload(): StatementDownload {
  const { client } = useBusiness();
  const [state, setState] = useState({ isRunning: false, receivedBytes: 0, error: undefined as unknown });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function fetchAll(wanted: WantedStatement, signal: AbortSignal): Promise<void> {
    try {
      const file = await client.transactions.statement(wanted, { signal });
      const parts: Uint8Array<ArrayBuffer>[] = [];
      let receivedBytes = 0;
      for await (const part of chunksOf(file.body)) {
        parts.push(part);
        receivedBytes += part.byteLength;
        setState({ isRunning: true, receivedBytes, error: undefined });
      }
      saveBlob(new Blob(parts, { type: file.contentType }), file.fileName ?? `statement.${wanted.format}`);
      setState({ isRunning: false, receivedBytes, error: undefined });
      toast('The statement was downloaded');
    } catch (error) {
      if (!signal.aborted) setState({ isRunning: false, receivedBytes: 0, error });
    }
  }

  return {
    ...state,
    start(wanted) {
      running.current?.abort();
      running.current = new AbortController();
      setState({ isRunning: true, receivedBytes: 0, error: undefined });
      void fetchAll(wanted, running.current.signal);
    },
    cancel() {
      running.current?.abort();
      setState({ isRunning: false, receivedBytes: 0, error: undefined });
    },
  };
}

async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body?.getReader();
  for (let read = await reader?.read(); read !== undefined && !read.done; read = await reader?.read()) {
    yield read.value as Uint8Array<ArrayBuffer>;
  }
}
