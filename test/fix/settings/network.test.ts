import { chmodSync, writeFileSync } from 'node:fs';
import { addressList } from '../../../src/fix/security/addresses';
import { clearCheck, hashCheck, hashPassword } from '../../../src/fix/security/password';
import { parseSettings } from '../../../src/fix/settings/load';
import { Certificates, describeWithCertificates } from '../transport/certificates';

const ACCEPTOR = `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=SLUICE
TargetCompID=PEER
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=9880
ConnectionType=acceptor
[SESSION]
`;
const INITIATOR = `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=SLUICE
TargetCompID=PEER
SocketConnectHost=127.0.0.1
SocketConnectPort=9880
ConnectionType=initiator
[SESSION]
`;
/** Line of the first key behind these. */
const L = 9;
const load = (text: string) => parseSettings([{ name: '/etc/a.cfg', text }]);
const errorsOf = (text: string): string[] => [...load(text).errors];

describe('credentials in settings', () => {
  process.env['SLUICE_TEST_EMPTY'] = '';
  process.env['SLUICE_TEST_UMLAUT'] = 'pässword';
  process.env['SLUICE_TEST_GOOD'] = 'good';
  const NOT_SET = 'Password: the environment variable SLUICE_TEST_NONE is not set';
  test.each([
    [
      ACCEPTOR,
      'Password=hunter2',
      [`Password: must be a hash from \`sluice sessions hash-password\`, or env:NAME; one in clear is not taken`],
    ],
    [ACCEPTOR, 'Password=$scrypt$ln=30,r=8,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g', ['Password: must be a hash from']],
    [ACCEPTOR, 'Password=env:SLUICE_TEST_NONE', [NOT_SET]],
    [INITIATOR, 'Password=env:SLUICE_TEST_NONE', [NOT_SET]],
    [INITIATOR, 'Password=env:SLUICE_TEST_EMPTY', ['Password: the environment variable SLUICE_TEST_EMPTY is not set']],
    [INITIATOR, 'Password=env:SLUICE_TEST_UMLAUT', ['Password: the environment variable SLUICE_TEST_UMLAUT must be 1 to 256']],
    [INITIATOR, 'Password=hunter2', ['Password: an initiator sends it, so it cannot be a hash: write env:NAME']],
    [INITIATOR, 'Username=ann', ['Username: needs Password beside it']],
    [INITIATOR, 'Password=env:SLUICE_TEST_GOOD', []],
  ])('%#: %s%s', (head, line, errors) => {
    const found = errorsOf(`${head}${line}\n`);
    const wanted = errors.map(text => expect.stringContaining(`/etc/a.cfg:${L}: ${text}`));
    expect([found, found.join().includes('hunter2')]).toEqual([wanted, false]);
  });

  test('FIX.4.2 has no Username, and says so', () => {
    expect(errorsOf(`${INITIATOR}BeginString=FIX.4.2\nUsername=ann\nPassword=env:SLUICE_TEST_GOOD\n`)).toEqual([
      `/etc/a.cfg:${L + 1}: Username: a Logon of FIX.4.2 has no Username (553): only Password, which travels in RawData (96)`,
    ]);
  });

  test('a password that would cross a network in clear text is warned of', () => {
    const far = INITIATOR.replace('127.0.0.1', 'fix.example.com');
    const warnings = [INITIATOR, far].map(head => load(`${head}Password=env:SLUICE_TEST_GOOD\n`).warnings);
    expect(warnings).toEqual([[], [`/etc/a.cfg:${L}: Password: travels in clear text: set SocketUseSSL=Y`]]);
  });
});

describe('a password', () => {
  test('matches its own hash and no other, with a salt of its own each time', async () => {
    const [one, two] = await Promise.all([hashPassword('s3cret'), hashPassword('s3cret')]);
    const tries = ['s3cret', 's3creT', 's3cre', 's3cret ', ''].map(text => Buffer.from(text));
    const answers = await Promise.all(
      [hashCheck(one!)!, hashCheck(two!)!, clearCheck('s3cret')].map(c => Promise.all(tries.map(c))),
    );
    const once = [true, false, false, false, false];
    expect([answers, one === two]).toEqual([[once, once, once], false]);
  });
});

