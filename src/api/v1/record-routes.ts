import type { Model } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../../policies/actor.ts';
import type { Permission } from '../../policies/permissions.ts';
import { asOfVersion } from '../../use-cases/records/as-of-version.ts';
import { createRecord } from '../../use-cases/records/create-record.ts';
import { deleteRecords } from '../../use-cases/records/delete-records.ts';
import type { Listing, Values } from '../../use-cases/records/listing/listing.ts';
import { readRow } from '../../use-cases/records/listing/read-row.ts';
import type { Noun } from '../../use-cases/records/noun.ts';
import { updateRecord } from '../../use-cases/records/update-record.ts';
import { makeOnce } from '../../use-cases/submissions/make-once.ts';
import { change, route, type Call, type Route } from '../route.ts';
import { pageOf } from '../shapes.ts';
import { listPage, listQuery } from './list-query.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

/** A list that is only read. */
export interface ReadKind {
  /** Such as `/departments`. */
  readonly path: string;
  readonly tag: string;
  /** How one and several are called. */
  readonly nouns: readonly [one: string, many: string];
  readonly list: Listing;
  /** What is answered of a row, by the names that it has there. */
  readonly row: Shape;
  readonly needs?: Permission;
}

/** A kind of record that is also created, changed and deleted. */
export interface RecordKind extends ReadKind {
  readonly noun: Noun;
  readonly rights: { readonly edit?: Permission; readonly remove?: Permission };
  /** What can be set; `required` must be there at the beginning. */
  readonly fields: Shape;
  readonly required: readonly string[];
  readonly create?: (actor: Actor, values: Values) => Promise<Model>;
  readonly update?: (actor: Actor, id: number, changes: Values, version?: number) => Promise<Model>;
  readonly remove?: (actor: Actor, ids: readonly number[]) => Promise<unknown>;
  /** What whoever saves a row should know of it; answers of changes have it as `note`. */
  readonly noteOn?: (id: number) => Promise<string | undefined>;
}

/** Exactly what the shape names of a row: a column that nobody named never leaves. */
const shown =
  (row: Shape) =>
  (values: Values): Record<string, unknown> =>
    Object.fromEntries(Object.keys(row).map((name) => [name, values[name] ?? null]));

/** The routes that read a list. */
export function readRoutes({ path, tag, nouns: [one, many], list, row, needs }: ReadKind): Route[] {
  const answer = z.strictObject(row);
  const present = shown(row);
  const right = needs === undefined ? {} : { needs };
  return [
    route({
      method: 'get',
      path,
      tag,
      summary: `List ${many}`,
      ...right,
      query: listQuery(list),
      answer: pageOf(answer),
      handle: (call) => listPage(call as Call, list, present),
    }),
    route({
      method: 'get',
      path: `${path}/{id}`,
      tag,
      summary: `Read a ${one}`,
      ...right,
      answer,
      handle: async ({ actor, ids }) => present(await readRow(list, actor, Number(ids.id))),
    }),
  ];
}

const note = z.string().nullable().meta({ description: 'What to know of what was saved.' });

/** What is answered of a row that was saved: the row, and what to know of it. */
function savedRow({ row, list, noteOn }: RecordKind) {
  const present = shown(row);
  return {
    answer: z.strictObject(noteOn === undefined ? row : { ...row, note }),
    read: async (actor: Actor, id: number) => {
      const values = present(await readRow(list, actor, id));
      return noteOn === undefined ? values : { ...values, note: (await noteOn(id)) ?? null };
    },
  };
}

/** The routes that read, create, change and delete records of a kind. */
export function recordRoutes(kind: RecordKind): Route[] {
  const { path, tag, nouns, noun, rights, fields, required } = kind;
  const { answer, read } = savedRow(kind);
  const create = kind.create ?? ((actor, values) => createRecord(actor, noun, values));
  const update =
    kind.update ?? ((actor, id, changes, version) => updateRecord(actor, noun, id, changes, version));
  const remove = kind.remove ?? ((actor, ids) => deleteRecords(actor, noun, ids));
  const mayEdit = rights.edit === undefined ? {} : { needs: rights.edit };
  const body = z.strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        required.includes(name) ? field : field.optional(),
      ]),
    ),
  );
  return [
    ...readRoutes(kind),
    change({
      method: 'post',
      path,
      tag,
      summary: `Add a ${nouns[0]}`,
      ...mayEdit,
      body,
      answer,
      status: 201,
      made: path,
      remembers: true,
      handle({ actor, body: values, submissionKey: key }) {
        const make = async () => Number((await create(actor, values)).get('id'));
        return makeOnce(actor, { key, content: [path, values] }, make);
      },
      tell: ({ actor }, id) => read(actor, id),
    }),
    change({
      method: 'patch',
      path: `${path}/{id}`,
      tag,
      summary: `Change a ${nouns[0]}`,
      ...mayEdit,
      ifMatch: 'required',
      body: z.strictObject(fields).partial(),
      answer,
      async handle({ actor, ids, body: changes, version }) {
        await update(actor, Number(ids.id), changes, version);
      },
      tell: ({ actor, ids }) => read(actor, Number(ids.id)),
    }),
    route({
      method: 'delete',
      path: `${path}/{id}`,
      tag,
      summary: `Delete a ${nouns[0]}`,
      ...(rights.remove === undefined ? {} : { needs: rights.remove }),
      ifMatch: 'optional',
      async handle({ actor, ids, version }) {
        const id = Number(ids.id);
        await asOfVersion(actor, noun, id, version, () => remove(actor, [id]));
      },
    }),
  ];
}
