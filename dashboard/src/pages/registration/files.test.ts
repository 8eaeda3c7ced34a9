/** Which files the page takes before anything is sent. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDocuments, PHOTO_TYPES, problemOfFile } from './files.ts';

const file = (name: string, size = 1000, type = 'application/pdf') => ({ name, size, type });

test('a file of another type, an empty one and one that is too large stay out, with the reason', () => {
  assert.equal(problemOfFile(file('id.png', 5 * 1024 * 1024, 'image/png'), PHOTO_TYPES), undefined);
  assert.match(problemOfFile(file('id.pdf'), PHOTO_TYPES) ?? '', /not a JPEG or PNG/);
  assert.match(problemOfFile(file('id.png', 5 * 1024 * 1024 + 1, 'image/png'), PHOTO_TYPES) ?? '', /larger than 5 MB/);
  const { taken, problem } = addDocuments(
    [file('a.pdf')],
    [file('b.exe', 10, 'application/x-msdownload'), file('c.pdf')],
  );
  assert.deepEqual(
    taken.map(({ name }) => name),
    ['a.pdf', 'c.pdf'],
  );
  assert.match(problem ?? '', /b\.exe/);
  assert.equal(addDocuments([], [file('d.pdf', 0)]).problem, '“d.pdf” is empty.');
});

test('there are never more than ten documents', () => {
  const many = Array.from({ length: 12 }, (_, index) => file(`${index}.pdf`));
  const { taken, problem } = addDocuments([], many);
  assert.equal(taken.length, 10);
  assert.match(problem ?? '', /At most 10/);
});
