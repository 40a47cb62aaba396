import { ALERTS, type AlertCode, isCritical, type Severity } from './alarms';
import { among } from './among';
import { placeOf, placeText } from './control/kills';
import type { Fact, FactOf } from './facts';
import { pathOf } from './risk/levels';

/** A fact that a person should be told of, in words. */
export interface Alert {
  readonly code: AlertCode;
  readonly severity: Severity;
  readonly text: string;
  /** What it is about, where alerts of one code about different things are told apart; '' elsewhere. */
  readonly about: string;
}

const isTold = among([
  'Alarmed',
  'UnexpectedReport',
  'UtilisationChanged',
  'TradingStateChanged',
  'ThrottleTripped',
  'ParentOrderHeld',
  'HeldReleaseAsked',
  'LimitsChanged',
  'InstrumentsChanged',
  'MarketDataStale',
  'MarketDataFlowing',
  'CautionBegan',
  'DriftDetected',
  'ModelRolledBack',
  'ChallengePlanned',
  'ChallengerJudged',
  'NewsUnreadable',
  'RecordingFailed',
  'RecordingResumed',
  'FixLogFailed',
  'FixLogResumed',
  'AlertsHeldBack',
  'AlertsNotDelivered',
  'KillReleaseAsked',
  'KillSwitchEngaged',
  'KillSwitchReleased',
]);

/** The one reading of alerts off facts; undefined for a fact that nobody needs to be told of. */
export function alertOf(fact: Fact): Alert | undefined {
  if (!isTold(fact)) return undefined;
  switch (fact.type) {
    case 'Alarmed':
      return { code: fact.code, severity: isCritical(fact.code) ? 'critical' : 'warning', text: fact.text, about: '' };
    case 'UnexpectedReport':
      return alert('UnexpectedReport', `${fact.session}: '${fact.clOrdId}' (ExecID ${fact.execId}): ${fact.why}`);
    case 'UtilisationChanged':
      return fact.mark === 0 ? undefined : utilisation(fact);
    case 'TradingStateChanged': {
      const what = `${placeText(fact)} is ${fact.state}, by ${fact.by}: ${fact.reason}`;
      return alert(
        fact.state === 'ACTIVE' ? 'TradingResumed' : 'TradingReduced',
        what,
        `${fact.level} ${fact.key} ${fact.state}`,
      );
    }
    case 'ThrottleTripped':
      return alert('ThrottleTripped', `${placeText(fact)}: ${fact.text}`, `${fact.level} ${fact.key}`);
    case 'ParentOrderHeld':
      return alert('OrderHeld', `order ${fact.parentId} is held: ${fact.text}`);
    case 'HeldReleaseAsked':
      return alert(
        'HeldReleaseAsked',
        `${fact.by} asks that held order ${fact.parentId} goes on (${fact.reason}): another person has to agree`,
      );
    case 'LimitsChanged':
      return alert('LimitsChanged', `limits changed by ${fact.by}: ${fact.reason}`);
    case 'InstrumentsChanged':
      return alert('InstrumentsChanged', `instruments changed by ${fact.by}: ${fact.reason}`);
    case 'MarketDataStale':
      return fact.closed ? undefined : alert('MarketDataStale', `${several(fact.symbols)}: ${fact.why}`, fact.session ?? '');
    case 'MarketDataFlowing':
      return alert('MarketDataFlowing', `market data flows again: ${several(fact.symbols)}`);
    case 'CautionBegan':
      return alert(
        'CautionBegan',
        `${fact.symbol === '*' ? 'no scheduled order' : `no scheduled order of ${fact.symbol}`} crosses for now: ${fact.text}`,
        fact.symbol,
      );
    case 'DriftDetected':
    case 'ModelRolledBack':
    case 'ChallengePlanned':
    case 'ChallengerJudged':
      return learned(fact);
    case 'NewsUnreadable':
      return alert('NewsUnreadable', `${fact.where}: ${fact.why}`);
    case 'RecordingFailed':
      return alert('RecordingFailed', `market data is not recorded: ${fact.where}: ${fact.why}`);
    case 'RecordingResumed':
      return alert('RecordingResumed', `market data is recorded again in ${fact.where}: ${fact.lost} rows are lost`);
    case 'FixLogFailed':
      return alert('FixLogFailed', `FIX logs are not written: ${fact.where}: ${fact.why}`, fact.where);
    case 'FixLogResumed':
      return alert('FixLogResumed', `FIX logs are written again in ${fact.where}: ${fact.lost} lines are lost`, fact.where);
    case 'AlertsHeldBack': {
      const more = fact.count === 1 ? '1 alert' : `${fact.count} alerts`;
      const about = `${fact.code} ${fact.about}`.trim();
      return alert('AlertsHeldBack', `${more} more of ${about} held back; the last: ${fact.last}`, about);
    }
    case 'AlertsNotDelivered':
      return alert('AlertsNotDelivered', `the ${fact.outlet} does not take alerts (${fact.why}): they are kept and tried again`);
    default:
      return kill(fact);
  }
}

