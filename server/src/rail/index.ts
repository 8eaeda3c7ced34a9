/** The face of the rail room: the way to other banks. */

export { createRail, type RailRoom } from './choice.ts';
export { meaningOf } from './codes.ts';
export type {
  InboundPayment,
  NameEnquiryAnswer,
  OtherAccount,
  Rail,
  RailListener,
  RailOrder,
  RailOutcome,
  RailStatus,
} from './rail.ts';
export { createSessionIds, type SessionIds } from './session-id.ts';
export type { Simulator, Step } from './simulator.ts';
