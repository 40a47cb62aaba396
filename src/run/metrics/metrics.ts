import { performance } from 'node:perf_hooks';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Gateway } from '../gateway';
import { STAGES } from '../stage-clock';
import { Counted } from './counted';
import { kept } from './kept';
import { keptHistogram } from './kept-histogram';
import { MessageCounts } from './message-counts';

/** Upper bounds (seconds) of the buckets of a model's answers. */
const ANSWER_BOUNDS = [25e-6, 50e-6, 100e-6, 250e-6, 500e-6, 1e-3, 2.5e-3, 5e-3, 10e-3, 50e-3, 250e-3, 1];
/** Uses of limits that are told, the most used first: one for each level and limit could be many thousand. */
const MOST_USES = 500;
/** A page is gathered from thousands of limits and orders, by the thread of the line. */
const KEPT_MS = 1_000;

type Labels = Readonly<Record<string, string>>;
type Told = (labels: Labels, value: number) => void;

/** How a metric is called, what it says, and its labels. */
interface Named {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly string[];
}

/**
 * What a gateway tells Prometheus: counts of what its committed turns say, and how it stands at the moment that it is asked. Names begin with `sluice_`; times are in seconds, sizes in
 * bytes. Beside them the process's own metrics (`process_`, `nodejs_`), with the event loop's delay.
 */
export class Metrics {
  readonly contentType: string;
  private readonly registry = new Registry();
  private readonly counted: Counted;
  private readonly messages = new MessageCounts();

  constructor(
    private readonly gateway: Gateway,
    private readonly journal: { readonly backlog: number },
  ) {
    this.contentType = this.registry.contentType;
    const answers = new Histogram({
      name: 'sluice_model_answer_seconds',
      help: 'From the asking of a model to its answer',
      buckets: ANSWER_BOUNDS,
      registers: [this.registry],
    });
    this.counted = new Counted(seconds => answers.observe(seconds));
    collectDefaultMetrics({ register: this.registry });
    this.counts();
    this.books();
    this.sessions();
    this.risk();
    this.stages();
    // from here on, not from the first page on
    for (const session of gateway.engine.sessions()) this.messages.of(session);
    gateway.watchers.add(this.counted.turn);
  }

  /** The page as Prometheus reads it (text format 0.0.4), up to a second old: who asks more often is told the same again. */
  readonly page = kept(() => this.registry.metrics(), { ms: KEPT_MS, now: () => performance.now() });

  stop(): void {
    this.gateway.watchers.delete(this.counted.turn);
    this.registry.clear();
  }

  private counts(): void {
    const { counted } = this;
    const byKey = (counts: ReadonlyMap<string, number>, names: readonly string[], told: Told): void => {
      for (const [key, n] of counts) {
        const values = key.split(' ');
        told(Object.fromEntries(names.map((name, i) => [name, values[i]!])), n);
      }
    };
    const family = (name: string, help: string, names: readonly string[], counts: ReadonlyMap<string, number>): void =>
      this.counter({ name, help, labelNames: names }, told => byKey(counts, names, told));
    family('sluice_order_events_total', 'What happened to parent and child orders', ['order', 'event'], counted.orders);
    family('sluice_denials_total', 'Orders that our own checks denied, by code', ['code'], counted.denials);
    family('sluice_alerts_total', 'Alerts, those that were held back included', ['code', 'severity'], counted.alerts);
    family(
      'sluice_model_questions_total',
      'How questions to models ended: answered, failed, missed (no answer in time)',
      ['outcome'],
      counted.forecasts,
    );
    this.counter({ name: 'sluice_turns_total', help: 'Turns committed' }, told => told({}, counted.turns));
    this.counter({ name: 'sluice_facts_total', help: 'Facts committed' }, told => told({}, counted.facts));
  }

  private books(): void {
    const { line, copies, loop } = this.gateway;
    this.gauge({ name: 'sluice_open_parents', help: 'Parent orders that work' }, told => told({}, line.books.openParents));
    this.gauge(
      { name: 'sluice_orders_in_books', help: 'Orders in memory; closed ones leave after a minute', labelNames: ['order'] },
      told => {
        told({ order: 'parent' }, line.books.parents.size);
        told({ order: 'child' }, line.books.children.size);
      },
    );
    this.gauge(
      {
        name: 'sluice_queue_depth',
        help: 'What waits: drop copies to be made, bytes of the journal not in its database yet',
        labelNames: ['queue'],
      },
      told => {
        told({ queue: 'drop_copies' }, copies.backlog);
        told({ queue: 'journal_bytes' }, this.journal.backlog);
      },
    );
    this.gauge(
      {
        name: 'sluice_loop_delay_seconds',
        help: 'How late the event loop came to a timer, since the start',
        labelNames: ['quantile'],
      },
      told => {
        const { p50, p99, max } = loop.take(false);
        for (const [quantile, ms] of [
          ['0.5', p50],
          ['0.99', p99],
          ['1', max],
        ] as const)
          told({ quantile }, ms / 1000);
      },
    );
  }

