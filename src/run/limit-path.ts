import { LIMIT_KEYS } from '../core/risk/limit-keys';
import { LEVELS, SECTIONS } from '../core/risk/limits';

/** Every limit as it is written below its level: `maxOrderQty`, `priceCollar.percent`. */
export const LIMIT_NAMES: readonly string[] = Object.entries(LIMIT_KEYS).flatMap(([key, of]) =>
  'keys' in of ? Object.keys(of.keys).map(part => `${key}.${part}`) : [key],
);

/**
 * The keys that lead to a limit in the file: `accounts.BRK.B.maxOrderQty` -> accounts, BRK.B, maxOrderQty (names of accounts, symbols and
 * sessions may have dots). A leading `limits.` is taken for what it is. Throws an Error that says what would do.
 */
export function limitPath(path: string): readonly string[] {
  const bare = path.startsWith('limits.') ? path.slice('limits.'.length) : path;
  const [section = '', ...more] = bare.split('.');
  const rest = more.join('.');
  if (section === 'currency' && rest === '') return [section];
  if (section === 'rates' && rest !== '') return [section, rest];
  const known: readonly string[] = LEVELS.map(level => SECTIONS[level]);
  if (!known.includes(section))
    throw new Error(`'${path}' names no limit: it begins with ${known.join(', ')}, currency or rates, as in firm.maxOrderQty`);
  if (section === 'firm') {
    if (!LIMIT_NAMES.includes(rest)) throw new Error(`'${path}' names no limit: ${LIMIT_NAMES.join(', ')}`);
    return [section, ...rest.split('.')];
  }
  const name = LIMIT_NAMES.find(limit => rest.endsWith(`.${limit}`) && rest.length > limit.length + 1);
  if (name === undefined)
    throw new Error(`'${path}' names no limit: write ${section}.NAME.LIMIT, where LIMIT is one of ${LIMIT_NAMES.join(', ')}`);
  return [section, rest.slice(0, -name.length - 1), ...name.split('.')];
}
