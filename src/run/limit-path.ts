import { LIMIT_KEYS, type LimitKey } from '../core/risk/limit-keys';
import { LEVELS, SECTIONS } from '../core/risk/limits';

/** Every limit as it is written below its level, and its key: `maxOrderQty`, `priceCollar.percent`, `soft.priceCollar.percent`. */
export const LIMITS_BY_NAME: ReadonlyMap<string, LimitKey> = new Map(named(LIMIT_KEYS, ''));
export const LIMIT_NAMES: readonly string[] = [...LIMITS_BY_NAME.keys()];

function named(keys: Readonly<Record<string, LimitKey>>, prefix: string): [string, LimitKey][] {
  return Object.entries(keys).flatMap(([key, of]) =>
    of.keys ? named(of.keys, `${prefix}${key}.`) : [[`${prefix}${key}`, of] satisfies [string, LimitKey]],
  );
}

/**
 * The keys that lead to a limit in the file: `accounts.BRK.B.maxOrderQty` -> accounts, BRK.B, maxOrderQty (names of accounts, symbols and
 * sessions may have dots). A leading `limits.` is taken for what it is. Throws an Error that says what would do.
 */
export function limitPath(path: string): readonly string[] {
  const bare = path.startsWith('limits.') ? path.slice('limits.'.length) : path;
  const [section = '', ...more] = bare.split('.');
  const rest = more.join('.');
  if (section === 'currency' && rest === '') return [section];
  if (section === 'day' && (rest === 'timeZone' || rest === 'ends')) return [section, rest];
  if (section === 'rates' && rest !== '') return [section, rest];
  const known: readonly string[] = LEVELS.map(level => SECTIONS[level]);
  if (!known.includes(section))
    throw new Error(
      `'${path}' names no limit: it begins with ${known.join(', ')}, currency, rates or day, as in firm.maxOrderQty`,
    );
  if (section === 'firm') {
    if (!LIMIT_NAMES.includes(rest)) throw new Error(`'${path}' names no limit: ${LIMIT_NAMES.join(', ')}`);
    return [section, ...rest.split('.')];
  }
  const names = LIMIT_NAMES.filter(limit => rest.endsWith(`.${limit}`) && rest.length > limit.length + 1);
  const name = names.sort((a, b) => b.length - a.length)[0]; // `soft.maxOrderQty` ends with `maxOrderQty`
  if (name === undefined)
    throw new Error(`'${path}' names no limit: write ${section}.NAME.LIMIT, where LIMIT is one of ${LIMIT_NAMES.join(', ')}`);
  return [section, rest.slice(0, -name.length - 1), ...name.split('.')];
}
