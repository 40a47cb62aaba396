import type { GuardName } from '../../../simulator/market/scenarios/scenario';
import type { Fact } from '../../core/facts';
import type { RecordedTurn } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { TRADING } from '../../core/risk/market';
import { guardOf } from './guards';

/** What a run's journal tells of the hard rules and of the model's guards. */
export interface Audit {
  /** Orders and replaces that were sent while the gateway had been told that the symbol does not trade. */
  readonly sentInHalt: number;
  /** Orders and replaces that were sent after a level was HALTED. */
  readonly sentWhenHalted: number;
  /** Slots of adaptive orders by what decided them: this slot's forecast, the one before, the baseline. */
  readonly decided: Readonly<Record<'forecast' | 'last' | 'baseline', number>>;
  /** Slots that a guard kept from their own forecast. */
  readonly guards: Readonly<Partial<Record<GuardName, number>>>;
  /** Children and replaces that risk checks denied, by code. */
  readonly denied: Readonly<Record<string, number>>;
  /** Levels that went to REDUCING or HALTED. */
  readonly states: readonly ('REDUCING' | 'HALTED')[];
  /** When a halt was told of first (us); absent: never. */
  readonly haltTold?: Micros | undefined;
}

/** Reads the journal of a run with one symbol and one venue. */
export function auditOf(turns: Iterable<RecordedTurn>): Audit {
  const auditor = new Auditor();
  for (const turn of turns) for (const fact of turn.facts) auditor.note(fact, turn.at);
  return auditor;
}

class Auditor implements Audit {
  sentInHalt = 0;
  sentWhenHalted = 0;
  readonly decided = { forecast: 0, last: 0, baseline: 0 };
  readonly guards: Partial<Record<GuardName, number>> = {};
  readonly denied: Record<string, number> = {};
  readonly states: ('REDUCING' | 'HALTED')[] = [];
  haltTold: Micros | undefined;
  private trading = true;

  note(fact: Fact, at: Micros): void {
    switch (fact.type) {
      case 'SecurityStatusReceived':
        if (fact.status === undefined) return;
        this.trading = TRADING.has(fact.status);
        if (!this.trading) this.haltTold ??= at;
        return;
      case 'ChildOrderReleased':
      case 'ChildReplaceReleased':
        if (!this.trading) this.sentInHalt++;
        if (this.states.includes('HALTED')) this.sentWhenHalted++;
        return;
      case 'ChildOrderDenied':
      case 'ChildReplaceDenied':
        this.denied[fact.code] = (this.denied[fact.code] ?? 0) + 1;
        return;
      case 'TradingStateChanged':
        if (fact.state !== 'ACTIVE') this.states.push(fact.state);
        return;
      case 'TiltDecided': {
        this.decided[fact.source]++;
        const guard = guardOf(fact);
        if (guard !== undefined) this.guards[guard] = (this.guards[guard] ?? 0) + 1;
        return;
      }
      default:
    }
  }
}
