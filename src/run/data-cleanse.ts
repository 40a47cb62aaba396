import { dayFromText } from '../core/civil';
import { DataError } from '../core/data-error';
import { type Reference, referenceOf } from '../core/reference/reference';
import type { Override, Overrides } from '../market-data/cleanse/cleanser';
import { cleanseFile } from '../market-data/cleanse/file';
import type { CleanseReport } from '../market-data/cleanse/report';
import { RULES } from '../market-data/cleanse/rules';
import { readReference } from '../market-data/reference/folder';
import { TableError } from '../market-data/reference/table';
import { UsageError } from './usage-error';

/** What `sluice data cleanse` was asked for. */
export interface CleanseRequest {
  readonly files: readonly string[];
  readonly out?: string | undefined;
  readonly format?: string | undefined;
  readonly symbol?: string | undefined;
  readonly security?: string | undefined;
  readonly tick?: string | undefined;
  readonly market?: string | undefined;
  /** ISO day of files whose stamps count from midnight. */
  readonly day?: string | undefined;
  /** Folder of reference data. */
  readonly reference?: string | undefined;
  /** `RULE=drop|flag|off`, each. */
  readonly set: readonly string[];
}

/** Cleanses files one after the other; tells each report. Rejects with a UsageError that names file, line and reason. */
export async function cleanseFiles(
  request: CleanseRequest,
  told: (report: CleanseReport, seconds: number) => void,
): Promise<void> {
  const { files, day, set, ...rest } = request;
  const on = day === undefined ? undefined : dayFromText(day);
  if (day !== undefined && on === undefined) throw new UsageError(`--day: '${day}' is no day such as 2013-10-07`);
  const overrides = overridesOf(set);
  try {
    const reference = referenceIn(request.reference);
    for (const file of files) {
      const start = process.hrtime.bigint();
      const report = await cleanseFile(file, { ...rest, reference, overrides, day: on });
      told(report, Number(process.hrtime.bigint() - start) / 1e9);
    }
  } catch (error) {
    throw error instanceof DataError || error instanceof TableError ? new UsageError(error.message) : error;
  }
}

const referenceIn = (folder: string | undefined): Reference => (folder === undefined ? referenceOf({}) : readReference(folder));

function overridesOf(set: readonly string[]): Overrides {
  return new Map(
    set.map(text => {
      const [rule = '', act = ''] = text.split('=');
      if (!RULES.some(r => r.name === rule))
        throw new UsageError(`--set: there is no rule '${rule}': ${RULES.map(r => r.name).join(', ')}`);
      if (act !== 'drop' && act !== 'flag' && act !== 'off')
        throw new UsageError(`--set ${rule}: '${act}' is none of drop, flag, off`);
      return [rule, act satisfies Override] as const;
    }),
  );
}
