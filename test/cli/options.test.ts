import { addressOption } from '../../src/cli/options';

test.each([
  ['8080', { port: 8080 }],
  ['0', { port: 0 }],
  ['0.0.0.0:8080', { host: '0.0.0.0', port: 8080 }],
  ['gateway.example:443', { host: 'gateway.example', port: 443 }],
  ['[::1]:8080', { host: '::1', port: 8080 }],
  ['', undefined],
  ['http', undefined],
  [':8080', undefined],
  ['::1:8080', undefined],
  ['127.0.0.1:', undefined],
  ['127.0.0.1:65536', undefined],
  ['-1', undefined],
])('the address %j', (text, address) => {
  let read: unknown;
  try {
    read = addressOption(text);
  } catch {
    read = undefined;
  }
  expect(read).toEqual(address);
});
