import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OrderClient } from '../../src/run/order-client';
import { OrderFile } from '../../src/run/order-client-file';
import type { ClientTls } from '../../src/run/order-client-settings';
import { Certificates, describeWithCertificates } from '../fix/transport/certificates';
import { type Party, party, settings } from '../fix/transport/pair';

describeWithCertificates('sluice order over TLS', () => {
  const c = new Certificates();
  const dir = mkdtempSync(join(tmpdir(), 'sluice-order-tls-'));
  let gateway: Party;
  let port: number;
  beforeAll(async () => {
    const tls = `SocketUseSSL=Y\n${c.lines('Server', 'venue')}NeedClientAuth=Y\n${c.authorities()}AllowedClientCertificates=O=Example, CN=client\n`;
    const where = 'ConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=0\n';
    gateway = party(settings(`[SESSION]\n${where}SenderCompID=SLUICE\nTargetCompID=OMS\n${tls}`));
    await gateway.engine.start();
    port = gateway.engine.portOf('FIX.4.4:SLUICE->OMS')!;
  });
  afterAll(async () => {
    await gateway.engine.stop();
    gateway.clock.stop();
    c.remove();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Logs on and out; what became of it. */
  async function logOn(name: string, tls: ClientTls | undefined): Promise<string> {
    const client = new OrderClient(OrderFile.open(join(dir, `${name}.json`)));
    try {
      await client.open({ host: '127.0.0.1', port, sender: 'OMS', target: 'SLUICE', resetNumbers: true, tls });
    } catch (error) {
      return (error as Error).message.replaceAll(`${port}`, 'PORT').replaceAll(`${c.dir}/`, '');
    }
    await client.close();
    return 'logged on';
  }

  const ca = c.file('ca.pem');
  const own = (name: string) => ({ cert: c.file(`${name}.pem`), key: c.file(`${name}.key`) });
  const REFUSED =
    'the session OMS->SLUICE on 127.0.0.1:PORT was not opened: the connection was closed without an answer; is OMS configured there (--sender, --target), and not logged on already';
  test.each<[string, ClientTls | undefined, string]>([
    ['with the right certificate', { ca, ...own('client') }, 'logged on'],
    ['with a certificate of somebody else', { ca, ...own('elsewhere') }, `${REFUSED}?`],
    ['without TLS', undefined, `${REFUSED}, and does it take a session without TLS (--tls)?`],
    [
      'where the issuer is not believed',
      { ca: c.file('other-ca.pem'), ...own('client') },
      "no secured connection to 127.0.0.1:PORT: the certificate 'O=Example, CN=venue' of the peer is not good: its root is not in --ca",
    ],
    [
      'where the name is another',
      { ca, ...own('client'), serverName: 'other.example' },
      "no secured connection to 127.0.0.1:PORT: the certificate 'O=Example, CN=venue' of the peer is not good: it is not for other.example but for IP Address:127.0.0.1, DNS:localhost; --server-name names another",
    ],
    [
      'with a key of another certificate',
      { ca, ...own('client'), key: c.file('venue.key') },
      "--key: venue.key is not the key of the certificate 'O=Example, CN=client'",
    ],
  ])('%s', async (what, tls, told) => {
    expect(await logOn(what.replaceAll(' ', '-'), tls)).toBe(told);
  });
});
