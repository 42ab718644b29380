import { literal, Op, type Model, type ModelStatic, type WhereOptions } from 'sequelize';

// SQLite's LIKE folds the letter case of ASCII alone.
function spellings(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return [text];
  const lower = text.toLowerCase();
  const capitalised = lower.replaceAll(/(^|[^\p{L}\p{M}])(\p{L})/gu, (part) => part.toUpperCase());
  return [...new Set([text, lower, text.toUpperCase(), capitalised])];
}

/** Operands of LIKE for a text somewhere in a column; `%` and `_` stand for themselves, on both engines. */
export function likePatterns(model: ModelStatic<Model>, text: string): string[] {
  const { sequelize } = model;
  if (sequelize === undefined) throw new Error(`${model.name} is not bound to a database`);
  // No stored text has this character, and to SQLite it is the end of the statement.
  if (text.includes('\0')) return ['NULL'];
  const escaped = spellings(text.normalize('NFC').trim()).map((one) => one.replaceAll(/[!%_]/g, '!$&'));
  return escaped.map((one) => `${sequelize.escape(`%${one}%`)} ESCAPE '!'`);
}

/** Rows whose attribute has `text` somewhere in it, in any letter case. */
export function contains(model: ModelStatic<Model>, attribute: string, text: string): WhereOptions {
  return { [Op.or]: likePatterns(model, text).map((one) => ({ [attribute]: { [Op.like]: literal(one) } })) };
}
