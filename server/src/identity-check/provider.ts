/** What a provider of identity checks does: say whose a Bank Verification Number is, and send that person a code. */

export interface BvnRecord {
  /** 11 digits. */
  readonly bvn: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly otherNames: string;
  /** As the register has it, usually `YYYY-MM-DD`. */
  readonly dob: string;
  readonly phoneNumber: string;
}

export interface CodeMessage {
  /** The number that the register holds for the BVN. */
  readonly phoneNumber: string;
  /** Of the user who asked for the check. */
  readonly email: string;
  /** Six digits, and for how long they are accepted. */
  readonly code: string;
  readonly validMinutes: number;
}

export interface IdentityCheck {
  /** Undefined when there is no such BVN. Fault `service.unavailable`. Asks the network: never inside a transaction. */
  resolve(bvn: string): Promise<BvnRecord | undefined>;
  /** Sends the code. Fault `service.unavailable`. Asks the network: never inside a transaction. */
  sendCode(message: CodeMessage): Promise<void>;
}
