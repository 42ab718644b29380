import { createHash } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { refusalIn, S3Refusal, textOf } from './answer.ts';
import type { S3Place } from './place.ts';

/** How long a server may be silent, in milliseconds. */
const SILENCE_MS = 15_000;
/** How often what failed is asked again, and until when: each request can be sent twice and means the same. */
const ATTEMPTS = 3;
const PAUSE_MS = 150;
const PATIENCE_MS = 5000;
const MOST_CONNECTIONS = 64;

/** One request; `body` is what is sent, in pieces as they came. */
export interface S3Request {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below the bucket; empty: the bucket itself. */
  readonly name: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly Buffer[];
}

function hashOf(body: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const piece of body) hash.update(piece);
  return hash.digest('hex');
}

function isSuccess({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 200 && statusCode < 300;
}

/** Asks an S3 server; what is sent is signed with its hash, so that a server takes nothing that was changed on its way. */
export class S3Client {
  readonly place: S3Place;
  readonly #agent: HttpAgent;
  readonly #isEncrypted: boolean;
  /** Keys of the day, which aws4fetch derives once. */
  readonly #keys = new Map<string, ArrayBuffer>();

  constructor(place: S3Place) {
    this.place = place;
    this.#isEncrypted = place.origin.startsWith('https:');
    const options = { keepAlive: true, maxSockets: MOST_CONNECTIONS, scheduling: 'lifo' as const };
    this.#agent = this.#isEncrypted ? new HttpsAgent(options) : new HttpAgent(options);
  }

  urlOf({ name, query = {} }: Pick<S3Request, 'name' | 'query'>): URL {
    const { origin, bucket } = this.place;
    const url = new URL(`${origin}/${bucket}${name === '' ? '' : `/${name}`}`);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    return url;
  }

  async #signed(request: S3Request): Promise<{ url: URL; headers: Record<string, string> }> {
    const { keyId: accessKeyId, secret: secretAccessKey, region } = this.place;
    const { method, headers, body = [] } = request;
    const signer = new AwsV4Signer({
      method,
      url: this.urlOf(request).href,
      headers: { ...headers, 'X-Amz-Content-Sha256': hashOf(body) },
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
      cache: this.#keys,
    });
    const signed = await signer.sign();
    return { url: signed.url, headers: Object.fromEntries(signed.headers) };
  }

  #exchange(
    url: URL,
    method: string,
    headers: Record<string, string>,
    body: readonly Buffer[],
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const send = this.#isEncrypted ? httpsRequest : httpRequest;
      const request = send(url, { method, headers, agent: this.#agent });
      let answer: IncomingMessage | undefined;
      request.setTimeout(SILENCE_MS, () => {
        // Who is slow to read what has come is no fault of the server's.
        if (answer !== undefined && answer.readableLength > 0) return;
        const silent = new Error('the S3 server is silent');
        if (answer === undefined) request.destroy(silent);
        else answer.destroy(silent);
      });
      request.on('error', reject);
      request.once('response', (came) => {
        answer = came;
        resolve(came);
      });
      for (const piece of body) request.write(piece);
      request.end();
    });
  }

  async #once(request: S3Request): Promise<IncomingMessage> {
    const { method, body = [] } = request;
    const { url, headers } = await this.#signed(request);
    const bytes = body.reduce((sum, { length }) => sum + length, 0);
    if (method === 'PUT' || method === 'POST') headers['content-length'] = String(bytes);
    const answer = await this.#exchange(url, method, headers, body);
    if (!isSuccess(answer)) throw await refusalIn(answer);
    return answer;
  }

  /**
   * Asks, and asks again where the server was not able or the connection broke.
   *
   * @throws S3Refusal; the connection's error.
   */
  async send(request: S3Request): Promise<IncomingMessage> {
    const begun = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(request);
      } catch (error) {
        const isFinal = error instanceof S3Refusal && !error.isPassing;
        if (isFinal || attempt === ATTEMPTS || performance.now() - begun > PATIENCE_MS) throw error;
        await delay(PAUSE_MS * attempt * (1 + Math.random()));
      }
    }
  }

  /** As `send`, with the text of the answer; S3 tells some failures after it has begun to answer well. */
  async ask(request: S3Request): Promise<string> {
    const text = await textOf(await this.send(request));
    if (text.includes('<Error>')) throw new S3Refusal(500, /<Code>(\w+)</.exec(text)?.[1] ?? '');
    return text;
  }

  /** What somebody is answered who is nobody in particular: the status. */
  async askAsAnybody(name: string): Promise<number> {
    const answer = await this.#exchange(this.urlOf({ name }), 'GET', {}, []);
    answer.resume();
    return answer.statusCode ?? 0;
  }
}
