import * as fc from 'fast-check';
import { BEHIND_BYTES } from '../../../simulator/fix/channel';
import { LEVELS } from '../../../simulator/fix/subscription';
import { VenueRig } from './rig';

/** What a reader of W and X holds: bids and offers by price, with their quantities, best first. */
class Reader {
  private readonly held = new Map<string, string>();

  read(line: string): void {
    if (line.includes('< W|')) this.held.clear();
    const entries = line.split(/\|(?=269=)/).slice(1);
    const actions = [...line.matchAll(/\|279=(\d)/g)].map(match => match[1]);
    entries.forEach((entry, i) => {
      const field = (tag: number): string => new RegExp(`(?:^|\\|)${tag}=([^|]*)`).exec(entry)?.[1] ?? '';
      const key = `${field(269)} ${field(270)}`;
      if (actions[i] === '2') this.held.delete(key);
      else this.held.set(key, field(271));
    });
  }

  book(): string[] {
    return [...this.held].map(([key, qty]) => `${key} ${qty}`).sort();
  }
}

type Step = readonly ['order', 1 | 2, number, number] | readonly ['publish'] | readonly ['backlog', number, boolean];

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(
      fc.constant('order' as const),
      fc.constantFrom(1 as const, 2 as const),
      fc.nat(30),
      fc.integer({ min: 1, max: 9 }),
    ),
  },
  { weight: 3, arbitrary: fc.tuple(fc.constant('publish' as const)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('backlog' as const), fc.nat(2), fc.boolean()) },
);

const READERS = ['R0', 'R1', 'R2'];
const RUNS = process.env['SLUICE_LONG'] ? 5_000 : 200;

test('however often readers fall behind, each holds the book once it has caught up', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const rig = new VenueRig();
      const readers = new Map(READERS.map(id => [id, new Reader()]));
      const read = (lines: readonly string[]): void => {
        for (const line of lines) readers.get(line.split('<')[0]!)?.read(line);
      };
      READERS.forEach((id, i) => {
        read(rig.say(id, `V|262=r|263=1|264=${i === 2 ? 3 : 0}|265=1|267=2|269=0|269=1|146=1|55=ACME`));
      });
      let orders = 0;
      for (const [kind, a, b, c] of steps) {
        if (kind === 'publish') read(rig.publish());
        else if (kind === 'backlog') rig.backlog.set(READERS[a]!, b ? BEHIND_BYTES + 1 : 0);
        else rig.say('A', `D|11=o${++orders}|55=ACME|54=${a}|38=${c}|40=2|44=${(1000 + b) / 100}`);
      }
      rig.backlog.clear();
      read(rig.publish());
      const { bids, asks } = rig.venue.exchange.depth('ACME', LEVELS)!;
      const shown = (n: number): string[] =>
        [
          ...bids.slice(0, n).map(l => `0 ${l.price / 100} ${l.qty}`),
          ...asks.slice(0, n).map(l => `1 ${l.price / 100} ${l.qty}`),
        ].sort();
      expect(READERS.map(id => readers.get(id)!.book())).toEqual([shown(LEVELS), shown(LEVELS), shown(3)]);
    }),
    { numRuns: RUNS },
  );
});
