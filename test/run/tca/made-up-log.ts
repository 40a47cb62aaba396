import { isoMicros } from '../../../src/run/audit/time';
import { at } from '../../drop-copy/tca/made-up';

/** Seconds after START as a FIX stamp with milliseconds. */
export const stamp = (seconds: number): string => isoMicros(at(seconds)).replaceAll('-', '').replace('T', '-').slice(0, 21);

/** A log under way: a message a line, SOH between fields, numbered by sender. */
export class MadeUpLog {
  private readonly lines: string[] = [];
  private readonly seqs = new Map<string, number>();

  /** A message that was sent so many seconds after START; `route` is `SENDER>TARGET`, `body` has `|` between its fields. */
  add(seconds: number, route: string, type: string, body: string): this {
    const [sender, target] = route.split('>');
    const seq = (this.seqs.get(route) ?? 0) + 1;
    this.seqs.set(route, seq);
    const inner = `35=${type}|34=${seq}|49=${sender}|52=${stamp(seconds)}|56=${target}|${body}|`.replaceAll('|', '\x01');
    const head = `8=FIX.4.4\x019=${inner.length}\x01${inner}`;
    const sum = [...Buffer.from(head)].reduce((s, byte) => s + byte, 0) % 256;
    this.lines.push(`${stamp(seconds)}000 : ${head}10=${String(sum).padStart(3, '0')}\x01`);
    return this;
  }

  text(): string {
    return [...this.lines]
      .sort()
      .map(line => `${line}\n`)
      .join('');
  }
}

/** Mid and seconds of the worked example in docs/tca.md. */
export const MIDS: readonly (readonly [seconds: number, mid: number])[] = [
  [-10, 100],
  [-1, 100.01],
  [1, 100.02],
  [3, 100.03],
  [8, 100.035],
  [10.5, 100.045],
  [15, 100.04],
  [25, 100.05],
  [30.5, 100.06],
  [35, 100.07],
  [45, 100.1],
];

interface Fill {
  readonly s: number;
  readonly qty: number;
  readonly px: string;
  readonly taker: boolean;
  readonly fee: string;
}

const FILLS: readonly Fill[] = [
  { s: 2.5, qty: 200, px: '100.03', taker: true, fee: '0.60' },
  { s: 10, qty: 200, px: '100.04', taker: true, fee: '0.60' },
  { s: 20, qty: 100, px: '100.03', taker: false, fee: '-0.20' },
  { s: 30, qty: 200, px: '100.06', taker: true, fee: '0.60' },
  { s: 40, qty: 100, px: '100.08', taker: true, fee: '0.30' },
];

/** The worked example as a gateway's log has it: an OMS's order, a child at a venue, fills on both sides; the venue tells fees and liquidity. */
export function exampleLog(log = new MadeUpLog()): MadeUpLog {
  log.add(0, 'OMS>GW', 'D', `11=A1|21=1|38=1000|40=1|54=1|55=ACME|59=0|60=${stamp(-2)}|847=1001`);
  log.add(0, 'GW>OMS', '8', report({ id: 'P1', clOrdId: 'A1', type: '0', status: '0', cum: 0, s: 0 }));
  log.add(2, 'GW>VENUE', 'D', `11=C1|526=A1|38=1000|40=2|44=101|54=1|55=ACME|59=0|60=${stamp(2)}`);
  log.add(2.001, 'VENUE>GW', '8', report({ id: 'V1', clOrdId: 'C1', type: '0', status: '0', cum: 0, s: 2.001 }));
  let cum = 0;
  for (const fill of FILLS) {
    cum += fill.qty;
    const told = { type: 'F', status: '1', cum, s: fill.s, fill } as const;
    log.add(
      fill.s,
      'VENUE>GW',
      '8',
      `${report({ ...told, id: 'V1', clOrdId: 'C1' })}|12=${fill.fee}|13=3|30=XVEN|851=${fill.taker ? 2 : 1}`,
    );
    // the taker's own report carries what it was told of liquidity; fees stay with the child
    log.add(fill.s + 0.001, 'GW>OMS', '8', `${report({ ...told, id: 'P1', clOrdId: 'A1' })}|851=${fill.taker ? 2 : 1}`);
  }
  log.add(59, 'GW>VENUE', 'F', `11=C1R1|41=C1|38=1000|54=1|55=ACME|60=${stamp(59)}`);
  log.add(59.9, 'VENUE>GW', '8', `${report({ id: 'V1', clOrdId: 'C1R1', type: '4', status: '4', cum, s: 59.9 })}|41=C1`);
  log.add(60, 'GW>OMS', '8', report({ id: 'P1', clOrdId: 'A1', type: '4', status: '4', cum, s: 60 }));
  return log;
}

interface Reported {
  readonly id: string;
  readonly clOrdId: string;
  readonly type: string;
  readonly status: string;
  readonly cum: number;
  readonly s: number;
  readonly fill?: Fill;
}

function report({ id, clOrdId, type, status, cum, s, fill }: Reported): string {
  const leaves = status === '4' ? 0 : 1000 - cum;
  const last = fill ? `|32=${fill.qty}|31=${fill.px}` : '';
  return `37=${id}|11=${clOrdId}|17=${id}-${type}${cum}|150=${type}|39=${status}|55=ACME|54=1|38=1000|151=${leaves}|14=${cum}|6=0|60=${stamp(s)}${last}`;
}

/** The same mids as market data messages of the venue, half a tick on either side. */
export function exampleMarket(log: MadeUpLog): MadeUpLog {
  for (const [s, mid] of MIDS) {
    const [bid, ask] = [(mid - 0.005).toFixed(4), (mid + 0.005).toFixed(4)];
    log.add(s, 'FEED>GW', 'W', `262=R|55=ACME|268=2|269=0|270=${bid}|271=500|269=1|270=${ask}|271=500`);
  }
  const traded = [
    ...FILLS.map(f => ({ s: f.s, qty: f.qty, px: f.px })),
    { s: 5, qty: 1200, px: '100.03' },
    { s: 50, qty: 2000, px: '100.09' },
  ];
  for (const t of traded) log.add(t.s, 'FEED>GW', 'X', `262=R|268=1|279=0|269=2|278=T${t.s}|55=ACME|270=${t.px}|271=${t.qty}`);
  return log;
}

/** The same market as files of our own format: quotes, and trades. */
export function exampleFiles(): { readonly quotes: string; readonly trades: string } {
  const quotes = MIDS.map(
    ([s, mid], n) => `${n + 1},${at(s)},,ACME,,${(mid - 0.005).toFixed(4)},500,${(mid + 0.005).toFixed(4)},500,`,
  );
  const traded = [...FILLS.map(f => [f.s, f.qty, f.px] as const), [5, 1200, '100.03'] as const, [50, 2000, '100.09'] as const];
  const trades = traded.sort((a, b) => a[0] - b[0]).map(([s, qty, px], n) => `${n + 1},${at(s)},,ACME,,${px},${qty},,,,`);
  return {
    quotes: `#sluice-rows 1 kind=quotes priceScale=4 qtyScale=0\nsource,at,received,symbol,venue,bid,bidQty,ask,askQty,flags\n${quotes.join('\n')}\n`,
    trades: `#sluice-rows 1 kind=trades priceScale=4 qtyScale=0\nsource,at,received,symbol,venue,price,qty,aggressor,conditions,correction,flags\n${trades.join('\n')}\n`,
  };
}
