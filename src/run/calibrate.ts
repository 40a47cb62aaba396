import { REGIMES } from '../../simulator/market/agents/regimes';
import { BUCKETS, type BucketName, bucketOf, type Day, dayOf } from '../../simulator/market/calibrate/buckets';
import { FITTED, type Fit, type FitOptions, fitClimate, simulated } from '../../simulator/market/calibrate/fit';
import { distance, gaps, MOMENT_NAMES, momentsOf } from '../../simulator/market/calibrate/moments';
import { readDay } from './describe/describe';
import { UsageError } from './usage-error';

export interface CalibrateOptions extends FitOptions {
  /** Days to fit to; without `test` the last of each bucket, by name, is kept to test on. */
  readonly files: readonly string[];
  /** Days to test on. */
  readonly test: readonly string[];
}

/** A bucket's fit, and how far its market is from days it never saw. Errors are distances of moments: 1 is a noticeable difference in each. */
export interface Calibration {
  readonly bucket: BucketName;
  readonly fittedOn: readonly string[];
  readonly testedOn: readonly string[];
  readonly fit: Fit;
  /** On the days fitted to and on those tested on; the market is run on seeds that the fit did not use. */
  readonly inSample: number;
  readonly outOfSample: number;
  /** What not fitting at all would give: the calm regime, tested. */
  readonly calm: number;
  /** How far the fitted days themselves are from the tested ones: nobody who knows only the first does much better. */
  readonly daysApart: number;
  /** Gap of each moment on the days tested on, in noticeable differences. */
  readonly gaps: readonly (readonly [moment: string, gap: number])[];
}

/** The seeds of a test begin this far from those of the fit. */
const FRESH = 1000;

/** Fits a climate to each bucket of days and tests it on others, and yields each as it is done. Rejects with a UsageError where a file cannot be read or there is too little. */
export async function* calibrate(options: CalibrateOptions): AsyncGenerator<Calibration> {
  const [given, test] = [await daysIn(options.files), await daysIn(options.test)];
  const named = BUCKETS.map(b => b.name).filter(name => given.some(day => bucketOf(day) === name));
  const parts = named.map(bucket => split(bucket, given, options.test.length > 0 ? test : undefined));
  for (const part of parts) yield calibration(part, options);
}

interface Part {
  readonly bucket: BucketName;
  readonly train: readonly Day[];
  readonly test: readonly Day[];
}

function split(bucket: BucketName, given: readonly Day[], test: readonly Day[] | undefined): Part {
  const of = (days: readonly Day[]): Day[] => days.filter(day => bucketOf(day) === bucket);
  const own = of(given).sort((a, b) => (a.name < b.name ? -1 : 1));
  const part = test ? { bucket, train: own, test: of(test) } : { bucket, train: own.slice(0, -1), test: own.slice(-1) };
  if (part.train.length > 0 && part.test.length > 0) return part;
  const names = own.map(d => d.name).join(', ');
  throw new UsageError(`too little data: bucket ${bucket} has ${names} only; it needs a day to fit to and another to test on`);
}

async function daysIn(files: readonly string[]): Promise<Day[]> {
  const days: Day[] = [];
  for (const file of files) {
    const day = dayOf(await readDay(file));
    if (typeof day === 'string') throw new UsageError(`too little data: ${file}: ${day}`);
    days.push(day);
  }
  return days;
}

function calibration({ bucket, train, test }: Part, options: FitOptions): Calibration {
  const found = fitClimate(train, options);
  const fresh = { ...options, seed: options.seed + FRESH };
  const market = simulated(found.best.climate, found, fresh);
  const [fitted, tested] = [momentsOf(train.map(d => d.facts)), momentsOf(test.map(d => d.facts))];
  const apart = gaps(market, tested);
  return {
    bucket,
    fittedOn: train.map(d => d.name),
    testedOn: test.map(d => d.name),
    fit: found,
    inSample: distance(market, fitted),
    outOfSample: distance(market, tested),
    calm: distance(simulated(REGIMES.calm, found, fresh), tested),
    daysApart: distance(fitted, tested),
    gaps: MOMENT_NAMES.map((name, i) => [name, apart[i]!]),
  };
}

/** A calibration as a file for `--regime`. */
export function climateFile(of: Calibration): string {
  const { best, price, unit } = of.fit;
  const changed = FITTED.map(key => `  ${key}: ${rounded(best.climate[key])}\n`);
  return [
    `# Fitted by \`sluice calibrate\` to ${of.fittedOn.join(', ')}; tested on ${of.testedOn.join(', ')}.\n`,
    `# Error in sample ${of.inSample.toFixed(2)}, out of sample ${of.outOfSample.toFixed(2)}. Price ${price} ticks, usual order ${unit} lots.\n`,
    'climate:\n',
    ...changed,
  ].join('');
}

/** Each fitted parameter, and the range of it that is as plausible. */
export const parameterRows = ({ fit: { best, plausible } }: Calibration): string[][] =>
  FITTED.map(key => [key, rounded(best.climate[key]), rounded(plausible[key][0]), rounded(plausible[key][1])]);

/** Four digits that matter: more would say more than the fit knows. */
const rounded = (value: number): string => String(Number(value.toPrecision(4)));
