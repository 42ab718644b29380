import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { addressFault, hostOf, mayConnect, webhookRules } from './rules.ts';

/** How long a receiver may take in all, in milliseconds. */
export const ANSWER_MS = 15_000;
/** What is read of an answer, in bytes. */
const ANSWER_BYTES = 4096;

/** What a receiver answered. */
export interface WebhookAnswer {
  readonly status: number;
  /** The beginning of it. */
  readonly text: string;
}

/** Nobody answered, or nobody may be asked there; the message is for those who look after the webhook. */
export class WebhookFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'WebhookFault';
  }
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Looks a name up and refuses it where it leads into a network that webhooks do not lead into. Asked as the connection is
 * made: what a name meant before says nothing.
 */
function guardedLookup(protocol: string) {
  return (hostname: string, options: LookupOptions, found: Found): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return found(error, []);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => mayConnect(protocol, address)))
        return found(
          new WebhookFault(`${hostname} is in a private network, where webhooks do not lead.`),
          [],
        );
      return options.all === true ? found(null, addresses) : found(null, first.address, first.family);
    });
  };
}

async function beginningOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size >= ANSWER_BYTES) break;
  }
  answer.destroy();
  const text = Buffer.concat(parts).subarray(0, ANSWER_BYTES).toString('utf8');
  // Line breaks and tabs are text; of other control characters and of half a letter at the end nothing is kept.
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  return text.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\uFFFD]/g, '').replaceAll('\r\n', '\n');
}

function open(url: URL, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal) {
  const { ca } = webhookRules();
  const options = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    lookup: guardedLookup(url.protocol) as never,
    // A connection of its own each time: one that is kept was looked up before.
    agent: false as const,
    signal,
  };
  const request =
    url.protocol === 'http:'
      ? requestHttp(url, options)
      : requestHttps(url, { ...options, ...(ca === undefined ? {} : { ca }) });
  return new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    // Stays: a connection can break after the answer began.
    request.on('error', reject);
    request.end(body);
  });
}

function faultOf(error: unknown, late: AbortSignal): WebhookFault {
  if (error instanceof WebhookFault) return error;
  if (late.aborted) return new WebhookFault(`There was no answer within ${ANSWER_MS / 1000} seconds.`, error);
  const { code, message } = error as NodeJS.ErrnoException;
  return new WebhookFault(`It could not be reached: ${(code ?? message).slice(0, 200)}.`, error);
}

/**
 * Sends a body to a webhook's address. Redirects are not followed: they are an answer like any other.
 *
 * @param signal ends it early.
 * @throws WebhookFault where nobody answered or may be asked there; the signal's own reason.
 */
export async function postWebhook(
  address: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  signal: AbortSignal,
  answerMs = ANSWER_MS,
): Promise<WebhookAnswer> {
  const fault = addressFault(address);
  if (fault !== undefined) throw new WebhookFault(fault);
  const url = new URL(address);
  const host = hostOf(url);
  // An address is connected to without being looked up.
  if (isIP(host) !== 0 && !mayConnect(url.protocol, host))
    throw new WebhookFault(`${host} is in a private network, where webhooks do not lead.`);
  const late = AbortSignal.timeout(answerMs);
  try {
    const answer = await open(url, headers, body, AbortSignal.any([late, signal]));
    return { status: answer.statusCode ?? 0, text: await beginningOf(answer) };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw faultOf(error, late);
  }
}
