import type { FactOf } from '../facts';
import type { Emit } from '../turn';

/** What the audit calls a person for: a clock that moved, a head that could not be told, a journal that is not the one that was told of. */
export function auditAlarms(fact: FactOf<'ClocksCompared' | 'HeadPublished'>, emit: Emit): void {
  if (fact.type === 'ClocksCompared') {
    const { moved } = fact;
    if (!moved) return;
    const text = `the wall clock moved by ${moved.by} us against the monotonic clock within ${moved.seconds} s, at most ${moved.limit} us are allowed`;
    return emit({ type: 'Alarmed', code: 'ClockMoved', text });
  }
  if (fact.contradicts !== undefined) {
    const text = `the journal does not hold the head published before this start, ${fact.contradicts}: it was cut or written anew`;
    emit({ type: 'Alarmed', code: 'HeadContradicted', text });
  }
  for (const why of fact.failed ?? [])
    emit({ type: 'Alarmed', code: 'HeadNotPublished', text: `head ${fact.row} was not published: ${why}` });
}
