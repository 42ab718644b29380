import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { documentOf } from '../../src/api/document.ts';
import { ROUTES } from '../../src/api/v1/index.ts';
import type { Person } from '../../src/policies/actor.ts';
import { PERMISSION_NAMES, type Permission } from '../../src/policies/permissions.ts';
import { createToken } from '../../src/use-cases/tokens/create-token.ts';

/** What the program says of its interface. */
export const apiDocument = JSON.parse(JSON.stringify(documentOf(ROUTES))) as {
  paths: Record<string, Record<string, { responses: Record<string, { content?: object; $ref?: string }> }>>;
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(apiDocument, 'api');
const validators = new Map<string, ValidateFunction>();

const escaped = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1');

function templateOf(path: string, method: string): string | undefined {
  const plain = path.split('?')[0] ?? '';
  // What stands there as it is comes before places for numbers.
  const templates = Object.keys(apiDocument.paths).toSorted(
    (one, other) => one.split('{').length - other.split('{').length,
  );
  return templates.find(
    (template) =>
      new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(plain) &&
      apiDocument.paths[template]?.[method] !== undefined,
  );
}

function validatorFor(pointer: string): ValidateFunction {
  const known = validators.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
  validators.set(pointer, known);
  return known;
}

const PROBLEM = '/components/schemas/Problem';

function pointerOf(template: string, method: string, status: number): string {
  const base = `/paths/${escaped(template)}/${method}/responses/${status}/content/application~1json/schema`;
  return status < 400 ? base : PROBLEM;
}

/** @throws Error where the answer is not what the document says of it. */
export function requireDescribed(method: string, path: string, status: number, body: unknown): void {
  const template = templateOf(path, method);
  if (status < 400 && template === undefined) throw new Error(`${method} ${path} is not described`);
  const responses = template === undefined ? {} : (apiDocument.paths[template]?.[method]?.responses ?? {});
  if (status < 400 && responses[status] === undefined)
    throw new Error(`${method} ${path} answers ${status}, which is not described`);
  if (body === undefined) return;
  const validate = validatorFor(template === undefined ? PROBLEM : pointerOf(template, method, status));
  if (!validate(body))
    throw new Error(
      `${method} ${path} ${status}: ${ajv.errorsText(validate.errors)} ${JSON.stringify(body)}`,
    );
}

/** An answer of the interface, held to its description. */
export interface ApiAnswer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** A program that uses the interface as somebody; whatever it is answered has to be described. */
export class ApiClient {
  readonly url: string;
  readonly token: string | undefined;

  constructor(url: string, token: string | undefined) {
    this.url = `${url}/api/v1`;
    this.token = token;
  }

  async send<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<Body>> {
    const response = await fetch(this.url + path, {
      method: method.toUpperCase(),
      headers: {
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /^application\/(problem\+)?json(;|$)/.test(response.headers.get('content-type') ?? '');
    const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
    requireDescribed(method, path, response.status, parsed);
    return { status: response.status, headers: response.headers, body: (parsed ?? text) as Body };
  }

  get<Body = Record<string, unknown>>(path: string, headers?: Record<string, string>) {
    return this.send<Body>('get', path, undefined, headers);
  }
  post<Body = Record<string, unknown>>(path: string, body: unknown = {}, headers?: Record<string, string>) {
    return this.send<Body>('post', path, body, headers);
  }
  patch<Body = Record<string, unknown>>(path: string, body: unknown, version?: number | string) {
    return this.send<Body>('patch', path, body, version === undefined ? {} : { 'if-match': `"${version}"` });
  }
  delete<Body = Record<string, unknown>>(path: string) {
    return this.send<Body>('delete', path);
  }
}

/** A program that acts as this person, with all of their rights or with these. */
export async function programOf(
  url: string,
  person: Person,
  scopes: readonly Permission[] = PERMISSION_NAMES.filter((name) => person.permissions.has(name)),
): Promise<ApiClient> {
  const made = await createToken(person, person, { name: 'A script', scopes });
  return new ApiClient(url, made?.token);
}
