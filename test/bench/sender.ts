import { Agent, request, type IncomingMessage } from 'node:http';
import type { Client } from '../support/client.ts';

/** What was answered. */
export interface Answered {
  readonly status: number;
  readonly location: string | undefined;
  readonly text: string;
}

const BOUNDARY = '----portal-bench';

function multipart(fields: Readonly<Record<string, string>>): string {
  const parts = Object.entries(fields).map(
    ([name, value]) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value.replaceAll('\n', '\r\n')}\r\n`,
  );
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}

async function read(answer: IncomingMessage): Promise<Answered> {
  answer.setEncoding('utf8');
  let text = '';
  for await (const chunk of answer) text += chunk as string;
  return { status: answer.statusCode ?? 0, location: answer.headers.location, text };
}

/** Sends as a browser or program does that is signed in already, over one connection and with little work of its own. */
export class Sender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor({ url, cookies, bearer }: Client) {
    this.#url = url;
    this.#headers =
      bearer === undefined
        ? {
            accept: 'text/html',
            'accept-encoding': 'gzip, deflate, br',
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
            origin: url,
          }
        : { accept: 'application/json', authorization: `Bearer ${bearer}` };
  }

  #post(path: string, contentType: string, body: string): Promise<Answered> {
    const headers = {
      ...this.#headers,
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
    };
    return new Promise((resolve, reject) => {
      const sent = request(this.#url + path, { method: 'POST', agent: this.#agent, headers }, (answer) => {
        read(answer).then(resolve, reject);
      });
      sent.on('error', reject).end(body);
    });
  }

  /** A form, as a browser sends one that may have files. */
  postForm(path: string, fields: Readonly<Record<string, string>>): Promise<Answered> {
    return this.#post(path, `multipart/form-data; boundary=${BOUNDARY}`, multipart(fields));
  }

  postJson(path: string, body: unknown): Promise<Answered> {
    return this.#post(path, 'application/json', JSON.stringify(body));
  }

  leave(): void {
    this.#agent.destroy();
  }
}
