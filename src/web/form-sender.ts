import { createHmac } from 'node:crypto';
import type { Request } from 'express';
import { networkOf } from '../use-cases/people/network-of.ts';
import type { DeviceCookie } from './device-cookie.ts';

/** The name under which the application keeps what tells senders apart. */
const KEY = 'form sender';

type Mark = (request: Request) => string;

/** Tells senders apart by their network and by the mark of their browser, where it has one; nobody reads either back. */
export function formSender(
  devices: DeviceCookie,
  secret: string,
): { readonly name: string; readonly value: Mark } {
  const value: Mark = (request) => {
    const sender = `${networkOf(request.ip ?? '')}\n${devices.read(request)?.id ?? ''}`;
    return createHmac('sha256', secret).update(`form sender ${sender}`).digest('base64url');
  };
  return { name: KEY, value };
}

/** Who sends a request, as far as it tells without anybody signed in. */
export function senderOf(request: Request): string {
  return (request.app.get(KEY) as Mark)(request);
}
