import { BEHIND_BYTES } from '../../../simulator/fix/channel';
import { VenueRig } from './rig';

const SUBSCRIBE = 'V|262=r|263=1|264=0|265=1|267=3|269=0|269=1|269=2|146=1|55=ACME';
const order = (id: string, side: 1 | 2, qty: number, px: string): string =>
  `D|11=${id}|55=ACME|54=${side}|38=${qty}|40=2|44=${px}`;

describe('a consumer of market data that does not read', () => {
  test('is sent nothing more, then the newest state once, and goes on with updates; the other waits for nobody', () => {
    const rig = new VenueRig();
    rig.say('slow', SUBSCRIBE);
    rig.say('quick', SUBSCRIBE);
    rig.say('A', order('b1', 1, 10, '9.00'));
    const lines = [...rig.publish()];
    rig.backlog.set('slow', BEHIND_BYTES + 1);
    rig.say('A', order('b2', 1, 20, '9.10'));
    lines.push('-- behind', ...rig.publish());
    rig.say('A', order('b3', 1, 30, '9.20'));
    lines.push(...rig.publish());
    rig.backlog.set('slow', BEHIND_BYTES);
    lines.push('-- has read', ...rig.publish());
    rig.say('A', order('b4', 1, 40, '9.30'));
    lines.push(...rig.publish());
    const X = (px: string, qty: number): string => `X|262=r|268=1|279=0|269=0|278=ACME-B${px}|55=ACME|270=${px}|271=${qty}`;
    expect(lines).toEqual([
      `slow< ${X('9', 10)}`,
      `quick< ${X('9', 10)}`,
      '-- behind',
      `quick< ${X('9.1', 20)}`,
      `quick< ${X('9.2', 30)}`,
      '-- has read',
      'slow< W|262=r|55=ACME|268=3|269=0|270=9.2|271=30|269=0|270=9.1|271=20|269=0|270=9|271=10',
      `slow< ${X('9.3', 40)}`,
      `quick< ${X('9.3', 40)}`,
    ]);
  });

  test('of trades between two publications the last hundred are told', () => {
    const rig = new VenueRig();
    rig.say('M', SUBSCRIBE);
    for (let i = 1; i <= 130; i++) rig.say('A', order(`s${i}`, 2, i, '9.00'), order(`b${i}`, 1, i, '9.00'));
    const [line] = rig.publish();
    expect(line!.match(/278=ACME-T\d+/g)).toEqual(Array.from({ length: 100 }, (_, i) => `278=ACME-T${i + 31}`));
  });
});

describe('what is shared', () => {
  test('those who ask for the same get the same, each under its own MDReqID; who asks for other things gets those', () => {
    const rig = new VenueRig();
    rig.say('M', SUBSCRIBE, SUBSCRIBE.replace('262=r', '262=s'), SUBSCRIBE.replace('262=r', '262=t').replace('264=0', '264=1'));
    rig.say('N', SUBSCRIBE);
    rig.say('A', order('b1', 1, 10, '9.00'), order('b2', 1, 20, '9.10'));
    const low = '|279=0|269=0|278=ACME-B9|55=ACME|270=9|271=10';
    const high = '|279=0|269=0|278=ACME-B9.1|55=ACME|270=9.1|271=20';
    expect(rig.publish()).toEqual([
      `M< X|262=r|268=2${high}${low}`,
      `M< X|262=s|268=2${high}${low}`,
      `N< X|262=r|268=2${high}${low}`,
      `M< X|262=t|268=1${high}`,
    ]);
  });
});

describe('an auction to come', () => {
  const types = { 'FIX.4.2': ['4', '5'], 'FIX.4.4': ['4', '5', 'A'], 'FIX.5.0SP2': ['Q', 'A'] } as const;
  test.each([
    ['FIX.4.2', '269=4|270=10|271=30|58=indicative', []],
    ['FIX.4.4', '269=4|270=10|271=30|286=5', ['269=A|271=20|277=P']],
    ['FIX.5.0SP2', '269=Q|270=10|271=30', ['269=A|271=20|277=P']],
  ] as const)('in %s its price, quantity and imbalance are told, change, and go when it is over', (version, price, imbalance) => {
    const rig = new VenueRig(['ACME'], undefined, version);
    rig.operate('status ACME closed');
    rig.operate('status ACME opening');
    rig.say('A', order('b', 1, 50, '10.00'));
    rig.say('B', order('s', 2, 30, '9.90'));
    const asked = types[version];
    const request = `|264=1|265=1|267=${asked.length}${asked.map(t => `|269=${t}`).join('')}|146=1|55=ACME`;
    const [shown] = rig.say('M', `V|262=i|263=1${request}`);
    rig.say('B', order('s2', 2, 20, '9.90'));
    const [changed] = rig.publish();
    rig.operate('resume ACME');
    const [over] = rig.publish();
    const parts = [price, ...imbalance];
    expect([shown!.split('|268=')[1], /279=1\|269=[4Q].*?271=(\d+)/.exec(changed!)?.[1], over!.match(/279=2/g)?.length]).toEqual([
      `${parts.length}|${parts.join('|')}`,
      '50',
      1,
    ]);
  });
});
