import type { Locale } from 'adminjs';
import { complaintPageTexts } from './composer-texts.ts';
import { exportTexts } from './export-texts.ts';
import { keyTexts } from './key-texts.ts';
import { groupTexts } from './group-texts.ts';
import { bellTexts } from './bell-texts.ts';
import { liveTexts } from './live-texts.ts';
import { loadMessages } from './load-messages.ts';
import { operationTexts } from './operation-texts.ts';
import { reportTexts } from './report-texts.ts';
import { peopleTexts } from './people-texts.ts';
import { sessionTexts } from './session-texts.ts';
import { statusTexts } from './status-texts.ts';
import { officeNames, officeTexts } from './office-texts.ts';

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
  ...operationTexts.actions,
  history: 'History',
};

const buttons = {
  ...keyTexts.buttons,
  ...operationTexts.buttons,
  save: 'Save',
  saveAndAddAnother: 'Save and add another',
  cancel: 'Cancel',
  back: 'Back',
  resetFilter: 'Clear filters',
  moreFilters: 'More',
  clear: 'Clear',
  search: 'Search',
  logout: 'Sign out',
  menu: 'Menu',
  dismiss: 'Dismiss this message',
  saveGroups: 'Save groups',
  takeAllGroups: 'Take all groups away',
  setPassword: 'Set password',
  drawPassword: 'Generate password',
  drawAnotherPassword: 'Generate another',
  copyPassword: 'Copy',
  firstPage: 'First',
  previousPage: 'Previous',
  nextPage: 'Next',
  lastPage: 'Last',
  ...exportTexts,
  tryAgain: 'Try again',
  leaveUnsaved: 'Leave without saving',
};

const labels = {
  ...keyTexts.labels,
  navigation: 'Panel',
  breadcrumbs: 'You are here',
  dashboard: 'Dashboard',
  portal: 'Portal',
  pages: 'Pages of the list',
  shownRange: '{{from}} to {{to}} of {{total}}',
  filters: 'Filters',
  search: 'Search',
  searchIn: 'Search in {{name}}',
  any: 'Any',
  none: 'None',
  optional: '(optional)',
  yes: 'Yes',
  no: 'No',
  selectedRecords: '{{selected}} selected',
  selectAll: 'Select all on this page',
  selectOne: 'Select {{name}}',
  rowActions: 'Actions for {{name}}',
  moreActions: 'More actions',
  groupMode: 'What to do',
  groupMode_add: 'Add the groups below to those they are in',
  groupMode_remove: 'Take the groups below from them',
  groupMode_set: 'Set exactly the groups below',
  activeUsers: 'Active users',
  People: 'People',
  'Reference data': 'Reference data',
  ...operationTexts.labels,
  Complaints: 'Complaints',
  users: 'Users',
  user_profiles: 'Profiles',
  groups: 'Groups',
  departments: 'Departments',
  complaint_types: 'Complaint types',
  statuses: 'Statuses',
  ...officeNames,
  complaints: 'Complaints',
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
  errorPrinting: 'Not all of it could be loaded, so nothing was printed. Please try again.',
  printedPart: 'Only the first {{printed}} are printed. A filter makes the list shorter.',
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
  ...operationTexts.messages,
  assignGroupsIntro:
    'What {{name}} may do depends on these groups alone. A change counts from their next click on.',
  assignGroupsBulkIntro: 'The change counts for all of these people ({{count}}) from their next click on.',
  takesAllGroups:
    'No group is ticked. Take all groups away from these people ({{count}})? They can use the portal alone then, and give open complaints back.',
  setPasswordIntro:
    '{{name}} will be signed out everywhere, and signs in with the new password from then on.',
  passwordRules:
    'At least 12 characters; not made of the username or e-mail, not digits alone, and none of the common ones.',
  passwordDrawn: 'Copy it now and hand it on: once it is saved, it is shown nowhere.',
  passwordCopied: 'Copied.',
  passwordNotCopied: 'This browser does not copy by itself: the password is marked, copy it from there.',
  passwordsDiffer: 'The two passwords are not the same.',
  someRefused: 'Not done for these ({{count}}):',
  greeting: 'Welcome, {{name}}',
  faqUse: 'FAQ in {{days}} days: read {{views}}, helped {{helped}}, complaints spared {{spared}}',
};

const resources = {
  complaints: complaintPageTexts,
  live: liveTexts,
  bell: bellTexts,
  users: peopleTexts,
  departments: { actions: { new: 'Add a department' } },
  groups: groupTexts,
  reports: reportTexts,
  ...operationTexts.resources,
  ...officeTexts,
  complaint_types: { actions: { new: 'Add a complaint type' } },
  statuses: statusTexts,
};

/** The panel's texts; labels of properties are told where each resource is described. */
export const locale: Locale = {
  language: 'en',
  availableLanguages: ['en'],
  translations: {
    en: {
      actions,
      buttons: { ...buttons, ...sessionTexts.buttons },
      labels: { ...labels, ...sessionTexts.labels },
      properties,
      messages: { ...messages, ...loadMessages, ...sessionTexts.messages },
      resources,
    },
  },
};
