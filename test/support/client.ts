/** Fields of a form; a list sends its name several times. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** An answer whose body was read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where a redirect leads, as sent. */
  readonly location: string | null;
  json(): unknown;
}

function entries(fields: Fields): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  );
}

/** What tells where a request comes from; a test that says one of these says all of them. */
const ORIGIN_HEADERS = ['origin', 'referer', 'sec-fetch-site'];

/** A small browser: keeps cookies, says which site it is on, follows no redirect, and runs no script. */
export class Client {
  readonly cookies = new Map<string, string>();
  readonly url: string;
  /** False for a program that is no browser and says nothing of where it is. */
  readonly saysOrigin: boolean;
  /** By which a program acts as somebody; it has no cookies. */
  bearer: string | undefined;

  constructor(url: string, saysOrigin = true) {
    this.url = url;
    this.saysOrigin = saysOrigin;
  }

  async request(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (!headers.has('accept')) headers.set('accept', 'text/html,application/xhtml+xml,*/*;q=0.8');
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie !== '') headers.set('cookie', cookie);
    if (this.bearer !== undefined) headers.set('authorization', `Bearer ${this.bearer}`);
    if (this.saysOrigin && !ORIGIN_HEADERS.some((name) => headers.has(name))) this.#sayOrigin(headers, init);
    const response = await fetch(this.url + path, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = await response.text();
    const location = response.headers.get('location');
    return {
      status: response.status,
      headers: response.headers,
      text,
      location,
      json: () => JSON.parse(text),
    };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request(path, { headers });
  }

  /** Sends a form as browsers do by default. */
  post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request(path, { method: 'POST', body: new URLSearchParams(entries(fields)), headers });
  }

  /** Sends a form as browsers do when it may have files. */
  postMultipart(path: string, fields: Fields, files: Readonly<Record<string, File>> = {}): Promise<Answer> {
    const body = new FormData();
    for (const [name, value] of entries(fields)) body.append(name, value);
    for (const [name, file] of Object.entries(files)) body.append(name, file);
    return this.request(path, { method: 'POST', body });
  }

  /** As browsers do over plain http, where they leave Sec-Fetch-Site out. */
  #sayOrigin(headers: Headers, { method = 'GET' }: RequestInit): void {
    headers.set('referer', `${this.url}/`);
    if (method !== 'GET' && method !== 'HEAD') headers.set('origin', this.url);
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    const gone = attributes.some((one) => /^\s*expires=Thu, 01 Jan 1970/i.test(one));
    if (gone) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1).trim());
  }
}
