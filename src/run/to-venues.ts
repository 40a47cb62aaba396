import type { Books } from '../core/books';
import type { Command } from '../core/commands';
import { type Kill, killText } from '../core/control/kills';
import type { FactOf } from '../core/facts';
import type { Micros } from '../core/numbers';
import type { Child } from '../core/order/child';
import type { Parent } from '../core/order/parent';
import type { SessionId } from '../core/ports';
import * as toVenue from '../fix/translate/to-venue';
import type { Outlets } from './outlets';

/** What goes to venues, or makes us leave one. */
export type VenueCommand = Extract<
  Command,
  {
    do:
      | 'SendChildOrder'
      | 'SendChildCancel'
      | 'SendChildReplace'
      | 'SendMassCancel'
      | 'AskChildStatus'
      | 'AskMassStatus'
      | 'LeaveVenue';
  }
>;

/**
 * What a batch sends to venues waits here for the end of the batch, in order, and is looked at once more before it is numbered: an order
 * (D) or a replace (G) that a kill has overtaken since it was decided is not sent.
 */
export class ToVenues {
  private readonly commands: VenueCommand[] = [];
  private readonly times: Micros[] = [];
  private risky = false;

  add(command: VenueCommand, at: Micros): void {
    this.commands.push(command);
    this.times.push(at);
    if (command.do === 'SendChildOrder' || command.do === 'SendChildReplace') this.risky = true;
  }

  /**
   * Numbers and encodes all of it. Returns what was held back, as the fact that denies it in the next batch. Throws what a translator throws;
   * what comes behind the message at fault waits on.
   */
  send(books: Books, out: Outlets): FactOf<'SendsWithheld'> | undefined {
    if (this.commands.length === 0) return undefined;
    if (this.risky) out.beforeOrders();
    const held = new Held();
    let i = 0;
    try {
      while (i < this.commands.length) {
        const command = this.commands[i]!;
        const at = this.times[i++]!;
        if (books.kills.size === 0 || held.passes(command, books)) carryOut(command, at, books, out, held);
      }
    } finally {
      if (i === this.commands.length) this.commands.length = this.times.length = 0;
      else {
        this.commands.splice(0, i);
        this.times.splice(0, i);
      }
      this.risky = false;
    }
    return held.fact();
  }
}

/** What was held back of a batch. */
class Held {
  private kill: Kill | undefined;
  private readonly orders: string[] = [];
  /** By ClOrdID. */
  private readonly replaces = new Map<string, FactOf<'ChildReplaceReleased'>>();

  /** False for what is not to be sent: new risk under a kill, and the cancel of an order that never went. */
  passes(command: VenueCommand, books: Books): boolean {
    switch (command.do) {
      case 'SendChildOrder':
        if (this.allows(command.order.childId, books)) return true;
        this.orders.push(command.order.childId);
        return false;
      case 'SendChildReplace':
        if (this.allows(command.request.childId, books)) return true;
        this.replaces.set(command.request.clOrdId, command.request);
        return false;
      case 'SendChildCancel':
      case 'AskChildStatus':
        return !this.orders.includes(command.request.childId);
      default:
        return true;
    }
  }

  /** OrigClOrdID of a cancel: a replace that never went is unknown to the venue. */
  origin(clOrdId: string): string {
    let known = clOrdId;
    for (let held = this.replaces.get(known); held; held = this.replaces.get(known)) known = held.origClOrdId;
    return known;
  }

  fact(): FactOf<'SendsWithheld'> | undefined {
    if (!this.kill) return undefined;
    const replaces = [...this.replaces.values()].map(({ childId, clOrdId }) => ({ childId, clOrdId }));
    return { type: 'SendsWithheld', kill: killText(this.kill), orders: this.orders, replaces };
  }

  private allows(childId: string, books: Books): boolean {
    const child = books.children.get(childId)!;
    const kill = books.kills.on(books.parentOf(child), child.venue);
    this.kill ??= kill;
    return kill === undefined;
  }
}

/** Carries one out. `held` says what of the same batch was not sent. */
export function carryOut(command: VenueCommand, at: Micros, books: Books, out: Outlets, held?: Held): void {
  switch (command.do) {
    case 'SendChildOrder': {
      const [child, parent, venue] = childOf(books, command.order.childId);
      out.send(venue, 'D', w => toVenue.newOrder(w, out.dialect(venue), child, parent, at));
      return;
    }
    case 'SendChildCancel': {
      const { request } = command;
      const [child, parent, venue] = childOf(books, request.childId);
      const origClOrdId = held?.origin(request.origClOrdId) ?? request.origClOrdId;
      out.send(venue, 'F', w => toVenue.cancelRequest(w, out.dialect(venue), { ...request, origClOrdId }, child, parent, at));
      return;
    }
    case 'SendChildReplace': {
      const [child, parent, venue] = childOf(books, command.request.childId);
      out.send(venue, 'G', w => toVenue.replaceRequest(w, out.dialect(venue), command.request, child, parent, at));
      return;
    }
    case 'SendMassCancel': {
      const { session, requestId } = command.request;
      out.send(session, 'q', w => toVenue.massCancelRequest(w, requestId, at));
      return;
    }
    case 'AskMassStatus': {
      const { session, requestId } = command.request;
      out.send(session, 'AF', w => toVenue.massStatusRequest(w, requestId));
      return;
    }
    case 'AskChildStatus': {
      const [child, parent, venue] = childOf(books, command.request.childId);
      out.send(venue, 'H', w => toVenue.statusRequest(w, command.request, child, parent));
      return;
    }
    case 'LeaveVenue': {
      const { session, act, outstanding } = command.why;
      out.leave(session, act, `kill switch: ${outstanding} cancels were not confirmed in time`);
    }
  }
}

function childOf(books: Books, childId: string): [Child, Parent, SessionId] {
  const child = books.children.get(childId)!;
  return [child, books.parentOf(child), child.venue!];
}