describe('addresses', () => {
  test.each([
    ['10.1.0.0/16', '10.1.255.1', true],
    ['10.1.0.0/16', '10.2.0.1', false],
    ['10.1.0.0/16', '::ffff:10.1.2.3', true],
    ['10.1.2.3, fd00::/8', 'fd12::1', true],
    ['fd00::/8', 'fe80::1', false],
    ['::1', '::1', true],
    ['127.0.0.1', '::1', false],
    ['0.0.0.0/0', '192.0.2.1', true],
    ['0.0.0.0/0', 'nonsense', false],
  ])('%s has %s: %s', (list, address, wanted) => {
    expect(addressList(list, () => undefined).has(address)).toBe(wanted);
  });

  test('what is none is named', () => {
    const bad: string[] = [];
    addressList('10.0.0.1/33 fd00::/129 oms.example.com 10.0.0.1/8/8 10.0.0.1', part => bad.push(part));
    expect([bad, errorsOf(`${ACCEPTOR}AllowedRemoteAddresses=oms.example.com\n`)]).toEqual([
      ['10.0.0.1/33', 'fd00::/129', 'oms.example.com', '10.0.0.1/8/8'],
      [`/etc/a.cfg:${L}: AllowedRemoteAddresses: oms.example.com is no IP address and no range such as 10.1.0.0/16`],
    ]);
  });
});

describe('further hosts', () => {
  test('are read in the order of their numbers', () => {
    const { sessions, errors } = load(
      `${INITIATOR}SocketConnectHost2=c\nSocketConnectPort2=3\nsocketconnecthost1=b\nSocketConnectPort1=2\n`,
    );
    expect([errors, sessions[0]!.otherHosts]).toEqual([
      [],
      [
        { host: 'b', port: 2 },
        { host: 'c', port: 3 },
      ],
    ]);
  });

  test.each([
    ['SocketConnectHost1=b', ['SocketConnectHost1: needs SocketConnectPort1 beside it']],
    ['SocketConnectPort1=2', ['SocketConnectPort1: needs SocketConnectHost1 beside it']],
    [
      'SocketConnectHost2=b\nSocketConnectPort2=2',
      ['SocketConnectHost2: SocketConnectHost1 is missing: hosts are numbered from 1 on'],
    ],
  ])('%s is an error', (lines, errors) => {
    expect(errorsOf(`${INITIATOR}${lines}\n`)).toEqual(errors.map(text => `/etc/a.cfg:${L}: ${text}`));
  });

  test('a port that is none is named', () => {
    expect(errorsOf(`${INITIATOR}SocketConnectHost1=b\nSocketConnectPort1=70000\n`)).toEqual([
      `/etc/a.cfg:${L + 1}: SocketConnectPort1: 70000 is not a whole number from 1 to 65535`,
    ]);
  });
});

