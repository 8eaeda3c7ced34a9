/** Which files a registration takes. The server judges them by their content all the same. Pure. */

export const PHOTO_TYPES = ['image/jpeg', 'image/png'] as const;
export const DOCUMENT_TYPES = [...PHOTO_TYPES, 'application/pdf'] as const;
export const MOST_DOCUMENTS = 10;
const mostBytes = 5 * 1024 * 1024;

interface FileFacts {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** Undefined when it will do. */
export function problemOfFile({ name, size, type }: FileFacts, types: readonly string[]): string | undefined {
  if (!types.includes(type)) {
    const wanted = types.length === PHOTO_TYPES.length ? 'JPEG or PNG' : 'JPEG, PNG or PDF';
    return `“${name}” is not a ${wanted} file.`;
  }
  if (size === 0) return `“${name}” is empty.`;
  if (size > mostBytes) return `“${name}” is larger than 5 MB.`;
  return undefined;
}

export interface Selection<Entry> {
  readonly taken: readonly Entry[];
  readonly problem: string | undefined;
}

/** Adds files to those chosen before; what will not do stays out, and the first reason is told. */
export function addDocuments<Entry extends FileFacts>(
  before: readonly Entry[],
  added: readonly Entry[],
): Selection<Entry> {
  const problems = added.map((file) => problemOfFile(file, DOCUMENT_TYPES));
  const good = added.filter((_file, index) => problems[index] === undefined);
  const taken = [...before, ...good];
  const [first] = problems.filter((problem) => problem !== undefined);
  if (taken.length <= MOST_DOCUMENTS) return { taken, problem: first };
  return { taken: taken.slice(0, MOST_DOCUMENTS), problem: `At most ${MOST_DOCUMENTS} documents can be sent.` };
}
