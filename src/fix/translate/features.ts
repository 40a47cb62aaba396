import { dictionaryOf } from '../codec/dictionary';
import { laterMessage } from '../codec/reject';
import { Tag } from '../generated/tags';
import { FIX_VERSIONS, type FixVersion } from './dialect';
import { COPY_INDICATOR_42 } from './drop-copy';
import { NEEDED, type OmsMessage } from './oms-fields';
import { STRATEGY_TAGS } from './strategy';

/** Between whom something travels: an OMS and us, us and a venue, or on every session. */
export type Side = 'OMS' | 'venue' | 'session';

/** How one thing travels in each version. */
export interface Feature {
  readonly side: Side;
  readonly feature: string;
  readonly ways: Readonly<Record<FixVersion, string>>;
}

export type Way = (version: FixVersion) => string;
export const waysOf = (way: Way): Feature['ways'] =>
  Object.fromEntries(FIX_VERSIONS.map(version => [version, way(version)])) as Feature['ways'];
const row = (side: Side, feature: string, way: Way): Feature => ({ side, feature, ways: waysOf(way) });

const is42 = (version: FixVersion): boolean => version === 'FIX.4.2';

/** A way that FIX 4.2 has of its own. */
export const split =
  (of42: string, later: string): Way =>
  version =>
    is42(version) ? of42 : later;

/** A field where the version's dictionary has it in the message, by its number; else what happens to it. */
const field =
  (msgType: string, tag: number, absent: string): Way =>
  version =>
    dictionaryOf(version).hasField(msgType, tag) ? String(tag) : absent;

/** A message where the version has it; else why it is refused. */
const message =
  (msgType: string, answer: string): Way =>
  version =>
    dictionaryOf(version).hasMessage(msgType)
      ? `35=${msgType}, answered by ${answer}`
      : `35=j, 380=3: ${laterMessage(version, msgType)}`;

/** Fields without which a message is refused, lowest first: those of the dictionary, and those without which it means nothing to us. */
const required =
  (msgType: OmsMessage): Way =>
  version => {
    const members = dictionaryOf(version)
      .layout(msgType)!
      .members.filter(member => member.required);
    return [...new Set([...members.map(member => member.tag), ...NEEDED[msgType]])].sort((a, b) => a - b).join(' ');
  };

/** The codes of a reason that a version lists, and what is sent for others. */
export const codes =
  (tag: number, sent: readonly number[], other42: number): Way =>
  version => {
    const dictionary = dictionaryOf(version);
    const lacking = sent.filter(code => !dictionary.lists(tag, String(code)));
    return lacking.length === 0 ? `${tag}` : `${tag}; ${other42} in place of ${lacking.join(', ')}, the text says which`;
  };

export const LEFT_OUT = 'left out';

/**
 * How each feature travels in each version. What hangs on a field, a message or a list of values is read off the dictionaries; the rest says
 * what `execution.ts`, `strategy.ts` and `to-venue.ts` do, and tests hold them to it.
 */
export function features(): readonly Feature[] {
  return [...fromOms(), ...toOms(), ...withVenues(), ...ofSessions()];
}

const fromOms = (): Feature[] => [
  row('OMS', 'New order (D): fields that must be there', required('D')),
  row('OMS', 'Replace (G): fields that must be there', required('G')),
  row('OMS', 'Cancel (F): fields that must be there', required('F')),
  row('OMS', 'Status of an order (H): fields that must be there', required('H')),
  row('OMS', 'Cancel of many orders', message('q', '35=r')),
  row('OMS', 'Status of many orders', message('AF', '35=8, one an order')),
  row('OMS', 'Strategy', version => String(STRATEGY_TAGS[version].target)),
  row('OMS', 'Parameters of a strategy', version => {
    const { text, group } = STRATEGY_TAGS[version];
    return `${text} as Name=value;Name=value${group ? ', or the group 957 to 960' : ''}`;
  }),
  row('OMS', 'Window of a strategy', () => '168 to 126'),
  row('OMS', 'A message that no version has, or that is not for an OMS to send', () => '35=3, 373=11, or 35=j, 380=3'),
];

const toOms = (): Feature[] => [
  row('OMS', 'Fill', split('20=0, 150=1 or 2', '150=F')),
  row('OMS', 'Bust of a trade', split('20=1, 150 as 39, 19', '150=H, 19')),
  row('OMS', 'Correction of a trade', split('20=2, 150 as 39, 19', '150=G, 19')),
  row('OMS', 'Status told', split('20=3, 150 as 39', '150=I')),
  row('OMS', 'Every other report', split('20=0 and 150', '150')),
  row('OMS', 'OrdStatus of a replaced order without a fill', split('39=5', '39=0')),
  row('OMS', "Venue's OrderID", field('8', Tag.SecondaryOrderID, LEFT_OUT)),
  row('OMS', "Venue's ExecID", field('8', Tag.SecondaryExecID, LEFT_OUT)),
  row('OMS', 'Id of the status request answered', field('8', Tag.OrdStatusReqID, LEFT_OUT)),
  row('OMS', 'Reason of a refused order', codes(Tag.OrdRejReason, [0, 1, 2, 3, 4, 5, 6, 11, 13, 99], 0)),
  row('OMS', 'Reason of a refused cancel or replace', codes(Tag.CxlRejReason, [0, 1, 3, 6, 99], 2)),
  row('OMS', 'Drop copy mark', split(`${COPY_INDICATOR_42}=Y, user-defined`, '797=Y')),
];

const withVenues = (): Feature[] => [
  row('venue', "The parent's ClOrdID in a child", field('D', Tag.SecondaryClOrdID, LEFT_OUT)),
  row('venue', "The parent's ClOrdID in a cancel", field('F', Tag.SecondaryClOrdID, LEFT_OUT)),
  row('venue', "The parent's ClOrdID in a replace", field('G', Tag.SecondaryClOrdID, LEFT_OUT)),
  row('venue', 'HandlInst (21) of a passed-through order that has none', version =>
    dictionaryOf(version).requires('D', Tag.HandlInst) ? '21=1 added' : LEFT_OUT,
  ),
  row(
    'venue',
    'A field or value of a new order or a replace that its version lacks',
    () => 'denied with the tag named, or left out by DropFields',
  ),
  row('venue', 'A field of a cancel that its version lacks', () => LEFT_OUT),
  row('venue', 'Fills read', () => '150=F, 1 or 2'),
  row('venue', 'Bust, correction and status read', split('20=1, 2, 3', '150=H, G, I')),
  row('venue', 'OrdStatus 5 (Replaced) read', () => 'as 0, or 1 where CumQty (14) is above zero'),
  row('venue', 'Status of an order asked', () => '35=H'),
  row('venue', 'Status of all orders asked (OrderStatusQuery=AF)', version =>
    dictionaryOf(version).hasMessage('AF') ? '35=AF' : 'refused at the start: use H',
  ),
  row('venue', 'Market data', () => '35=V out; W, X, Y in'),
];

const ofSessions = (): Feature[] => [
  row('session', 'Session layer', version => (version === 'FIX.5.0SP2' ? 'FIXT.1.1, 1137 in the Logon' : version)),
  row('session', 'Version of one message', version =>
    version === 'FIX.5.0SP2' ? '1128: 7, 8 or 9; else 35=3, 373=18' : 'does not exist',
  ),
  row('session', 'Who logs on', split('95, 96 (the password)', '553, 554')),
  row('session', 'NextExpectedMsgSeqNum', field('A', Tag.NextExpectedMsgSeqNum, 'does not exist')),
  row('session', 'SessionRejectReason (373) above 11', split('left out, the text says it', 'sent')),
];
