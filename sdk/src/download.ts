/** A file that an operation answers with, read as its receiver likes. */

export interface Download {
  readonly headers: Headers;
  /** Such as `text/csv`. */
  readonly contentType: string;
  /** As the server proposes it; undefined when it does not. */
  readonly fileName: string | undefined;
  /** As it comes in; null when there is nothing. */
  readonly body: ReadableStream<Uint8Array> | null;
  blob(): Promise<Blob>;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export function downloadOf(response: Response): Download {
  return {
    headers: response.headers,
    contentType: (response.headers.get('content-type') ?? '').split(';')[0] ?? '',
    fileName: /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1],
    body: response.body,
    blob: () => response.blob(),
    text: () => response.text(),
    arrayBuffer: () => response.arrayBuffer(),
  };
}
