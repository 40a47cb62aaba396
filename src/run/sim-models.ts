import type { SimulatorOptions } from './sim';
import { faultRates, readFaults } from './sim-faults';
import { readFees } from './sim-fees';
import { readLatencies } from './sim-latency';
import { UsageError } from './usage-error';

/** What a simulator's messages take, its fills cost and what goes wrong in it, as a user says it. */
export interface ModelTexts {
  /** See `readLatencies`. */
  readonly latency?: string | undefined;
  /** A fee schedule's file. */
  readonly fees?: string | undefined;
  /** A fault script's file. */
  readonly faults?: string | undefined;
  /** Faults by seed: see `faultRates`. */
  readonly faultRate?: string | undefined;
  readonly faultSeed?: number | undefined;
}

/** How the texts are named where they stand, for messages. */
export interface ModelNames {
  readonly latency: string;
  readonly faultRate: string;
}

/** The models that the texts mean. Throws a UsageError that names the option, or the file and the line. */
export function modelsOf(
  texts: ModelTexts,
  seed: number,
  names: ModelNames,
): Required<Pick<SimulatorOptions, 'latencies' | 'fees' | 'faults'>> {
  const { latency, fees, faults, faultRate, faultSeed = seed } = texts;
  if (faultRate === undefined && texts.faultSeed !== undefined)
    throw new UsageError(`--fault-seed is about ${names.faultRate}; a script has a seed of its own`);
  const script = faults === undefined ? undefined : readFaults(faults);
  const drawn = faultRate === undefined ? undefined : faultRates(names.faultRate, faultRate, faultSeed);
  if (script && drawn) throw new UsageError(`${names.faultRate}: put the rates into ${faults}, under rates`);
  return {
    latencies: latency === undefined ? undefined : readLatencies(names.latency, latency, seed),
    fees: fees === undefined ? undefined : readFees(fees),
    faults: script ?? drawn,
  };
}
