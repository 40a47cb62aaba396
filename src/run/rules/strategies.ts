import type { Point } from '../../core/risk/check';
import { CHECKS } from '../../core/risk/checks';
import { listed, STRATEGIES, type Strategy, secondsText } from '../../core/strategies';
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

function strategySection(s: Strategy): Section {
  const takes = [
    ['TargetStrategy', s.code],
    ['OrdType (40)', listed(s.ordTypes)],
    ['TimeInForce (59)', `${listed(s.tifs)}; 0 where it is absent`],
    ['EffectiveTime (168), ExpireTime (126)', s.windowed ? 'start and end of the window' : 'passed through'],
  ];
  const parameters = s.parameters.map(p => [`\`${p.name}\``, p.type, secondsText(p.min), secondsText(p.max), p.about]);
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

/** Instruments and the limits in force: what of the config an order is checked against. */
export function limitsSection({ instruments, limits }: Pick<Config, 'instruments' | 'limits'>): Section {
  const specs = instruments.map(i => [i.symbol === '*' ? 'any other' : i.symbol, i.tick, i.lot, i.priorClose ?? '']);
  const checks = CHECKS.flatMap(check => {
    const rule = check.rule(limits.firm);
    return rule === undefined ? [] : [[`\`${check.code}\``, rule, check.points.map(p => POINTS[p]).join(', ')]];
  });
  const off = CHECKS.filter(check => check.rule(limits.firm) === undefined).map(check => `\`${check.code}\``);
  return {
    title: 'Instruments and limits',
    blocks: [
      table(['symbol (55)', 'tick', 'lot', 'prior close'], specs),
      text(
        'Checks are made in this order; the first that fails is the one that is told. The reference price is the far touch, else the near one, the last trade, the prior close.',
      ),
      table(['check', 'rule in force', 'made of'], checks),
      list(off.length === 0 ? 'Every check has a limit.' : `Without a limit here: ${off.join(', ')}.`),
    ],
  };
}
