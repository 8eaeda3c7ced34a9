/** Parses a long file beside the page. */

import { parseCsv } from './parse-csv.ts';

addEventListener('message', ({ data }: MessageEvent<string>) => {
  postMessage(parseCsv(data));
});
