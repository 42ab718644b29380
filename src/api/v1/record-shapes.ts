import { z } from 'zod';
import { moment, version } from '../shapes.ts';

/** Text that is sent. */
export const text = z.string('This must be text.');
/** Yes or no that is sent. */
export const flag = z.boolean('This is true or false.');
/** What every row has that changes. */
export const times = { version, createdAt: moment, updatedAt: moment };
/** Who sees reference data, and who changes it. */
export const REFERENCE = {
  needs: 'reference.view',
  rights: { edit: 'reference.edit', remove: 'reference.delete' },
} as const;
