/** The total of a list that may be very long: counted up to a bound, since counting on would cost as much as there is. */

export interface Total {
  readonly totalCount: number;
  /** False when there are more than were counted. */
  readonly isTotalExact: boolean;
}

/** @param count gives how many there are, but does not count further than it is told */
export async function countUpTo(most: number, count: (limit: number) => Promise<number>): Promise<Total> {
  const counted = await count(most + 1);
  return { totalCount: Math.min(counted, most), isTotalExact: counted <= most };
}
