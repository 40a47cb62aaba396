import type { Books } from '../core/books';
import { type Command, commandOf } from '../core/commands';
import type { Micros } from '../core/numbers';
import type { Turn } from '../core/turn';
import { massCancelReport } from '../fix/translate/mass';
import * as toOms from '../fix/translate/to-oms';
import type { Outlets } from './outlets';
import { carryOut as carryOutToVenue, type ToVenues } from './to-venues';

export type { Outlets } from './outlets';

/** Carries out the commands that a turn's facts imply; with `later`, what is for venues waits there for the end of the batch. */
export function dispatch(turn: Turn, books: Books, outlets: Outlets, later?: ToVenues): void {
  for (const fact of turn.facts) {
    const command = commandOf(fact);
    if (command) carryOut(command, turn.at, books, outlets, later);
  }
}

function carryOut(command: Command, at: Micros, books: Books, out: Outlets, later: ToVenues | undefined): void {
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
    case 'AskCopyProof':
      return out.proveTold(command.session);
    case 'AskForecast':
      return out.askForecast(command.request);
    default:
      if (later) later.add(command, at);
      else carryOutToVenue(command, at, books, out);
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
