import { Books } from '../../src/core/books';
import type { Fact } from '../../src/core/facts';
import { openTurn, stage, through } from '../../src/core/turn';

/** Facts that change no book. */
const first = { type: 'AlertAcknowledged', id: '1', by: 'x', note: '' } as unknown as Fact;
const second = { type: 'AlertResolved', id: '1', by: 'x', note: '' } as unknown as Fact;

describe('the facts of a turn go through the stages', () => {
  const heard: string[] = [];
  const hearing = (name: string, types: Fact['type'][], emits: readonly Fact[] = []) =>
    stage(types, (fact, _books, _at, emit) => {
      heard.push(`${name}: ${fact.type}`);
      for (const f of emits) emit(f);
    });
  const turnOf = (...stages: ReturnType<typeof hearing>[]): Fact['type'][] => {
    heard.length = 0;
    const books = new Books();
    const run = through(stages, books);
    const open = openTurn(1, 1, first as never, books);
    return run(open).facts.map(f => f.type);
  };

  test('each hears what it names, and what those before it said of that; none hears itself', () => {
    const facts = turnOf(
      hearing('a', ['AlertResolved']),
      hearing('b', ['AlertAcknowledged', 'AlertResolved'], [second, second]),
      hearing('c', ['AlertResolved']),
      hearing('d', ['TimerFired']),
    );
    expect(heard).toEqual(['b: AlertAcknowledged', 'c: AlertResolved', 'c: AlertResolved']);
    expect(facts).toEqual(['AlertAcknowledged', 'AlertResolved', 'AlertResolved']);
  });

  test('what one turn said is not heard in the next', () => {
    heard.length = 0;
    const books = new Books();
    const run = through([hearing('b', ['AlertAcknowledged'], [second]), hearing('c', ['AlertResolved'])], books);
    run(openTurn(1, 1, first as never, books));
    run(openTurn(2, 1, { ...second, type: 'AlertsNotDelivered' } as never, books));
    expect(heard).toEqual(['b: AlertAcknowledged', 'c: AlertResolved']);
  });

  test('more stages than an integer has bits are refused', () => {
    const many = Array.from({ length: 32 }, () => hearing('x', []));
    expect(() => through(many, new Books())).toThrow('32 stages are more than an integer has bits');
  });
});
