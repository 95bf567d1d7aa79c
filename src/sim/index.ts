/*
 * The public face of sim: the simulated provider and its switches, which the host offers for trying
 * things out.
 * Runs on given time and chance only; knows no network, no editor and no file.
 */
export { createFaultBoard } from './simulatedFaults.ts';
export type { Fault, FaultBoard } from './simulatedFaults.ts';
export { createSimulatedProvider } from './simulatedProvider.ts';
export type { SimulatedAnswers } from './simulatedStream.ts';
