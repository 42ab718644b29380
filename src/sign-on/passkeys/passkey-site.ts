/** What passkeys are bound to: they answer to no page of another host, whatever it says. */
export interface PasskeySite {
  /** The host's name, as WebAuthn calls it: the id of the relying party. */
  readonly rpId: string;
  /** Of the pages that may ask. */
  readonly origin: string;
}

/** The address by which a request came. */
export interface AskedHost {
  readonly protocol: string;
  /** With its port; undefined: it was not said. */
  readonly host: string | undefined;
}

/** Of pages on this machine alone browsers let passkeys in without encryption, and by its name, not by its address. */
const OWN_MACHINE = 'localhost';
/** What ends in digits is an address, which is no name to bind a key to. */
const NAME = /^(?:[a-z0-9-]+\.)*[a-z0-9-]*[a-z-][a-z0-9-]*$/;

function siteAt(address: string): PasskeySite | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, origin } = new URL(address);
  const isSecure = protocol === 'https:' || hostname === OWN_MACHINE;
  return isSecure && NAME.test(hostname) ? { rpId: hostname, origin } : undefined;
}

/**
 * What passkeys are bound to on the page that asks; undefined: browsers let none in there.
 *
 * @param baseUrl where the portal is found; undefined: only this machine itself is asked by a name that counts.
 */
export function passkeySiteOf(baseUrl: string | undefined, asked: AskedHost): PasskeySite | undefined {
  const here = siteAt(`${asked.protocol}://${asked.host ?? ''}`);
  if (baseUrl === undefined) return here?.rpId === OWN_MACHINE ? here : undefined;
  const site = siteAt(baseUrl);
  // The proxy may speak plainly to the portal; by another name, such as this machine's own, the page is another one.
  return site !== undefined && new URL(baseUrl).host === asked.host?.toLowerCase() ? site : undefined;
}
