import { formatDecimal } from '../../../src/core/numbers';
import { leavesQty, ordStatus } from '../../../src/core/order/order';
import type { RebuiltOrder } from '../../../src/drop-copy/rebuild/order';
import { Rebuild, type Rebuilt } from '../../../src/drop-copy/rebuild/rebuild';

/** A message with `|` between its fields; `>` before it: from US to THEM, `<`: from THEM to US, nothing: as it is. */
export type Line = string;

const SECOND = 1_000_000;
/** 2026-01-05T14:30:00Z */
const START = 1_767_623_400_000_000;

const utc = (at: number): string => `${new Date(at / 1000).toISOString().replaceAll('-', '').replace('T', '-').slice(0, 17)}.000`;

/** Makes messages of lines: numbers them, a second apart, unless they say otherwise. */
export class Teller {
  private readonly seq = { '>': 0, '<': 0 };
  private line = 0;

  constructor(readonly rebuild = new Rebuild()) {}

  /** Tells lines of a file; returns the messages as they were told. */
  tell(lines: readonly Line[], file = 0): string[] {
    return lines.map(line => this.one(line, file));
  }

  /** Tells a message again: that of another file, say. */
  again(message: string, file: number): void {
    this.message(message, file);
  }

  end(): Rebuilt {
    return this.rebuild.end();
  }

  private one(line: Line, file: number): string {
    const way = line[0];
    if (way !== '>' && way !== '<') return this.message(line, file);
    const [sender, target] = way === '>' ? ['US', 'THEM'] : ['THEM', 'US'];
    const fields = line.slice(1);
    const said = (tag: number): boolean => fields.startsWith(`${tag}=`) || fields.includes(`|${tag}=`);
    if (!said(34)) this.seq[way]++;
    else this.seq[way] = Math.max(this.seq[way], Number(/(?:^|\|)34=(\d+)/.exec(fields)?.[1] ?? 0));
    const head = [`8=${said(20) ? 'FIX.4.2' : 'FIX.4.4'}`, '9=0', `49=${sender}`, `56=${target}`];
    if (!said(34)) head.push(`34=${this.seq[way]}`);
    if (!said(52)) head.push(`52=${utc(START + this.line * SECOND)}`);
    return this.message(`${head.join('|')}|${fields}|10=000`, file);
  }

  private message(text: string, file: number): string {
    const buf = Buffer.from(`${text.replaceAll('|', '\x01')}\x01`, 'latin1');
    this.line++;
    const place = { file, line: this.line, offset: 0, at: undefined, direction: undefined, misfit: undefined };
    this.rebuild.message({ buf, start: 0, end: buf.length, ...place });
    return text;
  }
}

/** An order in a line: chain, OrdStatus, filled of asked at what price, leaves, fills (a busted one in brackets). */
export function shown(o: RebuiltOrder): string {
  const { state } = o;
  const qty = (n: number): string => formatDecimal(n, o.qtyScale);
  const px = (n: number): string => formatDecimal(n, o.pxScale);
  const fills = o.fills.map(f => (f.busted ? `(${f.execId})` : `${f.execId} ${qty(f.qty)}@${px(f.px)}`));
  const terms = `${qty(state.cumQty)}/${qty(state.orderQty)}${state.price === undefined ? '' : ` at ${px(state.price)}`}`;
  return [`${o.clOrdIds.join('>')}: ${ordStatus(state)} ${terms} leaves ${qty(leavesQty(state))}`, ...fills].join(', ');
}

/** What lines come to: the orders, and what was found, each as `line kind`. */
export function told(lines: readonly Line[]): { orders: string[]; findings: string[] } {
  const teller = new Teller();
  teller.tell(lines);
  const rebuilt = teller.end();
  const orders = [...rebuilt.orders()].map(shown);
  rebuilt.close();
  return { orders, findings: rebuilt.findings.map(f => `${f.line} ${f.kind}`) };
}
