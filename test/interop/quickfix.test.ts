import { setTimeout as after } from 'node:timers/promises';
import type { CutProxy } from './cut-proxy';
import { AFTER_A_GAP, EVERY_REPORT, outcome, passed, REFUSED_CANCELS } from './oms-checks';
import type { Program } from './processes';
import { asked, quickFixClient, quickFixIsHere, quickFixProgram, quickFixVenue } from './quickfix-programs';
import { Stage, SYMBOL } from './set-up';

/** What a server sent is lost this long (ms) before the wire breaks, and it stays broken as long again. */
const DEAF_MS = 900;

async function cutFor(wire: CutProxy, ms: number): Promise<void> {
  await after(ms);
  wire.cut();
  await after(ms);
  wire.mend();
}

/** Breaks the wire and kills the gateway where the OMS asks for it. Returns the gateway that runs in the end. */
async function breakThings(oms: Program, stage: Stage, of: { gateway: Program; wire: CutProxy }): Promise<Program> {
  await oms.line('{"ask":"mute"}', 30_000);
  of.wire.mute();
  oms.answer('muted');
  await oms.line('{"ask":"cut"}');
  oms.answer('soon');
  await cutFor(of.wire, DEAF_MS);
  await oms.line('{"ask":"kill"}');
  await of.gateway.kill();
  oms.answer('killed');
  await after(DEAF_MS);
  return stage.gatewayAgain();
}

/** Loses the venue's answers, then everything, and cuts the wire to it, where the OMS asks for it. */
async function loseTheVenue(oms: Program, venue: Program, wire: CutProxy): Promise<void> {
  await oms.line('{"ask":"mute"}');
  wire.mute();
  oms.answer('muted');
  await oms.line('{"ask":"swallow"}');
  await venue.line('{"type":"D","from":"unheard"');
  wire.swallow();
  oms.answer('swallowed');
  await oms.line('{"ask":"cut"}');
  oms.answer('soon');
  await cutFor(wire, 300);
}

/** What a venue was asked: the OMS's own terms, its ClOrdID in 526 of orders, replaces and cancels. */
const request = (type: string, from: string, qty: string, price: string): string => JSON.stringify({ type, from, qty, price });

const whereQuickFixIs = quickFixIsHere() ? test : test.skip;

describe('QuickFIX in C++ with our FIX44.xml', () => {
  let stage: Stage;
  beforeAll(() => {
    if (quickFixIsHere()) for (const name of ['oms', 'venue'] as const) quickFixProgram(name);
  }, 240_000);
  beforeEach(() => {
    stage = new Stage();
  });
  afterEach(() => stage.close(), 30_000);

  whereQuickFixIs(
    'as OMS finds every report right: DMA, TWAP, cancels, replaces, a cut with a gap, the gateway killed',
    async () => {
      const sim = await stage.sluice('sim', '--port', '0', '--symbols', SYMBOL, '--seed', '11').line('ready ');
      const venue = { targetCompID: 'SIM', port: Number(/:(\d+)/.exec(sim)![1]), marketData: true };
      const { gateway, port } = await stage.gateway(venue);
      const { wire, port: cuttable } = await stage.proxy(port);
      const oms = quickFixClient(stage, cuttable, 'algo');
      const [last, exit] = await Promise.all([breakThings(oms, stage, { gateway, wire }), oms.ended(45_000)]);
      expect({ oms: outcome(oms, exit), gateway: await last.stop() }).toEqual({
        oms: passed(...EVERY_REPORT, ...REFUSED_CANCELS, ...AFTER_A_GAP),
        gateway: 0,
      });
    },
    60_000,
  );

  whereQuickFixIs(
    'as venue finds no fault in what the gateway sends it',
    async () => {
      const { venue, port: at } = await quickFixVenue(stage);
      const { port } = await stage.gateway({ targetCompID: 'VENUE', port: at });
      const oms = quickFixClient(stage, port, 'pass');
      const exit = await oms.ended(20_000);
      expect({ oms: outcome(oms, exit), venue: asked(venue) }).toEqual({
        oms: passed(...EVERY_REPORT, ...REFUSED_CANCELS),
        venue: [
          request('D', 'filled', '300', '110.00'),
          request('D', 'worked', '500', '90.00'),
          request('G', 'worked', '700', '89.50'),
          request('F', 'worked2', '700', ''),
        ],
      });
    },
    40_000,
  );

  whereQuickFixIs(
    'as venue over a bad wire: lost answers are replayed to the gateway, a lost order is never sent again',
    async () => {
      const { venue, port: at } = await quickFixVenue(stage);
      const { wire, port: cuttable } = await stage.proxy(at);
      const { port } = await stage.gateway({ targetCompID: 'VENUE', port: cuttable });
      const oms = quickFixClient(stage, port, 'lost');
      const [exit] = await Promise.all([oms.ended(25_000), loseTheVenue(oms, venue, wire)]);
      expect({ oms: outcome(oms, exit), venue: asked(venue) }).toEqual({
        oms: passed(...EVERY_REPORT),
        venue: [
          request('D', 'worked', '500', '90.00'),
          request('F', 'worked', '500', ''),
          request('D', 'unheard', '300', '110.00'),
          request('H', '', '', ''),
        ],
      });
    },
    40_000,
  );
});
