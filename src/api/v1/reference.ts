import { z } from 'zod';
import { STATUS_CATEGORIES } from '../../use-cases/complaints/complaint-fields.ts';
import { deleteGroups } from '../../use-cases/groups/delete-groups.ts';
import { groupNoun } from '../../use-cases/groups/group-noun.ts';
import { groupList } from '../../use-cases/groups/list-groups.ts';
import { createReplyTemplate } from '../../use-cases/reply-templates/create-reply-template.ts';
import { replyTemplateList } from '../../use-cases/reply-templates/list-reply-templates.ts';
import { replyTemplateNoun } from '../../use-cases/reply-templates/reply-template-noun.ts';
import { updateReplyTemplate } from '../../use-cases/reply-templates/update-reply-template.ts';
import { complaintTypeList } from '../../use-cases/reference/list-complaint-types.ts';
import { departmentList } from '../../use-cases/reference/list-departments.ts';
import { statusList } from '../../use-cases/reference/list-statuses.ts';
import { complaintTypeNoun, departmentNoun, statusNoun } from '../../use-cases/reference/nouns.ts';
import { updateStatus } from '../../use-cases/reference/update-status.ts';
import { id, sentId } from '../shapes.ts';
import { flag, REFERENCE, text, times } from './record-shapes.ts';
import { recordRoutes, type RecordKind } from './record-routes.ts';

const KINDS: readonly RecordKind[] = [
  {
    ...REFERENCE,
    path: '/departments',
    tag: 'Departments',
    nouns: ['department', 'departments'],
    list: departmentList,
    noun: departmentNoun,
    row: {
      id,
      name: z.string(),
      description: z.string().nullable(),
      isActive: z.boolean(),
      peopleCount: z.int(),
      ...times,
    },
    fields: { name: text, description: text, isActive: flag },
    required: ['name'],
  },
  {
    ...REFERENCE,
    path: '/complaint-types',
    tag: 'Complaint types',
    nouns: ['complaint type', 'complaint types'],
    list: complaintTypeList,
    noun: complaintTypeNoun,
    row: { id, name: z.string(), description: z.string().nullable(), isActive: z.boolean(), ...times },
    fields: { name: text, description: text, isActive: flag },
    required: ['name'],
  },
  {
    ...REFERENCE,
    path: '/statuses',
    tag: 'Statuses',
    nouns: ['status', 'statuses'],
    list: statusList,
    noun: statusNoun,
    row: {
      id,
      name: z.string(),
      category: z.enum(STATUS_CATEGORIES),
      code: z.string().nullable(),
      position: z.int(),
      isActive: z.boolean(),
      description: z.string().nullable(),
      ...times,
    },
    fields: {
      name: text,
      category: z.enum(STATUS_CATEGORIES, `The category is one of ${STATUS_CATEGORIES.join(', ')}.`),
      position: z.int('The position is a number.'),
      isActive: flag,
      description: text,
    },
    required: ['name', 'category', 'position'],
    update: updateStatus,
  },
  {
    path: '/reply-templates',
    tag: 'Reply templates',
    nouns: ['reply template', 'reply templates'],
    rights: {},
    list: replyTemplateList,
    noun: replyTemplateNoun,
    row: {
      id,
      name: z.string(),
      text: z.string(),
      typeId: id.nullable(),
      ownerId: id.nullable(),
      isShared: z.boolean(),
      ...times,
    },
    fields: { name: text, text, typeId: sentId.nullable(), isShared: flag },
    required: ['name', 'text'],
    create: createReplyTemplate,
    update: updateReplyTemplate,
  },
  {
    path: '/groups',
    tag: 'Groups',
    nouns: ['group', 'groups'],
    rights: { edit: 'permissions.edit', remove: 'permissions.edit' },
    list: groupList,
    noun: groupNoun,
    row: { id, name: z.string(), description: z.string().nullable(), memberCount: z.int(), ...times },
    fields: { name: text, description: text },
    required: ['name'],
    remove: deleteGroups,
  },
];

/** What complaints, people and times are sorted by. */
export const referenceRoutes = KINDS.flatMap(recordRoutes);
