import type { Books } from '../../src/core/books';
import { Books as NewBooks } from '../../src/core/books';
import type { Turn } from '../../src/core/turn';
import { Mailbox } from '../../src/pipeline/mailbox';

const quote = (symbol: string) => ({ type: 'QuoteReceived', symbol, bid: '1', ask: '2' }) as const;
const symbolOf = (turn: Turn): string => (turn.facts[0] as { symbol: string }).symbol;

/** A mailbox that writes down each turn as `seq at symbol`, and what failed. */
function rig(onTurn: (turn: Turn, mailbox: Mailbox) => void = () => undefined, seq = 0, at = 0) {
  const seen: string[] = [];
  const failures: unknown[] = [];
  const books: Books = new NewBooks();
  const mailbox: Mailbox = new Mailbox(
    books,
    {
      turn: turn => {
        seen.push(`${turn.seq} ${turn.at} ${symbolOf(turn)}`);
        onTurn(turn, mailbox);
      },
      failed: error => failures.push(error),
    },
    seq,
    at,
  );
  return { mailbox, seen, failures, books };
}

describe('mailbox', () => {
  test('gives each input its place, and time never goes backwards', () => {
    const { mailbox, seen } = rig(undefined, 7, 100);
    mailbox.post(quote('A'), 120);
    mailbox.post(quote('B'), 90);
    mailbox.post(quote('C'), 121);
    expect([seen, mailbox.lastSeq]).toEqual([['8 120 A', '9 120 B', '10 121 C'], 10]);
  });

  test('what is posted during a turn waits for its end, in order', () => {
    const { mailbox, seen } = rig((turn, box) => {
      if (symbolOf(turn) !== 'A') return;
      box.post(quote('B'), 2);
      box.post(quote('C'), 3);
      expect(box.lastSeq).toBe(1);
    });
    mailbox.post(quote('A'), 1);
    mailbox.post(quote('D'), 4);
    expect(seen).toEqual(['1 1 A', '2 2 B', '3 3 C', '4 4 D']);
  });

  test('a bug in a stage is told once, and nothing is processed after it', () => {
    const { mailbox, seen, failures } = rig();
    mailbox.post(quote('A'), 1);
    const bug = {
      type: 'KillSwitchEngaged',
      by: 'x',
      reason: 'y',
      get session(): string {
        throw new Error('bug');
      },
    };
    mailbox.post(
      {
        ...quote('B'),
        get type(): 'QuoteReceived' {
          throw new Error('bug');
        },
      },
      2,
    );
    mailbox.post(quote('C'), 3);
    expect([seen, failures, bug.by]).toEqual([['1 1 A'], [new Error('bug')], 'x']);
  });

  test('what waited behind a bug is not processed either', () => {
    const { mailbox, seen, failures } = rig((turn, box) => {
      if (symbolOf(turn) !== 'A') return;
      box.post(
        {
          ...quote('B'),
          get type(): 'QuoteReceived' {
            throw new Error('bug');
          },
        },
        2,
      );
      box.post(quote('C'), 3);
    });
    mailbox.post(quote('A'), 1);
    expect([seen, failures.length]).toEqual([['1 1 A'], 1]);
  });
});
