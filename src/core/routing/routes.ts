import type { Routing, RoutingRule } from '../facts';
import { MOST_NAMES } from '../instruments';
import type { SessionId } from '../ports';

/** Where orders in a symbol may go, the preferred venue first, and how one of several is chosen. */
export type Route = Pick<RoutingRule, 'venues' | 'by'>;

/** The venues that orders may go to, by symbol, and what an OMS may call them. */
export class Routes {
  private readonly anywhere: Route;
  private readonly alone = new Map<SessionId, readonly SessionId[]>();
  private readonly known = new Map<string, Route | undefined>();

  /** Without `routing` every symbol goes to any of `venues`, and nobody names one. */
  constructor(
    private readonly routing?: Routing,
    venues: readonly SessionId[] = [],
  ) {
    this.anywhere = { venues, by: 'order' };
    for (const venue of venues) this.alone.set(venue, [venue]);
  }

  /** False where there is nothing to look up: no rules, and no names for venues. */
  get hasRules(): boolean {
    return this.routing !== undefined;
  }

  /** The route of a symbol; undefined where there are rules and none names it. */
  of(symbol: string): Route | undefined {
    const rules = this.routing?.rules;
    if (!rules) return this.anywhere;
    if (this.known.has(symbol)) return this.known.get(symbol);
    const found = rules.find(rule => rule.symbols.some(pattern => matches(pattern, symbol)));
    if (this.known.size < MOST_NAMES) this.known.set(symbol, found);
    return found;
  }

  /** The venue that ExDestination (100) means; undefined where it means none of ours. */
  named(destination: string): SessionId | undefined {
    const names = this.routing?.destinations;
    if (!names) return undefined;
    return Object.hasOwn(names, destination) ? names[destination] : names['*'];
  }

  /** What an OMS may write as ExDestination (100). */
  get names(): readonly string[] {
    return Object.keys(this.routing?.destinations ?? {}).filter(name => name !== '*');
  }

  /** Where an order may go: the venues of its symbol, or of these the one that it names; none where that is not among them. */
  allowed(symbol: string, destination: string | undefined): readonly SessionId[] {
    const venues = this.of(symbol)?.venues ?? NOWHERE;
    if (destination === undefined || !this.routing) return venues;
    const named = this.named(destination);
    return named !== undefined && venues.includes(named) ? this.alone.get(named)! : NOWHERE;
  }

  /** For snapshots: without what was looked up. */
  toJSON(): object {
    return { routing: this.routing, anywhere: this.anywhere };
  }
}

const NOWHERE: readonly SessionId[] = [];

/** Whether a symbol is what a pattern says, in which `*` stands for any text. */
export function matches(pattern: string, symbol: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === symbol;
  const [first, last] = [parts[0]!, parts.at(-1)!];
  if (symbol.length < first.length + last.length || !symbol.startsWith(first) || !symbol.endsWith(last)) return false;
  const end = symbol.length - last.length;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = symbol.indexOf(part, from);
    if (found < 0 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}
