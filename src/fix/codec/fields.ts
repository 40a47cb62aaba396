import { DATA_PAIRS } from '../generated/data-fields';

/** What the wire format itself needs to know of tags, whatever the version: the standard header and which data field follows which length. */

/** Tags of the standard header of FIX.4.2, FIX.4.4 and FIXT.1.1, hops included. */
const HEADER = [
  8, 9, 35, 1128, 1156, 1129, 49, 56, 115, 128, 90, 91, 34, 50, 142, 57, 143, 116, 144, 129, 145, 43, 97, 52, 122, 212, 213, 347,
  369, 370, 627, 628, 629, 630,
];
/** Tags of the standard trailer. */
const TRAILER = [93, 89, 10];

/** Tags below this are looked up in tables, those above by a scan: the standard ends at 50002. */
export const TABLE_TAGS = 65_536;

/** What PART says of a tag. */
export const BODY_PART = 0;
export const HEADER_PART = 1;
export const TRAILER_PART = 2;

/** Which part of a message a tag belongs to. */
export const PART = new Uint8Array(TABLE_TAGS);
for (const tag of HEADER) PART[tag] = HEADER_PART;
for (const tag of TRAILER) PART[tag] = TRAILER_PART;

/** The data tag that follows a length tag, or 0. */
export const DATA_OF = new Uint16Array(TABLE_TAGS);
for (const [length, data] of DATA_PAIRS) DATA_OF[length] = data;
