import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { database } from '../../src/database/connect.ts';
import type { Client } from './client.ts';

/** What is sent in two parts. */
export interface SlowRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer to it. */
export interface SlowAnswer {
  readonly status: number | undefined;
  readonly location: string | undefined;
  readonly text: string;
}

/** For longer than this it counts as certain who sends a request, in milliseconds. */
const LONG_MS = 1100;

/** Resolves once the database is asked whose session or token it is. */
export function asked(): Promise<void> {
  // Sequelize reads this option anew for each statement; its types hide it.
  const { options } = database() as unknown as { options: { logging: (sql: string) => void } };
  const { logging } = options;
  return new Promise((resolve) => {
    options.logging = (sql) => {
      logging(sql);
      if (!/FROM (sessions|api_tokens)\b/.test(sql)) return;
      options.logging = logging;
      resolve();
    };
  });
}

/** Sends the first half of a request, does something once it is known who sends it, and sends the rest after more than a second. */
export async function sendSlowly(
  url: string,
  { path, headers, body }: SlowRequest,
  meanwhile: () => Promise<unknown>,
): Promise<SlowAnswer> {
  const known = asked();
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const sent = request(url + path, { method: 'POST', agent: false, headers: { ...headers, ...length } });
  const answered = once(sent, 'response');
  const half = Math.floor(body.length / 2);
  sent.write(body.slice(0, half));
  await known;
  await meanwhile();
  await delay(LONG_MS);
  sent.end(body.slice(half));
  const [answer] = (await answered) as [IncomingMessage];
  return { status: answer.statusCode, location: answer.headers.location, text: await text(answer) };
}

/** Headers of a browser that sends a form of the site itself. */
export function browserHeaders(client: Client, type: string): Record<string, string> {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return { cookie, origin: client.url, 'content-type': type };
}

/** A form with a file of this text, and how it is told. */
export function multipart(
  fields: Readonly<Record<string, string>>,
  file?: string,
): { readonly type: string; readonly body: string } {
  const part = (disposition: string, content: string) =>
    `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
  const parts = Object.entries(fields).map(([name, value]) => part(`name="${name}"`, value));
  if (file !== undefined) parts.push(part('name="attachments"; filename="said.txt"', file));
  return { type: 'multipart/form-data; boundary=b', body: `${parts.join('')}--b--\r\n` };
}
