import type { MessageWriter } from '../src/fix/codec/writer';

/** 2024-03-15 13:30:05.123 UTC, microseconds since 1970. */
const AT = 1_710_509_405_123_000;
const SCALE = 2;

/** The two messages of the codec benchmark, as a gateway sends them. */
export const MESSAGES: Readonly<Record<'NewOrderSingle' | 'ExecutionReport', (w: MessageWriter) => void>> = {
  NewOrderSingle: w => {
    w.begin('D', 1234, AT);
    w.text(11, 'SLC-000001234').text(1, 'ACC-1').text(21, '1').text(55, 'ACME').text(54, '1').utc(60, AT);
    w.decimal(38, 1_000_000, SCALE).text(40, '2').decimal(44, 10_025, SCALE).text(59, '0').text(526, 'PARENT-0001').end();
  },
  ExecutionReport: w => {
    w.begin('8', 1234, AT);
    w.text(37, 'O-00001234').text(11, 'SLC-000001234').text(17, 'E-00005678').text(150, 'F').text(39, '1').text(1, 'ACC-1');
    w.text(55, 'ACME').text(54, '1').decimal(38, 1_000_000, SCALE).text(40, '2').decimal(44, 10_025, SCALE).text(59, '0');
    w.decimal(32, 30_000, SCALE).decimal(31, 10_024, SCALE).text(30, 'XSIM').decimal(151, 970_000, SCALE);
    w.decimal(14, 30_000, SCALE).decimal(6, 10_024, SCALE).utc(60, AT).text(527, 'V-0000991').end();
  },
};
