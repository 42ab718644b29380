import { deleteRecords } from '../../use-cases/records/delete-records.ts';
import { createReplyTemplate } from '../../use-cases/reply-templates/create-reply-template.ts';
import { replyTemplateList } from '../../use-cases/reply-templates/list-reply-templates.ts';
import { replyTemplateNoun } from '../../use-cases/reply-templates/reply-template-noun.ts';
import { updateReplyTemplate } from '../../use-cases/reply-templates/update-reply-template.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

const table: Table = {
  ...replyTemplateNoun,
  nouns: ['reply template', 'reply templates'],
  list: replyTemplateList,
  historyOf: ({ id }) => ({ subjectType: 'reply_template', subjectId: id }),
  editable: ['name', 'text', 'typeId', 'isShared'],
  title: ({ name }) => String(name),
  titleColumns: ['name', 'ownerId'],
  guarded: { isShared: 'share' },
  create: createReplyTemplate,
  update: updateReplyTemplate,
  async remove(actor, ids) {
    await deleteRecords(actor, replyTemplateNoun, ids);
    return {};
  },
};

/** Texts for replies: one's own, and those that all share. */
export const replyTemplates = () =>
  panelTable(table, {
    menu: MENU.referenceData,
    icon: 'FileText',
    titleProperty: 'name',
    list: ['name', 'text', 'typeId', 'isShared'],
    show: ['name', 'text', 'typeId', 'isShared', 'createdAt', 'updatedAt'],
    filter: ['name', 'typeId'],
    labels: {
      name: 'Name',
      text: 'Text',
      typeId: 'Only for complaints about',
      isShared: 'Shared with all who reply',
      createdAt: 'Created',
      updatedAt: 'Last change',
    },
    properties: {
      text: { type: 'textarea', description: 'placeholders' },
      typeId: { type: 'reference', reference: 'complaint_types', isSortable: false },
      isShared: { type: 'boolean', isRequired: false, isSortable: false },
    },
  });
