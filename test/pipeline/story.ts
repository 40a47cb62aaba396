import fc from 'fast-check';
import { KILL_LEVELS, type KillLevel } from '../../src/core/control/kills';
import type { Input } from '../../src/core/facts';
import { leavesQty } from '../../src/core/order/order';
import type { Parent } from '../../src/core/order/parent';
import { OMS, Rig, type RigOptions, VENUE } from '../core/rig';

/** One thing that happens: numbers pick among what exists at that moment, so that any story makes sense. */
export interface Step {
  readonly what: string;
  readonly pick: number;
  readonly qty: number;
  readonly px: number;
}

const STEPS = {
  order: 4,
  gtc: 2,
  massCancel: 1,
  massStatus: 1,
  twap: 4,
  replace: 3,
  cancel: 3,
  status: 1,
  ack: 10,
  fill: 12,
  refill: 2,
  reuse: 1,
  latefill: 2,
  bust: 1,
  correct: 1,
  canceled: 4,
  rejected: 1,
  expired: 1,
  replaced: 6,
  refused: 4,
  restated: 2,
  dayEnd: 2,
  suspended: 1,
  calculated: 1,
  split: 1,
  stranger: 1,
  quote: 5,
  wait: 10,
  down: 1,
  up: 2,
  settledStatus: 2,
  kill: 1,
  release: 1,
} as const;
type What = keyof typeof STEPS;

const kinds = Object.entries(STEPS).map(([value, weight]) => ({ arbitrary: fc.constant(value), weight }));

/** Between half of `maxLength` and `maxLength` steps. */
export const stories = (maxLength: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      what: fc.oneof(...kinds),
      pick: fc.nat(9),
      qty: fc.integer({ min: 1, max: 120 }),
      px: fc.integer({ min: -5, max: 5 }),
    }),
    { minLength: maxLength / 2, maxLength, size: 'max' },
  );

/** What was posted, so that the same can be posted again. */
export interface Played {
  readonly rig: Rig;
  readonly inputs: { readonly input: Input; readonly at: number }[];
}

/** Plays a story on a fresh line; `look` is called after every step. */
export function play(steps: readonly Step[], look: (rig: Rig) => void = () => undefined, options: RigOptions = {}): Played {
  // every other story chains replaces
  const onPendingReplace = steps.length % 2 === 0 ? 'chain' : 'reject';
  const rig = new Rig({ omsRules: { [OMS]: { onPendingReplace, maxOrderAge: 0 } }, ...options });
  const inputs: Played['inputs'] = [];
  const { post } = rig;
  rig.post = function (this: Rig, input: Input) {
    inputs.push({ input, at: this.at });
    return post.call(this, input);
  };
  rig.venueUp().quote('99.99', '100.01');
  steps.forEach((step, n) => {
    take(rig, step, n);
    look(rig);
  });
  return { rig, inputs };
}

function take(rig: Rig, step: Step, n: number): void {
  const price = (100 + step.px / 100).toFixed(2);
  const orderQty = String(step.qty);
  const parents = [...rig.books.parents.values()];
  const parent = parents[step.pick % Math.max(parents.length, 1)];
  const scheduled = parent?.strategy === 'TWAP' ? { strategy: '1001', parameters: { Duration: String(1 + step.pick) } } : {};
  switch (step.what as What) {
    case 'order':
      return void rig.order(`A${n}`, { orderQty, price, side: step.pick % 2 ? '1' : '2' });
    case 'gtc':
      return void rig.order(`A${n}`, { orderQty, price, side: '1', timeInForce: '1' });
    case 'massCancel':
      return void rig.post({
        type: 'MassCancelReceived',
        session: OMS,
        clOrdId: `A${n}`,
        kind: '7',
        side: step.pick % 2 ? '1' : '2',
      });
    case 'massStatus':
      return void rig.post({ type: 'ParentsStatusAsked', session: OMS, requestId: `A${n}`, kind: '7' });
    case 'twap':
      return void rig.twap(`A${n}`, orderQty, String(1 + step.pick), { price, side: step.pick % 2 ? '1' : '2' });
    case 'replace':
      if (parent) {
        const { side, timeInForce } = parent;
        const orig = parent.state.pending.at(-1)?.clOrdId ?? parent.clOrdId;
        rig.replace(`A${n}`, orig, { ...scheduled, orderQty, price, side, timeInForce });
      }
      return;
    case 'cancel':
      return void rig.cancel(`A${n}`, parent?.clOrdId ?? 'NONE', parent ? { side: parent.side } : {});
    case 'status':
      return void rig.status(parent?.clOrdId ?? 'NONE');
    case 'quote':
      return void rig.quote((99.9 + step.px / 100).toFixed(2), step.pick === 0 ? undefined : (100.1 + step.px / 100).toFixed(2));
    case 'wait':
      return void rig.until((rig.at - START) / 1e6 + step.qty / 60);
    case 'down':
      return void rig.venueDown();
    case 'up':
      return void rig.venueUp();
    case 'kill':
      return void rig.post({ type: 'KillSwitchEngaged', by: 'ann', reason: 'drill', id: `A${n}`, ...killPlace(step, parent) });
    case 'release':
      for (const { level, key } of [...rig.books.kills.all()])
        rig.post({ type: 'KillSwitchReleased', by: 'ann', reason: 'over', level, key });
      return;
    default:
      return atVenue(rig, step, price);
  }
}

