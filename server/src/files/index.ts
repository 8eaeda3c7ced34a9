/** The face of the files room: files that clients send, on disk or in an S3-compatible store. */

export { createStorage } from './choice.ts';
export { createFiles, type Files, type Upload } from './operations.ts';
