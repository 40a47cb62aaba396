import type { Input, TradingStateChanged } from '../core/facts';
import type { RiskLevel } from '../core/risk/levels';
import { LEVELS, type LevelName } from '../core/risk/limits';
import { plain } from './control-request';
import type { ControlHandler, ControlRequest } from './control-server';
import type { Gateway } from './gateway';

/** A level that does not trade as usual, and why. */
export interface StateRow {
  readonly level: LevelName;
  readonly key: string;
  readonly state: TradingStateChanged['state'];
  readonly reason: string;
  /** Why its throttle holds orders up; null where it does not. */
  readonly throttle: string | null;
}

const STATES: readonly string[] = ['ACTIVE', 'REDUCING', 'HALTED'];

/** Trading states over the control socket: `states`, `state-set` and `throttle-reset` with `level`, `key`, `by` and `reason`. */
export function statesHandler({ line }: Gateway): ControlHandler {
  const { levels } = line.books;
  return (request, reply) => {
    if (request.cmd !== 'states') {
      line.post(
        request.cmd === 'state-set' ? stateSet(request, placeOf(request)) : throttleReset(request, placeOf(request), levels),
      );
      line.commitNow();
    }
    reply({ ok: true, states: [...levels.all()].filter(isRestrained).map(rowOf) });
    return 'done';
  };
}

interface Place {
  readonly level: LevelName;
  readonly key: string;
}

const stateSet = (request: ControlRequest, place: Place): Input => {
  const state = request['state'] as TradingStateChanged['state'];
  if (!STATES.includes(state)) throw new Error(`'state' must be one of ${STATES.join(', ')}`);
  return { type: 'TradingStateChanged', ...place, state, ...authorOf(request) };
};

const throttleReset = (request: ControlRequest, place: Place, levels: Gateway['line']['books']['levels']): Input => {
  if (levels.of(place.level, place.key).exposure.tripped === undefined)
    throw new Error(`the throttle of ${place.level}${place.key === '' ? '' : ` '${place.key}'`} holds nothing up`);
  return { type: 'ThrottleReset', ...place, ...authorOf(request) };
};

const authorOf = (request: ControlRequest): { by: string; reason: string } => ({
  by: plain(request['by'], 'by'),
  reason: plain(request['reason'], 'reason'),
});

function placeOf(request: ControlRequest): Place {
  const level = (request['level'] ?? 'firm') as LevelName;
  if (!LEVELS.includes(level)) throw new Error(`'level' must be one of ${LEVELS.join(', ')}`);
  return { level, key: level === 'firm' ? '' : plain(request['key'], 'key') };
}

const isRestrained = ({ exposure }: RiskLevel): boolean => exposure.state !== 'ACTIVE' || exposure.tripped !== undefined;

const rowOf = ({ name, key, exposure }: RiskLevel): StateRow => ({
  level: name,
  key,
  state: exposure.state,
  reason: exposure.stateReason,
  throttle: exposure.tripped ?? null,
});
