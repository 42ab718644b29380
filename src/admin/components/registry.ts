import { join } from 'node:path';

/** Components of the panel's own, by the name that resources refer to: the file without extension. */
export const OWN = {
  AssignGroups: 'assign-groups',
  AssignGroupsBulk: 'assign-groups-bulk',
  AuditLog: 'audit/audit-log',
  ChoicesFilter: 'queue/choices-filter',
  ComplaintBulkStep: 'complaint/bulk-step',
  ComplaintCell: 'queue/cell',
  ComplaintPage: 'complaint/page',
  ComplaintQueue: 'queue/queue',
  ComplaintStep: 'complaint/step',
  ConfirmAction: 'confirm-action',
  Dashboard: 'dashboard',
  GroupsList: 'groups-list',
  GroupsPicker: 'groups-picker',
  LocalTime: 'local-time',
  MultilineText: 'multiline-text',
  PasswordField: 'password-field',
  PermissionMatrix: 'permissions/matrix',
  ReadOnlyField: 'read-only-field',
  SetPassword: 'set-password',
} as const;

/** AdminJS's components that ours take the place of: the file without extension. */
export const REPLACED = {
  ActionHeader: 'stock/action-header',
  Application: 'stock/application',
  Breadcrumbs: 'stock/breadcrumbs',
  BulkActionRoute: 'stock/loaded-page',
  DefaultBooleanEditProperty: 'stock/boolean-edit',
  DefaultBooleanFilterProperty: 'stock/boolean-filter',
  DefaultBulkDeleteAction: 'confirm-action',
  DefaultDatetimeFilterProperty: 'stock/date-filter',
  DefaultDatetimeListProperty: 'local-time',
  DefaultDatetimeShowProperty: 'local-time',
  DefaultEditAction: 'stock/record-form',
  DefaultEditProperty: 'stock/text-edit',
  DefaultFilterProperty: 'stock/text-filter',
  DefaultListAction: 'stock/record-list',
  DefaultNewAction: 'stock/record-form',
  DefaultPasswordEditProperty: 'password-field',
  DefaultReferenceEditProperty: 'stock/reference-edit',
  DefaultPropertyValue: 'stock/plain-value',
  DefaultReferenceFilterProperty: 'stock/reference-filter',
  DefaultReferenceValue: 'stock/reference-value',
  DefaultTextareaEditProperty: 'stock/text-edit',
  FilterDrawer: 'stock/filter-drawer',
  NoRecords: 'stock/no-records',
  NoticeBox: 'stock/notice-box',
  RecordActionRoute: 'stock/loaded-page',
  RecordsTable: 'stock/records-table',
  ResourceActionRoute: 'stock/loaded-page',
  ResourceRoute: 'stock/loaded-page',
  Sidebar: 'stock/sidebar',
  TopBar: 'stock/top-bar',
} as const;

/** The absolute path of a component's file without extension, in the sources or in what was built of them. */
export function componentPath(file: string): string {
  return join(import.meta.dirname, file);
}
