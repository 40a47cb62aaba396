import { crc32, crc32ByTable } from '../../src/journal/crc32';

test('the table gives the CRC-32 that zlib gives, and the check value of the standard', () => {
  const texts = ['', '123456789', 'a'.repeat(5000)].map(t => Buffer.from(t));
  expect(texts.map(crc32ByTable)).toEqual([0, 0xcbf43926, crc32(texts[2]!)]);
});
