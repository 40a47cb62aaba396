import { isSameMasked } from './print';

/** Numbers on a page. */
const PAGE = 4_096;
/** A gap fill over more numbers than this is not counted number by number. */
const MOST_FILLED = 1_000_000;

/** A number further ahead than this is taken for a mistake until the number behind it comes. */
const MOST_JUMP = 1_000_000;

/** Messages under used numbers that are known again; more count each time. */
const MOST_OTHERS = 10_000;

/** What was seen of the numbers of one direction since they last began anew. */
class Epoch {
  /** The lowest number that was seen, and the next that is due. */
  base = 0;
  next = 0;
  private readonly prints = new Map<number, Uint32Array>();
  private readonly files = new Map<number, Uint16Array>();

  /** Fingerprint of the message that had a number; 0 where none was seen. */
  print(n: number): number {
    return this.prints.get(Math.floor(n / PAGE))?.[n % PAGE] ?? 0;
  }

  file(n: number): number {
    return this.files.get(Math.floor(n / PAGE))?.[n % PAGE] ?? 0;
  }

  /** Where the number was this message's: which of two logs of it this is. Of another file it is known by less, because one of the two may mask values. */
  again(n: number, print: number, file: number): 'repeated' | 'other-end' | undefined {
    const known = this.print(n);
    if (this.file(n) === file) return known === print ? 'repeated' : undefined;
    return known === print || isSameMasked(known, print) ? 'other-end' : undefined;
  }

  mark(n: number, print: number, file: number): void {
    const page = Math.floor(n / PAGE);
    let prints = this.prints.get(page);
    if (!prints) {
      prints = new Uint32Array(PAGE);
      this.prints.set(page, prints);
      this.files.set(page, new Uint16Array(PAGE));
    }
    prints[n % PAGE] = print;
    this.files.get(page)![n % PAGE] = file;
  }
}

/** What a number says of its message. */
export type Place =
  /** The next one, or one that was missing: it counts. */
  | 'new'
  /** Numbers before it are missing: it counts. */
  | 'gap'
  /** The same message, from the log of the other end: it was counted. */
  | 'other-end'
  /** The same message once more in one file: it was counted. */
  | 'repeated'
  /** A number that another message had: it counts. */
  | 'reused'
  /** Far ahead of the number that is due, and no number since follows it: it counts, the numbers between do not. */
  | 'jump';

/** The numbers (MsgSeqNum, 34) of one direction of a session. */
export class Sequence {
  private epoch: Epoch | undefined;
  private before: Epoch | undefined;
  /** Numbers that were skipped, and how many of them came after all (or were filled by SequenceReset). */
  missing = 0;
  refilled = 0;
  gaps = 0;
  resets = 0;
  /** Numbers that were too far ahead. */
  jumps = 0;
  /** Of the latest gap: the first number and the one behind the last. */
  gapFrom = 0;
  gapTo = 0;
  /** Of the latest SequenceReset (4) without gap fill. */
  private renumbered = 0;
  /** The latest number that was too far ahead, with print and file of its message; print 0: it was not a message's own. */
  private far = { n: -1, print: 0, file: 0 };
  /** Messages under a number that was another's, or too far ahead. */
  private readonly others = new Set<string>();

  /** Takes the number of a message that is no resend. `anew`: it may begin the numbers anew (a Logon). */
  take(n: number, print: number, file: number, anew: boolean): Place {
    const epoch = this.epoch ?? this.begin(n);
    if (n >= epoch.next) return this.isFar(epoch, n) ? this.jumped(n, print, file) : this.ahead(epoch, n, print, file);
    const known = epoch.print(n);
    const place = epoch.again(n, print, file) ?? this.before?.again(n, print, file);
    if (place !== undefined) return place;
    if (anew) {
      this.resets++;
      return this.ahead(this.begin(n), n, print, file);
    }
    if (known !== 0) return this.reused(n, print);
    if (n >= epoch.base) this.refilled++;
    epoch.mark(n, print, file);
    return 'new';
  }

  /** Whether the original of a resend (43=Y) was seen: 'new' where not (from now on it was), 'reused' where its number was another message's. */
  resent(n: number, print: number, file: number): 'new' | 'repeated' | 'reused' {
    const epoch = this.epoch ?? this.begin(n);
    const known = epoch.print(n);
    if (isSameMasked(known, print) || isSameMasked(this.before?.print(n) ?? 0, print)) return 'repeated';
    if (known !== 0) return 'reused';
    if (n >= epoch.next) {
      if (!this.isFar(epoch, n)) epoch.next = n + 1;
    } else if (n >= epoch.base) this.refilled++;
    epoch.mark(n, print, file);
    return 'new';
  }

  /** SequenceReset (4) that fills a gap: numbers from `n` to before `next` are skipped on purpose. */
  fill(n: number, next: number, print: number): void {
    const epoch = this.epoch!;
    const end = Math.min(next, epoch.next, n + MOST_FILLED);
    for (let i = Math.max(n + 1, epoch.base); i < end; i++) {
      if (epoch.print(i) !== 0) continue;
      this.refilled++;
      epoch.mark(i, print, 0);
    }
    if (this.isFar(epoch, next)) this.expect(next);
    else epoch.next = Math.max(epoch.next, next);
  }

  /** SequenceReset (4) that only says which number is next; false where the latest one was this message too. */
  renumber(next: number, print: number): boolean {
    if (print === this.renumbered) return false;
    this.renumbered = print;
    this.resets++;
    const epoch = this.epoch ?? this.begin(next);
    if (next < epoch.next) this.begin(next);
    else if (this.isFar(epoch, next)) this.expect(next);
    else epoch.next = next;
    return true;
  }

  /** A number that another message had; the same message may come yet again. */
  private reused(n: number, print: number): Place {
    const key = `${n} ${print}`;
    if (this.others.has(key)) return 'repeated';
    if (this.others.size < MOST_OTHERS) this.others.add(key);
    return 'reused';
  }

  private isFar(epoch: Epoch, n: number): boolean {
    return n - epoch.next > MOST_JUMP;
  }

  /** A reset or gap fill says that a number far ahead is next: so it is once that comes. */
  private expect(next: number): void {
    this.jumps++;
    this.far = { n: next - 1, print: 0, file: 0 };
  }

  /** A number far ahead: the numbers go on there where it follows the last one that was. */
  private jumped(n: number, print: number, file: number): Place {
    const { far } = this;
    if (far.n !== n - 1) {
      const place = this.reused(n, print);
      if (place === 'repeated') return place;
      this.jumps++;
      this.far = { n, print, file };
      return 'jump';
    }
    const epoch = this.epoch!;
    if (far.print === 0) epoch.next = n;
    else this.ahead(epoch, far.n, far.print, far.file);
    const gap = far.print !== 0;
    this.ahead(epoch, n, print, file);
    return gap ? 'gap' : 'new';
  }

  private begin(n: number): Epoch {
    this.before = this.epoch;
    this.epoch = new Epoch();
    this.epoch.base = n;
    this.epoch.next = n;
    return this.epoch;
  }

  private ahead(epoch: Epoch, n: number, print: number, file: number): Place {
    const gap = n - epoch.next;
    if (gap > 0) {
      this.gaps++;
      this.missing += gap;
      this.gapFrom = epoch.next;
      this.gapTo = n;
    }
    epoch.mark(n, print, file);
    epoch.next = n + 1;
    return gap > 0 ? 'gap' : 'new';
  }
}
