/** What the tests use of fixparser 2.9.5, which has no types of its own. */
declare module 'fixparser' {
  export interface ParsedMessage {
    readonly data: readonly { readonly tag: number; readonly value: string | number }[];
    readonly bodyLengthValid: boolean;
    readonly checksumValid: boolean;
  }
  export default class FIXParser {
    parse(text: string): ParsedMessage[];
  }
}