describeWithCertificates('files of TLS', () => {
  const c = new Certificates();
  writeFileSync(c.file('empty.pem'), 'nothing here\n');
  writeFileSync(c.file('broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  c.openssl('pkey', '-in', 'venue.key', '-aes256', '-passout', 'pass:x', '-out', 'locked.key');
  chmodSync(c.file('venue.key'), 0o600);
  afterAll(() => c.remove());

  const CERT = 'ServerCertificateFile';
  const KEY = 'ServerCertificateKeyFile';
  const pair = (cert: string, key: string): string => `${CERT}=${c.file(cert)}\n${KEY}=${c.file(key)}\n`;
  const GOOD = pair('venue.pem', 'venue.key');
  test.each([
    ['', [`${CERT}: is required with SocketUseSSL=Y`]],
    [`${CERT}=${c.file('venue.pem')}\n`, [`${KEY}: is required with SocketUseSSL=Y`]],
    [pair('none.pem', 'venue.key'), [`${CERT}: there is no file ${c.file('none.pem')}`]],
    [pair('empty.pem', 'venue.key'), [`${CERT}: ${c.file('empty.pem')} holds no certificate`]],
    [pair('broken.pem', 'venue.key'), [`${CERT}: ${c.file('broken.pem')} holds a certificate that cannot be read`]],
    [pair('venue.pem', 'empty.pem'), [`${KEY}: ${c.file('empty.pem')} holds no private key`]],
    [pair('venue.pem', 'locked.key'), [`${KEY}: ${c.file('locked.key')} is encrypted: write it without a passphrase`]],
    [
      pair('venue.pem', 'client.key'),
      [`${KEY}: ${c.file('client.key')} is not the key of the certificate 'O=Example, CN=venue'`],
    ],
    [pair('expired.pem', 'expired.key'), [`${CERT}: the certificate 'O=Example, CN=expired' expired on 2`]],
    [`${GOOD}NeedClientAuth=Y\n`, ['CertificationAuthoritiesFile: is required: it says whose certificates a client may show']],
    [
      `${GOOD}NeedClientAuth=Y\nCertificateVerifyLevel=1\n${c.authorities()}`,
      ['CertificateVerifyLevel: 1 contradicts NeedClientAuth=Y'],
    ],
    [
      `${GOOD}AllowedClientCertificates=O=Example, CN=client\n`,
      ['AllowedClientCertificates: needs NeedClientAuth=Y: else no client is asked for a certificate'],
    ],
    [
      `${GOOD}NeedClientAuth=Y\n${c.authorities()}AllowedClientCertificates=client; ab:cd; O=Example, CN=client\n`,
      [
        "AllowedClientCertificates: 'client' is no SHA-256 fingerprint and no subject such as",
        "AllowedClientCertificates: 'ab:cd' is",
      ],
    ],
    [
      `${GOOD}EnabledProtocols=TLSv1.1,TLSv1.2\n`,
      ['EnabledProtocols: TLSv1.1 is none of TLSv1.2, TLSv1.3: older versions are not spoken'],
    ],
    [GOOD, []],
    [
      `SocketCertificateFile=${c.file('venue.pem')}\nSocketPrivateKeyFile=${c.file('venue.key')}\nSocketCAFile=${c.file('ca.pem')}\n`,
      [],
    ],
  ])('of an acceptor: %#', (lines, errors) => {
    expect(errorsOf(`${ACCEPTOR}SocketUseSSL=Y\n${lines}`)).toEqual(errors.map(text => expect.stringContaining(`: ${text}`)));
  });

  test('an initiator cannot be told not to verify, and needs a key with its certificate', () => {
    const lines = `SocketUseSSL=Y\nCertificateVerifyLevel=0\nClientCertificateFile=${c.file('client.pem')}\n`;
    expect(errorsOf(`${INITIATOR}${lines}`)).toEqual([
      expect.stringContaining(': ClientCertificateKeyFile: is required with SocketUseSSL=Y'),
      `/etc/a.cfg:${L + 1}: CertificateVerifyLevel: an initiator always verifies: put the venue's issuer into CertificationAuthoritiesFile`,
    ]);
  });

  test.each([
    [ACCEPTOR, 'needs SocketUseSSL=Y'],
    [
      INITIATOR,
      'belongs to an acceptor; whom an initiator believes is said by CertificationAuthoritiesFile and SocketServerName',
    ],
  ])('AllowedClientCertificates where no client shows one: %#', (head, what) => {
    const line = `AllowedClientCertificates=${'ab'.repeat(32)}\n`;
    expect(errorsOf(head + line)).toEqual([`/etc/a.cfg:${L}: AllowedClientCertificates: ${what}`]);
  });

  test('a key that others may read is warned of', () => {
    chmodSync(c.file('client.key'), 0o644);
    const { warnings, errors } = load(`${ACCEPTOR}SocketUseSSL=Y\n${pair('client.pem', 'client.key')}`);
    expect([errors, warnings]).toEqual([[], [`/etc/a.cfg:${L + 2}: ${KEY}: others may read this key: chmod 600`]]);
  });

  test('sessions on one port must agree on TLS', () => {
    const text = `${ACCEPTOR}SocketUseSSL=Y\n${GOOD}[SESSION]\nTargetCompID=OTHER\n`;
    expect(errorsOf(text)).toEqual([
      '/etc/a.cfg:12: SocketUseSSL: 127.0.0.1:9880 has other TLS settings at /etc/a.cfg:8; give one of them another port',
    ]);
  });
});
