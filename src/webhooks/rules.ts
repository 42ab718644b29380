import { isIP } from 'node:net';
import { isLoopback, isPublicAddress } from './public-address.ts';

/** Where webhooks may lead. */
export interface WebhookRules {
  /** Also into networks of one's own, and unencrypted to this machine. */
  readonly allowsPrivate: boolean;
  /** Authorities that are believed beside the usual ones, PEM. */
  readonly ca?: string;
}

let rules: WebhookRules = { allowsPrivate: false };

/** Says where webhooks of this process may lead. */
export function useWebhookRules(those: WebhookRules): void {
  rules = those;
}

/** Where webhooks of this process may lead. */
export function webhookRules(): WebhookRules {
  return rules;
}

/** The host of a URL as a name or an address without brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replaceAll(/^\[|\]$/g, '');
}

/** Whether a webhook by this protocol may connect to this address. */
export function mayConnect(protocol: string, address: string): boolean {
  if (protocol === 'http:') return rules.allowsPrivate && isLoopback(address);
  return rules.allowsPrivate || isPublicAddress(address);
}

/** What is wrong with an address for a webhook, for whoever typed it; undefined: nothing that can be seen in it. */
export function addressFault(text: string): string | undefined {
  if (!URL.canParse(text)) return 'This is no address such as https://example.com/hooks.';
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && rules.allowsPrivate))
    return 'The address must begin with https://.';
  if (url.username !== '' || url.password !== '')
    return 'The address must not have a name and a password in it: its secret says who sends.';
  if (url.hash !== '') return 'The address must not have a part that begins with #.';
  const host = hostOf(url);
  if (url.protocol === 'http:' && host !== 'localhost' && !isLoopback(host))
    return 'Beyond this machine the address must begin with https://.';
  if (isIP(host) !== 0 && !mayConnect(url.protocol, host))
    return 'This address is in a private network, where webhooks do not lead.';
  return undefined;
}
