import type { Draws } from '../../simulator/market/draws';
import type { FixVersion } from '../../src/fix/translate/dialect';
import type { Field } from './message';

/** What a message may name: orders there are, and ids never used. */
export interface Names {
  /** ClOrdIDs: of the OMS towards the gateway, or of the gateway towards the venue. */
  readonly orders: readonly string[];
  readonly fresh: () => string;
  /** UTC, as 52 has it. */
  readonly now: string;
  readonly version: FixVersion;
}

type Make = (names: Names, draws: Draws) => Field[];

const pick = <T>(all: readonly T[], draws: Draws): T => all[draws.below(all.length)]!;
const known = (n: Names, draws: Draws): string =>
  n.orders.length > 0 ? n.orders[Math.max(0, n.orders.length - 1 - draws.below(8))]! : 'NONE';
const f = (...pairs: (readonly [number, string])[]): Field[] => pairs.map(([tag, value]) => [String(tag), value] as const);

const terms = (n: Names, draws: Draws): Field[] =>
  f(
    [21, '1'],
    [55, pick(['ACME', 'BOLT'], draws)],
    [54, pick(['1', '2', '5'], draws)],
    [60, n.now],
    [38, pick(['100', '300', '7'], draws)],
    [40, '2'],
    [44, pick(['100', '100.01'], draws)],
    [59, pick(['0', '3', '4', '1'], draws)],
  );
const aboutOne = (n: Names, draws: Draws): Field[] =>
  f([55, pick(['ACME', 'BOLT'], draws)], [54, pick(['1', '2'], draws)], [60, n.now]);

const twap = (n: Names): Field[] =>
  n.version === 'FIX.4.2'
    ? f([5847, '1001'], [5848, 'Duration=20;SlotSeconds=2'])
    : f([847, '1001'], [957, '2'], [958, 'Duration'], [959, '1'], [960, '20'], [958, 'SlotSeconds'], [959, '1'], [960, '2']);
const parties = (n: Names): Field[] =>
  n.version === 'FIX.4.2'
    ? f([1, 'ACC'])
    : f([1, 'ACC'], [453, '2'], [448, 'DESK'], [447, 'D'], [452, '12'], [448, 'ALGO'], [447, 'D'], [452, '24']);

const admin: readonly Make[] = [
  () => f([35, '0']),
  () => f([35, '1'], [112, 'PING']),
  (_, draws) => f([35, '2'], [7, String(1 + draws.below(5))], [16, pick(['0', '3', '9'], draws)]),
  (_, draws) => f([35, '3'], [45, String(1 + draws.below(9))], [371, '11'], [372, 'D'], [373, '5'], [58, 'no']),
  n => f([35, '5'], [58, `bye ${n.now}`]),
  () => f([35, 'A'], [98, '0'], [108, '30']),
];

/** What an OMS sends, the likely first. */
const OMS: readonly Make[] = [
  (n, d) => f([35, 'D'], [11, n.fresh()]).concat(terms(n, d)),
  (n, d) => f([35, 'D'], [11, n.fresh()]).concat(parties(n).slice(0, 1), terms(n, d), parties(n).slice(1)),
  (n, d) =>
    f([35, 'D'], [11, n.fresh()]).concat(
      terms(n, d).filter(([tag]) => tag !== '59'),
      twap(n),
    ),
  (n, d) =>
    f(
      [35, 'D'],
      [11, n.fresh()],
      [21, '1'],
      [55, 'ACME'],
      [54, '1'],
      [60, n.now],
      [38, '100'],
      [40, '1'],
      [58, `note ${d.below(9)}`],
    ),
  (n, d) => f([35, 'G'], [41, known(n, d)], [11, n.fresh()]).concat(terms(n, d)),
  (n, d) => f([35, 'F'], [41, known(n, d)], [11, n.fresh()]).concat(aboutOne(n, d), f([38, '100'])),
  (n, d) => f([35, 'H'], [11, known(n, d)]).concat(aboutOne(n, d).slice(0, 2)),
  n => f([35, 'q'], [11, n.fresh()], [530, '7'], [60, n.now]),
  n => f([35, 'AF'], [584, n.fresh()], [585, '7']),
  (n, d) =>
    f(
      [35, '8'],
      [37, 'O'],
      [11, known(n, d)],
      [17, n.fresh()],
      [150, '0'],
      [39, '0'],
      [55, 'ACME'],
      [54, '1'],
      [151, '100'],
      [14, '0'],
      [6, '0'],
    ),
];

function report(n: Names, d: Draws, execType: string, ordStatus: string, more: Field[] = []): Field[] {
  const is42 = n.version === 'FIX.4.2';
  const type = is42 && execType === 'F' ? (ordStatus === '2' ? '2' : '1') : execType;
  const head = f([35, '8'], [37, `V${d.below(5)}`], [11, known(n, d)], [17, n.fresh()]).concat(
    is42 ? f([20, execType === 'I' ? '3' : '0']) : [],
  );
  return head.concat(
    f([150, type], [39, ordStatus], [55, 'ACME'], [54, '1'], [38, '100']),
    more,
    f([151, '50'], [14, '50'], [6, '100'], [60, n.now]),
  );
}

/** What a venue sends, the likely first. */
const VENUE: readonly Make[] = [
  (n, d) => report(n, d, '0', '0'),
  (n, d) => report(n, d, 'F', '1', f([32, '50'], [31, '100.005'])),
  (n, d) => report(n, d, 'F', '2', f([32, '100'], [31, '100'])),
  (n, d) =>
    report(
      n,
      d,
      pick(['4', '5', '6', 'E', '8', 'C', '3', '7', '9', 'D', 'I', 'A'], d),
      pick(['4', '0', '6', 'E', '8', 'C', '3', '7', '9'], d),
      f([41, known(n, d)]),
    ),
  (n, d) => report(n, d, pick(['G', 'H'], d), '1', f([19, 'X1'], [32, '10'], [31, '100'])),
  (n, d) => f([35, '9'], [37, 'V1'], [11, known(n, d)], [41, known(n, d)], [39, '0'], [434, '1'], [102, '0']),
  (n, d) => f([35, 'j'], [45, '4'], [372, 'D'], [379, known(n, d)], [380, '3'], [58, 'no']),
  () =>
    f([35, 'W'], [55, 'ACME'], [268, '2'], [269, '0'], [270, '99.99'], [271, '100'], [269, '1'], [270, '100.01'], [271, '100']),
  () => f([35, 'X'], [268, '1'], [279, '0'], [269, '0'], [55, 'ACME'], [270, '99.98'], [271, '10']),
  () => f([35, 'Y'], [262, 'MD'], [281, '0']),
  () => f([35, 'h'], [336, '1'], [340, '2']),
  () => f([35, 'f'], [55, 'ACME'], [326, '2']),
];

/** A message of this side, from 35 on without the session's own fields. */
export function example(side: 'oms' | 'venue', names: Names, draws: Draws): Field[] {
  if (draws.below(12) === 0) return pick(admin, draws)(names, draws);
  const all = side === 'oms' ? OMS : VENUE;
  return all[Math.min(draws.below(all.length), draws.below(all.length + 2))]!(names, draws);
}
