import { z } from 'zod';
import { problem } from './shapes.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/** A moment has no form in JSON but the text that it is written as. */
function asText({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void {
  if (zodSchema._zod.def.type !== 'date') return;
  jsonSchema.type = 'string';
  jsonSchema.format = 'date-time';
}

/** The schema as JSON Schema has it, before anything is made of what it describes. */
export function jsonSchemaOf(schema: z.ZodType): Json {
  const { $schema: _draft, ...made } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    override: asText,
    reused: 'inline',
  }) as Json;
  return made;
}

function parametersOf({ path, query, ifMatch, method }: Route): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'integer', minimum: 1 },
  }));
  const { properties = {}, required = [] } = (query === undefined ? {} : jsonSchemaOf(query)) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const asked = Object.entries(properties).map(([name, { description, default: _default, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
    ...(schema.type === 'array' ? { style: 'form', explode: true } : {}),
  }));
  const match = {
    name: 'If-Match',
    in: 'header',
    required: ifMatch === 'required',
    description: 'The ETag of the record as you saw it; with another one now the answer is 412.',
    schema: { type: 'string' },
  };
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'The same key with the same request does nothing more within 24 hours, and is answered alike.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  };
  return [
    ...inPath,
    ...asked,
    ...(ifMatch === undefined ? [] : [match]),
    ...(method === 'post' ? [key] : []),
  ];
}

const FORM = {
  type: 'object',
  required: ['attachments'],
  properties: { attachments: { type: 'array', items: { type: 'string', format: 'binary' } } },
};

function bodyOf({ body, takesFiles }: Route): Json {
  if (takesFiles === true)
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: FORM } } } };
  if (body === undefined) return {};
  return {
    requestBody: { required: true, content: { 'application/json': { schema: jsonSchemaOf(body) } } },
  };
}

const UNSEEN = { description: 'Done; nothing of it is there for whoever asked to see.' };

function answersOf({ answer, status, needs, ifMatch, tell }: Route): Json {
  const content =
    answer === 'file'
      ? { '*/*': { schema: { type: 'string', format: 'binary' } } }
      : answer && { 'application/json': { schema: jsonSchemaOf(answer) } };
  const good = String(status ?? (answer === undefined ? 204 : 200));
  return {
    [good]: { description: 'Done.', ...(content === undefined ? {} : { content }) },
    ...(tell === undefined ? {} : { 204: UNSEEN }),
    ...(needs === undefined ? {} : { 403: { $ref: '#/components/responses/Problem' } }),
    ...(ifMatch === undefined ? {} : { 412: { $ref: '#/components/responses/Problem' } }),
    ...(ifMatch === 'required' ? { 428: { $ref: '#/components/responses/Problem' } } : {}),
    default: { $ref: '#/components/responses/Problem' },
  };
}

function operationId({ method, path }: Route): string {
  const words = path
    .replaceAll(/\{(\w+)\}/g, 'by-$1')
    .split(/[/-]/)
    .filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

const rightsIn = (names: readonly string[]) =>
  `the ${names.length === 1 ? 'right' : 'rights'} ${names.map((name) => `\`${name}\``).join(' and ')}`;

function operationOf(route: Route): Json {
  const { tag, summary, description, needs } = route;
  const told = [description, needs && `Needs ${rightsIn([needs].flat())}.`].filter(
    (one) => one !== undefined,
  );
  return {
    operationId: operationId(route),
    tags: [tag],
    summary,
    ...(told.length === 0 ? {} : { description: told.join(' ') }),
    parameters: parametersOf(route),
    ...bodyOf(route),
    responses: answersOf(route),
  };
}

const ABOUT = `What people may do in the portal, for programs. Send \`Authorization: Bearer TOKEN\`; tokens are made on the page of
your profile. Times are RFC 3339 in UTC. Refusals are \`application/problem+json\`.`;

/** The description of these routes, as OpenAPI 3.1. */
export function documentOf(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  return {
    openapi: '3.1.0',
    info: { title: 'Alpha Lab IT Complaint Portal', version: '1', description: ABOUT.replaceAll('\n', ' ') },
    servers: [{ url: '.' }],
    security: [{ token: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: jsonSchemaOf(problem) },
      responses: {
        Problem: {
          description: 'Refused, or failed.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}
