import type { Books } from '../core/books';
import { type Command, commandOf } from '../core/commands';
import type { Micros } from '../core/numbers';
import type { Child } from '../core/order/child';
import type { Parent } from '../core/order/parent';
import type { SessionId } from '../core/ports';
import type { Turn } from '../core/turn';
import type { MessageWriter } from '../fix/codec/writer';
import type { Dialect } from '../fix/translate/dialect';
import { massCancelReport } from '../fix/translate/mass';
import * as toOms from '../fix/translate/to-oms';
import * as toVenue from '../fix/translate/to-venue';
import type { Timers } from './timers';

/** Where commands go: sessions that number and encode, and timers. Nothing is on the wire before the commit. */
export interface Outlets {
  send(session: SessionId, msgType: string, build: (w: MessageWriter) => void): number | undefined;
  /** What the other side of a session understands. */
  dialect(session: SessionId): Dialect;
  readonly timers: Timers;
}

/** Carries out the commands that a turn's facts imply. */
export function dispatch(turn: Turn, books: Books, outlets: Outlets): void {
  for (const fact of turn.facts) {
    const command = commandOf(fact);
    if (command) carryOut(command, turn.at, books, outlets);
  }
}

function carryOut(command: Command, at: Micros, books: Books, out: Outlets): void {
  switch (command.do) {
    case 'ReportToOms':
      return report(command.report, at, books, out);
    case 'RejectRequestToOms': {
      const { report: denied } = command;
      out.send(denied.session, '9', w => toOms.cancelReject(w, out.dialect(denied.session), denied, at));
      return;
    }
    case 'AnswerMassCancel': {
      const { report: answer } = command;
      out.send(answer.session, 'r', w => massCancelReport(w, out.dialect(answer.session), answer, at));
      return;
    }
    case 'StartTimer':
      return out.timers.set(command.timer, command.at);
    case 'SendChildOrder': {
      const [child, parent, venue] = childOf(books, command.order.childId);
      out.send(venue, 'D', w => toVenue.newOrder(w, out.dialect(venue), child, parent, at));
      return;
    }
    case 'SendChildCancel': {
      const [child, parent, venue] = childOf(books, command.request.childId);
      out.send(venue, 'F', w => toVenue.cancelRequest(w, out.dialect(venue), command.request, child, parent, at));
      return;
    }
    case 'SendChildReplace': {
      const [child, parent, venue] = childOf(books, command.request.childId);
      out.send(venue, 'G', w => toVenue.replaceRequest(w, out.dialect(venue), command.request, child, parent, at));
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
    }
  }
}

function report(fact: Extract<Command, { do: 'ReportToOms' }>['report'], at: Micros, books: Books, out: Outlets): void {
  if (fact.type === 'ParentOrderDenied')
    out.send(fact.session, '8', w => toOms.orderDenied(w, out.dialect(fact.session), fact, at));
  else if (fact.type === 'StatusUnknown')
    out.send(fact.session, '8', w => toOms.statusUnknown(w, out.dialect(fact.session), fact, at));
  else {
    const parent = books.parents.get(fact.parentId)!;
    out.send(parent.session, '8', w => toOms.executionReport(w, out.dialect(parent.session), fact, parent, at));
  }
}

function childOf(books: Books, childId: string): [Child, Parent, SessionId] {
  const child = books.children.get(childId)!;
  return [child, books.parentOf(child), child.venue!];
}
