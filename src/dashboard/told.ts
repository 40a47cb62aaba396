import type { BlotterView } from './frame/blotter-views';
import type { DetailWindow } from './frame/details';
import type { Frame } from './frame/frame';
import type { Told } from './frame/page';

/** A part of the blotter, or of an order, and what a client was told of it. */
interface Looked<View> {
  readonly view: View;
  told: Told | undefined;
}
interface LookedInto {
  readonly view: DetailWindow;
  frame: number;
  children: Told | undefined;
  fills: Told | undefined;
  slices: number | undefined;
}

/** What a client has been told: where it looks, and how far it is. Makes what it is told next. */
export class ToldClient {
  private frame = 0;
  private n = 0;
  private blotter: Looked<BlotterView> | undefined;
  private into: LookedInto[] = [];

  /** Where it looks from now on. Returns where it looked before. */
  lookAt(view: BlotterView): BlotterView | undefined {
    const before = this.blotter?.view;
    this.blotter = { view, told: undefined };
    return before;
  }

  /** The orders it looks into from now on; of one that it looked into before nothing is told again. Returns those of before. */
  lookInto(views: readonly DetailWindow[]): DetailWindow[] {
    const before = this.into;
    this.into = views.map(view => {
      const same = before.find(b => b.view === view);
      return same ?? { view, frame: 0, children: undefined, fills: undefined, slices: undefined };
    });
    return before.map(b => b.view);
  }

  get views(): { readonly blotter: BlotterView | undefined; readonly into: readonly DetailWindow[] } {
    return { blotter: this.blotter?.view, into: this.into.map(i => i.view) };
  }

  /** The number of the last message. */
  get last(): number {
    return this.n;
  }

  /** The next message, as JSON: what changed since the last; with nothing in it where nothing did, and only where `beat`; else undefined. */
  next(frame: Frame, beat: boolean): string | undefined {
    const parts: string[] = [];
    for (const [name, part] of Object.entries(frame.parts)) {
      const text = part.since(this.frame);
      if (text !== undefined) parts.push(`"${name}":${text}`);
    }
    this.addBlotter(parts, frame);
    this.addOrders(parts, frame);
    this.frame = frame.n;
    if (parts.length === 0 && !beat) return undefined;
    const head = `"type":"changes","n":${++this.n},"at":${frame.at},"seq":${frame.seq}`;
    return `{${[head, ...parts].join(',')}}`;
  }

  private addBlotter(parts: string[], frame: Frame): void {
    const { blotter } = this;
    if (!blotter) return;
    const text = blotter.view.page.since(blotter.told);
    if (text !== undefined) parts.push(`"blotter":${text}`);
    blotter.told = blotter.view.page.told(frame.n);
  }

  private addOrders(parts: string[], frame: Frame): void {
    const orders: string[] = [];
    for (const into of this.into) {
      const text = orderText(into);
      if (text !== undefined) orders.push(text);
      into.frame = frame.n;
    }
    if (orders.length > 0) parts.push(`"parents":[${orders.join(',')}]`);
    for (const into of this.into) {
      into.children = into.view.children.told(frame.n);
      into.fills = into.view.fills.told(frame.n);
      into.slices = into.view.detail.slices?.size;
    }
  }
}

/** JSON of a `ParentDetail`; undefined where nothing of it changed, or it is not looked up yet. */
function orderText({ view, frame, children, fills, slices }: LookedInto): string | undefined {
  const { detail } = view;
  const { id, row, plan, done, estimate } = detail;
  const texts: Readonly<Record<string, string | undefined>> = {
    row: row.since(frame),
    plan: plan.since(frame),
    done: done.since(frame),
    estimate: estimate.since(frame),
    children: view.children.since(children),
    fills: view.fills.since(fills),
    slices: detail.slices?.since(slices),
  };
  const found = detail.found.since(0);
  if (found === undefined) return undefined;
  const isNew = detail.found.since(frame) !== undefined;
  const told = found === 'true' ? Object.entries(texts).flatMap(([k, text]) => (text === undefined ? [] : `"${k}":${text}`)) : [];
  if (told.length === 0 && !isNew) return undefined;
  return `{${[`"id":${JSON.stringify(id)}`, `"found":${found}`, ...told].join(',')}}`;
}
