import type { ActionContext } from 'adminjs';
import { apiTokenPolicy } from '../../../policies/api-token.ts';
import { userPolicy } from '../../../policies/user.ts';
import { allowedBy, scriptAction, type Actions } from '../../table/actions.ts';
import { components } from '../../components/index.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import { setManyActive, setOneActive } from './activation.ts';
import { erase } from './erasing.ts';
import { assignGroups, assignGroupsToMany } from './group-assignment.ts';
import { importFile, mayImport } from './import.ts';
import { endSessionsOf, revokeTokenOf, showPerson, unlinkOf } from './person.ts';
import { resetFactorOf, sendLink, setPassword } from './password.ts';

/** For several at once who may do it at all; those whom it cannot concern are told in the result. */
const allowedForMany = ({ currentAdmin }: ActionContext) =>
  userPolicy.may(actorBehind(currentAdmin), 'setActive');

const isActive = ({ record }: ActionContext) => record?.get('isActive') === true;

/** Their own, and with the right over security those of others. */
const mayRevokeTokens = ({ currentAdmin, record }: ActionContext) => {
  const row = { userId: Number(record?.id()), isProgram: record?.get('isService') === true };
  return apiTokenPolicy.may(actorBehind(currentAdmin), 'delete', row);
};

/** What can be done with users beyond AdminJS's own actions; one and several at once share the names. */
export const userActions: Actions = {
  show: { isAccessible: allowedBy('read'), component: components.PersonPage, handler: showPerson },
  importPeople: {
    actionType: 'resource',
    icon: 'UserPlus',
    component: components.ImportPeople,
    isAccessible: mayImport,
    handler: importFile,
  },
  endSessions: scriptAction('record', allowedBy('endSessions'), endSessionsOf),
  revokeToken: scriptAction('record', mayRevokeTokens, revokeTokenOf),
  unlink: scriptAction('record', allowedBy('unlink'), unlinkOf),
  assignGroups: {
    actionType: 'record',
    icon: 'Users',
    component: components.AssignGroups,
    isAccessible: allowedBy('assignGroups'),
    handler: assignGroups,
  },
  setPassword: {
    actionType: 'record',
    icon: 'Key',
    component: components.SetPassword,
    isAccessible: allowedBy('setPassword'),
    handler: setPassword,
  },
  resetFactor: {
    actionType: 'record',
    icon: 'Lock',
    component: components.ConfirmAction,
    isAccessible: allowedBy('resetFactor'),
    handler: resetFactorOf,
  },
  sendPasswordLink: {
    actionType: 'record',
    icon: 'Link',
    component: components.ConfirmAction,
    isAccessible: allowedBy('setPassword'),
    isVisible: isActive,
    handler: sendLink,
  },
  activate: {
    actionType: 'record',
    icon: 'UserCheck',
    component: components.ConfirmAction,
    isAccessible: allowedBy('setActive'),
    isVisible: (context) => !isActive(context),
    handler: setOneActive(true),
  },
  deactivate: {
    actionType: 'record',
    icon: 'UserX',
    variant: 'danger',
    component: components.ConfirmAction,
    isAccessible: allowedBy('setActive'),
    isVisible: isActive,
    handler: setOneActive(false),
  },
  erase: {
    actionType: 'record',
    icon: 'Trash2',
    variant: 'danger',
    component: components.ErasePerson,
    isAccessible: allowedBy('erase'),
    handler: erase,
  },
  assignGroupsToMany: {
    name: 'assignGroups',
    actionType: 'bulk',
    icon: 'Users',
    component: components.AssignGroupsBulk,
    isAccessible: allowedBy('assignGroups'),
    handler: assignGroupsToMany,
  },
  activateMany: {
    name: 'activate',
    actionType: 'bulk',
    icon: 'UserCheck',
    component: components.ConfirmAction,
    isAccessible: allowedForMany,
    handler: setManyActive(true),
  },
  deactivateMany: {
    name: 'deactivate',
    actionType: 'bulk',
    icon: 'UserX',
    variant: 'danger',
    component: components.ConfirmAction,
    isAccessible: allowedForMany,
    handler: setManyActive(false),
  },
};