const START = new Rig().at;

function atVenue(rig: Rig, step: Step, price: string): void {
  const children = [...rig.books.children.values()].filter(c => c.venue !== undefined);
  const child =
    children[(children.length * (10 + step.pick)) % Math.max(children.length, 1)] ?? children.at(-1 - (step.pick % 3));
  if (!child) return;
  const id = child.clOrdId;
  const request = child.state.pending.at(-1);
  const booked = child.fills[step.pick % Math.max(child.fills.length, 1)];
  const execId = booked?.execId ?? '';
  const leaves = leavesQty(child.state) / 100;
  switch (step.what as What) {
    case 'ack':
      return void rig.ack(id);
    case 'fill':
      if (leaves > 0) rig.fill(id, String(Math.min(leaves, step.qty)), price);
      return;
    case 'latefill':
      return void rig.fill(id, String(step.qty), price);
    case 'refill':
      if (booked) rig.fill(id, String(booked.trade.lastQty / 100), price, { execId });
      return;
    case 'reuse':
      if (booked) rig.fill(id, String(step.qty), price, { execId });
      return;
    case 'bust':
      return void rig.report(id, 'H', { execRefId: execId });
    case 'correct':
      return void rig.report(id, 'G', { execRefId: execId, lastQty: String(step.qty), lastPx: price });
    case 'canceled':
      return void rig.report(request?.clOrdId ?? id, '4');
    case 'rejected':
      return void rig.report(id, '8');
    case 'expired':
      return void rig.report(id, 'C');
    case 'replaced':
      if (request?.kind === 'Replace') rig.replaced(request.clOrdId, String((request.orderQty ?? 0) / 100), price);
      return;
    case 'refused':
      if (request) rig.refuse(request.clOrdId, id, step.pick === 0 ? '1' : '0');
      return;
    case 'restated':
      return void rig.report(id, 'D', { ordStatus: '139'[step.pick % 3]!, orderQty: String(child.state.orderQty / 100), price });
    case 'split': {
      const [orderQty, cumQty] = [child.state.orderQty / 50, child.state.cumQty / 50].map(String);
      return void rig.report(id, 'D', { ordStatus: '1', orderQty, cumQty, price, restatementReason: '0' });
    }
    case 'dayEnd':
      return void rig.report(id, '3');
    case 'suspended':
      return void rig.report(id, '9');
    case 'calculated':
      return void rig.report(id, 'B');
    case 'settledStatus':
      return void rig.report(id, 'I', { ordStatus: '018E4'[step.pick % 5]! });
    default:
      return void rig.report('STRANGER', 'F', { lastQty: '1', lastPx: '1' });
  }
}

/** A kill of some level that reaches something in the story. */
function killPlace({ pick, qty }: Step, parent: Parent | undefined): { level: KillLevel; key: string } {
  const keys = {
    firm: '',
    venue: VENUE,
    session: OMS,
    account: 'A1',
    strategy: qty % 2 ? 'DMA' : 'TWAP',
    symbol: 'ACME',
    order: parent?.parentId ?? 'TP1',
  };
  const level = KILL_LEVELS[pick % KILL_LEVELS.length]!;
  return { level, key: keys[level] };
}
