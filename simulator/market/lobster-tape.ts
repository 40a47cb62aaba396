import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DataError } from '../../src/core/data-error';
import { type BookFile, EVENT, type MessageFile, readBookFile, readMessageFile } from './lobster-files';

/** A LOBSTER day, read. */
export interface Tape {
  readonly messages: MessageFile;
  readonly books: BookFile | undefined;
  /** Price of the first visible order, in US dollars x 10,000. */
  readonly firstPrice: number;
}

/**
 * Reads a message file, and the order book file that belongs to it where it stands beside it (the same name with `_orderbook_` in place
 * of `_message_`). Rejects with a DataError that names file, line and reason.
 */
export async function openTape(messageFile: string): Promise<Tape> {
  const messages = await readMessageFile(messageFile);
  const sibling = join(dirname(messageFile), basename(messageFile).replace('_message_', '_orderbook_'));
  const books = sibling !== messageFile && (await exists(sibling)) ? await readBookFile(sibling) : undefined;
  const first = messages.type.findIndex((type, k) => k < messages.rows && type >= EVENT.Added && type <= EVENT.Executed);
  if (first < 0) throw new DataError(messageFile, messages.rows, 'has no visible order in it');
  return { messages, books, firstPrice: messages.price[first]! };
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
