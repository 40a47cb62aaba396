import type { InstrumentSpec } from '../core/instruments';

export interface SimulatorOptions {
  readonly port: number;
  readonly seed: number;
  readonly symbols: readonly string[];
  readonly instruments: readonly InstrumentSpec[];
}
export interface RunningSimulator {
  readonly stop: () => Promise<void>;
}
export async function startSimulator(_options: SimulatorOptions): Promise<RunningSimulator> {
  throw new Error('being built');
}
