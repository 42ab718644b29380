import { createFaqCategory } from '../../use-cases/faq/create-faq-category.ts';
import { faqCategoryList } from '../../use-cases/faq/list-faq-categories.ts';
import { moveFaqCategory } from '../../use-cases/faq/move-faq-category.ts';
import { faqCategoryNoun } from '../../use-cases/faq/nouns.ts';
import { components } from '../components/index.ts';
import { moving } from '../table/moving.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

const table: Table = {
  ...faqCategoryNoun,
  nouns: ['category', 'categories'],
  list: faqCategoryList,
  historyOf: ({ id }) => ({ subjectType: 'faq_category', subjectId: id }),
  editable: ['name', 'isActive'],
  title: ({ name }) => String(name),
  titleColumns: ['name'],
  create: createFaqCategory,
};

/** Under which headings the portal shows questions, in the order of the list. */
export const faqCategories = () =>
  panelTable(table, {
    menu: MENU.referenceData,
    icon: 'BookOpen',
    titleProperty: 'name',
    list: ['position', 'name', 'isActive'],
    show: ['name', 'isActive', 'createdAt', 'updatedAt'],
    filter: ['name', 'isActive'],
    labels: {
      position: 'Order',
      name: 'Name',
      isActive: 'Active',
      createdAt: 'Created',
      updatedAt: 'Last change',
    },
    properties: {
      position: { components: { list: components.RuleOrder } },
      isActive: { isRequired: false, custom: { defaultValue: true } },
    },
    actions: { move: moving(moveFaqCategory) },
  });
