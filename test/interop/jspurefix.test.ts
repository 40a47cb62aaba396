import { join } from 'node:path';
import type { Program } from './processes';
import { freePort, ROOT, Stage } from './set-up';

const PEER = join(ROOT, 'dist', 'test', 'interop', 'jspurefix-peer.js');

const peer = (stage: Stage, role: 'oms' | 'venue', port: number): Program =>
  stage.run(`jspurefix ${role}`, process.execPath, PEER, role, String(port));

/** What a peer was told, one row a message; its first line only says that it runs. */
const rows = (of: Program): unknown[] => of.lines.slice(1).map(line => JSON.parse(line));

describe('jspurefix as it comes', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = new Stage();
  });
  afterEach(() => stage.close(), 30_000);

  test('trades through the gateway as an OMS, with jspurefix as the venue', async () => {
    const venuePort = await freePort();
    const venue = peer(stage, 'venue', venuePort);
    await venue.line('"ready"');
    const { port } = await stage.gateway({ targetCompID: 'VENUE', port: venuePort, keys: ['ResetOnLogon=Y'] });
    const oms = peer(stage, 'oms', port);
    const exit = await oms.ended(15_000);
    expect({ exit, oms: rows(oms), venue: rows(venue) }).toEqual({
      exit: 0,
      // ClOrdID, ExecType and OrdStatus, OrderQty, LastQty, LastPx, CumQty, LeavesQty, AvgPx
      oms: [
        ['taken 0/0', '300', '', '', '0', '300', '0'],
        ['taken F/1', '300', '150', '110', '150', '150', '110'],
        ['taken F/2', '300', '150', '109', '300', '0', '109.5'],
        ['works 0/0', '500', '', '', '0', '500', '0'],
        ['works2 E/E', '500', '', '', '0', '500', '0'],
        ['works2 5/0', '700', '', '', '0', '700', '0'],
        ['works3 6/6', '700', '', '', '0', '700', '0'],
        ['works3 4/4', '700', '', '', '0', '0', '0'],
        // OrigClOrdID, OrdStatus, CxlRejResponseTo, CxlRejReason: too late
        ['late 9', 'taken', '2', '1', '0'],
        ['odd 8/8', '10.5', '', '', '0', '0', '0'],
      ],
      // SecondaryClOrdID, OrderQty, Price
      venue: ['logged on', ['D', 'taken', 300, 110], ['D', 'works', 500, 90], ['G', 'works', 700, 89.5], ['F', 'works2', 700, 0]],
    });
  }, 40_000);
});
