import { literal, Op, type Model } from 'sequelize';
import { User } from '../../../models/user.ts';
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
    order: [
      [first, 'ASC'],
      ['id', 'ASC'],
    ],
    limit: NAMED,
  });
  if (rows.length === 0) return '';
  const names = rows.map((row) => nameOf(row, first)).join(', ');
  const more = count - rows.length;
  return more > 0 ? `${names} and ${more.toLocaleString('en')} more` : names;
}
