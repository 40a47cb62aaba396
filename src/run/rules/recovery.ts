import { dictionaryOf } from '../../fix/codec/dictionary';
import { GAP_FILLED, NEVER_TO_VENUES } from '../../fix/session/replay';
import type { SessionSettings } from '../../fix/settings/settings';
import { dialectOf } from '../../fix/translate/dialect';
import { COPY_INDICATOR_42 } from '../../fix/translate/drop-copy';
import { list, type Section, table, text } from './page';

/** What happens after a break of the line. */
export const recoverySection = (sessions: readonly SessionSettings[]): Section => ({
  title: 'Recovery',
  blocks: [
    text(
      'What we sent was stored before it left: a number that you saw is never used again, and what you missed is sent again when you ask for it.',
    ),
    list(
      `A ResendRequest (2) is answered with exactly the range asked for, each message with PossDupFlag (43=Y) and its first SendingTime in OrigSendingTime (122). ${names(GAP_FILLED)} are passed over with a SequenceReset (4) in gap-fill mode.`,
      `To a venue ${names(NEVER_TO_VENUES)} are never sent again: a stale order must not pass.`,
      'A gap in your numbers is asked for; what comes before its turn is held and worked in order.',
      'A MsgSeqNum (34) that is too low without PossDupFlag ends in a Logout that says why.',
      'A message with PossDupFlag whose number was seen is ignored. An order with PossResend (97=Y) and a ClOrdID that is known is answered with its status.',
      'While the venue is away nothing is queued for it: an order to pass through is denied, a scheduled one waits within its window. What was on its way there is in doubt until the venue has answered; its quantity stays reserved.',
    ),
    table(['session', 'we ask', 'what we sent'], sessions.map(recovery)),
  ],
});

const names = (types: ReadonlySet<string>): string =>
  [...types].map(type => `${dictionaryOf('FIX.4.4').msgName(type)} (${type})`).join(', ');

const recovery = (s: SessionSettings): string[] => [
  `\`${s.id}\``,
  `${s.resendRequestChunkSize === 0 ? 'for all that is missing' : `for ${s.resendRequestChunkSize} messages at a time`}, ${s.redundantResendRequests ? 'again with each message that comes early' : 'once a gap'}`,
  s.persistMessages ? 'is sent again' : 'is passed over with gap fills (PersistMessages=N)',
];

/** What a drop copy session gets. */
export function dropCopySection(sessions: readonly SessionSettings[]): Section {
  const rows = sessions
    .filter(s => s.role === 'dropcopy' && s.connectionType === 'acceptor')
    .map(s => [`\`${s.id}\``, s.dropCopyAccounts.length === 0 ? 'every account' : s.dropCopyAccounts.join(', '), copyMark(s)]);
  const about = text(
    "A drop copy session gets a copy of every ExecutionReport (8): ours to an OMS, and a venue's about what we sent it. It sends session messages only; anything else gets a BusinessMessageReject (j). What it missed it gets by sequence recovery.",
  );
  const none = text('No drop copy session is configured.');
  return {
    title: 'Drop copy',
    blocks: [about, rows.length === 0 ? none : table(['session', 'Account (1)', 'how a copy is marked'], rows)],
  };
}

const copyMark = (s: SessionSettings): string =>
  dialectOf(s).is42 ? `user-defined tag ${COPY_INDICATOR_42}=Y` : 'CopyMsgIndicator (797=Y)';