const alert = (code: keyof typeof ALERTS, text: string, about = ''): Alert => ({
  code,
  severity: ALERTS[code].severity,
  text,
  about,
});

function learned(fact: FactOf<'DriftDetected' | 'ModelRolledBack' | 'ChallengePlanned' | 'ChallengerJudged'>): Alert {
  switch (fact.type) {
    case 'DriftDetected': {
      const { by, feature, value, limit, n } = fact;
      const what = `${feature === undefined ? by : `${by} of ${feature}`} is ${value}, beyond ${limit}, over ${n}`;
      return alert('DriftDetected', `model ${shortHash(fact.model)}: ${what}`, `${fact.model} ${by}`);
    }
    case 'ModelRolledBack': {
      const now = fact.to === undefined ? 'none is in force' : `${shortHash(fact.to)} is in force`;
      return alert('ModelRolledBack', `${fact.role} ${shortHash(fact.from)} is rolled back, ${now}: ${fact.why}`, fact.from);
    }
    case 'ChallengePlanned': {
      const { perArm, delta, sd, designEffect } = fact;
      const by = `to find ${delta} bps where costs spread by ${sd} bps (design effect ${designEffect})`;
      return alert('ChallengePlanned', `challenger ${shortHash(fact.challenger)}: about ${perArm} orders an arm ${by}`);
    }
    case 'ChallengerJudged': {
      const { verdict, difference, low, high, n } = fact;
      const found = `${verdict} by ${difference} bps (${low} to ${high}) over ${n[0]} and ${n[1]} orders`;
      return alert('ChallengerJudged', `challenger ${shortHash(fact.challenger)} is ${found}`, fact.challenger);
    }
  }
}

/** Enough of a model's hash to find it by. */
const shortHash = (hash: string): string => hash.slice(0, 12);

/** A few of them by name, the others counted. */
function several(symbols: readonly string[]): string {
  const named = symbols.slice(0, 5).join(', ');
  return symbols.length > 5 ? `${named} and ${symbols.length - 5} more` : named;
}

function kill(fact: FactOf<'KillReleaseAsked' | 'KillSwitchEngaged' | 'KillSwitchReleased'>): Alert {
  if (fact.type === 'KillReleaseAsked') {
    const what = `${fact.by} asks to release the kill switch of ${placeText(fact)} (${fact.reason}): another person has to agree`;
    return alert(fact.type, what, `${placeText(fact)} ${fact.kill}`);
  }
  const place = placeText(placeOf(fact));
  const second = fact.type === 'KillSwitchReleased' && fact.second !== undefined ? ` and ${fact.second}` : '';
  const done = fact.type === 'KillSwitchEngaged' ? 'engaged' : 'released';
  return alert(fact.type, `kill switch: ${place} ${done} by ${fact.by}${second}: ${fact.reason}`, `${place} ${fact.id ?? ''}`);
}

function utilisation({ level, key, limit, symbol, mark, used, most }: FactOf<'UtilisationChanged'>): Alert {
  const path = pathOf({ name: level, key }, limit);
  const of = symbol === undefined ? path : `${path} in ${symbol}`;
  const words = mark > 90 ? 'exceeded' : `${mark} % reached`;
  return alert(mark > 90 ? 'LimitExceeded' : 'LimitNear', `${of}: ${words}, ${used} of ${most} used`, `${of} ${mark}`);
}
