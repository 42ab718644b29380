import type { EventName } from '../../journal/events.ts';

/** What happened, as the log's list and its filter say it. */
export const EVENT_WORDS: Readonly<Record<EventName, string>> = {
  'complaint.filed': 'Complaint filed',
  'complaint.claimed': 'Complaint claimed',
  'complaint.assigned': 'Complaint assigned',
  'complaint.unassigned': 'Complaint unassigned',
  'complaint.started': 'Work started',
  'complaint.asked': 'Reporter asked',
  'complaint.answered': 'Reporter answered',
  'complaint.resolved': 'Complaint resolved',
  'complaint.rejected': 'Complaint rejected',
  'complaint.confirmed': 'Solution confirmed',
  'complaint.reopened': 'Complaint reopened',
  'complaint.withdrawn': 'Complaint withdrawn',
  'complaint.closed': 'Complaint closed without an answer',
  'complaint.remarked': 'Reply written',
  'complaint.noted': 'Note written',
  'complaint.merged': 'Complaint merged into another',
  'complaint.absorbed': 'Another complaint merged into it',
  'complaint.linked': 'Complaint linked',
  'complaint.unlinked': 'Link of complaints taken away',
  'complaint.followed': 'Follower added',
  'complaint.unfollowed': 'Follower taken away',
  'complaint.edited': 'Complaint changed',
  'complaint.deleted': 'Complaint deleted',
  'attachment.downloaded': 'Attachment downloaded',
  'department.created': 'Department added',
  'department.updated': 'Department changed',
  'department.deleted': 'Department deleted',
  'complaint_type.created': 'Complaint type added',
  'complaint_type.updated': 'Complaint type changed',
  'complaint_type.deleted': 'Complaint type deleted',
  'status.created': 'Status added',
  'status.updated': 'Status changed',
  'status.deleted': 'Status deleted',
  'group.created': 'Group added',
  'group.updated': 'Group changed',
  'group.deleted': 'Group deleted',
  'user.created': 'User added',
  'user.updated': 'User changed',
  'user.deleted': 'User deleted',
  'session.opened': 'Signed in',
  'session.refused': 'Sign-in refused',
  'session.ended': 'Sessions ended',
  'export.downloaded': 'Data exported',
  'journal.pruned': 'Audit log cut',
  'job.restarted': 'Job run again',
  'command.run': 'Command run',
};

/** Names of events in the order of their words. */
export const EVENT_NAMES = Object.keys(EVENT_WORDS) as readonly EventName[];

/** What an event may have happened to, as people call it. */
export const SUBJECT_WORDS: Readonly<Record<string, string>> = {
  complaint: 'Complaint',
  attachment: 'Attachment',
  user: 'User',
  session: 'User',
  department: 'Department',
  complaint_type: 'Complaint type',
  status: 'Status',
  group: 'Group',
  job: 'Job',
};

/** Through which door something came, as people call it. */
export const ORIGIN_WORDS: Readonly<Record<string, string>> = {
  portal: 'Portal',
  panel: 'Panel',
  api: 'API',
  command: 'Command line',
  worker: 'Job',
  mail: 'Mail',
  import: 'Import',
};

/** Fields whose name in words is not that of the column with spaces. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  isActive: 'Active',
  isSuperuser: 'Superuser',
  email: 'E-mail',
  mainPortalId: 'Main portal ID',
  emailNotifications: 'E-mail notifications',
};

/** How a field is called, whatever record it is of. */
export function fieldWords(field: string): string {
  const name = field.split('.').at(-1) ?? field;
  const known = FIELD_WORDS[name];
  if (known !== undefined) return known;
  const spaced = name.replace(/Id$/, '').replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
