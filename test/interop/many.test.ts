import { setTimeout as after } from 'node:timers/promises';
import type { CutProxy } from './cut-proxy';
import { disagreements, journalLists, type List, listOf } from './lists';
import { MANY, outcome, passed } from './oms-checks';
import type { Program } from './processes';
import { quickFixClient, quickFixIsHere, quickFixProgram, quickFixVenue } from './quickfix-programs';
import { freePort, Stage, VERSIONS, type VersionName } from './set-up';

const LONG = process.env['SLUICE_LONG'] === '1';
const ORDERS = LONG ? 10_000 : 250;
const MS = LONG ? 600_000 : 90_000;
const BREAKS = 5;
/** How long (ms) the wires stay broken: the one that heals first, and how much later the other does. */
const BROKEN_MS = 200;
const LATER_MS = 500;

interface Wires {
  readonly oms: CutProxy;
  readonly venue: CutProxy;
}

const logons = (venue: Program): number => venue.lines.filter(l => l === 'logon').length;

/** Does what the OMS asks for at each of the five breaks, and at the reset of the venue's numbers. */
async function breakAndReset(oms: Program, venue: Program, wires: Wires, reset: () => Promise<void>): Promise<void> {
  const when = async (what: string, act: () => unknown): Promise<void> => {
    await oms.line(`{"ask":"${what}"}`, MS);
    await act();
    oms.answer(what);
  };
  for (let round = 1; round <= BREAKS; round++) {
    const before = logons(venue);
    await when(`mute ${round}`, () => [wires.oms, wires.venue].map(w => w.mute()));
    await when(`lose at the venue ${round}`, () => bothHaveLost(wires, 'answers').then(() => wires.venue.swallow()));
    await when(`lose at the gateway ${round}`, () => wires.venue.hasLost('requests').then(() => wires.oms.swallow()));
    await when(`cut ${round}`, () => bothHaveLost(wires, 'requests').then(() => breakBoth(wires, round % 2 === 0)));
    await when(`back ${round}`, () => venue.until(() => logons(venue) > before, MS, `logon after break ${round}`));
  }
  await when('reset', reset);
}

const bothHaveLost = (wires: Wires, what: 'answers' | 'requests') =>
  Promise.all([wires.oms.hasLost(what), wires.venue.hasLost(what)]);

/** Both wires break; they heal one after the other, so that once the OMS comes back to a gateway without a venue. */
function breakBoth(wires: Wires, omsFirst: boolean): void {
  for (const wire of [wires.oms, wires.venue]) wire.cut();
  const [first, second] = omsFirst ? [wires.oms, wires.venue] : [wires.venue, wires.oms];
  void after(BROKEN_MS)
    .then(() => first.mend())
    .then(() => after(LATER_MS))
    .then(() => second.mend());
}

/** The venue's numbers jump, then both sides agree to begin again at 1. */
async function resetVenue(stage: Stage, venue: Program): Promise<void> {
  const before = logons(venue);
  venue.signal('SIGUSR1');
  await venue.line('{"obeyed":10}');
  const reset = stage.sluice('sessions', 'reset', 'VENUE', '--data', stage.data, '--by', 'desk', '--reason', 'agreed');
  const exit = await reset.ended(15_000);
  if (exit !== 0) throw new Error(reset.account());
  venue.signal('SIGUSR2');
  await venue.line('{"obeyed":12}');
  await venue.until(() => logons(venue) > before, MS, 'logon after the reset');
}

/** How many orders there were, with whom. */
function counts(oms: List, venue: List): string {
  const filled = [...oms.values()].filter(row => !row.startsWith('0 ')).length;
  return `${oms.size} orders, ${venue.size} at the venue, ${filled} filled`;
}

/** What comes of a good run. */
const GOOD = {
  ends: [0, 0],
  orders: ORDERS,
  most: true,
  gaps: true,
  resets: ['OMS: peer sent 141=Y', 'VENUE: operator'],
  jumps: 2,
  disagreements: [],
  faults: [],
};

const whereQuickFixIs = quickFixIsHere() ? test.each : test.skip.each;

describe('QuickFIX in C++ on both sides', () => {
  let stage: Stage | undefined;
  beforeAll(() => {
    if (quickFixIsHere()) for (const name of ['oms', 'venue'] as const) quickFixProgram(name);
  }, 240_000);
  afterEach(() => stage?.close(), 30_000);

  whereQuickFixIs(Object.keys(VERSIONS) as VersionName[])(
    '%s: many orders, five breaks of both wires, numbers reset: OMS, journal and venue agree on every order',
    async version => {
      stage = new Stage(version);
      const port = await freePort();
      const toGateway = await stage.proxy(port);
      const oms = quickFixClient(stage, toGateway.port, 'many', ORDERS); // first: both read their dictionaries at once
      const { venue, port: at } = await quickFixVenue(stage);
      const toVenue = await stage.proxy(at);
      const { gateway } = await stage.gateway({ targetCompID: 'VENUE', port: toVenue.port }, port);
      const wires = { oms: toGateway.wire, venue: toVenue.wire };
      const reset = (): Promise<void> => resetVenue(stage!, venue);
      const [exit] = await Promise.all([oms.ended(MS), breakAndReset(oms, venue, wires, reset)]);
      const ends = [await gateway.stop(), await venue.stop()];
      const journal = journalLists(stage.data);
      const lists = [listOf(oms, 'order'), journal, listOf(venue, 'booked')] as const;
      const gaps = JSON.parse(venue.lines.find(l => l.startsWith('{"gaps"'))!) as { gaps: number; gatewayGaps: number };
      console.log(`${version}: ${counts(lists[0], lists[2])}; gaps at the venue ${gaps.gaps}, behind it ${gaps.gatewayGaps}`);
      expect({
        oms: outcome(oms, exit),
        ends,
        orders: lists[0].size,
        most: lists[2].size > ORDERS / 2,
        gaps: gaps.gaps >= BREAKS && gaps.gatewayGaps >= BREAKS,
        resets: journal.resets,
        jumps: gateway.account().match(/"type":"skipped"/g)?.length,
        disagreements: disagreements(...lists),
        faults: venue.lines.filter(l => l.startsWith('{"twice"') || l.startsWith('{"rejected"')),
      }).toEqual({ ...GOOD, oms: passed(...MANY) });
    },
    MS,
  );
});
