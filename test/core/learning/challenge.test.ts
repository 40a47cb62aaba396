import type { FactOf } from '../../../src/core/facts';
import { LEARNING } from '../../../src/core/learning/terms';
import type { Turn } from '../../../src/core/turn';
import { replayTurns } from '../../../src/run/replay';
import { Rig, SECOND } from '../rig';
import { normals } from './normals';
import { BAR, models, predictor } from './stage';

/** Half the spread in cents that an order finds when it ends, by the arm that it was drawn for. */
type Cost = (arm: string, n: number) => number;

/** Orders that come, do nothing, and are cancelled: each costs what taking the whole quantity would cost then, against a mid of 100 when it came. */
class Contest {
  readonly rig: Rig;
  private orders = 0;

  constructor(recorded: readonly Turn[] = []) {
    const learning = { ...LEARNING, bar: BAR, delta: 10, sd: 10 };
    this.rig = new Rig({ recorded, started: { models: models('aaa', { challenger: predictor('ccc'), learning }) } });
    this.rig.venueUp();
  }

  orderWith(count: number, cost: Cost): this {
    for (let i = 0; i < count; i++) {
      const n = ++this.orders;
      const { rig } = this;
      rig.at += SECOND;
      rig.quote('99.99', '100.01');
      rig.order(`O${n}`, { strategy: '1002', orderQty: '100', price: '120', parameters: { Duration: '600' } });
      const { arm } = rig.facts('ArmDrawn').at(-1)!;
      rig.quote('99', `${(100 + cost(arm, n)).toFixed(2)}`);
      rig.cancel(`X${n}`, `O${n}`);
    }
    return this;
  }
}

const verdicts = ({ rig }: Contest): string[] => rig.facts('ChallengerJudged').map(j => j.verdict);
const arms = ({ rig }: Contest): FactOf<'ArmDrawn'>['arm'][] => rig.facts('ArmDrawn').map(a => a.arm);

describe('a challenger', () => {
  test('is announced with the orders that it is likely to take, gets its share, and is scored', () => {
    const contest = new Contest().orderWith(60, () => 0.05);
    const drawn = arms(contest).filter(arm => arm === 'challenger').length;
    const [planned] = contest.rig.facts('ChallengePlanned');
    const scores = contest.rig.facts('ParentScored').map(s => s.isBps);
    expect([planned?.perArm, drawn > 20 && drawn < 40, scores, verdicts(contest)]).toEqual([16, true, new Array(60).fill(5), []]);
  });

  test('that costs more loses, is rolled back and gets no more orders', () => {
    const normal = normals(3);
    const contest = new Contest().orderWith(80, arm => (arm === 'challenger' ? 0.5 : 0.25) + 0.1 * normal());
    const { challenger, predictor: champion } = contest.rig.books.learning.inForce!;
    const at = contest.rig.facts('ChallengerJudged')[0]!.n;
    expect([
      verdicts(contest),
      challenger,
      champion!.hash,
      arms(contest)
        .slice(at[0] + at[1])
        .includes('challenger'),
    ]).toEqual([['worse'], undefined, 'aaa', false]);
  });

  test('that costs less is found better once, and no person is spared the promotion', () => {
    const normal = normals(4);
    const contest = new Contest().orderWith(80, arm => (arm === 'challenger' ? 0.25 : 0.5) + 0.1 * normal());
    expect([verdicts(contest), contest.rig.books.learning.inForce!.predictor!.hash]).toEqual([['better'], 'aaa']);
  });

  test('is drawn for by the id of the order: a replay and a restart say the same', () => {
    const normal = normals(5);
    const cost: Cost = arm => (arm === 'challenger' ? 0.4 : 0.25) + 0.1 * normal();
    const contest = new Contest().orderWith(40, cost);
    const turns = JSON.parse(JSON.stringify(contest.rig.turns)) as Turn[];
    const again = new Contest(turns);
    const left = ({ rig }: Contest) => rig.books.learning.challenge!.costs;
    expect([replayTurns(turns).difference, left(again)]).toEqual([undefined, left(contest)]);
  });
});
