import { askControl } from '../run/control-client';
import type { EstimateAnswer } from '../run/control-estimate';
import { partHead, partRows } from '../run/impact/explain';
import type { NewOrder } from '../run/order-client-messages';
import { UsageError } from '../run/usage-error';
import { controlSocket, type SessionFlags } from './order-options';
import { printer, table } from './output';

/** Asks the gateway what an order would be expected to cost, and sends nothing. Resolves with the exit code: 1 where it cannot say. `now`: ms. */
export async function estimate(wanted: NewOrder, o: Pick<SessionFlags, 'data' | 'json'>, now: number): Promise<0 | 1> {
  const { symbol, side, orderQty: qty } = wanted;
  const duration = durationOf(wanted, now);
  const answer = await askControl(controlSocket(o), { cmd: 'estimate', symbol, side, qty, duration });
  const { ok: _ok, ...row } = answer;
  printer<EstimateAnswer>(o.json === true, told)(row as unknown as EstimateAnswer);
  return Array.isArray(answer['missing']) && answer['missing'].length > 0 ? 1 : 0;
}

/** How long the order is to be worked, in seconds; 0 where it is passed through. Throws UsageError where a schedule does not say. */
export function durationOf({ strategy, parameters, effectiveTime, expireTime }: NewOrder, now: number): number {
  if (strategy === undefined) return 0;
  const said = parameters?.['Duration'];
  if (said !== undefined) return Number(said);
  if (expireTime === undefined) throw new UsageError('--estimate: say how long it is worked, with --over or --end');
  return (expireTime - Math.max(effectiveTime ?? 0, now * 1000)) / 1_000_000;
}

function told({ estimate: found, synthetic, value, mid, missing }: EstimateAnswer): string {
  if (!found) return missing.map(what => `no estimate: missing ${what}`).join('\n');
  const { parts, q50, q90, inputs, model } = found;
  return [
    `${model}${synthetic ? ' (no real order is behind it)' : ''}`,
    table(partHead(value), partRows({ ...parts, q50, q90 }, value)),
    `by mid ${mid}, spread ${inputs.spread.toFixed(2)} bps, volatility ${(inputs.volatility * 100).toFixed(2)} % a day (${inputs.volatilityFrom}), ${((inputs.qty / inputs.adv) * 100).toPrecision(3)} % of a day's volume over ${inputs.duration.toFixed(0)} s`,
  ].join('\n');
}
