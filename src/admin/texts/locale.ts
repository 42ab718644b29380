import type { Locale } from 'adminjs';
import { auditTexts } from './audit-texts.ts';
import { complaintTexts } from './complaint-texts.ts';
import { groupTexts } from './group-texts.ts';

const actions = {
  new: 'Add',
  edit: 'Edit',
  show: 'Open',
  delete: 'Delete',
  bulkDelete: 'Delete the selected',
  list: 'List',
  assignGroups: 'Assign groups',
  setPassword: 'Set password',
  activate: 'Activate',
  deactivate: 'Deactivate',
  runAgain: 'Run again',
  history: 'History',
};

const buttons = {
  save: 'Save',
  cancel: 'Cancel',
  back: 'Back',
  filter: 'Filter',
  filterActive: 'Filter ({{count}})',
  applyChanges: 'Apply',
  resetFilter: 'Clear filters',
  closeFilters: 'Close the filters',
  search: 'Search',
  logout: 'Sign out',
  menu: 'Menu',
  dismiss: 'Dismiss this message',
  saveGroups: 'Save groups',
  takeAllGroups: 'Take all groups away',
  setPassword: 'Set password',
  firstPage: 'First',
  previousPage: 'Previous',
  nextPage: 'Next',
  lastPage: 'Last',
  tryAgain: 'Try again',
  leaveUnsaved: 'Leave without saving',
};

const labels = {
  navigation: 'Panel',
  breadcrumbs: 'You are here',
  dashboard: 'Dashboard',
  portal: 'Portal',
  pages: 'Pages of the list',
  shownRange: '{{from}} to {{to}} of {{total}}',
  filters: 'Filters',
  search: 'Search',
  any: 'Any',
  none: 'None',
  yes: 'Yes',
  no: 'No',
  selectedRecords: '{{selected}} selected',
  selectAll: 'Select all on this page',
  selectOne: 'Select {{name}}',
  rowActions: 'Actions for {{name}}',
  groupMode: 'What to do',
  groupMode_add: 'Add the groups below to those they are in',
  groupMode_remove: 'Take the groups below from them',
  groupMode_set: 'Set exactly the groups below',
  activeUsers: 'Active users',
  People: 'People',
  'Reference data': 'Reference data',
  Operations: 'Operations',
  Complaints: 'Complaints',
  users: 'Users',
  user_profiles: 'Profiles',
  groups: 'Groups',
  departments: 'Departments',
  complaint_types: 'Complaint types',
  statuses: 'Statuses',
  complaints: 'Complaints',
  jobs: 'Jobs',
  events: 'Audit log',
};

const properties = {
  from: 'From',
  to: 'To',
  length: 'Number',
  groupIds: 'Groups',
  newPassword: 'New password',
  repeatPassword: 'New password, once more',
};

const messages = {
  successfullyCreated: 'Saved.',
  successfullyUpdated: 'Saved.',
  successfullyDeleted: 'Deleted.',
  successfullyBulkDeleted: '{{count}} deleted.',
  successfullyBulkDeleted_plural: '{{count}} deleted.',
  thereWereValidationErrors: 'Nothing was saved yet: please see the messages below.',
  forbiddenError: 'You may not do this.',
  anyForbiddenError: 'You may not do this.',
  bulkDeleteError: 'Nothing was deleted. Please try again.',
  leaveUnsaved: 'Leave this page? What you typed or chose on it is not saved yet.',
  errorFetchingRecords: 'The list could not be loaded. Please reload the page.',
  errorFetchingRecord: 'The page could not be loaded anew. What you see may be out of date.',
  load_offline: 'No connection',
  load_offlineHelp:
    'The portal could not be reached. Please check your network; the page is loaded as soon as it is back.',
  load_forbidden: 'You may not see this',
  load_forbiddenHelp: 'Your groups do not allow it.',
  load_gone: 'Nothing is here',
  load_goneHelp: 'There is no such record, or you may not see it.',
  load_fault: 'Something went wrong',
  load_faultHelp: 'The page could not be loaded. Nothing that was saved is lost.',
  load_requestId: 'If it happens again, tell an administrator this number: {{id}}',
  actionFailed: 'That did not work, and nothing was changed. Please try again.',
  noRecordsSelected: 'Nothing is selected.',
  pickSomeFirstToRemove: 'Please select what is to be deleted first.',
  pageNotFound_title: 'Page not found',
  pageNotFound_subtitle: 'There is no such page.',
  error404Resource: 'There is no such page.',
  error404Action: 'There is no such page, or you may not see it.',
  error404Record: 'There is no such record, or you may not see it.',
  componentNotFound_title: 'Page not found',
  componentNotFound_subtitle: 'There is no such page.',
  noActionComponent: 'There is no such page.',
  seeConsoleForMore: 'Please reload the page.',
  partBroken: 'This part of the page could not be shown',
  partBrokenHelp:
    'Nothing that was saved is lost. Please reload the page; if it happens again, tell an administrator.',
  noRecords: 'Nothing here yet.',
  noRecordsInResource: 'Nothing here yet.',
  noMatches: 'Nothing matches.',
  confirmDelete: 'Delete this for good?',
  delete_confirm: 'This deletes {{name}} for good.',
  bulkDelete_confirm_many: 'This deletes the following for good:',
  activate_confirm: '{{name}} will be able to sign in again.',
  activate_confirm_many: 'These people will be able to sign in again:',
  deactivate_confirm:
    '{{name}} will be signed out at once and cannot sign in until activated again. Nothing of their history is lost.',
  deactivate_confirm_many:
    'These people will be signed out at once and cannot sign in until activated again. Nothing of their history is lost.',
  runAgain_confirm: '{{name}} runs now instead of at its time, as if it had never failed.',
  assignGroupsIntro:
    'What {{name}} may do depends on these groups alone. A change counts from their next click on.',
  assignGroupsBulkIntro: 'The change counts for all of these people ({{count}}) from their next click on.',
  takesAllGroups:
    'No group is ticked. Take all groups away from these people ({{count}})? They can use the portal alone then, and give open complaints back.',
  setPasswordIntro:
    '{{name}} will be signed out everywhere, and signs in with the new password from then on.',
  passwordRules:
    'At least 12 characters; not made of the username or e-mail, not digits alone, and none of the common ones.',
  passwordsDiffer: 'The two passwords are not the same.',
  someRefused: 'Not done for these ({{count}}):',
  greeting: 'Welcome, {{name}}',
};

const resources = {
  complaints: complaintTexts,
  users: { actions: { new: 'Add a user' } },
  departments: { actions: { new: 'Add a department' } },
  groups: groupTexts,
  events: auditTexts,
  complaint_types: { actions: { new: 'Add a complaint type' } },
  statuses: {
    actions: { new: 'Add a status' },
    messages: {
      ownStatus:
        'The steps of a complaint lead to the seven statuses that the portal came with. One of your own is for complaints that come from elsewhere: it can be shown and filtered by, and its category says what can be done next.',
    },
  },
};

/** The panel's texts; labels of properties are told where each resource is described. */
export const locale: Locale = {
  language: 'en',
  availableLanguages: ['en'],
  translations: { en: { actions, buttons, labels, properties, messages, resources } },
};
