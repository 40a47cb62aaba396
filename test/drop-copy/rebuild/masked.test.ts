import { Teller } from './told';

const STORY = [
  '>35=A|34=1|52=20260105-14:30:00.000|98=0|108=30|554=hunter2',
  '>35=D|34=2|52=20260105-14:30:01.000|11=A|1=ACC|55=ACME|54=1|38=100|40=1|59=0',
  '<35=8|34=1|52=20260105-14:30:02.000|37=V1|11=A|1=ACC|17=1|150=F|39=2|55=ACME|54=1|38=100|32=100|31=10|151=0|14=100|6=10',
  '>35=A|34=3|52=20260106-14:30:00.000|98=0|108=30|554=hunter2',
];

test.each([
  ['passwords', (text: string) => text.replace('554=hunter2', '554=***').replace('9=0', '9=70').replace('10=000', '10=111')],
  ['accounts', (text: string) => text.replace('1=ACC', '1=***').replace('10=000', '10=111')],
])('the log of the other end is known again where it masks %s', (_what, masked) => {
  const teller = new Teller();
  for (const told of teller.tell(STORY)) teller.again(masked(told), 1);
  const { sessions, counts, findings } = teller.end();
  expect([sessions.map(s => [s.messages, s.otherEnd, s.resets]), counts.fills, findings.map(f => f.kind)]).toEqual([
    [
      [3, 3, 0],
      [1, 1, 0],
    ],
    1,
    [],
  ]);
});