  private sessions(): void {
    const sessions = () => this.gateway.engine.sessions();
    this.gauge({ name: 'sluice_session_up', help: '1: logged on', labelNames: ['session', 'role'] }, told => {
      for (const s of sessions()) told({ session: s.id, role: s.settings.role }, s.loggedOn ? 1 : 0);
    });
    this.gauge(
      {
        name: 'sluice_session_in_hours',
        help: '0: outside its hours, so that it is not expected to be up',
        labelNames: ['session'],
      },
      told => {
        for (const s of sessions()) told({ session: s.id }, s.closedUntil === undefined ? 1 : 0);
      },
    );
    this.gauge(
      { name: 'sluice_session_next_sequence', help: 'Next MsgSeqNum (34)', labelNames: ['session', 'direction'] },
      told => {
        for (const s of sessions()) {
          told({ session: s.id, direction: 'in' }, s.nextIn);
          told({ session: s.id, direction: 'out' }, s.nextOut);
        }
      },
    );
    this.counter(
      {
        name: 'sluice_messages_total',
        help: 'FIX messages that took a sequence number, by session and direction',
        labelNames: ['session', 'direction'],
      },
      told => {
        for (const s of sessions()) {
          const { in: received, out: sent } = this.messages.of(s);
          told({ session: s.id, direction: 'in' }, received);
          told({ session: s.id, direction: 'out' }, sent);
        }
      },
    );
    this.gauge(
      { name: 'sluice_session_unread_bytes', help: 'Bytes that the peer has not taken yet', labelNames: ['session'] },
      told => {
        for (const s of sessions()) told({ session: s.id }, s.unread);
      },
    );
    this.counter(
      { name: 'sluice_session_events_total', help: 'What happened to sessions', labelNames: ['session', 'event'] },
      told => {
        for (const s of sessions())
          for (const [event, n] of Object.entries(this.gateway.counters.of(s.id)))
            if (typeof n === 'number') told({ session: s.id, event }, n);
      },
    );
  }

  private risk(): void {
    const { limits, kills, engine } = this.gateway;
    this.gauge(
      {
        name: 'sluice_limit_used_ratio',
        help: `How much of a limit is used, 1 is all of it; the ${MOST_USES} most used`,
        labelNames: ['limit', 'symbol'],
      },
      told => {
        const uses = limits
          .uses(engine.clock.now())
          .map(({ path, symbol = '', used, most }) => ({ path, symbol, ratio: Number(used) / Number(most) }));
        uses.sort((a, b) => b.ratio - a.ratio);
        for (const { path, symbol, ratio } of uses.slice(0, MOST_USES))
          if (Number.isFinite(ratio)) told({ limit: path, symbol }, ratio);
      },
    );
    this.gauge(
      { name: 'sluice_kill_switches_engaged', help: 'Kill switches that are engaged, by level', labelNames: ['level'] },
      told => {
        const levels = new Map<string, number>([['firm', 0]]);
        for (const { level } of kills.rows()) levels.set(level, (levels.get(level) ?? 0) + 1);
        for (const [level, n] of levels) told({ level }, n);
      },
    );
    this.gauge(
      { name: 'sluice_kill_cancels_outstanding', help: 'Orders at venues under a kill switch that are not confirmed closed' },
      told =>
        told(
          {},
          kills.rows().reduce((n, row) => n + row.outstanding, 0),
        ),
    );
  }

  private stages(): void {
    const { line } = this.gateway;
    const named = { name: 'sluice_stage_seconds', help: 'How long stages of the line take, since the start', label: 'stage' };
    this.registry.registerMetric(
      keptHistogram(named, () =>
        (line.stages ? STAGES : []).map(stage => {
          const { buckets, sum } = line.stages!.history(stage);
          return { value: stage, buckets, sum: sum / 1e9 };
        }),
      ),
    );
  }

  private gauge(named: Named, collect: (told: Told) => void): void {
    const gauge: Gauge = new Gauge({
      ...named,
      labelNames: [...(named.labelNames ?? [])],
      registers: [this.registry],
      collect: () => {
        gauge.reset();
        collect((labels, value) => gauge.set(labels, value));
      },
    });
  }

  /** Counts are kept by us, and only told when asked for: on the line an addition is all they cost. */
  private counter(named: Named, collect: (told: Told) => void): void {
    const counter: Counter = new Counter({
      ...named,
      labelNames: [...(named.labelNames ?? [])],
      registers: [this.registry],
      collect: () => {
        counter.reset();
        collect((labels, value) => counter.inc(labels, value));
      },
    });
  }
}
