/** The face of the sandbox room: what only a sandbox has. */

export { createMailCatcher } from './catcher.ts';
export { type DemoClient, demoCommands, ensureDemoClient } from './demo.ts';
export { createSimulatedRail, type PaymentOutcome, type SimulatedRail } from './simulated-rail.ts';
