/** The face of the faults room: the catalog of refusals and the error that carries one. */

export { CATALOG, FAULT_CODES, type FaultCode } from './catalog.ts';
export { Fault, type FaultDetails, type Problem } from './fault.ts';
