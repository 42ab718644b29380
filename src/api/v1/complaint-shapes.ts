import { z } from 'zod';
import { STATUS_CATEGORIES, URGENCIES } from '../../use-cases/complaints/complaint-fields.ts';
import { COMPLAINT_STEPS } from '../../policies/complaint-steps.ts';
import { id, list, moment, named, version } from '../shapes.ts';

const category = z.enum(STATUS_CATEGORIES);
const status = z.strictObject({ id, name: z.string(), category });

const summary = {
  id,
  title: z.string(),
  type: named,
  urgency: z.enum(URGENCIES),
  status,
  reporter: named.extend({ department: z.string().nullable() }),
  assignee: named.nullable(),
  createdAt: moment,
  lastActivityAt: moment,
  due: z
    .strictObject({ what: z.enum(['response', 'resolution', 'any']), at: moment })
    .nullable()
    .meta({ description: 'What is due next, while the clock runs.' }),
  isOverdue: z.boolean(),
  version,
};

/** A complaint in a list. */
export const complaintSummary = z.strictObject(summary);

/** A complaint as it is read. */
export const complaint = z.strictObject({
  ...summary,
  description: z.string(),
  location: z.string(),
  contactNumber: z.string(),
  resolvedAt: moment.nullable(),
  closedAt: moment.nullable(),
  filesRemovedAt: moment.nullable().meta({
    description: 'When its files were removed, since it was closed long ago; null: they were not.',
  }),
  textsRemovedAt: moment.nullable().meta({
    description:
      'The same of its texts, those of remarks and reasons among them; in their place stands `Removed`.',
  }),
  reopenCount: z.int().min(0),
  followUpOfId: id.nullable(),
  followUpIds: list(id),
  mergedIntoId: id.nullable(),
  mergedIds: list(id),
  links: list(z.strictObject({ id, title: z.string(), status: z.string(), category })),
  followers: list(named),
  steps: list(z.enum(COMPLAINT_STEPS)).meta({ description: 'What whoever asks may do now.' }),
});

/** A file. */
export const file = z.strictObject({
  id,
  name: z.string(),
  sizeBytes: z.int().min(0),
  contentType: z.string(),
});

/** Something that happened to a complaint, with what was said. */
export const complaintEvent = z.strictObject({
  id,
  name: z.string(),
  at: moment,
  by: named.nullable().meta({ description: 'Null: the portal itself.' }),
  what: z.string().meta({ description: 'In words that go on after the name.' }),
  status: z.strictObject({ name: z.string(), category }).nullable(),
  said: z
    .strictObject({
      id,
      text: z.string(),
      quoted: z.string().nullable(),
      isInternal: z.boolean(),
      attachments: list(file),
    })
    .nullable(),
  feedback: z.strictObject({ rating: z.int().min(1).max(5), comment: z.string() }).nullable(),
});
