import type { FactOf } from '../../../src/core/facts';
import { COPY, CopyRig } from './copy-rig';

/** Drop copies with ExecIDs of their own, and what a person adopts of them. C: the copy's name of a trade, V: the venue's. */

const half = { ordStatus: '1', cumQty: '50' };
const none = { ordStatus: '0', cumQty: '0' };

const word = (execId: string, act: 'adopt' | 'dismiss' = 'adopt'): FactOf<'CopyDifferenceJudged'> => ({
  type: 'CopyDifferenceJudged',
  session: COPY,
  clOrdId: 'TC1',
  execId,
  act,
  by: 'ana',
  reason: 'the venue says so',
});

/** The copy's C1 of 50 at 100, which nobody else told, adopted. */
const adopted = (): CopyRig => CopyRig.up().working().copyOfFill('TC1', 'C1', '50', '100', half).pass(30).post(word('C1'));

interface End {
  readonly cumQty?: number;
  readonly listed?: readonly string[];
  readonly alarms: readonly string[];
}
interface Story extends End {
  readonly name: string;
  readonly play: () => CopyRig;
}

const ADOPTED = ['FillNotBooked', 'DuplicateExecID'];

const STORIES: readonly Story[] = [
  {
    name: 'what was adopted and the venue tells under its own ExecID is booked once',
    play: () => adopted().fill('TC1', '50', '100', { execId: 'V1', ...half }),
    cumQty: 50,
    alarms: ADOPTED,
  },
  {
    name: 'and once however often the venue tells it',
    play: () =>
      adopted()
        .fill('TC1', '50', '100', { execId: 'V1', ...half })
        .fill('TC1', '50', '100', { execId: 'V1', ...half }),
    cumQty: 50,
    alarms: [...ADOPTED, 'DuplicateExecID'],
  },
  {
    name: 'the next fill of that quantity and price is another one',
    play: () =>
      adopted()
        .fill('TC1', '50', '100', { execId: 'V1', ...half })
        .fill('TC1', '50', '100', { execId: 'V2', ordStatus: '2', cumQty: '100' })
        .copyOfFill('TC1', 'C2', '50', '100', { ordStatus: '2', cumQty: '100' }),
    cumQty: 100,
    alarms: ADOPTED,
  },
  {
    name: 'so it is where the venue tells the adopted one under the same ExecID',
    play: () =>
      adopted()
        .fill('TC1', '50', '100', { execId: 'C1', ...half })
        .fill('TC1', '50', '100', { execId: 'V2', ordStatus: '2', cumQty: '100' })
        .copyOfFill('TC1', 'V2', '50', '100', { ordStatus: '2', cumQty: '100' }),
    cumQty: 100,
    alarms: ADOPTED,
  },
  {
    name: 'where the copy is known to use the ExecIDs of the venue, another ExecID is another fill',
    play: () =>
      CopyRig.up()
        .working()
        .fill('TC1', '10', '100', { execId: 'V0', ordStatus: '1', cumQty: '10' })
        .copyOfFill('TC1', 'V0', '10', '100', { ordStatus: '1', cumQty: '10' })
        .copyOfFill('TC1', 'V1', '40', '100', half)
        .pass(30)
        .post(word('V1'))
        .fill('TC1', '40', '100', { execId: 'V2', ordStatus: '1', cumQty: '90' })
        .copyOfFill('TC1', 'V2', '40', '100', { ordStatus: '1', cumQty: '90' }),
    cumQty: 90,
    alarms: ['FillNotBooked'],
  },
  {
    name: 'the venue takes back what was adopted by the name that it gave it',
    play: () =>
      adopted()
        .fill('TC1', '50', '100', { execId: 'V1', ...half })
        .report('TC1', 'H', { execId: 'VB1', execRefId: 'V1', ...none })
        .copy('TC1', 'H', { execId: 'CB1', execRefId: 'C1', ...none }),
    cumQty: 0,
    alarms: ADOPTED,
  },
  {
    name: 'a copy behind the venue is matched however late in the grace it comes',
    play: () => {
      const rig = CopyRig.up()
        .working()
        .fill('TC1', '50', '100', { execId: 'V1', ...half });
      rig.at += 50_000;
      return rig.copyOfFill('TC1', 'C1', '50', '100', half);
    },
    cumQty: 50,
    alarms: [],
  },
  {
    name: 'a bust of both sides is one, each by its own names',
    play: () =>
      CopyRig.up()
        .working()
        .copyOfFill('TC1', 'C1', '50', '100', half)
        .fill('TC1', '50', '100', { execId: 'V1', ...half })
        .pass(30)
        .copy('TC1', 'H', { execId: 'CB1', execRefId: 'C1', ...none })
        .report('TC1', 'H', { execId: 'VB1', execRefId: 'V1', ...none }),
    cumQty: 0,
    alarms: [],
  },
  {
    name: 'and where it comes before the fill was matched',
    play: () =>
      CopyRig.up()
        .working()
        .fill('TC1', '50', '100', { execId: 'V1', ...half })
        .copyOfFill('TC1', 'C1', '50', '100', half)
        .report('TC1', 'H', { execId: 'VB1', execRefId: 'V1', ...none })
        .copy('TC1', 'H', { execId: 'CB1', execRefId: 'C1', ...none }),
    cumQty: 0,
    alarms: [],
  },
  {
    name: 'so is a correction',
    play: () =>
      CopyRig.up()
        .working()
        .copyOfFill('TC1', 'C1', '50', '100', half)
        .fill('TC1', '50', '100', { execId: 'V1', ...half })
        .pass(30)
        .copy('TC1', 'G', { execId: 'CG1', execRefId: 'C1', lastQty: '50', lastPx: '99.5', ...half })
        .report('TC1', 'G', { execId: 'VG1', execRefId: 'V1', lastQty: '50', lastPx: '99.5', ...half }),
    cumQty: 50,
    alarms: [],
  },
  {
    name: 'a bust that the copy alone tells is adopted by what it calls the fill',
    play: () =>
      CopyRig.up()
        .working()
        .copyOfFill('TC1', 'C1', '50', '100', half)
        .fill('TC1', '50', '100', { execId: 'V1', ...half })
        .pass(30)
        .copy('TC1', 'H', { execId: 'CB1', execRefId: 'C1', ...none })
        .pass(30)
        .post(word('CB1')),
    cumQty: 0,
    alarms: ['ReconciliationDiffers'],
  },
];

