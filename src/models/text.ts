import { Op, type Attributes, type Model, type ModelStatic, type WhereOptions } from 'sequelize';
export { latinOf, lookOf, lookTheSame } from '../database/look-alike.ts';
export { compareTexts, SORT_KEY_LENGTH, sortKey } from '../database/sort-key.ts';
export { mixedAlike, mixedWithin } from '../database/scripts.ts';
export {
  hasControls,
  hasInvisible,
  isSameText,
  plainLetters,
  saysSomething,
  textKey,
  tidy,
  visible,
} from '../database/text-key.ts';

/** Longest text that a column of names can hold, in UTF-16 units; what is longer is nobody's name. */
const LONGEST = 1000;

/** Name of the attribute that holds the key of another one. */
export function foldedName<Attribute extends string>(attribute: Attribute): `${Attribute}Folded` {
  return `${attribute}Folded`;
}

/** Name of the attribute that holds what rows are sorted by in place of another one. */
export function sortedName<Attribute extends string>(attribute: Attribute): `${Attribute}Sorted` {
  return `${attribute}Sorted`;
}

/** The key under which a model stores `value`; undefined when no row can have it. */
function keyFor(model: ModelStatic<Model>, attribute: string, value: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- it ends a statement for SQLite
  if (value.length > LONGEST || /[\0-\x08\x0e-\x1f\x7f]/.test(value)) return undefined;
  const key: unknown = model.build({ [attribute]: value }).get(foldedName(attribute));
  return typeof key === 'string' && key !== '' && key.length <= LONGEST ? key : undefined;
}

/**
 * The rows whose attribute holds the same name as `value`, at most two.
 *
 * @param others what else must be true of them.
 */
export async function findAllSameText<M extends Model>(
  model: ModelStatic<M>,
  attribute: string,
  value: string,
  others: WhereOptions = {},
): Promise<M[]> {
  const key = keyFor(model, attribute, value);
  if (key === undefined) return [];
  const where = { [Op.and]: [{ [foldedName(attribute)]: key }, others] } as WhereOptions<Attributes<M>>;
  return model.unscoped().findAll({ where, order: [['id', 'ASC']], limit: 2 });
}

/**
 * The row whose attribute holds the same name as `value`. Race-free inside a transaction on SQLite, which has one
 * writer at a time; on MySQL the unique index has the last word.
 */
export async function findSameText<M extends Model>(
  model: ModelStatic<M>,
  attribute: string,
  value: string,
): Promise<M | undefined> {
  return (await findAllSameText(model, attribute, value))[0];
}

/** All rows but the one with this id; a new row has none yet. */
export function otherThan(id: unknown): WhereOptions {
  return id === null || id === undefined ? {} : { id: { [Op.ne]: id } };
}

/** A validator for an attribute whose value no other row may have. */
export function notTaken(attribute: string, message: string) {
  return async function isFree(this: Model, value: unknown): Promise<void> {
    if (typeof value !== 'string' || !this.changed(attribute as never)) return;
    const model = this.constructor as ModelStatic<Model>;
    const [other] = await findAllSameText(model, attribute, value, otherThan(this.get('id')));
    if (other !== undefined) throw new Error(message);
  };
}
