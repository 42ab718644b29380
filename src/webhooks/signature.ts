import { createHmac, randomBytes } from 'node:crypto';

/** What a secret begins with, as Standard Webhooks writes it; the rest is the key in base64. */
const PREFIX = 'whsec_';
const KEY_BYTES = 32;

/** A message as it is signed. */
export interface SignedMessage {
  /** The same at each attempt. */
  readonly id: string;
  /** When it is sent, which is another moment at each attempt. */
  readonly at: Date;
  readonly body: string;
}

/** Draws a secret. */
export function drawSecret(): string {
  return PREFIX + randomBytes(KEY_BYTES).toString('base64');
}

/** Signs with the very bytes that the text shown to people stands for. */
function signature(secret: string, text: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
}

/** The headers by which a receiver knows whose message it is, one signature for each secret that counts. */
export function signedHeaders({ id, at, body }: SignedMessage, secrets: readonly string[]) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)).join(' '),
  };
}
