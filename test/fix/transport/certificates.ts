import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Certificates are made anew for each run, by the openssl command; where there is none, tests that need them are skipped and say so. */
const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;
export const describeWithCertificates = HAS_OPENSSL ? describe : describe.skip;
if (!HAS_OPENSSL) process.stderr.write('no openssl command: tests of TLS are skipped\n');

/** A folder of certificates that goes away. Names are of files in it. */
export class Certificates {
  readonly dir = mkdtempSync(join(tmpdir(), 'sluice-tls-'));

  constructor() {
    this.authority('ca');
    this.authority('other-ca');
    this.issue('venue', 'ca', 'IP:127.0.0.1,DNS:localhost');
    this.issue('elsewhere', 'ca', 'DNS:elsewhere.example');
    this.issue('client', 'ca', 'DNS:client.example');
    this.issue('stranger', 'other-ca', 'IP:127.0.0.1');
    this.issue('expired', 'ca', 'IP:127.0.0.1', -1);
  }

  file(name: string): string {
    return join(this.dir, name);
  }

  /** `name`.pem and `name`.key as .cfg lines: of an acceptor, or of an initiator. */
  lines(side: 'Server' | 'Client', name: string): string {
    return `${side}CertificateFile=${this.file(`${name}.pem`)}\n${side}CertificateKeyFile=${this.file(`${name}.key`)}\n`;
  }

  authorities(name = 'ca'): string {
    return `CertificationAuthoritiesFile=${this.file(`${name}.pem`)}\n`;
  }

  openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.dir, stdio: 'pipe' });
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  private authority(name: string): void {
    const subject = ['-subj', `/CN=Test ${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`];
    this.openssl('req', '-x509', ...KEY, '-days', '3650', ...subject);
  }

  private issue(name: string, by: string, names: string, days = 365): void {
    const subject = ['-subj', `/O=Example/CN=${name}`, '-addext', `subjectAltName=${names}`];
    this.openssl('req', ...KEY, '-keyout', `${name}.key`, '-out', `${name}.csr`, ...subject);
    const issuer = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial', '-copy_extensions', 'copy'];
    this.openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, '-days', String(days), ...issuer);
  }
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
