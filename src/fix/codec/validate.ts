import type { Dictionary } from './dictionary';
import { BODY_PART, dataTagOf, HEADER_PART, partOf, TRAILER_PART } from './fields';
import { Format, hasFormat } from './formats';
import { ENDS, FAULT, GroupStack, missing } from './group-stack';
import type { Layout } from './layout';
import { type Invalid, invalid, invalidMsgType, SessionRejectReason } from './reject';
import type { MessageView } from './view';

export type { Invalid } from './reject';

/** Which checks are made: the QuickFIX keys Validate... and AllowUnknownMsgFields of a session. */
export interface ValidationOptions {
  /** Header, body, trailer in that order (ValidateFieldsOutOfOrder). */
  fieldsOutOfOrder: boolean;
  /** No empty value (ValidateFieldsHaveValues). */
  fieldsHaveValues: boolean;
  /**
   * Tags from 5000 up must be defined for the message (ValidateUserDefinedFields). 'session': in session messages only; in orders and reports
   * they pass, and a venue's dictionary or DropFields decides on them.
   */
  userDefinedFields: boolean | 'session';
  /** Fields of a group instance in the dictionary's order (ValidateUnorderedGroupFields). */
  unorderedGroupFields: boolean;
  /** Tags below 5000 that are unknown or not defined for the message pass (AllowUnknownMsgFields). */
  allowUnknownMsgFields: boolean;
}

/** QuickFIX's defaults. */
export const DEFAULT_VALIDATION: ValidationOptions = {
  fieldsOutOfOrder: true,
  fieldsHaveValues: true,
  userDefinedFields: true,
  unorderedGroupFields: true,
  allowUnknownMsgFields: false,
};

const FIRST_USER_TAG = 5000;
const groups = new GroupStack();
/** By format: 1 for those whose values hasFormat and one look-up of the whole value decide. */
const PLAIN = new Uint8Array(32).fill(1);
for (const format of [Format.Unknown, Format.Multiple, Format.Data]) PLAIN[format] = 0;

/**
 * Checks a message that was read against a dictionary; undefined where it is right, else the first fault found: order of the parts, MsgType,
 * then field by field (value, tag, format, list of values, place), then what is missing. Allocates nothing for a good message.
 */
export function validate(view: MessageView, dict: Dictionary, options: ValidationOptions): Invalid | undefined {
  if (options.fieldsOutOfOrder && !view.inOrder) return partsOutOfOrder(view);
  const body = dict.layout(view.msgType);
  if (body === undefined) return invalidMsgType(view.msgType, dict.version);
  const { header, trailer } = dict;
  const stamp = groups.nextStamp();
  header.stamp = stamp;
  trailer.stamp = stamp;
  body.stamp = stamp;
  groups.depth = 0;
  const fault = checkFields(view, dict, body, options);
  if (fault !== undefined) return fault;
  while (groups.depth > 0) {
    const short = groups.close();
    if (short !== undefined) return short;
  }
  return missing(header) ?? missing(trailer) ?? missing(body) ?? (dict.layered ? versionFault(view) : undefined);
}

/** ApplVerID of FIX 5.0 and its service packs, which one set of tables covers. */
const OF_50: readonly string[] = ['7', '8', '9'];
const APPL_VER_ID = 1128;
const DEFAULT_APPL_VER_ID = 1137;

/** With FIXT.1.1 a message may name the version it is written in, and a Logon that of all messages to come: it must be one that we read. */
function versionFault(view: MessageView): Invalid | undefined {
  const tag = view.msgType === 'A' ? DEFAULT_APPL_VER_ID : APPL_VER_ID;
  const version = view.char(tag);
  if (version === undefined || OF_50.includes(version)) return undefined;
  return invalid(SessionRejectReason.UnsupportedApplicationVersion, tag);
}

/**
 * Checks the fields in turn. A plain field in its plain place, which most are, is passed in this loop by table look-ups alone; whatever is
 * not so at once (a group, a list of several values, a fault) goes the careful way, which decides anew from the start.
 */
