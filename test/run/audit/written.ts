import type { FactOf, Input } from '../../../src/core/facts';
import { clOrdKey } from '../../../src/core/order/archive';
import { SqliteJournal } from '../../../src/journal/sqlite-journal';
import { Line, type LineWatch } from '../../../src/run/line';
import { VERSION } from '../../../src/run/version';
import { OMS, Rig, SECOND, T0 } from '../../core/rig';

const WATCH: LineWatch = {
  turned: () => undefined,
  committed: () => undefined,
  failed: (_cause, error) => {
    throw error;
  },
};

export const BODY =
  '1=ACC\x01528=P\x01453=3\x01448=trader1\x01452=36\x01448=9001\x01452=122\x012376=24\x01448=7\x01452=12\x012376=22\x01';

/** A journal that a line writes turn by turn, as a gateway's does, without its sockets. */
export class Written {
  readonly journal: SqliteJournal;
  readonly line: Line;
  at = T0;

  constructor(
    readonly file: string,
    private readonly version = VERSION,
  ) {
    this.journal = new SqliteJournal(file, { durability: 'process' });
    this.line = new Line(this.journal, { now: () => this.at, at: () => () => undefined }, WATCH);
  }

  /** Posts inputs, a commit each. */
  post(...inputs: readonly Input[]): this {
    for (const input of inputs) {
      this.at += 1;
      this.line.post(input);
      this.line.commitNow();
    }
    return this;
  }

  /** Posts what a rig was told, at its times. */
  story(rig: Rig): this {
    for (const { at, facts } of rig.turns) {
      this.at = Math.max(this.at + 1, at);
      const input = facts[0] as Input;
      this.line.post(input.type === 'Started' ? { ...input, version: this.version } : input);
      this.line.commitNow();
    }
    return this;
  }

  /** Lets the order go that an OMS named so. */
  archive(...clOrdIds: readonly string[]): this {
    const { books } = this.line;
    this.line.archive(clOrdIds.map(id => books.byClOrdId.get(OMS, id)!));
    return this;
  }

  /** Brings an order back. */
  recall(clOrdId: string): this {
    return this.post({ type: 'OrderRecalled', order: this.journal.archive.find(clOrdKey(OMS, clOrdId))! });
  }

  settle(): this {
    while (this.journal.settle());
    return this;
  }

  close(): void {
    this.line.stop();
    this.journal.close();
  }
}

export const anchor = (line: number, monotonic: string): FactOf<'ClocksCompared'> => ({
  type: 'ClocksCompared',
  line,
  monotonic,
});

/** Two orders worked and done, one of them replaced; one denied; one open. */
export function story(): Rig {
  const rig = Rig.ready({ limits: { maxOrderQty: '500', maxGross: '1000000' } });
  rig.order('A', { body: BODY }).ack('TC1').fill('TC1', '30', '100.0125', { execId: 'F1' });
  rig.at += SECOND;
  rig.replace('B', 'A', { orderQty: '120' }).replaced('TC1R1', '120', '100').fill('TC1R1', '90', '99.99', { execId: 'F2' });
  rig.order('C').ack('TC2').cancel('D', 'C').report('TC2R1', '4');
  rig.order('BIG', { orderQty: '501' }).order('E').ack('TC3');
  return rig;
}
