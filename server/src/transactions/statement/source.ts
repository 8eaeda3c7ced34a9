/** What a statement is made from, whatever its form. */

import type { StatementLine } from '../store/statement.ts';
import type { Period } from './period.ts';

export interface StatementSource {
  readonly accountNumber: string;
  readonly accountName: string;
  readonly from: Date;
  /** The first moment that is no longer in it. */
  readonly to: Date;
  readonly period: Period;
  readonly lines: AsyncIterable<StatementLine>;
}
