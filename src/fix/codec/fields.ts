import { DATA_PAIRS } from '../generated/data-fields';

/** What the wire format itself needs to know of tags, whatever the version: the standard header and which data field follows which length. */

/** Tags of the standard header of FIX.4.2, FIX.4.4 and FIXT.1.1, hops included. */
const HEADER = [
  8, 9, 35, 1128, 1156, 1129, 49, 56, 115, 128, 90, 91, 34, 50, 142, 57, 143, 116, 144, 129, 145, 43, 97, 52, 122, 212, 213, 347,
  369, 370, 627, 628, 629, 630,
];
/** Tags of the standard trailer. */
const TRAILER = [93, 89, 10];

/** Tags from this one up belong to no part and have no data field: the standard ends at 50002. */
const TABLE_TAGS = 65_536;

/** Parts of a message. */
export const BODY_PART = 0;
export const HEADER_PART = 1;
export const TRAILER_PART = 2;

/** By tag: its part of a message, plus four times the tag of the data field that follows it where it is the length of one. */
const WIRE = new Int32Array(TABLE_TAGS);
for (const tag of HEADER) WIRE[tag] = HEADER_PART;
for (const tag of TRAILER) WIRE[tag] = TRAILER_PART;
for (const [length, data] of DATA_PAIRS) WIRE[length]! |= data << 2;

/** Which part of a message a tag belongs to. */
export const partOf = (tag: number): number => (tag > 0 && tag < TABLE_TAGS ? WIRE[tag]! & 3 : BODY_PART);
/** The data tag that follows a length tag, or 0. */
export const dataTagOf = (tag: number): number => (tag > 0 && tag < TABLE_TAGS ? WIRE[tag]! >> 2 : 0);
