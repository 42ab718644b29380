/**
 * Every right there is, with what it allows in words that follow "may". This is the one list: a group is a set of these
 * names in the database, a person has those of all their groups, and rules ask for nothing else.
 */
export const PERMISSIONS = {
  'panel.open': 'open the panel',
  'complaints.view': 'see all complaints in the panel',
  'complaints.work':
    'claim complaints that nobody has and act on those assigned to them; only they can be assigned',
  'complaints.work_any': 'act on any complaint',
  'complaints.assign': 'assign complaints, hand them over and take them back',
  'complaints.triage':
    'change urgency, type and texts, reject, merge, act on many complaints at once, and share views of the queue',
  'complaints.file_for': 'file a complaint for somebody else',
  'complaints.delete': 'delete complaints',
  'notes.use': 'read and write internal notes; nobody else sees any of them',
  'people.view': 'see users and their profiles, not only names in complaints',
  'people.edit': 'create, edit and deactivate people, and edit their profiles',
  'people.security':
    'change the groups, superuser flag, password, second factor and sessions of others: whoever may can sign in as anybody',
  'people.erase': 'delete people without history, and erase personal data',
  'reference.view':
    'see departments, complaint types, statuses, reply templates, and answers that are not active',
  'reference.edit':
    'add and edit departments, complaint types, statuses, shared reply templates, questions and answers',
  'reference.delete':
    'delete departments, complaint types, statuses, shared reply templates, questions and answers',
  'reports.view': 'see all figures and reports, not only those of their own work',
  'audit.view': 'read the audit log',
  'permissions.edit': 'add, edit and delete groups, and choose what each group may do',
  'integrations.edit': 'change API clients, webhooks, sign-in providers and mail-in',
  'operations.view': 'see the health page, jobs and outbox',
} as const satisfies Readonly<Record<string, string>>;

/** The name of a right. */
export type Permission = keyof typeof PERMISSIONS;

/** All names, in the order in which they are shown. */
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as readonly Permission[];

/** All rights there are, as superusers and the operator have them. */
export const ALL_PERMISSIONS: ReadonlySet<Permission> = new Set(PERMISSION_NAMES);

/** Whether this is the name of a right; what an older or newer version stored is none. */
export function isPermission(name: string): name is Permission {
  return Object.hasOwn(PERMISSIONS, name);
}
