import { BlockList, isIP, isIPv4 } from 'node:net';

/** The addresses a session may log on from. */
export interface AddressList {
  /** Whether an address, as a socket gives it, is on the list. IPv4 written as IPv6 (`::ffff:10.0.0.1`) counts as IPv4. */
  has(address: string): boolean;
}

/**
 * Reads AllowedRemoteAddresses: IPv4 and IPv6 addresses and ranges (`10.1.0.0/16`, `fd00::/8`), separated by commas or blanks. What is none of
 * these goes to `bad`; host names are not taken, because what they stand for changes.
 */
export function addressList(text: string, bad: (part: string) => void): AddressList {
  const list = new BlockList();
  for (const part of text.split(/[\s,]+/).filter(p => p !== '')) if (!add(list, part)) bad(part);
  return { has: address => isIP(address) !== 0 && list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6') };
}

function add(list: BlockList, part: string): boolean {
  const [address = '', bits, ...more] = part.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  const type = version === 4 ? 'ipv4' : 'ipv6';
  if (bits === undefined) list.addAddress(address, type);
  else if (!/^\d{1,3}$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) return false;
  else list.addSubnet(address, Number(bits), type);
  return true;
}

/** Address and port of the other end, as messages show it: `10.0.0.1:5001`, `[fd00::1]:5001`. */
export function remoteOf(socket: {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}): string {
  const { remoteAddress: address, remotePort: port } = socket;
  if (address === undefined) return 'a peer that is gone';
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? `[${plain}]:${port}` : `${plain}:${port}`;
}
