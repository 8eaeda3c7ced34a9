/** Where a server keeps its files: in the operator's store where he names one, or in the data folder. */

import { join } from 'node:path';
import { createDiskStorage } from './disk.ts';
import { createS3Storage, type S3Options } from './s3.ts';
import type { Storage } from './storage.ts';

export function createStorage(options: { readonly dataDir: string; readonly filesS3: S3Options | undefined }): Storage {
  const { dataDir, filesS3 } = options;
  return filesS3 === undefined ? createDiskStorage(join(dataDir, 'files')) : createS3Storage(filesS3);
}
