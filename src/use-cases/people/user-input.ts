import { z } from 'zod';
import { rowIdOr } from '../whole-number.ts';

const id = rowIdOr('Choose one of the list.');

/** What a profile form may set; lengths and uniqueness are the model's. */
const profile = z.strictObject({
  departmentId: id.nullable().optional(),
  phoneNumber: z.string('This must be text.').optional(),
  mainPortalId: z.string('This must be text.').nullable().optional(),
  emailNotifications: z.boolean('This is yes or no.').optional(),
  awayUntil: z.string('This must be text.').nullable().optional(),
});

const text = z.string('This must be text.');

/** What a user form may set. Everything not named here is refused, so that no other column can be written. */
export const userChanges = z.strictObject({
  username: text.optional(),
  email: text.optional(),
  firstName: text.optional(),
  lastName: text.optional(),
  password: text.optional(),
  mustChangePassword: z.boolean('This is yes or no.').optional(),
  isActive: z.boolean('This is yes or no.').optional(),
  isSuperuser: z.boolean('This is yes or no.').optional(),
  groupIds: z.array(id).max(100, 'Choose at most 100 groups.').optional(),
  profile: profile.optional(),
});

/** What creating a user needs. */
export const newUser = userChanges.extend({
  username: z.string('The username is required.'),
  /** Empty: they are sent a link to choose one. */
  password: z.string('This must be text.').default(''),
});

export type NewUser = z.input<typeof newUser>;
export type ParsedUserChanges = z.output<typeof userChanges>;
