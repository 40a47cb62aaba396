import { dictionaryOf } from '../../../src/fix/codec/dictionary';
import { DEFAULT_VALIDATION, type ValidationOptions, validate } from '../../../src/fix/codec/validate';
import { viewOf, whole } from './read';

const H = '34=2|49=TW|52=20240315-13:30:00|56=ISLD|';
const D = `35=D|${H}11=ID|21=1|40=1|54=1|55=INTC|60=20240315-13:30:00|`;
const FIX44 = dictionaryOf('FIX.4.4');

/** RefTagID and SessionRejectReason, or 'right'. */
function verdict(fields: string, options: Partial<ValidationOptions> = {}, dict = FIX44): string {
  const fault = validate(viewOf(whole(fields)), dict, { ...DEFAULT_VALIDATION, ...options });
  return fault === undefined ? 'right' : `${fault.refTagID ?? 'none'}: ${fault.reason} ${fault.text}`;
}

test.each([
  [`35=0|${H}`, 'right'],
  [`35=0|${H}999=HI|`, '999: 0 Invalid tag number'],
  [`35=0|${H}0=HI|`, '0: 0 Invalid tag number'],
  [`35=0|${H}-1=HI|`, '-1: 0 Invalid tag number'],
  [`35=1|${H}0112=HI|`, '-112: 0 Invalid tag number'],
  [`35=0|${H}5000=HI|`, '5000: 0 Invalid tag number'],
  [`35=0|${H}99999=HI|`, '99999: 0 Invalid tag number'],
  ['35=0|34=2|49=TW|52=20240315-13:30:00|', '56: 1 Required tag missing'],
  [`35=D|${H}40=1|60=20240315-13:30:00|54=1|21=3|`, '11: 1 Required tag missing'],
  [`35=0|${H}55=MSFT|`, '55: 2 Tag not defined for this message type'],
  ['35=0|34=2|49=TW|52=20240315-13:30:00|56=|', '56: 4 Tag specified without a value'],
  [`35=D|${H}115=|11=ID|40=w|`, '115: 4 Tag specified without a value'],
  [`${D}167=BOO|`, '167: 5 Value is incorrect (out of range) for this tag'],
  [`${D}167=CS|`, 'right'],
  [`${D}18=1 G|`, 'right'],
  [`${D}18=1 Ä|`, '18: 5 Value is incorrect (out of range) for this tag'],
  [`${D}38=+200.00|`, '38: 6 Incorrect data format for value'],
  [`35=*|${H}`, 'none: 11 Invalid MsgType'],
  [`${D}40=2|`, '40: 13 Tag appears more than once'],
  [`35=D|11=id|40=1|54=1|55=MSFT|60=20240315-13:30:00|${H}`, '34: 14 Tag specified out of required order'],
  [`35=D|55=MSFT|${H}11=id|40=1|54=1|60=20240315-13:30:00|`, '34: 14 Tag specified out of required order'],
  [`${D}93=1|89=x|58=y|`, '58: 14 Tag specified out of required order'],
])('%s is %s', (fields, expected) => {
  expect(verdict(fields)).toBe(expected);
});

