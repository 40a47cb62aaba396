import { type Denial, denial } from '../denials';
import type { Instrument } from '../instruments';
import {
  formOf,
  type Given,
  type ParameterName,
  parameterText,
  readParameter,
  type StrategyParameter,
} from '../strategy-parameters';

/** Parameters as values and as plain text, by name. */
export interface ReadParameters {
  readonly given: Given;
  readonly texts: Readonly<Record<string, string>>;
}

/** Windows are refused by a code of their own. */
const OF_WINDOWS: ReadonlySet<string> = new Set(['Duration', 'SlotSeconds']);

/**
 * Reads the parameters of an order. `texts`: as they came, by name; names that are none of `parameters` are skipped (intake refuses them).
 * A denial names the parameter that is wrong and says what would pass.
 */
export function readParameters(
  parameters: readonly StrategyParameter[],
  texts: Readonly<Record<string, string>>,
  instrument: Instrument,
): ReadParameters | Denial {
  const given: Partial<Record<ParameterName, number>> = {};
  const plain: Record<string, string> = {};
  for (const p of parameters) {
    const text = texts[p.name];
    if (text === undefined) continue;
    const value = readParameter(p, text, instrument);
    if (value === undefined) {
      const code = OF_WINDOWS.has(p.name) ? 'BadWindow' : 'BadParameter';
      return denial(code, `StrategyParameterValue (960) ${p.name} '${text}' is not ${formOf(p)}`);
    }
    given[p.name] = value;
    plain[p.name] = parameterText(p, value, instrument);
  }
  return { given, texts: plain };
}
