import { Format, hasFormat } from '../../../src/fix/codec/formats';

const right = (format: Format, values: string[]) =>
  values.filter(value => hasFormat(format, Buffer.from(value, 'latin1'), 0, value.length));

const CASES: [string, Format, string[], string[]][] = [
  ['char', Format.Char, ['A', 'é'], ['AB']],
  ['int', Format.Int, ['0', '-7', '007'], ['+1', '1.0', '-', '1 ', 'x']],
  ['unsigned', Format.Unsigned, ['0', '99999999999999999999'], ['-1', '1-']],
  ['decimal', Format.Decimal, ['1', '-1.50', '.5', '5.'], ['+1', '.', '-', '1e3', '1,5', '1.2.3', 'NaN']],
  ['boolean', Format.Flag, ['Y', 'N'], ['y', '1', 'YES']],
  [
    'UTC timestamp',
    Format.UtcTimestamp,
    ['20240315-13:30:00', '20240315-13:30:00.123'],
    ['20240315', '20240315-13:30', '20241315-13:30:00'],
  ],
  ['date', Format.Date, ['20240229'], ['20230229', '2024022', '2024-02-29']],
  ['UTC time', Format.UtcTime, ['23:59:60', '00:00:00.5'], ['24:00:00', '1:00:00', '10:00']],
  ['month and year', Format.MonthYear, ['202403', '20240315', '202403w2'], ['2024', '202413', '202403w6', '202403w', '20240332']],
  ['local time', Format.LocalTime, ['09:30:00'], ['09:30', '09:30:00.1']],
  [
    'time with zone',
    Format.TzTime,
    ['07:39Z', '02:39-05', '15:39+08:30', '07:39:12.5Z'],
    ['07:39', '07:39+15', '07:39+8', '7:39Z', '07:60Z', '07:39Z1', '07:39+08:60'],
  ],
  [
    'timestamp with zone',
    Format.TzTimestamp,
    ['20060901-07:39Z', '20060901-02:39:05.1-05'],
    ['20060901-07:39', '20060931-07:39Z', '20060901 07:39Z'],
  ],
  ['several values', Format.Multiple, ['A', 'A B CD'], [' A', 'A ', 'A  B']],
  ['day of month', Format.DayOfMonth, ['1', '31', '09'], ['0', '32', '001', 'x']],
  ['any text', Format.Any, [' ', 'é'], []],
];

test.each(CASES)('%s', (_, format, good, bad) => {
  expect(right(format, [...good, ...bad])).toEqual(good);
});
