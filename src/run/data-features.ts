import { basename } from 'node:path';
import { dayFromText } from '../core/civil';
import { DataError } from '../core/data-error';
import type { Micros } from '../core/numbers';
import { ExpectedSessions } from '../market-data/features/expected-sessions';
import { type FeatureInputs, FeatureSource } from '../market-data/features/feature-rows';
import { type FeatureFileSource, FeatureWriter } from '../market-data/features/store';
import { fileHash } from '../market-data/file-hash';
import { readReference } from '../market-data/reference/folder';
import { TableError } from '../market-data/reference/table';
import { readVolumes } from '../market-data/volume/day-file';
import { DURATION_FORM, durationMicros } from './duration';
import { CODE, contentHash } from './records/record';
import { UsageError } from './usage-error';

/** What `sluice data features` was asked for. */
export interface FeaturesRequest {
  readonly files: readonly string[];
  readonly out: string;
  /** Lengths of time as text. */
  readonly every: string;
  readonly latency: string;
  /** One for all files, or one for each in their order; none: each by its first line. */
  readonly format: readonly string[];
  readonly symbol?: string | undefined;
  readonly venue?: string | undefined;
  /** ISO day of files whose stamps count from midnight. */
  readonly day?: string | undefined;
  /** File of halts and news. */
  readonly events?: string | undefined;
  /** File of the volume of past days, and the reference data that its days go by. */
  readonly volumes?: string | undefined;
  readonly reference?: string | undefined;
  readonly market?: string | undefined;
}

/** What was written. */
export interface FeaturesReport {
  readonly file: string;
  readonly symbol: string | null;
  readonly rows: number;
  /** SHA-256 of the content. */
  readonly sha256: string;
  readonly stamps: readonly FeatureFileSource['stamps'][];
}

/** A row this often (us), at the most. */
const FINEST: Micros = 1_000;

/** Makes a feature file out of files of market data. Rejects with a UsageError that names option, or file, line and reason; then nothing is written. */
export async function writeFeatures(request: FeaturesRequest): Promise<FeaturesReport> {
  try {
    const inputs = inputsOf(request);
    const source = await FeatureSource.open(inputs);
    try {
      const { config, sessions } = await expectationOf(request, source.symbol);
      return await written(request.out, await headOf(request, inputs, source, config), source, sessions);
    } finally {
      await source.close();
    }
  } catch (error) {
    throw error instanceof DataError || error instanceof TableError ? new UsageError(error.message) : error;
  }
}

type Head = ConstructorParameters<typeof FeatureWriter>[1];

/** What the file says of itself. */
async function headOf(
  { venue, events }: FeaturesRequest,
  { every, latency }: FeatureInputs,
  source: FeatureSource,
  expectation: Expectation['config'],
): Promise<Head> {
  const given = { ...(venue !== undefined && { venue }), ...(events !== undefined && { events: await nameAndHash(events) }) };
  const config = { ...expectation, ...given };
  const sources = await sourcesOf(source);
  return { madeBy: CODE, symbol: source.symbol ?? null, every, latency, sources, config };
}

function inputsOf(request: FeaturesRequest): FeatureInputs {
  const { files, format, day, events, symbol, venue } = request;
  const on = day === undefined ? undefined : dayFromText(day);
  if (day !== undefined && on === undefined) throw new UsageError(`--day: '${day}' is no day such as 2013-10-07`);
  if (format.length > 1 && format.length !== files.length)
    throw new UsageError(
      `--format: ${format.length} formats for ${files.length} files: name one for all, or one for each in their order`,
    );
  const every = lengthOf('--every', request.every);
  if (every < FINEST) throw new UsageError(`--every: ${request.every} is shorter than 1ms`);
  const named = files.map((file, i) => ({ file, format: format[i] ?? format[0] }));
  return { files: named, events, symbol, venue, day: on, latency: lengthOf('--latency', request.latency), every };
}

function lengthOf(option: string, text: string): Micros {
  const micros = durationMicros(text);
  if (micros === undefined) throw new UsageError(`${option}: '${text}' is not ${DURATION_FORM}`);
  return micros;
}

const sourcesOf = (source: FeatureSource): Promise<FeatureFileSource[]> =>
  Promise.all(
    source.cursors.map(async ({ file: { file, format }, hasReceived }) => ({
      file: basename(file),
      sha256: await fileHash(file),
      format: format.name,
      stamps: hasReceived ? 'received' : 'venue',
    })),
  );

interface Expectation {
  readonly config: Readonly<Record<string, string>>;
  readonly sessions: ExpectedSessions | undefined;
}

/** What the sessions are expected to trade, and what that is made of. */
async function expectationOf(
  { volumes, reference, market, ...rest }: FeaturesRequest,
  found: string | undefined,
): Promise<Expectation> {
  if (volumes === undefined && reference === undefined) return { config: {}, sessions: undefined };
  if (volumes === undefined || reference === undefined)
    throw new UsageError('--volumes and --reference: name both, or neither (then volume is compared with nothing)');
  const symbol = rest.symbol ?? found;
  if (symbol === undefined) throw new UsageError('--volumes: no file says whose rows they are: name the symbol (--symbol)');
  const days = readReference(reference);
  if (market !== undefined && !days.calendars.has(market))
    throw new UsageError(
      `--market: the reference data have no calendar for '${market}': ${[...days.calendars.keys()].join(', ')}`,
    );
  const history = readVolumes(volumes).get(symbol);
  if (!history) throw new UsageError(`--volumes: ${volumes} has no days of ${symbol}`);
  const config = {
    volumes: await nameAndHash(volumes),
    reference: await nameAndHash(reference),
    ...(market !== undefined && { market }),
  };
  return { config, sessions: new ExpectedSessions({ symbol, reference: days, market, history }) };
}

const nameAndHash = async (file: string): Promise<string> => `${basename(file)} sha256=${await contentHash(file)}`;

async function written(
  out: string,
  head: Head,
  source: FeatureSource,
  sessions: ExpectedSessions | undefined,
): Promise<FeaturesReport> {
  const writer = new FeatureWriter(out, head);
  try {
    await source.rows(writer, sessions);
    if (writer.rows === 0)
      throw new UsageError('the files end before the first row: they are shorter than --every, or have no market in them');
    const sha256 = await writer.commit();
    const stamps = head.sources.map(s => s.stamps);
    return { file: out, symbol: head.symbol, rows: writer.rows, sha256, stamps };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