test.each(STORIES)('$name, and a restart folds to the same', ({ play, cumQty, listed = [], alarms }) => {
  const rig = play().pass(60);
  const folded = CopyRig.up(rig.turns);
  const told = (of: CopyRig) => [of.books.children.get('TC1')!.state.cumQty / 100, of.differences()];
  expect([...told(rig), rig.alarms(), told(folded), rig.failures]).toEqual([cumQty, listed, alarms, [cumQty, listed], []]);
});

test('a venue that tells what was adopted behind a restart, or when the drop copy is read no more, is booked once', () => {
  const turns = adopted().turns;
  const again = CopyRig.up(turns).fill('TC1', '50', '100', { execId: 'V1', ...half });
  const without = new CopyRig({ recorded: turns, started: { copies: {} } }).venueUp();
  without.fill('TC1', '50', '100', { execId: 'V1', ...half });
  expect([again, without].map(r => r.books.children.get('TC1')!.state.cumQty / 100)).toEqual([50, 50]);
});

test('what is matched by content is kept with the trade, not beside the books', () => {
  const rig = CopyRig.up();
  for (let n = 1; n <= 5; n++) {
    const over = { orderId: `O${n}`, ordStatus: '2', cumQty: '100' };
    rig
      .order(`A${n}`)
      .report(`TC${n}`, '0', { orderId: `O${n}` })
      .copy(`TC${n}`, '0', { orderId: `O${n}`, cumQty: '0' });
    rig.copyOfFill(`TC${n}`, `C${n}`, '100', '100', over).fill(`TC${n}`, '100', '100', { execId: `V${n}`, ...over });
    rig.pass(20);
  }
  const [watch] = [...rig.books.copies.all()];
  const settled = Array.from({ length: 5 }, (_, i) => watch!.isSettled(`TC${i + 1} C${i + 1}`));
  expect([watch!.counts.byContent, settled, rig.books.children.get('TC1')!.fills[0]!.names]).toEqual([
    5,
    [false, false, false, false, false],
    { copy: 'C1' },
  ]);
});