describe('repeating groups', () => {
  const parties = (...instances: string[]) => `${D}453=${instances.length}|${instances.join('')}`;
  test.each([
    [parties('448=A|447=D|452=1|', '448=B|447=D|452=3|'), 'right'],
    [parties('448=A|447=D|452=1|802=2|523=x|803=1|523=y|803=2|', '448=B|'), 'right'],
    [`${D}453=0|`, 'right'],
    [`${D}453=0|448=A|`, '453: 16 Incorrect NumInGroup count for repeating group'],
    [`${D}453=2|448=A|`, '453: 16 Incorrect NumInGroup count for repeating group'],
    [`${D}453=1|448=A|448=B|`, '453: 16 Incorrect NumInGroup count for repeating group'],
    [`${D}453=1|`, '453: 16 Incorrect NumInGroup count for repeating group'],
    [`${D}453=1|58=text|`, '453: 16 Incorrect NumInGroup count for repeating group'],
    [`${D}453=x|448=A|`, '453: 6 Incorrect data format for value'],
    [`${D}453=-1|448=A|`, '453: 6 Incorrect data format for value'],
    [parties('447=D|448=A|'), '447: 15 Repeating group fields out of order'],
    [parties('448=A|452=1|447=D|'), '447: 15 Repeating group fields out of order'],
    [parties('448=A|447=D|447=D|'), '447: 13 Tag appears more than once'],
    [parties('448=A|802=2|523=x|803=1|'), '802: 16 Incorrect NumInGroup count for repeating group'],
    [parties('448=A|447=|'), '447: 4 Tag specified without a value'],
    [parties('448=A|452=x|'), '452: 6 Incorrect data format for value'],
    [`${parties('448=A|')}448=B|`, '453: 16 Incorrect NumInGroup count for repeating group'],
    [`${parties('448=A|')}58=x|448=B|`, '448: 2 Tag not defined for this message type'],
    [`35=E|${H}66=L|394=1|68=1|73=1|11=C|67=1|55=X|54=1|`, 'right'],
    [`35=E|${H}66=L|394=1|68=1|73=1|11=C|67=1|55=X|`, '54: 1 Required tag missing'],
    [`35=E|${H}66=L|394=1|68=2|73=2|11=C|67=1|55=X|11=D|67=2|55=Y|54=1|`, '54: 1 Required tag missing'],
  ])('%s is %s', (fields, expected) => {
    expect(verdict(fields)).toBe(expected);
  });

  test('a tag that both a group and the message have goes to the group first', () => {
    const news = `35=B|${H}148=Headline|33=2|58=one|58=two|`;
    expect([verdict(news), verdict(`${news}58=three|`)]).toEqual([
      'right',
      '33: 16 Incorrect NumInGroup count for repeating group',
    ]);
  });

  test('a header group', () => {
    const hops = (count: number) => `35=0|${H}627=${count}|628=A|629=20240315-13:30:00|628=B|`;
    expect([verdict(hops(2)), verdict(hops(3))]).toEqual(['right', '627: 16 Incorrect NumInGroup count for repeating group']);
  });
});

describe('what a session may let pass', () => {
  const lax = { allowUnknownMsgFields: true };
  const noUser = { userDefinedFields: false };
  test.each<[string, Partial<ValidationOptions>, string]>([
    [`35=D|11=id|40=1|54=1|55=M|60=20240315-13:30:00|${H}`, { fieldsOutOfOrder: false }, 'right'],
    [`${D}58=|`, { fieldsHaveValues: false }, 'right'],
    [`${D}453=1|448=A|452=1|447=D|`, { unorderedGroupFields: false }, 'right'],
    [`${D}453=1|448=A|452=1|452=1|`, { unorderedGroupFields: false }, '452: 13 Tag appears more than once'],
    [`${D}453=1|447=D|448=A|`, { unorderedGroupFields: false }, '447: 15 Repeating group fields out of order'],
    [`${D}5001=x|99999=y|`, noUser, 'right'],
    [`${D}999=x|`, noUser, '999: 0 Invalid tag number'],
    [`${D}999=x|37=y|`, lax, 'right'],
    [`${D}5001=x|`, lax, '5001: 0 Invalid tag number'],
    [`${D}453=2|448=A|37=y|448=B|`, lax, 'right'],
    [`${D}453=2|448=A|5001=y|448=B|`, noUser, 'right'],
  ])('%s with %j is %s', (fields, options, expected) => {
    expect(verdict(fields, options)).toBe(expected);
  });
});

describe('data fields', () => {
  test.each([
    [`${D}354=3|355=a|b|`, 'right'],
    [`${D}354=4|355=abc|`, '354: 6 Incorrect data format for value'],
    [`${D}355=abc|`, 'right'],
  ])('%s is %s', (fields, expected) => {
    expect(verdict(fields)).toBe(expected);
  });
});

