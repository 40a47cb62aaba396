import type { LoggedMessage } from '../../drop-copy/read/message';
import { isSameMasked, printOfMessage } from '../../drop-copy/rebuild/print';
import type { MessageView } from '../../fix/codec/view';

/** Messages that are known again when the log of the other end has them: the latest, of all sessions. */
const MOST_KNOWN = 1 << 18;

interface Known {
  readonly print: number;
  readonly file: number;
}

/** Tells the two ends of a session apart where the logs of both are read: which messages were there before, and by whose clock a log is stamped. */
export class Ends {
  private readonly known = new Map<string, Known>();
  /** Files that have what another one has: each is an end of its own. */
  private readonly copies = new Set<number>();

  /** The same message of another file was taken before: it is the other end's. Resends differ from their originals, and count. */
  again({ file }: LoggedMessage, view: MessageView): boolean {
    const n = view.text(34);
    if (n === undefined) return false;
    const key = `${view.text(49)}>${view.text(56)} ${n} ${view.flag(43) ? 'Y' : ''}${view.text(52)}`;
    const print = printOfMessage(view);
    const before = this.known.get(key);
    if (before !== undefined && before.file !== file && isSameMasked(before.print, print)) {
      this.copies.add(file);
      return true;
    }
    this.known.set(key, { print, file });
    if (this.known.size > MOST_KNOWN) {
      const [oldest] = this.known.keys();
      this.known.delete(oldest!);
    }
    return false;
  }

  /** Whose log a message is of: the CompID of who wrote it where the direction is known, else the file where that is another's copy, else nobody's. */
  of({ file, direction }: LoggedMessage, view: MessageView, names: readonly string[]): string {
    const owner = direction === undefined ? undefined : view.text(direction === 'out' ? 49 : 56);
    return owner ?? (this.copies.has(file) ? names[file]! : '');
  }
}
