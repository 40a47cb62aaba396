import { type Denial, denial } from '../denials';
import type { FactOf } from '../facts';
import { MOST_NAMES } from '../instruments';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { partOf } from '../risk/own-part';
import type { Strategy } from '../strategies';

type Request = FactOf<'ParentOrderReceived' | 'ParentReplaceReceived'>;

/** An order too old to be meant (MaxOrderAge): it came late, or was sent again long after it was made. */
export function ageTrouble(request: Request, books: Ledger, at: Micros): Denial | undefined {
  const maxAge = books.omsRules[request.session]?.maxOrderAge ?? 0;
  if (maxAge === 0 || request.madeAt === undefined) return undefined;
  const age = at - request.madeAt;
  if (age <= maxAge) return undefined;
  const seconds = (us: Micros): number => Math.round(us / 1_000_000);
  return denial(
    'StaleOrder',
    `it was made ${seconds(age)} s ago by TransactTime (60) or OrigSendingTime (122); MaxOrderAge is ${seconds(maxAge)} s`,
  );
}

/** An account or symbol that would be one too many of those that nobody named, or of places where the two meet; undefined where there is room. */
export function nameTrouble({ session, account = '', symbol }: Request, strategy: string, books: Ledger): Denial | undefined {
  const { levels, instruments } = books;
  const what = !levels.hasRoom('account', account)
    ? `Account (1) '${account}'`
    : !levels.hasRoom('symbol', symbol) && !instruments.isNamed(symbol)
      ? `Symbol (55) '${symbol}'`
      : undefined;
  if (what === undefined) {
    if (books.places.hasRoom({ session, account, strategy, symbol })) return undefined;
    const where = `Account (1) '${account}' has not traded Symbol (55) '${symbol}' by this session and strategy before`;
    return denial('TooManyNames', `${where}, and ${books.places.most} such places are known that may be`);
  }
  return denial('TooManyNames', `${what} is new, and ${MOST_NAMES} are known that may be: name it in the limits file`);
}

/** A strategy parameter that the strategy does not have, or that stands twice: ignoring it would trade otherwise than was asked. */
export function parameterTrouble(request: Request, strategy: Strategy): Denial | undefined {
  if (request.repeatedParameter !== undefined)
    return denial('BadParameter', `StrategyParameterName (958) '${request.repeatedParameter}' stands twice`);
  if (request.participationRate !== undefined) {
    const said = `ParticipationRate (849) '${request.participationRate}'`;
    if (strategy.rate === 'none') return denial('BadParameter', `${said} is no parameter of ${strategy.name}`);
    if (partOf(request.participationRate) === undefined)
      return denial(
        'BadParameter',
        `${said} is no part of a volume: above 0, at most 1 (0.1 is 10 %), with at most six decimals`,
      );
  }
  const known = strategy.parameters.map((p): string => p.name);
  for (const name in request.parameters) {
    if (known.includes(name)) continue;
    const takes = known.length === 0 ? 'none' : known.join(', ');
    return denial(
      'BadParameter',
      `StrategyParameterName (958) '${name}' is no parameter of ${strategy.name}, which takes ${takes}`,
    );
  }
  return undefined;
}

/** A good-till-date order (59=6) must say till when, and not a moment that has passed. */
export function expiryTrouble(request: Request, at: Micros): Denial | undefined {
  if (request.timeInForce !== '6') return undefined;
  const { expireTime, expireDate } = request;
  if (expireTime === undefined && expireDate === undefined)
    return denial('BadExpiry', 'TimeInForce (59) 6 (GTD) needs ExpireDate (432) or ExpireTime (126)');
  return expireTime !== undefined && expireTime <= at ? denial('WindowExpired', 'ExpireTime (126) has passed') : undefined;
}
