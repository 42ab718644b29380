import { z } from 'zod';
import { jsonSchemaOf } from './document.ts';

interface Shape {
  readonly type?: string;
  /** One value or several. */
  readonly anyOf?: readonly Shape[];
}

const isFlag = ({ type }: Shape) => type === 'boolean';
const isList = ({ type, anyOf }: Shape): boolean => type === 'array' || anyOf?.some(isList) === true;

/** What a query's text says of a value of this shape; what it cannot be is left to the schema that is asked for it. */
function understood(value: unknown, shape: Shape): unknown {
  if (isList(shape))
    return [value].flat().flatMap((one) => (typeof one === 'string' ? one.split(',') : [one]));
  if (isFlag(shape) && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

/**
 * A query by the fields of a schema that knows JSON: texts become lists and yes or no where it wants these, several
 * values stand with commas between them or come several times. Anything else is refused with `unknown`.
 *
 * @param fields as the use case takes them, which judges what they hold.
 * @param own what this interface adds to them, such as `limit` and `cursor`.
 */
export function textQuery<Own extends z.ZodRawShape>(
  fields: Readonly<Record<string, z.ZodType>>,
  own: Own,
  unknown = 'There is no such filter.',
) {
  const shapes = Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [name, jsonSchemaOf(schema) as Shape]),
  );
  const texts = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const { default: _default, ...told } = shape as Shape & { default?: unknown };
      const read = z.unknown().transform((value) => understood(value, shape));
      return [name, read.optional().meta(told)];
    }),
  );
  type Query = z.output<z.ZodObject<Own>> & Record<string, unknown>;
  return z.strictObject({ ...own, ...texts }, unknown) as z.ZodType as z.ZodType<Query>;
}
