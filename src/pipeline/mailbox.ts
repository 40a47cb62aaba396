import { Subject } from 'rxjs';
import type { Books } from '../core/books';
import type { Input } from '../core/facts';
import type { Micros } from '../core/numbers';
import type { Turn } from '../core/turn';
import { type Posted, pipeline } from './pipeline';

/** Told of each turn as it closes, and of a bug in a stage: nothing is processed after it. */
export interface LineOwner {
  turn(turn: Turn): void;
  failed(error: unknown): void;
}

/**
 * The mailbox: everything that happens is posted here and processed one at a time, in order. What is posted during a turn waits for its
 * end, so a turn is never re-entered.
 */
export class Mailbox {
  private readonly subject = new Subject<Posted>();
  private readonly waiting: Input[] = [];
  private times: Micros[] = [];
  private draining = false;
  private dead = false;
  private seq: number;
  private at: Micros;

  /** `seq` and `at` are those of the last turn recorded (0 for a new journal). */
  constructor(books: Books, owner: LineOwner, seq = 0, at: Micros = 0) {
    this.seq = seq;
    this.at = at;
    pipeline(this.subject, books, turn => owner.turn(turn)).subscribe({
      error: error => {
        this.dead = true;
        owner.failed(error);
      },
    });
  }

  get lastSeq(): number {
    return this.seq;
  }

  /** Posts an input that happened at `at`; processed before this returns unless a turn is under way. */
  post(input: Input, at: Micros): void {
    if (this.dead) return;
    if (this.draining) {
      this.waiting.push(input);
      this.times.push(at);
      return;
    }
    this.draining = true;
    this.process(input, at);
    for (let i = 0; i < this.waiting.length && !this.dead; i++) this.process(this.waiting[i]!, this.times[i]!);
    this.waiting.length = 0;
    this.times.length = 0;
    this.draining = false;
  }

  /** Nothing is processed from now on. */
  close(): void {
    this.dead = true;
  }

  private process(input: Input, at: Micros): void {
    if (at > this.at) this.at = at;
    this.seq++;
    this.subject.next({ seq: this.seq, at: this.at, input });
  }
}
