import { Tag } from '../../../src/fix/generated/tags';
import { FIX_VERSIONS, type FixVersion } from '../../../src/fix/translate/dialect';
import { STRATEGY_TAGS } from '../../../src/fix/translate/strategy';
import { type Sent, Trade } from './trade';
import { type Field, fill, handlInst, order, request, values } from './words';

/** A passed-through order that was acknowledged. */
function working(t: Trade, ...more: Field[]): Trade {
  t.says('D', ...order(t, 'A', ...more));
  t.reports(t.last('D'), { execType: '0', ordStatus: '0' });
  return t;
}

describe.each(FIX_VERSIONS)('in the words of %s', version => {
  const of42 = version === 'FIX.4.2';
  const trade = () => working(new Trade(version, version));
  const report = (of: readonly Sent[]) =>
    values(
      of.filter(each => each.to === 'OMS'),
      20,
      150,
      39,
      14,
      151,
    );

  test('a partial fill, a whole one, a bust and a correction', () => {
    const t = trade();
    const id = t.last('D');
    const told = [
      ...t.reports(id, { execType: 'F', ordStatus: '1', fields: fill('40') }),
      ...t.reports(id, { execType: 'F', ordStatus: '2', done: true, fields: fill('60') }),
      ...t.reports(id, { execType: 'H', ordStatus: '1', fields: [[Tag.ExecRefID, 'E2'], ...fill('40')] }),
      ...t.reports(id, { execType: 'G', ordStatus: '1', fields: [[Tag.ExecRefID, 'E3'], ...fill('50')] }),
    ];
    expect(report(told)).toEqual(
      of42
        ? [
            '8 20=0 150=1 39=1 14=40 151=60',
            '8 20=0 150=2 39=2 14=100 151=0',
            '8 20=1 150=1 39=1 14=60 151=40',
            '8 20=2 150=1 39=1 14=50 151=50',
          ]
        : [
            '8 20=- 150=F 39=1 14=40 151=60',
            '8 20=- 150=F 39=2 14=100 151=0',
            '8 20=- 150=H 39=1 14=60 151=40',
            '8 20=- 150=G 39=1 14=50 151=50',
          ],
    );
  });

  test('a status, a replace, and what the order is called after it', () => {
    const t = trade();
    const status = () => t.says('H', [Tag.ClOrdID, 'B'], [Tag.Symbol, 'ACME'], [Tag.Side, '1']) as Sent[];
    t.says('G', ...request('B', 'A', ...handlInst(version), [Tag.OrderQty, '120'], [Tag.OrdType, '2'], [Tag.Price, '101']));
    const replaced = t.reports(t.last('G'), {
      execType: '5',
      ordStatus: '0',
      replaced: true,
      fields: [
        [Tag.OrderQty, '120'],
        [Tag.Price, '101'],
      ],
    });
    const after = status();
    t.reports(t.last('G'), { execType: 'F', ordStatus: '1', fields: fill('20') });
    expect([...report(replaced), ...report(after), ...report(status())]).toEqual(
      of42
        ? ['8 20=0 150=5 39=5 14=0 151=120', '8 20=3 150=5 39=5 14=0 151=120', '8 20=3 150=1 39=1 14=20 151=100']
        : ['8 20=- 150=5 39=0 14=0 151=120', '8 20=- 150=I 39=0 14=0 151=120', '8 20=- 150=I 39=1 14=20 151=100'],
    );
  });

  test('ids and reasons that the version has no field or number for are left out or told as its own "other"', () => {
    const t = trade();
    t.reports(t.last('D'), { execType: 'F', ordStatus: '1', fields: fill('40') });
    const filled = t.sent.findLast(each => each.to === 'OMS')!;
    const denied = t.says(
      'D',
      ...order(t, 'B', [Tag.TimeInForce, '4']).map(([tag, v]): Field => [tag, tag === Tag.OrderQty ? '0.5' : v]),
    );
    const twice = t.says('F', ...request('A', 'A'));
    expect([...values([filled], 198, 527, 526), ...values(denied, 39, 103), ...values(twice, 102, 434)]).toEqual([
      `8 198=V-${t.last('D')} 527=${of42 ? '-' : 'E2'} 526=-`,
      `8 39=8 103=${of42 ? '0' : '13'}`,
      `9 102=${of42 ? '2' : '6'} 434=1`,
    ]);
  });
});

