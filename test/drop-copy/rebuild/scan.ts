import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** What a plain scan finds in a log. */
export interface Scanned {
  readonly messages: number;
  readonly orders: number;
  readonly fills: number;
}

type Fields = readonly (readonly [tag: string, value: string])[];

/** The messages of a text, whatever stands between fields and between messages; nothing of the readers under test is used. */
function messagesOf(text: string): Fields[] {
  const found: Fields[] = [];
  for (const part of text.replace(/\r?\n(?=[^<\d8]|$)/g, '\n').split(/(?=8= ?FIX(?:T\.|\.|4))/)) {
    const head = /^8= ?FIXT?\.?\d\.\d(?:SP\d)?(\x01|\^A|[|;^ ])/.exec(part);
    if (!head || !/35=/.test(part.slice(0, 60))) continue;
    const end = part.lastIndexOf(`${head[1]}10=`);
    if (end < 0) continue;
    const fields = part
      .slice(0, end)
      .split(head[1]!)
      .flatMap(f => {
        const at = f.indexOf('=');
        return at < 1 ? [] : [[f.slice(0, at).trim(), f.slice(at + 1)] as const];
      });
    found.push(fields);
  }
  return found;
}

const one = (m: Fields, tag: string): string | undefined => m.find(([t]) => t === tag)?.[1];

/** Names that belong together, counted as groups. */
class Groups {
  private readonly above = new Map<string, string>();

  join(names: readonly string[]): void {
    const [first, ...others] = names;
    if (first === undefined) return;
    if (!this.above.has(first)) this.above.set(first, first);
    for (const other of others) {
      if (!this.above.has(other)) this.above.set(other, other);
      this.above.set(this.top(other), this.top(first));
    }
  }

  get size(): number {
    return [...this.above.keys()].filter(name => this.top(name) === name).length;
  }

  private top(name: string): string {
    const up = this.above.get(name)!;
    return up === name ? name : this.top(up);
  }
}

/** Names of orders: one that a NewOrderSingle (D) brings again on another day (of 52) is another name from then on. */
class Names {
  private readonly days = new Map<string, { readonly day: string; readonly times: number }>();

  of(parties: string, id: string, ordered?: string): string {
    const name = `${parties} ${id}`;
    const known = this.days.get(name);
    if (ordered !== undefined && known?.day !== ordered) this.days.set(name, { day: ordered, times: (known?.times ?? 0) + 1 });
    return `${name} ${this.days.get(name)?.times ?? 0}`;
  }
}

/**
 * Counts by the words of messages only: an order is a group of ClOrdIDs (11, 41; where there are none OrderID, 37) between two parties that some message
 * of an order (D, E, F, G, 8) names together; a fill is a LastQty (32) and LastPx (31) of a report with ExecType (150) 1, 2 or F, once for each
 * ExecID (17).
 */
export function scan(file: string): Scanned {
  const bytes = readFileSync(file);
  const messages = messagesOf((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1'));
  const [orders, names, fills] = [new Groups(), new Names(), new Set<string>()];
  for (const m of messages) {
    const type = one(m, '35') ?? '';
    const parties = [one(m, '49'), one(m, '56')].sort().join(' ');
    const day = type === 'D' ? one(m, '52')?.slice(0, 8) : undefined;
    const named = m.filter(([t, v]) => (t === '11' || t === '41') && v !== '');
    const ids = (named.length > 0 ? named : m.filter(([t]) => t === '37')).map(([, v]) => names.of(parties, v, day));
    if (type === 'E') for (const id of ids) orders.join([id]);
    if (['D', 'F', 'G', '8'].includes(type)) orders.join(ids);
    if (type !== '8' || !'F12'.includes(one(m, '150') ?? '-') || one(m, '31') === undefined) continue;
    if (Number(one(m, '32') ?? 0) > 0) fills.add(`${parties} ${one(m, '17')}`);
  }
  return { messages: messages.length, orders: orders.size, fills: fills.size };
}
