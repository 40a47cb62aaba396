import type { LookAtBlotter } from '../feed';
import type { ParentRow } from '../rows/orders';
import { PageView } from './page';
import { Rows } from './rows';

/** Rows that are kept though nobody looks at them. */
const MOST_KEPT = 4_000;

/** A part of the blotter that somebody looks at; many may look at the same. */
export class BlotterView {
  readonly page: PageView<ParentRow>;
  viewers = 0;
  /** Of orders that were seen: whether the filter lets them through. What it goes by does not change. */
  readonly matches = new Map<string, boolean>();

  constructor(
    readonly look: LookAtBlotter,
    rows: Rows<ParentRow>,
  ) {
    this.page = new PageView(rows, look.offset);
  }
}

/** Every part of the blotter that is looked at, and the rows of orders. */
export class BlotterViews {
  readonly rows = new Rows<ParentRow>();
  private readonly views = new Map<string, BlotterView>();

  all(): IterableIterator<BlotterView> {
    return this.views.values();
  }

  /** A client looks there now. */
  open(look: LookAtBlotter): BlotterView {
    const key = JSON.stringify([look.offset, look.limit, look.show, look.filter]);
    let view = this.views.get(key);
    if (!view) this.views.set(key, (view = new BlotterView(look, this.rows)));
    view.viewers++;
    return view;
  }

  /** A client looks elsewhere. */
  close(view: BlotterView): void {
    if (--view.viewers > 0) return;
    for (const [key, known] of this.views) if (known === view) this.views.delete(key);
  }

  /** Lets rows go that nobody looks at, where there are many. */
  shrink(): void {
    const wanted = new Set<string>();
    for (const view of this.views.values()) for (const id of view.page.ids) wanted.add(id);
    this.rows.shrink(MOST_KEPT, id => wanted.has(id));
  }
}
