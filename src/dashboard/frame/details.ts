import type { LookAtParent, ParentDetail, Window } from '../feed';
import type { ChildRow, FillRow } from '../rows/orders';
import type { List } from './list';
import { PageView } from './page';
import { Part } from './part';
import { Rows } from './rows';

/** Slices of an order that are kept to be explained. */
export const MOST_SLICES = 200;

/** An order that somebody looks into; many may look into the same, each at other children and fills of it. */
export class Detail {
  viewers = 0;
  /** Counts the windows that were opened. */
  opened = 0;
  readonly found = new Part<boolean>();
  readonly row = new Part<ParentDetail['row']>();
  readonly plan = new Part<ParentDetail['plan']>();
  readonly done = new Part<ParentDetail['done']>();
  readonly estimate = new Part<ParentDetail['estimate']>();
  readonly children = new Rows<ChildRow>();
  readonly fills = new Rows<FillRow>();
  /** undefined until its first slices are told. */
  slices: List | undefined;
  readonly windows = new Map<string, DetailWindow>();

  constructor(readonly id: string) {}
}

/** Which children and fills of an order somebody looks at. */
export class DetailWindow {
  viewers = 0;
  readonly children: PageView<ChildRow>;
  readonly fills: PageView<FillRow>;
  readonly limits: { readonly children: number; readonly fills: number };

  constructor(
    readonly detail: Detail,
    { children, fills }: { readonly children: Window; readonly fills: Window },
  ) {
    this.children = new PageView(detail.children, children.offset);
    this.fills = new PageView(detail.fills, fills.offset);
    this.limits = { children: children.limit, fills: fills.limit };
  }
}

/** Every order that somebody looks into. */
export class Details {
  private readonly orders = new Map<string, Detail>();

  all(): IterableIterator<Detail> {
    return this.orders.values();
  }

  open(look: LookAtParent): DetailWindow {
    let detail = this.orders.get(look.id);
    if (!detail) this.orders.set(look.id, (detail = new Detail(look.id)));
    detail.viewers++;
    const { children: c, fills: f } = look;
    const key = `${c.offset} ${c.limit} ${f.offset} ${f.limit}`;
    let window = detail.windows.get(key);
    if (!window) {
      detail.windows.set(key, (window = new DetailWindow(detail, look)));
      detail.opened++;
    }
    window.viewers++;
    return window;
  }

  close(window: DetailWindow): void {
    const { detail } = window;
    if (--window.viewers === 0) for (const [key, w] of detail.windows) if (w === window) detail.windows.delete(key);
    if (--detail.viewers === 0) this.orders.delete(detail.id);
  }
}
