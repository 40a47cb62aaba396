import type { FactOf } from '../facts';
import type { Stage } from '../turn';
import { auditAlarms } from './audit-alarms';
import { askInDoubt, patienceOver } from './reconcile';

/** The operator's and the sessions' facts: a kill ends every working parent; a venue that is back is asked about orders in doubt. */
export const control: Stage = (fact, books, at, emit) => {
  switch (fact.type) {
    case 'KillSwitchEngaged':
      for (const parent of books.working) {
        if (parent.ending) continue;
        const reason = `KillSwitch: engaged by ${fact.by}: ${fact.reason}`;
        emit({ type: 'ParentEnding', parentId: parent.parentId, as: 'Canceled', reason });
      }
      return;
    case 'SessionSettled':
      return askInDoubt(fact.session, books, at, emit);
    case 'ClocksCompared':
    case 'HeadPublished':
      return auditAlarms(fact, emit);
    case 'TimerFired':
      return patienceOver(fact.timer, books, emit);
    case 'ReportQuarantined': {
      const text = `${fact.session} sent a ${fact.msgType} (MsgSeqNum ${fact.seqNum}) that its dictionary refuses (${why(fact)}): kept, and booked as far as it can be read`;
      return emit({ type: 'Alarmed', code: 'ReportQuarantined', text });
    }
    default:
  }
};

const why = ({ refTagID, text }: FactOf<'ReportQuarantined'>): string =>
  refTagID === undefined ? text : `${text}, tag ${refTagID}`;
