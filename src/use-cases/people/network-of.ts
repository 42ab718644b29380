import { isIPv4, isIPv6 } from 'node:net';

/** Proxies may tell an address with its port, which a client chooses anew as often as it likes. */
function withoutPort(address: string): string {
  return address.replace(/^\[([^\]]*)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // The parser of URLs knows every way of writing one, and writes it in one.
  const written = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [left = [], right] = written.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = right === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(zeros).fill('0'), ...(right ?? [])].map((group) =>
    Number.parseInt(group, 16),
  );
}

/**
 * Whom failures from an address are counted for: the address itself, of IPv6 the network (/64), of which a subscriber
 * has all addresses, and one for everything that is no address.
 */
export function networkOf(address: string): string {
  const plain = withoutPort(address.trim()).replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  const groups = groupsOf(plain);
  const [high = 0, low = 0] = groups.slice(6);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}
