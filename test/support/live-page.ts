import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from './client.ts';

/** Something that an open page was told. */
export interface Told {
  readonly event: string;
  readonly data: {
    readonly events?: readonly { readonly text: string; readonly isInternal: boolean }[];
    readonly present?: readonly { readonly name: string; readonly isWriting: boolean }[];
    readonly changed?: boolean;
    readonly unread?: number;
  };
}

/** A page that listens, as a browser's EventSource does. */
export class LivePage {
  readonly told: Told[] = [];
  readonly status: Promise<number>;
  readonly ended: Promise<void>;
  readonly #abort = new AbortController();

  constructor(client: Client, query: string) {
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = fetch(`${client.url}/notifications/stream?${query}`, {
      headers: { accept: 'text/event-stream', cookie },
      redirect: 'manual',
      signal: this.#abort.signal,
    });
    this.status = answer.then(({ status }) => status);
    this.ended = answer.then((response) => this.#read(response)).catch(() => undefined);
  }

  async #read(response: Response): Promise<void> {
    let rest = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/s.exec(block) ?? [];
        if (event !== undefined && data !== undefined)
          this.told.push({ event, data: JSON.parse(data) as Told['data'] });
      }
    }
  }

  /** Waits for something that it is told; fails after so many seconds. */
  async until(matches: (told: Told) => boolean, seconds = 5): Promise<Told> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await delay(50)) {
      const found = this.told.find(matches);
      if (found !== undefined) return found;
    }
    throw new Error(`not told within ${seconds} s, only: ${JSON.stringify(this.told)}`);
  }

  close(): void {
    this.#abort.abort();
  }
}
