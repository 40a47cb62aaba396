import type { FactOf } from '../facts';
import { cautionOnNews, cautionOnStatus, cautionOver } from '../market/caution';
import { isWorking } from '../order/parent';
import { heldRefused, heldTooLong } from '../risk/soft-limits';
import { stage } from '../turn';
import { auditAlarms } from './audit-alarms';
import { killEngaged, killTimer, venueBack } from './kill';
import { awayTooLong, sessionLeft, startedAgain } from './on-disconnect';
import { askInDoubt, patienceOver } from './reconcile';
import { sendsWithheld } from './withheld';

/** The operator's and the sessions' facts: a kill ends what works under it; a venue that is back is asked about orders in doubt; an OMS that is away may lose its orders. */
export const control = stage(
  [
    'KillSwitchEngaged',
    'SendsWithheld',
    'Started',
    'SessionLoggedOff',
    'SessionSettled',
    'TimerFired',
    'NewsReceived',
    'SecurityStatusReceived',
    'HeldOrderRefused',
    'ParentStopAsked',
    'ClocksCompared',
    'HeadPublished',
    'ReportQuarantined',
  ],
  (fact, books, at, emit) => {
    switch (fact.type) {
      case 'KillSwitchEngaged':
        return killEngaged(fact, books, at, emit);
      case 'SendsWithheld':
        return sendsWithheld(fact, books, emit);
      case 'Started':
        return startedAgain(books, at, emit);
      case 'SessionLoggedOff':
        return sessionLeft(fact.session, books, at, emit);
      case 'SessionSettled':
        if (books.copies.of(fact.session)) return; // a drop copy: nothing is sent there
        venueBack(fact.session, books, at, emit);
        return askInDoubt(fact.session, books, at, emit);
      case 'TimerFired':
        killTimer(fact.timer, books, at, emit);
        awayTooLong(fact.timer, books, emit);
        heldTooLong(fact.timer, books, at, emit);
        cautionOver(fact.timer, books, at, emit);
        return patienceOver(fact.timer, books, emit);
      case 'NewsReceived':
        return cautionOnNews(fact, books, at, emit);
      case 'SecurityStatusReceived':
        return cautionOnStatus(fact, books, at, emit);
      case 'HeldOrderRefused':
        return heldRefused(fact, books, emit);
      case 'ParentStopAsked': {
        const parent = books.parents.get(fact.parentId);
        const reason = `cancelled by ${fact.by}: ${fact.reason}`;
        if (parent && isWorking(parent) && !parent.ending)
          emit({ type: 'ParentEnding', parentId: fact.parentId, as: 'Canceled', reason });
        return;
      }
      case 'ClocksCompared':
      case 'HeadPublished':
        return auditAlarms(fact, emit);
      case 'ReportQuarantined': {
        const use = books.copies.of(fact.session) ? 'compared' : 'booked';
        const text = `${fact.session} sent a ${fact.msgType} (MsgSeqNum ${fact.seqNum}) that its dictionary refuses (${why(fact)}): kept, and ${use} as far as it can be read`;
        return emit({ type: 'Alarmed', code: 'ReportQuarantined', text });
      }
      default:
    }
  },
);

const why = ({ refTagID, text }: FactOf<'ReportQuarantined'>): string =>
  refTagID === undefined ? text : `${text}, tag ${refTagID}`;
