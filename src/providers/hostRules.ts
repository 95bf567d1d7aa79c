/*
 * What kind of host a name or address is: this computer, a cloud's metadata service, or any other.
 * Works on the form that `URL` makes of a host, so that every odd spelling of an address has become
 * the plain one. It resolves nothing: a public name that points at a private address is not seen
 * here (the key still goes to the origin it was entered for, and to no other).
 */

/** `127.0.0.0/8`, `::1`, `localhost` and names under it (RFC 6761 section 6.3). */
export function isLoopbackHost(hostname: string): boolean {
  const host = plain(hostname);
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    octets(host)?.[0] === 127
  );
}

const METADATA_NAMES = [
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
];
/**
 * Addresses outside the link-local range: Alibaba, Oracle, Azure's wire server, Amazon over IPv6.
 */
const METADATA_ADDRESSES = [
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
  'fd00:ec2::254',
  'fd20:ce::254',
];

/** Addresses that hand out a machine's own credentials, and the link-local ranges they live in. */
export function isMetadataHost(hostname: string): boolean {
  const host = plain(hostname);
  if (METADATA_NAMES.includes(host) || host.endsWith('.metadata.google.internal')) return true;
  if (METADATA_ADDRESSES.includes(host)) return true;
  const [a, b] = octets(host) ?? [];
  return (a === 169 && b === 254) || /^fe[89ab][0-9a-f]:/.test(host);
}

/** `0.0.0.0/8`, `::`, multicast and broadcast: nobody's address (RFC 6890). */
export function isNobodysAddress(hostname: string): boolean {
  const host = plain(hostname);
  const [a] = octets(host) ?? [];
  return a === 0 || (a !== undefined && a >= 224) || host === '::' || /^ff[0-9a-f]{2}:/.test(host);
}

/**
 * An IPv4 address wrapped in an IPv6 one (mapped, or NAT64): a second spelling of the same host.
 */
export function isWrappedIpv4(hostname: string): boolean {
  return /^(?:::ffff:|64:ff9b::|::[0-9a-f]+:[0-9a-f]+$)/.test(plain(hostname));
}

export function isIpv4(hostname: string): boolean {
  return octets(plain(hostname)) !== undefined;
}

/** Without brackets, case and the dot that closes a full name. */
function plain(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

function octets(host: string): readonly number[] | undefined {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) ? host.split('.').map(Number) : undefined;
}
