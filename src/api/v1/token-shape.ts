import { z } from 'zod';
import { id, list, moment } from '../shapes.ts';

/** A token as it is shown: never the token itself. */
export const token = z.strictObject({
  id,
  name: z.string(),
  prefix: z.string(),
  scopes: list(z.string()),
  expires: moment,
  lastUsedAt: moment.nullable(),
  lastAddress: z.string().nullable(),
  createdAt: moment,
});
