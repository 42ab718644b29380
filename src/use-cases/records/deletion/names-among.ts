import { literal, Op, type Model, type ModelStatic } from 'sequelize';
import { database } from '../../../database/connect.ts';
import { sortedName } from '../../../models/text.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import type { Actor } from '../../../policies/actor.ts';
import { referringSql, type Counted } from './count-references.ts';

/** What is named; of more, the number is told. */
const NAMED = 5;

/** Longest part of a name that is told, in characters: questions and titles can be long. */
const NAME_LENGTH = 60;

function nameOf(row: Model, attribute: string): string {
  const name = row instanceof User ? row.displayName : String(row.get(attribute));
  const letters = Array.from(name);
  return letters.length > NAME_LENGTH ? `${letters.slice(0, NAME_LENGTH - 1).join('')}…` : name;
}

/** The first names of these rows, and how many of `count` are not named. */
export function listedNames(rows: readonly Model[], attribute: string, count: number): string {
  if (rows.length === 0) return '';
  const named = rows.slice(0, NAMED);
  const names = named.map((row) => nameOf(row, attribute)).join(', ');
  const more = count - named.length;
  return more > 0 ? `${names} and ${more.toLocaleString('en')} more` : names;
}

/** What names follow one another by; titles of complaints, which have no key, as they were filed. */
function inOrderOf(model: ModelStatic<Model>, attribute: string): string[] {
  const key = sortedName(model === User ? 'name' : attribute);
  return key in model.getAttributes() ? [key] : [];
}

/** The first names of what refers to records, as far as the actor may read them; empty where there are none to tell. */
export async function namesAmong(
  actor: Actor,
  { reference, count }: Counted,
  ids: readonly number[],
): Promise<string> {
  const { named } = reference;
  if (named === undefined) return '';
  const { model, column, attributes, policy } = named;
  const [first = 'id'] = attributes;
  const about = literal(`(SELECT \`${column}\` ${referringSql(reference, ids)})`);
  const rows = await model.findAll({
    attributes: ['id', ...attributes],
    where: { [Op.and]: [{ id: { [Op.in]: about } }, policy.visibleTo(actor)] },
    order: [...inOrderOf(model, first), 'id'],
    limit: NAMED,
  });
  return listedNames(rows, first, count);
}

/** What records may be called by. */
const CALLED_BY = ['name', 'question', 'title', 'username'];

/** The first names of these records, which the actor sees. */
export async function namesOf(table: string, ids: readonly number[]): Promise<string> {
  const model = Object.values(database().models).find(({ tableName }) => tableName === table);
  const attribute = CALLED_BY.find((name) => name in (model?.getAttributes() ?? {}));
  if (model === undefined || attribute === undefined) return '';
  const attributes = model === User ? NAME_COLUMNS : ['id', attribute];
  const rows = await model.findAll({ attributes, where: { id: [...ids] }, order: ['id'], limit: NAMED });
  return listedNames(rows, attribute, ids.length);
}
