import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { frame } from '../session/rig';
import { Certificates, describeWithCertificates } from './certificates';
import { type Party, party, settings, until } from './pair';

const VENUE = 'FIX.4.4:VENUE->SLUICE';
const SLUICE = 'FIX.4.4:SLUICE->VENUE';

describeWithCertificates('TLS', () => {
  const certificates = new Certificates();
  const parties: Party[] = [];
  const servers: Server[] = [];
  const SECURE = 'SocketUseSSL=Y\n';

  const started = async (text: string): Promise<Party> => {
    const p = party(settings(`[SESSION]\n${text}`));
    parties.push(p);
    await p.engine.start();
    return p;
  };
  const venue = (keys: string) =>
    started(
      `ConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=0\nSenderCompID=VENUE\nTargetCompID=SLUICE\n${keys}`,
    );
  const sluice = (port: number, keys: string) =>
    started(
      `ConnectionType=initiator\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${port}\nSenderCompID=SLUICE\nTargetCompID=VENUE\n${keys}`,
    );
  const told = (p: Party): string[] => p.events.map(e => ('reason' in e ? `${e.type}: ${e.reason}` : e.type));
  const portOf = (p: Party): number => p.engine.portOf(VENUE)!;

  const GOOD = SECURE + certificates.lines('Server', 'venue');
  const CLIENT = SECURE + certificates.authorities();

  afterEach(async () => {
    await Promise.all(parties.map(p => p.engine.stop()));
    for (const p of parties.splice(0)) p.clock.stop();
    for (const s of servers.splice(0)) s.close();
  });
  afterAll(() => certificates.remove());

  test.each([
    ['one way', '', ''],
    ['with a client certificate', `NeedClientAuth=Y\n${certificates.authorities()}`, certificates.lines('Client', 'client')],
    ['TLS 1.2 only', 'EnabledProtocols=TLSv1.2\n', ''],
  ])('carries a session: %s', async (_what, server, client) => {
    const v = await venue(GOOD + server);
    const s = await sluice(portOf(v), CLIENT + client);
    await until('settled', () => told(s).includes('settled'));
    const big = 'x'.repeat(200_000); // many TLS records
    s.engine.session(SLUICE).send('F', w => void w.text(11, big).text(41, 'o').text(55, 'X').text(54, '1').utc(60, 0));
    await until('the request', () => v.got.length === 1);
    expect([v.got, told(v), told(s)]).toEqual([[`F:${big}`], ['loggedOn'], ['loggedOn', 'settled']]);
  });

  const refusals: [what: string, server: string, client: string, who: 'venue' | 'sluice', reason: string][] = [
    [
      "the venue's certificate is for another name",
      SECURE + certificates.lines('Server', 'elsewhere'),
      CLIENT,
      'sluice',
      "TLS: the certificate 'O=Example, CN=elsewhere' of the peer is not good: it is not for 127.0.0.1 but for DNS:elsewhere.example; SocketServerName names another",
    ],
    [
      "the venue's issuer is not known",
      SECURE + certificates.lines('Server', 'stranger'),
      CLIENT,
      'sluice',
      "TLS: the certificate 'O=Example, CN=stranger' of the peer is not good: its issuer is not in CertificationAuthoritiesFile",
    ],
    [
      'the venue speaks no TLS',
      '',
      CLIENT,
      'sluice',
      'TLS: the peer closed the connection during the handshake: perhaps it does not speak TLS',
    ],
    [
      'the client shows no certificate',
      `${GOOD}NeedClientAuth=Y\n${certificates.authorities()}`,
      CLIENT,
      'venue',
      'TLS: the peer showed no certificate; CertificateVerifyLevel=2 asks for one',
    ],
    [
      "the client's issuer is not known",
      `${GOOD}CertificateVerifyLevel=1\n${certificates.authorities()}`,
      CLIENT + certificates.lines('Client', 'stranger'),
      'venue',
      "TLS: the certificate 'O=Example, CN=stranger' of the peer is not good: its issuer is not in CertificationAuthoritiesFile",
    ],
    [
      'no version in common',
      `${GOOD}EnabledProtocols=TLSv1.3\n`,
      `${CLIENT}EnabledProtocols=TLSv1.2\n`,
      'venue',
      'TLS: the peer offers no version of TLS in EnabledProtocols',
    ],
  ];

  test.each(refusals)('is refused with a reason: %s', async (_what, server, client, who, reason) => {
    const v = await venue(server);
    const s = await sluice(portOf(v), client);
    const events = (): string[] => told(who === 'venue' ? v : s);
    await until('told', () => events().length > 0);
    const [first] = events();
    const at = who === 'sluice' ? `connectFailed: 127.0.0.1:${portOf(v)}: ` : 'stranger: ';
    expect([first, v.engine.session(VENUE).loggedOn]).toEqual([at + reason, false]);
  });

  const print = (name: string): string => new X509Certificate(readFileSync(certificates.file(`${name}.pem`))).fingerprint256;
  const NO_CERTIFICATE = 'AllowedClientCertificates does not have a client without one';
  const OTHER = `AllowedClientCertificates does not have 'O=Example, CN=venue', SHA-256 ${print('venue').replaceAll(':', '').toLowerCase()}`;
  test.each([
    ['its fingerprint', print('client'), 'client', undefined],
    ['its fingerprint without colons', print('client').replaceAll(':', ''), 'client', undefined],
    ['its subject', 'CN=nobody; O=Example,CN=client', 'client', undefined],
    ['another of the same issuer', `${print('client')};O=Example, CN=client`, 'venue', OTHER],
    ['a part of its subject only', 'CN=venue', 'venue', OTHER],
    ['a client without one', print('client'), undefined, NO_CERTIFICATE],
  ])('AllowedClientCertificates with %s', async (_what, list, shown, refusal) => {
    const keys = `CertificateVerifyLevel=1\n${certificates.authorities()}AllowedClientCertificates=${list}\n`;
    const v = await venue(GOOD + keys);
    await sluice(portOf(v), CLIENT + (shown === undefined ? '' : certificates.lines('Client', shown)));
    await until('told', () => told(v).length > 0);
    const first = told(v)[0]!.replace(/, from 127.*/, '');
    expect(first).toBe(refusal === undefined ? 'loggedOn' : `logonRefused: ${refusal}`);
  });

  test('a certificate that has expired is refused with its date', async () => {
    const [cert, key] = ['expired.pem', 'expired.key'].map(f => readFileSync(certificates.file(f), 'latin1'));
    const server = createTlsServer({ cert: cert!, key: key! }, () => undefined).listen(0, '127.0.0.1');
    servers.push(server);
    server.on('tlsClientError', () => undefined);
    await new Promise(resolve => server.once('listening', resolve));
    const s = await sluice((server.address() as { port: number }).port, CLIENT);
    await until('told', () => told(s).length > 0);
    expect(told(s)[0]).toMatch(/: TLS: the certificate 'O=Example, CN=expired' expired on \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('a peer in clear text is a stranger, and leaves the port open', async () => {
    const v = await venue(GOOD);
    const socket = connect(portOf(v), '127.0.0.1', () => socket.write('8=FIX.4.4\x019=5\x0135=A\x01'));
    socket.on('error', () => undefined);
    await until('told', () => v.events.length > 0);
    const s = await sluice(portOf(v), CLIENT);
    await until('logged on', () => s.engine.session(SLUICE).loggedOn);
    expect(told(v)).toEqual(['stranger: TLS: the peer does not speak TLS', 'loggedOn']);
  });

  test('a peer that does not read is cut off', async () => {
    const v = await venue(`${GOOD}CheckLatency=N\n`);
    const socket = connectTls({ port: portOf(v), host: '127.0.0.1', ca: readFileSync(certificates.file('ca.pem')) });
    socket.on('error', () => undefined);
    socket.write(frame('35=A|34=1|49=SLUICE|56=VENUE|98=0|108=30', Date.now() * 1000));
    await until('logged on', () => v.engine.session(VENUE).loggedOn);
    socket.pause();
    const text = 'x'.repeat(60_000);
    for (let i = 0; i < 800; i++) v.engine.session(VENUE).send('8', w => void w.text(58, text));
    await until('cut off', () => !v.engine.session(VENUE).loggedOn);
    socket.destroy();
    expect(told(v)).toEqual(['loggedOn', expect.stringMatching(/^loggedOff: slow consumer: \d+ bytes unread$/)]);
  });

  test('an initiator gives up a peer that never ends the handshake', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    servers.push(silent);
    await new Promise(resolve => silent.once('listening', resolve));
    const s = await sluice((silent.address() as { port: number }).port, `${CLIENT}LogonTimeout=1\n`);
    await until('told', () => told(s).length > 0);
    expect(told(s)[0]).toMatch(/: no answer in time$/);
  });
});