describe('what an OMS says goes on to a venue of another version', () => {
  const PARTIES: Field[] = [
    [453, '1'],
    [448, 'DESK'],
    [447, 'D'],
    [452, '11'],
  ];

  test.each<[FixVersion, FixVersion, Field[], string[]]>([
    ['FIX.4.4', 'FIX.4.4', [[1, 'ACC'], ...PARTIES], ['D 526=A 21=- 1=ACC 448=DESK 847=-']],
    ['FIX.4.4', 'FIX.4.2', [[1, 'ACC']], ['D 526=- 21=1 1=ACC 448=- 847=-']],
    ['FIX.4.2', 'FIX.4.4', [[1, 'ACC']], ['D 526=A 21=1 1=ACC 448=- 847=-']],
    ['FIX.4.2', 'FIX.4.4', [[5847, '1000']], ['D 526=A 21=1 1=- 448=- 847=-']],
    ['FIX.4.4', 'FIX.5.0SP2', [[847, '1000'], ...PARTIES], ['D 526=A 21=- 1=- 448=DESK 847=-']],
    ['FIX.4.4', 'FIX.4.2', PARTIES, ['8 526=- 21=- 1=- 448=- 847=-']],
    ['FIX.4.4', 'FIX.4.2', [[59, '7']], ['8 526=- 21=- 1=- 448=- 847=-']],
  ])('%s to %s with %j', (oms, venue, more, expected) => {
    const t = new Trade(oms, venue);
    expect(values(t.says('D', ...order(t, 'A', ...more)), 526, 21, 1, 448, 847)).toEqual(expected);
  });

  test('what the venue does not have denies the order by name, or is dropped where its session says so', () => {
    const denied = new Trade('FIX.4.4', 'FIX.4.2');
    const dropped = new Trade('FIX.4.4', 'FIX.4.2', [453, 448, 447, 452]);
    expect([
      ...values(denied.says('D', ...order(denied, 'A', ...PARTIES)), 58),
      ...values(denied.says('D', ...order(denied, 'B', [59, '7'])), 58),
      ...values(dropped.says('D', ...order(dropped, 'A', ...PARTIES)), 448, 38),
    ]).toEqual([
      '8 58=FieldUnknownToVenue: tag 453 is not in the dictionary of venue VENUE, or not with this value',
      '8 58=FieldUnknownToVenue: tag 59 is not in the dictionary of venue VENUE, or not with this value',
      'D 448=- 38=100',
    ]);
  });

  test.each<[FixVersion, string[]]>([
    ['FIX.4.4', ['F 526=A 37=V-$ 1=ACC 448=DESK 58=stop 38=100', 'G 526=A 37=V-$ 1=ACC 448=DESK 58=less 38=90']],
    ['FIX.4.2', ['F 526=- 37=V-$ 1=ACC 448=- 58=stop 38=100', 'G 526=- 37=V-$ 1=ACC 448=- 58=less 38=90']],
  ])('a cancel and a replace take the fields of the OMS along, to a venue of %s', (venue, expected) => {
    const t = working(new Trade('FIX.4.4', venue));
    const id = t.last('D');
    // our own OrderID (37), the quantity and the time of the OMS's cancel are not the venue's business
    const cancel = t.says('F', ...request('X', 'A', [37, 'OURS'], [38, '5'], [1, 'ACC'], [58, 'stop'], ...PARTIES));
    const other = working(new Trade('FIX.4.4', venue), [1, 'ACC']);
    const terms: Field[] = [
      [37, 'OURS'],
      [38, '90'],
      [40, '2'],
      [44, '99'],
      [1, 'ACC'],
      [58, 'less'],
    ];
    const replace = other.says('G', ...request('X', 'A', ...terms, ...(venue === 'FIX.4.2' ? [] : PARTIES)));
    const sent = [cancel, replace].flatMap(each => (each as Sent[]).filter(one => one.to === 'venue'));
    expect(values(sent, 526, 37, 1, 448, 58, 38).map(line => line.replace(id, '$'))).toEqual(expected);
    expect([...t.faults(), ...other.faults()]).toEqual([]);
  });
});

test('a strategy by the tags of each version, and what is wrong with its text', () => {
  const told = FIX_VERSIONS.flatMap(version =>
    ['Duration=60;SlotSeconds=5', ' Duration = 60 ; ', 'Duration', 'Duration=1;Duration=2'].map(text => {
      const t = new Trade(version, version);
      const { target, text: parameters } = STRATEGY_TAGS[version];
      const [first] = t.says('D', ...order(t, 'A', [target, '1001'], [parameters, text])) as Sent[];
      return `${first!.fields[39] ?? first!.msgType} ${first!.fields[58] ?? ''}`.trim();
    }),
  );
  const each = [
    '0',
    '0',
    "8 BadWindow: StrategyParameterValue (960) Duration '' is not a number of seconds from 0.000001 to 604800",
    "8 BadParameter: StrategyParameterName (958) 'Duration' stands twice",
  ];
  expect(told).toEqual([...each, ...each, ...each]);
});

test.each(FIX_VERSIONS)(
  '%s: a strategy is echoed as it was understood, where reports have the tags; an order at the close in its own words',
  version => {
    const t = new Trade(version, version);
    const { target, text: parameters } = STRATEGY_TAGS[version];
    const acknowledged = t.says('D', ...order(t, 'A', [target, '1005'], [parameters, 'Duration=010.0;CutOff=2;Style=taker']));
    const timer = [...t.books.timers.keys()][0]!;
    // slices end a tenth of the way before the cut-off
    t.at += 7_200_000;
    t.post({ type: 'TimerFired', timer });
    const atClose = t.sent.filter(each => each.msgType === 'D');
    const of42 = version === 'FIX.4.2';
    expect([values(acknowledged, 39, 847, 848), values(atClose, 40, 44, 59, 38), t.faults()]).toEqual([
      [of42 ? '8 39=0 847=- 848=-' : '8 39=0 847=- 848=Duration=10;Style=taker;CutOff=2'],
      [of42 ? 'D 40=B 44=100 59=- 38=100' : 'D 40=2 44=100 59=7 38=100'],
      [],
    ]);
  },
);
