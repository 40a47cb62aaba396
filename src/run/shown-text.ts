/** Control characters: what a terminal obeys, C1 (0x80 to 0x9f) too. */
const CONTROLS = /[\x00-\x1f\x7f-\x9f]/g;
const BUT_LINES = /[\x00-\x09\x0b-\x1f\x7f-\x9f]/g;
/** Those that JSON leaves as they are. */
const IN_JSON = /[\x7f-\x9f]/g;

const hex = (c: string, digits: number): string => c.charCodeAt(0).toString(16).padStart(digits, '0');

/** A value fit for a line of a terminal: bytes that would write there what they like are shown as `\xNN`. */
export const shownValue = (value: string): string => value.replace(CONTROLS, c => `\\x${hex(c, 2)}`);

/** The same of lines of text, whose line breaks are ours. */
export const shownText = (text: string): string => text.replace(BUT_LINES, c => `\\x${hex(c, 2)}`);

/** A value as JSON, without a character that a terminal obeys. */
export const shownJson = (value: unknown): string => JSON.stringify(value).replace(IN_JSON, c => `\\u${hex(c, 4)}`);
