import type { ActionContext, ActionHandler, ActionResponse } from 'adminjs';
import { assignmentRuleNoun } from '../../use-cases/assignment-rules/assignment-rule-noun.ts';
import { createAssignmentRule } from '../../use-cases/assignment-rules/create-assignment-rule.ts';
import { assignmentRuleList } from '../../use-cases/assignment-rules/list-assignment-rules.ts';
import { moveAssignmentRule } from '../../use-cases/assignment-rules/move-assignment-rule.ts';
import { tryRule } from '../../use-cases/assignment-rules/try-rule.ts';
import { updateAssignmentRule } from '../../use-cases/assignment-rules/update-assignment-rule.ts';
import { deleteRecords } from '../../use-cases/records/delete-records.ts';
import { components } from '../components/index.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { parseId } from '../request/query.ts';
import { allowedBy, payloadOf, scriptAction } from '../table/actions.ts';
import { moving } from '../table/moving.ts';
import { MENU, panelTable } from '../table/panel-table.ts';
import type { Table } from '../table/table.ts';

type Handler = ActionHandler<ActionResponse>;

const FIELDS = ['name', 'typeId', 'departmentId', 'words', 'personId', 'groupId', 'isActive'];

const table: Table = {
  ...assignmentRuleNoun,
  nouns: ['assignment rule', 'assignment rules'],
  list: assignmentRuleList,
  historyOf: ({ id }) => ({ subjectType: 'assignment_rule', subjectId: id }),
  editable: FIELDS,
  title: ({ name }) => String(name),
  titleColumns: ['name'],
  create: createAssignmentRule,
  update: updateAssignmentRule,
  async remove(actor, ids) {
    await deleteRecords(actor, assignmentRuleNoun, ids);
    return {};
  },
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What stands in the form: numbers are texts there, and what is chosen of nothing is empty. */
const tryOut: Handler = async (request, _response, { currentAdmin }: ActionContext) => {
  const { ruleId, name, words, isActive, typeId, departmentId, personId, groupId } = payloadOf(request);
  const chosen = Object.fromEntries(
    Object.entries({ ruleId, typeId, departmentId, personId, groupId }).map(([field, value]) => [
      field,
      parseId(text(value)) ?? null,
    ]),
  );
  const draft = {
    ...chosen,
    name: text(name),
    words: text(words),
    isActive: isActive !== 'false' && isActive !== false,
  };
  return { trial: await tryRule(actorBehind(currentAdmin), draft) };
};

const any = {
  components: { list: components.AnyValue, show: components.AnyValue },
  custom: { empty: 'any' },
  isSortable: false,
};

/** Who gets what is filed, asked in the order of the list. */
export const assignmentRules = () =>
  panelTable(table, {
    menu: MENU.referenceData,
    icon: 'UserCheck',
    titleProperty: 'name',
    list: [
      'position',
      'name',
      'typeId',
      'departmentId',
      'words',
      'personId',
      'groupId',
      'trouble',
      'isActive',
    ],
    show: [...FIELDS, 'trouble', 'createdAt', 'updatedAt'],
    filter: ['name', 'isActive'],
    readOnly: ['trial'],
    labels: {
      position: 'Order',
      name: 'Name',
      typeId: 'Type is',
      departmentId: 'Reporter’s department is',
      words: 'Has one of the words',
      personId: 'Goes to',
      groupId: 'Or to whoever of a group has least to do',
      isActive: 'Active',
      trouble: 'Passed over',
      trial: 'Try it',
      createdAt: 'Created',
      updatedAt: 'Last change',
    },
    properties: {
      position: { components: { list: components.RuleOrder } },
      typeId: { ...any, type: 'reference', reference: 'complaint_types' },
      departmentId: { ...any, type: 'reference', reference: 'departments' },
      words: { description: 'words' },
      personId: { type: 'reference', reference: 'users', isSortable: false },
      groupId: { type: 'reference', reference: 'groups', isSortable: false },
      isActive: { isRequired: false, custom: { defaultValue: true } },
      trouble: { type: 'string', isSortable: false },
      trial: {
        type: 'string',
        isSortable: false,
        isVisible: { list: false, show: false, filter: false, edit: true },
        components: { edit: components.RuleTrial },
      },
    },
    actions: {
      move: moving(moveAssignmentRule),
      tryOut: scriptAction('resource', allowedBy('try'), tryOut),
    },
  });