describe('strategies', () => {
  const group = '957=2|958=Start|959=1|960=5|958=Style|959=14|960=passive|';
  const report = `35=8|${H}37=O|17=E|150=0|39=0|55=A|54=1|151=1|14=0|6=0|`;
  const FIX50 = dictionaryOf('FIXT.1.1', '9');
  const FIX42 = dictionaryOf('FIX.4.2');
  test.each([
    [`${D}847=2|849=0.15|`, FIX44, 'right'],
    [`${D}847=1000|${group}`, FIX44, 'right'],
    [`${D}5847=1001|5848=Duration=60;SlotSeconds=5|`, FIX42, 'right'],
    [`${D}847=1001|`, FIX42, '847: 0 Invalid tag number'],
    [`${D}38=1|847=1002|`, FIX50, 'right'],
    [`${D}847=999|`, FIX44, '847: 5 Value is incorrect (out of range) for this tag'],
    [`${D}847=4|`, FIX44, '847: 5 Value is incorrect (out of range) for this tag'],
    [`${D}847=1e3|`, FIX44, '847: 6 Incorrect data format for value'],
    [`${report}847=1001|848=x|849=0.1|${group}`, FIX44, 'right'],
    [`${D}957=1|959=1|958=Start|960=5|`, FIX44, '959: 15 Repeating group fields out of order'],
    [`${D}957=1|958=Start|959=99|960=5|`, FIX44, '959: 5 Value is incorrect (out of range) for this tag'],
  ])('%s is judged', (fields, dict, expected) => {
    expect(verdict(fields, {}, dict)).toBe(expected);
  });
});

describe('messages and versions that cannot be had', () => {
  const FIX50 = dictionaryOf('FIXT.1.1', '9');
  const FIX42 = dictionaryOf('FIX.4.2');
  const D50 = `${H}11=ID|40=1|54=1|55=X|60=20240315-13:30:00|38=1|`;
  const Q = `${H}11=ID|530=7|60=20240315-13:30:00|`;
  test.each([
    [`35=q|${Q}`, FIX44, 'right'],
    [
      `35=q|${Q}`,
      FIX42,
      'none: 3 OrderMassCancelRequest (35=q) is not in FIX.4.2: cancel each order with OrderCancelRequest (35=F)',
    ],
    [
      `35=AF|${H}584=1|585=7|`,
      FIX42,
      'none: 3 OrderMassStatusRequest (35=AF) is not in FIX.4.2: ask for each order with OrderStatusRequest (35=H)',
    ],
    [`35=AF|${H}584=1|585=7|`, FIX50, 'right'],
    [`35=ZZ|${H}`, FIX42, 'none: 11 Invalid MsgType'],
    [`35=D|1128=9|${D50}`, FIX50, 'right'],
    [`35=D|1128=7|${D50}`, FIX50, 'right'],
    [`35=D|1128=6|${D50}`, FIX50, '1128: 18 Invalid or unsupported application version'],
    [`35=D|1128=x|${D50}`, FIX50, '1128: 5 Value is incorrect (out of range) for this tag'],
    [`35=A|${H}98=0|108=30|1137=9|`, FIX50, 'right'],
    [`35=A|${H}98=0|108=30|1137=4|`, FIX50, '1137: 18 Invalid or unsupported application version'],
  ])('%s', (fields, dict, expected) => {
    expect(verdict(fields, {}, dict)).toBe(expected);
  });
});

test('with FIXT.1.1 a session message knows the tags of the session layer only', () => {
  const dict = dictionaryOf('FIXT.1.1');
  expect(
    [`35=0|${H}999=x|`, `35=0|${H}58=x|`, `35=A|${H}98=0|108=30|`, `35=D|1128=9|${H}999=x|`].map(each => verdict(each, {}, dict)),
  ).toEqual([
    '999: 0 Invalid tag number',
    '58: 2 Tag not defined for this message type',
    '1137: 1 Required tag missing',
    '999: 2 Tag not defined for this message type',
  ]);
});
