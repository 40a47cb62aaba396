import type { Micros } from '../../../src/core/numbers';
import { Draws } from '../../market/draws';
import { FAULT_NAMES, FAULTS, type FaultChance, type FaultName, faultsOf } from './kinds';
import {
  type Count,
  DEFAULT_TERMS,
  type Direction,
  type FaultRule,
  type FaultScript,
  type FaultTerms,
  type OrderEvent,
  type Target,
} from './script';

/** A message that passes the wire. */
export interface MessageSeen {
  readonly direction: Direction;
  /** TargetCompID of the client. */
  readonly client: string;
  readonly msgType: string;
  /** Its place in what is written at once; 0 is the first. */
  readonly index: number;
}

/** A fault that strikes now. */
export interface Strike extends FaultTerms {
  readonly fault: FaultName;
}

interface Armed extends Strike, Target {}

const ANYTHING: Target = { direction: 'out' };
const SESSION_MESSAGES: ReadonlySet<string> = new Set(['0', '1', '2', '3', '4', '5', 'A']);
const WIRE_FAULTS = faultsOf('wire');
/** Wire faults whose `count` is not the messages that they strike. */
const ONE_MESSAGE: ReadonlySet<FaultName> = new Set(['sequenceGap', 'disconnect']);

/**
 * Says when which fault strikes. A rule or a draw *arms* a fault; it strikes at the next chance that it has: a wire fault at the next message that
 * its rule means, another one when whoever injects it asks. Pure: time is an argument. The same script and the same questions give the same strikes.
 * Limits: what it is asked depends on when messages come; over real sockets two runs of one seed strike alike only by their counts.
 */
export class FaultPlan {
  /** How often each fault struck. */
  readonly struck = new Map<FaultName, number>();
  private readonly armed = new Map<FaultName, Armed[]>(FAULT_NAMES.map(name => [name, []]));
  private readonly seen: number[];
  private readonly draws: Draws;
  private chances = 0;

  /** `start`: when the times of the script begin. */
  constructor(
    private readonly script: FaultScript,
    private readonly start: Micros,
  ) {
    this.seen = script.rules.map(() => 0);
    this.draws = new Draws(script.seed, 0);
  }

  /** Arms what is due by time. */
  tick(at: Micros): void {
    this.script.rules.forEach((rule, i) => {
      if (rule.when.kind !== 'time' || this.seen[i]! > 0 || at < this.start + rule.when.at) return;
      this.seen[i] = 1;
      this.arm(rule);
    });
  }

  /** A message passes: the wire fault that strikes it, if any. */
  message(m: MessageSeen): Strike | undefined {
    this.script.rules.forEach((rule, i) => {
      if (rule.when.kind === 'message' && means(rule, m) && this.counted(i, rule.when.count)) this.arm(rule);
    });
    if (means(ANYTHING, m)) this.draw('message');
    if (m.direction === 'in' && m.msgType === 'D') this.draw('newOrder');
    for (const name of WIRE_FAULTS) {
      const queue = this.armed.get(name)!;
      const i = queue.findIndex(a => means(a, m) && (name !== 'disconnect' || m.index > 0));
      if (i >= 0) return this.strikeAt(name, queue, i);
    }
    return undefined;
  }

  /** Something happened to an order of a client. */
  happened(event: OrderEvent, client: string): void {
    this.script.rules.forEach((rule, i) => {
      const { when } = rule;
      if (when.kind !== 'event' || when.event !== event || (rule.client !== undefined && rule.client !== client)) return;
      if (this.counted(i, when.count)) this.arm(rule);
    });
    if (event === 'accepted' || event === 'filled' || event === 'cancelled') this.draw(event);
  }

  /** Takes a fault that is armed, if it is. */
  take(name: FaultName): Strike | undefined {
    const armed = this.armed.get(name)!.shift();
    if (armed) this.note(name);
    return armed;
  }

  private strikeAt(name: FaultName, queue: Armed[], i: number): Strike {
    const armed = queue[i]!;
    if (armed.count > 1 && !ONE_MESSAGE.has(name)) queue[i] = { ...armed, count: armed.count - 1 };
    else queue.splice(i, 1);
    this.note(name);
    return armed;
  }

  private note(name: FaultName): void {
    this.struck.set(name, (this.struck.get(name) ?? 0) + 1);
  }

  private arm(armed: Armed | FaultRule): void {
    this.armed.get(armed.fault)!.push(armed);
  }

  private counted(rule: number, { n, every }: Count): boolean {
    const seen = ++this.seen[rule]!;
    return every ? seen % n === 0 : seen === n;
  }

  private draw(chance: FaultChance): void {
    const { rates } = this.script;
    this.draws.decide(this.chances++);
    for (const fault of FAULT_NAMES) {
      if (FAULTS[fault].chance !== chance) continue;
      const drawn = this.draws.below(1_000_000);
      if (drawn < (rates[fault] ?? 0)) this.arm({ fault, ...ANYTHING, ...DEFAULT_TERMS[fault] });
    }
  }
}

const means = ({ direction, msgTypes, client }: Target, m: MessageSeen): boolean =>
  m.direction === direction &&
  (msgTypes ? msgTypes.includes(m.msgType) : !SESSION_MESSAGES.has(m.msgType)) &&
  (client === undefined || client === m.client);
