/** What a bank is, how it is called in three systems of numbers, and the list of all that this server knows. */

export interface Bank {
  readonly name: string;
  /** CBN's three digits, or the five or six of another institution: what clients send and are shown. */
  readonly code: string;
  /** Six digits, on the way between banks. */
  readonly nipCode: string;
  /** More codes under which clients know it. */
  readonly otherCodes?: readonly string[];
}

export interface Banks {
  /** By name, our own among them. */
  readonly all: readonly Bank[];
  /** This institution. */
  readonly own: Bank;
  /** The bank of this code, whichever system it is of. */
  find(code: string): Bank | undefined;
}
