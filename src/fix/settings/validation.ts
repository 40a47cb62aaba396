import { dirname, resolve } from 'node:path';
import type { DictionaryFile, DictionaryFiles } from '../dictionary/files';
import type { Key } from './keys';
import type { SessionSettings } from './settings';
import type { Values } from './values';

/** The keys that say how messages are checked, and by which dictionary. */
export function readValidation(
  v: Values,
  beginString: string,
): Pick<
  SessionSettings,
  'checkCompID' | 'requiresOrigSendingTime' | 'useDataDictionary' | 'rejectInvalidMessage' | 'validation' | 'dictionaries'
> {
  const dictionaries = beginString === 'FIXT.1.1' ? filesOfFixt(v) : fileOf4(v, beginString);
  return {
    checkCompID: v.flag('CheckCompID', true),
    requiresOrigSendingTime: v.flag('RequiresOrigSendingTime', true),
    useDataDictionary: v.flag('UseDataDictionary', true),
    rejectInvalidMessage: v.flag('RejectInvalidMessage', true),
    validation: {
      fieldsOutOfOrder: v.flag('ValidateFieldsOutOfOrder', true),
      fieldsHaveValues: v.flag('ValidateFieldsHaveValues', true),
      userDefinedFields:
        v.text('ValidateUserDefinedFields') === undefined ? ('session' as const) : v.flag('ValidateUserDefinedFields', true),
      unorderedGroupFields: v.flag('ValidateUnorderedGroupFields', true),
      allowUnknownMsgFields: v.flag('AllowUnknownMsgFields', false),
    },
    ...(dictionaries !== undefined && { dictionaries }),
  };
}

function fileOf4(v: Values, beginString: string): DictionaryFiles | undefined {
  for (const key of ['AppDataDictionary', 'TransportDataDictionary'] as const)
    if (v.text(key) !== undefined) v.complain(key, `is for FIXT.1.1; ${beginString} has one dictionary: use DataDictionary`);
  const application = fileOf(v, 'DataDictionary', beginString === 'FIX.4.2' ? 'FIX.4.2' : 'FIX.4.4');
  return application && { application };
}

function filesOfFixt(v: Values): DictionaryFiles | undefined {
  if (v.text('DataDictionary') !== undefined)
    v.complain('DataDictionary', 'FIXT.1.1 has two dictionaries: use AppDataDictionary and TransportDataDictionary');
  const application = fileOf(v, 'AppDataDictionary', 'FIX.5.0');
  const transport = fileOf(v, 'TransportDataDictionary', 'FIXT.1.1');
  if (application === undefined && transport === undefined) return undefined;
  return { ...(application && { application }), ...(transport && { transport }) };
}

/** The file that a key names; a relative path begins at the .cfg that the key stands in. */
function fileOf(v: Values, key: Key, expected: DictionaryFile['expected']): DictionaryFile | undefined {
  const path = v.text(key);
  const entry = v.entry(key);
  if (path === undefined || entry === undefined) return undefined;
  return { path: resolve(dirname(entry.file), path), from: `${entry.file}:${entry.line}: ${key}`, expected };
}
