import type { Point } from '../../core/risk/check';
import { CHECKS } from '../../core/risk/checks';
import type { LimitSpec, LimitSpecs } from '../../core/risk/limits';
import { listed, STRATEGIES, type Strategy } from '../../core/strategies';
import { boundsOf, type StrategyParameter, typeOf } from '../../core/strategy-parameters';
import type { SessionSettings } from '../../fix/settings/settings';
import { STRATEGY_TAGS } from '../../fix/translate/strategy';
import type { Config } from '../config';
import { list, type Section, table, text } from './page';

/** The strategies with what each takes, out of the table that intake reads. */
export const strategiesSection = (): Section => ({
  title: 'Strategies',
  blocks: [
    table(
      ['version', 'strategy', 'its parameters'],
      Object.entries(STRATEGY_TAGS).map(([version, tags]) => [
        version,
        `tag ${tags.target}`,
        `tag ${tags.text} as \`Name=value;Name=value\`${tags.group ? ', or StrategyParametersGrp (957 to 960)' : ''}`,
      ]),
    ),
    text('`sluice rules --atdl` prints the same as a FIXatdl 1.1 document for order tickets.'),
  ],
  sections: Object.values(STRATEGIES).map(strategySection),
});

/** What a value may be, in two cells: from and to. */
function rangeOf(p: StrategyParameter): readonly [from: string, to: string] {
  if (p.words) return [p.words.join(', '), ''];
  if (p.kind === 'flag') return ['Y, N', ''];
  if (p.kind === 'quantity') return ['a lot', ''];
  return p.kind === 'price' ? ['a tick', ''] : boundsOf(p);
}

const RATES: Readonly<Record<Strategy['rate'], string>> = {
  none: 'not taken',
  cap: 'the part of the volume that it may be: 0.1 is 10 %',
  target: 'needed: the part of the volume that it aims at, its own counted: 0.1 is 10 %',
};

function strategySection(s: Strategy): Section {
  const takes = [
    ['TargetStrategy', s.code],
    ['OrdType (40)', listed(s.ordTypes)],
    ['TimeInForce (59)', `${listed(s.tifs)}; 0 where it is absent`],
    ['ParticipationRate (849)', RATES[s.rate]],
    ['EffectiveTime (168), ExpireTime (126)', s.windowed ? 'start and end of the window' : 'passed through'],
  ];
  const parameters = s.parameters.map(p => [`\`${p.name}\``, typeOf(p), ...rangeOf(p), p.about]);
  const more =
    parameters.length === 0 ? [] : [table(['parameter (958)', 'type (959)', 'from', 'to', 'what it sets'], parameters)];
  return { title: `${s.name} (${s.code})`, blocks: [text(s.about), table(['', ''], takes), ...more] };
}

/** Where a check is made, for a reader. */
const POINTS: Readonly<Record<Point, string>> = {
  parent: 'your order',
  child: 'each child that we send on',
  replace: 'each replace',
};

/**
 * Instruments and the limits in force: what of the config an order is checked against. Of the levels those that every counterparty may know of:
 * the firm, its own sessions, strategies and symbols; accounts and the restricted list are the firm's own business.
 */
export function limitsSection(config: Pick<Config, 'instruments' | 'limits'>, sessions: readonly SessionSettings[]): Section {
  const { instruments } = config;
  const specs = instruments.map(i => [i.symbol === '*' ? 'any other' : i.symbol, i.tick, i.lot, i.priorClose ?? '']);
  const levels = levelsTold(config.limits, sessions);
  const checks = CHECKS.flatMap(check =>
    levels.flatMap(([of, spec]) => {
      const rule = check.rule(spec);
      const made = check.points.map(p => POINTS[p]).join(', ');
      return rule === undefined || (spec !== config.limits.firm && rule === check.rule({}))
        ? []
        : [[`\`${check.code}\``, of, rule, made]];
    }),
  );
  const off = CHECKS.filter(check => levels.every(([, spec]) => check.rule(spec) === undefined)).map(
    check => `\`${check.code}\``,
  );
  return {
    title: 'Instruments and limits',
    blocks: [
      table(['symbol (55)', 'tick', 'lot', 'prior close'], specs),
      text(
        'Checks are made in this order; the first that fails is the one that is told. The reference price is the far touch, else the near one, the last trade, the prior close.',
      ),
      table(['check', 'of', 'rule in force', 'made of'], checks),
      list(off.length === 0 ? 'Every check has a limit.' : `Without a limit here: ${off.join(', ')}.`),
    ],
  };
}

/** Whose orders a limit is of, for a reader, and the limits. */
function levelsTold(limits: LimitSpecs, sessions: readonly SessionSettings[]): [of: string, spec: LimitSpec][] {
  const told = (what: string, section: Readonly<Record<string, LimitSpec>> | undefined, only?: readonly string[]) =>
    Object.entries(section ?? {})
      .filter(([key]) => only === undefined || key === '*' || only.includes(key))
      .map(([key, spec]): [string, LimitSpec] => [key === '*' ? `any other ${what}` : `${what} ${key}`, spec]);
  return [
    ['every order', limits.firm],
    ...told(
      'session',
      limits.sessions,
      sessions.map(s => s.id),
    ),
    ...told('strategy', limits.strategies),
    ...told('symbol', limits.symbols),
  ];
}
