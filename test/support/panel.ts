import { PASSWORD } from '../factories/people.ts';
import type { Person } from '../../src/policies/actor.ts';
import { programOf, type ApiClient } from './api-client.ts';
import { signIn, startApp, type TestApp } from './app.ts';
import type { Client } from './client.ts';

/** A record as the panel's API answers it. */
export interface PanelRecord {
  readonly id?: number;
  readonly title?: string;
  readonly params: Record<string, unknown>;
  readonly populated: Record<string, PanelRecord>;
  readonly errors: Record<string, { readonly message: string }>;
  readonly recordActions: { readonly name: string }[];
  readonly bulkActions: { readonly name: string }[];
}

/** An answer of the panel's API. */
export interface PanelAnswer {
  readonly status: number;
  readonly text: string;
  readonly record: PanelRecord;
  readonly records: PanelRecord[];
  readonly notice?: { readonly message: string; readonly type: string };
  readonly redirectUrl?: string;
  readonly meta: { readonly total: number; readonly page: number; readonly perPage: number };
}

type Payload = Readonly<Record<string, string | readonly string[]>>;

/** One person at the panel, by its API alone: what its pages can do, and what they do not offer. */
export class Panel {
  readonly client: Client;

  constructor(client: Client) {
    this.client = client;
  }

  async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<PanelAnswer> {
    const search = new URLSearchParams(query).toString();
    return answer(await this.client.get(`/admin/api/${path}${search === '' ? '' : `?${search}`}`));
  }

  async post(path: string, payload: Payload = {}): Promise<PanelAnswer> {
    return answer(await this.client.postMultipart(`/admin/api/${path}`, payload));
  }

  async postJson(path: string, body: unknown): Promise<PanelAnswer> {
    const init = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    };
    return answer(await this.client.request(`/admin/api/${path}`, init));
  }

  list(resource: string, query: Readonly<Record<string, string>> = {}): Promise<PanelAnswer> {
    return this.get(`resources/${resource}/actions/list`, query);
  }

  search(resource: string, text: string, query: Readonly<Record<string, string>> = {}): Promise<PanelAnswer> {
    return this.get(`resources/${resource}/actions/search/${encodeURIComponent(text)}`, query);
  }

  create(resource: string, payload: Payload): Promise<PanelAnswer> {
    return this.post(`resources/${resource}/actions/new`, payload);
  }

  show(resource: string, id: number | string): Promise<PanelAnswer> {
    return this.get(`resources/${resource}/records/${id}/show`);
  }

  act(resource: string, id: number | string, action: string, payload: Payload = {}): Promise<PanelAnswer> {
    return this.post(`resources/${resource}/records/${id}/${action}`, payload);
  }

  bulk(
    resource: string,
    ids: readonly (number | string)[],
    action: string,
    payload: Payload = {},
  ): Promise<PanelAnswer> {
    return this.post(`resources/${resource}/bulk/${action}?recordIds=${ids.join(',')}`, payload);
  }
}

function answer({ status, text }: { status: number; text: string }): PanelAnswer {
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Omit<PanelAnswer, 'status' | 'text'>;
  return { ...body, status, text };
}

/** The application with its panel, started for the suite that calls this, and somebody's way into it. */
export function withPanel(environment: Record<string, string> = {}): {
  as(username: string): Promise<Panel>;
  anonymous(): Client;
  /** A program that acts as somebody at the same application. */
  program(person: Person): Promise<ApiClient>;
} {
  let app: TestApp | undefined;
  before(async function start() {
    this.timeout(120_000);
    app = await startApp({ panel: true, environment });
  });
  after(() => app?.stop());
  const started = (): TestApp => {
    if (app === undefined) throw new Error('the application runs only inside a test');
    return app;
  };
  return {
    as: async (username) => new Panel(await signIn(started().client(), username, PASSWORD)),
    anonymous: () => started().client(),
    program: (person) => programOf(started().url, person),
  };
}

/** The values of one property of all records. */
export function valuesOf({ records }: PanelAnswer, path: string): unknown[] {
  return records.map(({ params }) => params[path]);
}
