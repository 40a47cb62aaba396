import { SIDES, STRATEGIES, STRATEGY_CODES } from '../../core/strategies';
import { Tag } from '../generated/tags';
import type { FixVersion } from './dialect';
import { STRATEGY_TAGS } from './strategy';

/** A field of an OMS's message that this gateway looks at. What is not in the table is not looked at. */
export interface OmsField {
  readonly tag: number;
  /** required: the message means nothing without it; conditional: `use` says when. */
  readonly need: 'required' | 'conditional' | 'optional';
  /** What it is used for. */
  readonly use: string;
  /** The values that are taken, where they are fewer than the dictionary's. */
  readonly values?: readonly string[];
}

/** MsgType (35) of what an OMS may send. */
export type OmsMessage = 'D' | 'F' | 'G' | 'H' | 'q' | 'AF';

const required = (tag: number, use: string, values?: readonly string[]): OmsField => ({
  tag,
  need: 'required',
  use,
  ...(values && { values }),
});
const optional = (tag: number, use: string, values?: readonly string[]): OmsField => ({
  tag,
  need: 'optional',
  use,
  ...(values && { values }),
});
const conditional = (tag: number, use: string): OmsField => ({ tag, need: 'conditional', use });

/** The letters that any strategy takes. */
const union = (field: 'ordTypes' | 'tifs'): string[] =>
  [...new Set(Object.values(STRATEGIES).flatMap(s => [...s[field]]))].sort();

const SYMBOL = required(Tag.Symbol, "the instrument, by the name in the gateway's config");
/** Of a message about an order that we have. */
const INSTRUMENT = [SYMBOL, required(Tag.Side, "the order's own")];

/** What narrows a mass request. */
const SCOPE = [
  conditional(Tag.Symbol, 'required with type 1, not allowed with type 7'),
  optional(Tag.Side, 'only orders of this side'),
];

const TERMS: readonly OmsField[] = [
  SYMBOL,
  required(Tag.Side, 'buy or sell; what it says beyond that goes to the venue as it is', [...SIDES]),
  required(Tag.OrderQty, 'the whole quantity; a multiple of the lot'),
  required(Tag.OrdType, 'market or limit', union('ordTypes')),
  conditional(Tag.Price, 'required with 40=2, not allowed with 40=1; a multiple of the tick'),
  optional(
    Tag.TimeInForce,
    'a day order where it is absent; which values a strategy takes stands with the strategy',
    union('tifs'),
  ),
  optional(Tag.EffectiveTime, 'start of the window of a scheduled order; at once where it is absent or has passed'),
  conditional(
    Tag.ExpireTime,
    'end of the window of a scheduled order; required where its parameters give no Duration. A passed-through order with 59=6 has it or ExpireDate',
  ),
  conditional(Tag.ExpireDate, 'the last day of a passed-through order with 59=6 that has no ExpireTime'),
  optional(
    Tag.ExDestination,
    'with several venues: the one that the order goes to, and no other; by its TargetCompID, or another name agreed on',
  ),
  optional(Tag.TransactTime, 'the age of the order, where the session limits it (MaxOrderAge)'),
  optional(Tag.OrigSendingTime, 'the age of an order that is repeated, where that is older than by TransactTime'),
];

/** What limits of an account, permissions and the short sale check look at. */
const RISK: readonly OmsField[] = [
  optional(Tag.Account, 'the account whose limits hold, beside those of the firm, session, strategy and symbol'),
  optional(Tag.SenderSubID, 'the trader, for permissions, where no party is one'),
  optional(Tag.LocateReqd, 'of a short sale (54=5 or 6): N with LocateBroker where the stock is located'),
  optional(Tag.LocateBroker, 'of a short sale: who located the stock'),
];
/** Versions that have parties. */
const PARTIES: readonly OmsField[] = [
  optional(Tag.NoPartyIDs, 'the trader, for permissions: PartyID (448) of PartyRole (452) 36, else 11'),
];

const riskFields = (version: FixVersion): readonly OmsField[] => (version === 'FIX.4.2' ? RISK : [...RISK, ...PARTIES]);

const POSS_RESEND = optional(Tag.PossResend, 'Y: a ClOrdID that is known is answered with the status of its order');
const CL_ORD_ID = required(Tag.ClOrdID, 'names the message and, once granted, the order; never used before by the session');
const ORIG_CL_ORD_ID = required(Tag.OrigClOrdID, 'the order that is meant, by the ClOrdID it has now');

/** The tags of a version that carry a strategy and its parameters. */
function strategyFields(version: FixVersion): OmsField[] {
  const tags = STRATEGY_TAGS[version];
  const codes = Object.values(STRATEGIES).map(s => s.code);
  const fields = [
    optional(tags.target, `the strategy: ${STRATEGY_CODES}; without it the session's default`, codes),
    optional(tags.text, 'parameters of the strategy as `Name=value`, parted by `;`'),
    optional(
      tags.rate,
      'of a scheduled order: the part of the volume that it may be (a POV: that it aims at), above 0 and at most 1',
    ),
  ];
  if (tags.group)
    fields.push(
      optional(
        Tag.NoStrategyParameters,
        'parameters of the strategy: name (958), type (959) and value (960); the type is not looked at',
      ),
    );
  return fields;
}

/** Every field that is looked at in a message of an OMS, by its session's version. */
export function omsFields(version: FixVersion, msgType: OmsMessage): readonly OmsField[] {
  switch (msgType) {
    case 'D':
      return [CL_ORD_ID, ...TERMS, ...riskFields(version), ...strategyFields(version), POSS_RESEND];
    case 'G':
      return [CL_ORD_ID, ORIG_CL_ORD_ID, ...TERMS, ...riskFields(version), ...strategyFields(version), POSS_RESEND];
    case 'F':
      return [CL_ORD_ID, ORIG_CL_ORD_ID, ...INSTRUMENT, POSS_RESEND];
    case 'H':
      return [
        required(Tag.ClOrdID, 'the order that is asked about'),
        ...INSTRUMENT,
        optional(Tag.OrdStatusReqID, 'comes back in the answer'),
      ];
    case 'q':
      return [
        required(Tag.ClOrdID, 'names the request'),
        required(Tag.MassCancelRequestType, 'which open orders: 1 of a Symbol, 7 all of the session', ['1', '7']),
        ...(version === 'FIX.4.2' ? [] : [optional(Tag.Account, 'only orders of this account')]),
        ...SCOPE,
      ];
    case 'AF':
      return [
        required(Tag.MassStatusReqID, 'comes back in the answers'),
        required(Tag.MassStatusReqType, 'which open orders: 1 of a Symbol, 7 all of the session', ['1', '7']),
        ...SCOPE,
      ];
  }
}

/** MsgType (35) of everything that an OMS may send. */
export const OMS_MESSAGES: readonly OmsMessage[] = ['D', 'F', 'G', 'H', 'q', 'AF'];

const needed = (msgType: OmsMessage): readonly number[] =>
  omsFields('FIX.4.4', msgType).flatMap(field => (field.need === 'required' ? [field.tag] : []));

/** Tags without which a message of an OMS means nothing: the same in every version. */
export const NEEDED: Readonly<Record<OmsMessage, readonly number[]>> = {
  D: needed('D'),
  G: needed('G'),
  F: needed('F'),
  H: needed('H'),
  q: needed('q'),
  AF: needed('AF'),
};
