/** Whom an event can concern; who they are is found out when it is announced. */
export type Role =
  | 'reporter'
  | 'assignee'
  /** Whom the step gave the complaint to, or took it from. */
  | 'newAssignee'
  | 'formerAssignee'
  | 'followers'
  /** Whom the reporter added to those who follow. */
  | 'added'
  /** Those who work on complaints and write notes to this one. */
  | 'noteWriters'
  /** AMC administrators. */
  | 'supervisors'
  /** Everybody whom work can be given to. */
  | 'workers'
  /** Those who connect the portal with other programs. */
  | 'integrators'
  /** The person that the event is about. */
  | 'subject'
  /** In whose name a token lets programs act. */
  | 'tokenOwner';