function checkFields(view: MessageView, dict: Dictionary, body: Layout, options: ValidationOptions): Invalid | undefined {
  const { buf, tags, starts, ends, count } = view;
  const { formats, valueSets, parts, header, trailer } = dict;
  for (let i = 0; i < count; i++) {
    const start = starts[i]!;
    const end = ends[i]!;
    const id = dict.idOf(tags[i]!);
    const format = formats[id] as Format;
    if (
      start !== end &&
      PLAIN[format] === 1 &&
      groups.depth === 0 &&
      (format === Format.Any || hasFormat(format, buf, start, end))
    ) {
      const values = valueSets[id];
      const part = parts[id]!;
      const layout = part === BODY_PART ? body : part === HEADER_PART ? header : trailer;
      const position = layout.positions[id]! - 1;
      if (position >= 0 && layout.isPlainAndNew(position) && (values === undefined || values.has(buf, start, end))) {
        layout.seen[position] = layout.stamp;
        continue;
      }
    }
    const fault = checkValue(view, i, dict, id, options) ?? place(view, i, dict, body, options);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function partsOutOfOrder(view: MessageView): Invalid | undefined {
  let inTrailer = false;
  for (let i = view.bodyStart; i < view.count; i++) {
    const tag = view.tags[i]!;
    const part = partOf(tag);
    if (part === HEADER_PART || (inTrailer && part !== TRAILER_PART)) return invalid(SessionRejectReason.TagOutOfOrder, tag);
    if (part === TRAILER_PART) inTrailer = true;
  }
  return undefined;
}

/** Emptiness, format and list of values of field i, whose tag has the number `id`. */
function checkValue(view: MessageView, i: number, dict: Dictionary, id: number, options: ValidationOptions): Invalid | undefined {
  const tag = view.tags[i]!;
  const start = view.starts[i]!;
  const end = view.ends[i]!;
  if (start === end) return options.fieldsHaveValues ? invalid(SessionRejectReason.TagWithoutValue, tag) : undefined;
  if (id === 0) return undefined;
  const format = dict.formats[id] as Format;
  if (format === Format.Data) return checkDataLength(view, i);
  if (format !== Format.Any && !hasFormat(format, view.buf, start, end))
    return invalid(SessionRejectReason.IncorrectDataFormat, tag);
  const values = dict.valueSets[id];
  if (values === undefined) return undefined;
  const listed = format === Format.Multiple ? values.hasAll(view.buf, start, end) : values.has(view.buf, start, end);
  return listed ? undefined : invalid(SessionRejectReason.ValueIncorrect, tag);
}

/** A data field's length field, where it stands right before it, gives the number of its bytes. */
function checkDataLength(view: MessageView, i: number): Invalid | undefined {
  const before = i > 0 ? view.tags[i - 1]! : 0;
  if (dataTagOf(before) !== view.tags[i]) return undefined;
  const right = view.intAt(i - 1) === view.ends[i]! - view.starts[i]!;
  return right ? undefined : invalid(SessionRejectReason.IncorrectDataFormat, before);
}

const SESSION_MESSAGES = '012345A';

const userTagsPass = (view: MessageView, { userDefinedFields }: ValidationOptions): boolean =>
  userDefinedFields === 'session' ? !SESSION_MESSAGES.includes(view.msgType) : !userDefinedFields;

/** Finds field i its place: in an open group, else in the part of the message its tag belongs to. */
function place(view: MessageView, i: number, dict: Dictionary, body: Layout, options: ValidationOptions): Invalid | undefined {
  const tag = view.tags[i]!;
  const lax = tag >= FIRST_USER_TAG ? userTagsPass(view, options) : options.allowUnknownMsgFields;
  if (dict.formatOf(tag) === Format.Unknown) return lax ? undefined : invalid(SessionRejectReason.InvalidTagNumber, tag);
  const part = partOf(tag);
  const layout = part === BODY_PART ? body : part === HEADER_PART ? dict.header : dict.trailer;
  if (lax && layout.position(tag) < 0 && !groups.has(tag)) return undefined;
  while (groups.depth > 0) {
    const position = groups.step(tag, options.unorderedGroupFields, layout);
    if (position === FAULT) return groups.fault;
    if (position !== ENDS) return openGroup(view, i, groups.top, position);
    const fault = groups.close();
    if (fault !== undefined) return fault;
  }
  const position = layout.position(tag);
  if (position < 0) return notDefined(view.msgType, tag, dict);
  if (layout.seen[position] === layout.stamp) return invalid(SessionRejectReason.TagRepeated, tag);
  layout.seen[position] = layout.stamp;
  return openGroup(view, i, layout, position);
}

function notDefined(msgType: string, tag: number, dict: Dictionary): Invalid {
  const known = dict.definesFor(msgType, tag);
  return invalid(known ? SessionRejectReason.TagNotDefinedForMessage : SessionRejectReason.InvalidTagNumber, tag);
}

/** Opens the group that field i counts; nothing where it counts none. */
function openGroup(view: MessageView, i: number, layout: Layout, position: number): undefined {
  const group = layout.groupAt(position);
  if (group !== undefined) groups.open(group, view.intAt(i) ?? 0);
  return undefined;
}
