/** SessionRejectReason (373) of the checks made here. */
export const SessionRejectReason = {
  InvalidTagNumber: 0,
  RequiredTagMissing: 1,
  TagNotDefinedForMessage: 2,
  TagWithoutValue: 4,
  ValueIncorrect: 5,
  IncorrectDataFormat: 6,
  InvalidMsgType: 11,
  TagRepeated: 13,
  TagOutOfOrder: 14,
  GroupFieldsOutOfOrder: 15,
  IncorrectNumInGroup: 16,
  UnsupportedApplicationVersion: 18,
} as const;
export type SessionRejectReason = (typeof SessionRejectReason)[keyof typeof SessionRejectReason];

/** Text (58) of a reason; the standard's own wording. */
export const REJECT_TEXTS: Readonly<Record<SessionRejectReason, string>> = {
  0: 'Invalid tag number',
  1: 'Required tag missing',
  2: 'Tag not defined for this message type',
  4: 'Tag specified without a value',
  5: 'Value is incorrect (out of range) for this tag',
  6: 'Incorrect data format for value',
  11: 'Invalid MsgType',
  13: 'Tag appears more than once',
  14: 'Tag specified out of required order',
  15: 'Repeating group fields out of order',
  16: 'Incorrect NumInGroup count for repeating group',
  18: 'Invalid or unsupported application version',
};

/** Why a message is refused: what a Reject (35=3) says of it. */
export interface Invalid {
  /** RefTagID (371); absent where no one field is to blame (an unknown MsgType). May be zero or negative: it is the tag as it came. */
  readonly refTagID?: number;
  /** SessionRejectReason (373), or BusinessRejectReason (380) where `business` is set. */
  readonly reason: number;
  readonly text: string;
  /** To be answered by a BusinessMessageReject (35=j): the message is well formed, only not supported. */
  readonly business?: true;
}

/** The refusal of a field. */
export const invalid = (reason: SessionRejectReason, refTagID: number): Invalid => ({
  refTagID,
  reason,
  text: REJECT_TEXTS[reason],
});

/** BusinessRejectReason (380): the message is known, and not to be had here. */
const UNSUPPORTED_MESSAGE = 3;

/** Messages that a version does not have yet and later ones do, each with what does its work there. */
const LATER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'FIX.4.2': {
    q: 'OrderMassCancelRequest (35=q) is not in FIX.4.2: cancel each order with OrderCancelRequest (35=F)',
    AF: 'OrderMassStatusRequest (35=AF) is not in FIX.4.2: ask for each order with OrderStatusRequest (35=H)',
  },
};

/** Why a version does not have a message of a later one, and what to use; undefined where no later one has it either. */
export const laterMessage = (version: string, msgType: string): string | undefined => LATER[version]?.[msgType];

/** The refusal of a MsgType that a dictionary of this version does not define. */
export function invalidMsgType(msgType: string, version: string): Invalid {
  const text = laterMessage(version, msgType);
  if (text !== undefined) return { reason: UNSUPPORTED_MESSAGE, text, business: true };
  return { reason: SessionRejectReason.InvalidMsgType, text: REJECT_TEXTS[SessionRejectReason.InvalidMsgType] };
}
