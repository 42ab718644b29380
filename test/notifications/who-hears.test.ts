import { expect } from 'chai';
import type { FieldValue } from '../../src/journal/events.ts';
import type { Role } from '../../src/notifications/roles.ts';
import { hearersOf, rolesIn, TOLD_EVENTS, type News } from '../../src/notifications/who-hears.ts';

const REPORTER = 1;
const ASSIGNEE = 2;
const FORMER = 3;
const FOLLOWER = 4;
const BOSS = 5;
const NOTER = 6;
const ADDED = 7;
const NEW = 8;
const OUTSIDER = 9;
const WORKER = 10;
const SUBJECT = 11;
const INTEGRATOR = 12;
const TOKEN_OWNER = 13;

/** Who is in which role; the rest of the table says who of them hears. */
const PEOPLE: Readonly<Record<Role, readonly number[]>> = {
  reporter: [REPORTER],
  assignee: [ASSIGNEE],
  newAssignee: [NEW],
  formerAssignee: [FORMER],
  followers: [FOLLOWER],
  added: [ADDED],
  noteWriters: [ASSIGNEE, NOTER],
  supervisors: [BOSS],
  workers: [WORKER, ASSIGNEE],
  integrators: [INTEGRATOR],
  subject: [SUBJECT],
  tokenOwner: [TOKEN_OWNER],
};

interface Case {
  readonly says: string;
  readonly name: News['name'];
  readonly by?: number | null;
  readonly details?: object;
  readonly urgency?: string;
  readonly isUnassigned?: true;
  readonly hears: Readonly<Record<number, string>>;
}

const assignee = (from: FieldValue, to: FieldValue) => ({ changes: { assignee: { from, to } } });
const somebody = { id: FORMER, name: 'Former' };

const CASES: readonly Case[] = [
  {
    says: 'a receipt of one’s own',
    name: 'complaint.filed',
    by: REPORTER,
    hears: { [REPORTER]: 'own.received' },
  },
  {
    says: 'filed as critical',
    name: 'complaint.filed',
    by: REPORTER,
    urgency: 'critical',
    hears: { [REPORTER]: 'own.received', [BOSS]: 'all.critical' },
  },
  {
    says: 'filed for somebody',
    name: 'complaint.filed',
    by: ASSIGNEE,
    details: { for: { id: REPORTER, name: 'R' } },
    hears: { [REPORTER]: 'own.filed_for' },
  },
  {
    says: 'assigned',
    name: 'complaint.assigned',
    details: assignee(null, somebody),
    hears: { [NEW]: 'work.assigned', [FORMER]: 'work.taken' },
  },
  { says: 'assigned to oneself', name: 'complaint.assigned', by: NEW, hears: { [FORMER]: 'work.taken' } },
  { says: 'claimed', name: 'complaint.claimed', by: ASSIGNEE, hears: {} },
  { says: 'unassigned', name: 'complaint.unassigned', hears: { [FORMER]: 'work.taken' } },
  {
    says: 'unassigned, as somebody left',
    name: 'complaint.unassigned',
    details: { because: 'left' },
    hears: { [FORMER]: 'work.taken', [BOSS]: 'all.stranded' },
  },
  {
    says: 'asked by the assignee',
    name: 'complaint.asked',
    by: ASSIGNEE,
    hears: { [REPORTER]: 'own.question', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'asked by a supervisor',
    name: 'complaint.asked',
    by: BOSS,
    hears: { [REPORTER]: 'own.question', [ASSIGNEE]: 'work.reply', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'answered',
    name: 'complaint.answered',
    by: REPORTER,
    hears: { [ASSIGNEE]: 'work.reply', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'answered, and nobody has it',
    name: 'complaint.answered',
    by: REPORTER,
    isUnassigned: true,
    hears: { [BOSS]: 'all.waiting', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'a reply by the assignee',
    name: 'complaint.remarked',
    by: ASSIGNEE,
    hears: { [REPORTER]: 'own.reply', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'a reply by the reporter',
    name: 'complaint.remarked',
    by: REPORTER,
    hears: { [ASSIGNEE]: 'work.reply', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'a reply by a follower',
    name: 'complaint.remarked',
    by: FOLLOWER,
    hears: { [REPORTER]: 'own.reply', [ASSIGNEE]: 'work.reply' },
  },
  {
    says: 'a reply by the reporter to nobody',
    name: 'complaint.remarked',
    by: REPORTER,
    isUnassigned: true,
    hears: { [BOSS]: 'all.waiting', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'a note',
    name: 'complaint.noted',
    by: BOSS,
    hears: { [ASSIGNEE]: 'work.note', [NOTER]: 'work.note' },
  },
  {
    says: 'resolved',
    name: 'complaint.resolved',
    by: ASSIGNEE,
    hears: { [REPORTER]: 'own.resolved', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'reopened',
    name: 'complaint.reopened',
    by: REPORTER,
    hears: { [ASSIGNEE]: 'work.reopened', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'reopened, and whoever had it cannot go on',
    name: 'complaint.reopened',
    by: REPORTER,
    isUnassigned: true,
    details: assignee(somebody, null),
    hears: { [FORMER]: 'work.taken', [BOSS]: 'all.waiting', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'closed unanswered',
    name: 'complaint.closed',
    by: null,
    hears: { [REPORTER]: 'own.closed', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'rejected',
    name: 'complaint.rejected',
    by: BOSS,
    hears: { [REPORTER]: 'own.closed', [ASSIGNEE]: 'work.ended', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'withdrawn',
    name: 'complaint.withdrawn',
    by: REPORTER,
    hears: { [ASSIGNEE]: 'work.ended', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'merged',
    name: 'complaint.merged',
    by: BOSS,
    hears: { [REPORTER]: 'own.closed', [ASSIGNEE]: 'work.ended', [FOLLOWER]: 'follow.news' },
  },
  {
    says: 'another merged into it',
    name: 'complaint.absorbed',
    by: BOSS,
    hears: { [ASSIGNEE]: 'work.reply' },
  },
  {
    says: 'urgency raised to critical',
    name: 'complaint.edited',
    by: OUTSIDER,
    details: { changes: { urgency: { from: 'low', to: 'critical' } } },
    hears: { [ASSIGNEE]: 'work.critical', [BOSS]: 'all.critical' },
  },
  {
    says: 'urgency lowered',
    name: 'complaint.edited',
    details: { changes: { urgency: { from: 'critical', to: 'low' } } },
    hears: {},
  },
  {
    says: 'warned',
    name: 'complaint.warned',
    by: null,
    hears: { [ASSIGNEE]: 'work.late', [BOSS]: 'all.late' },
  },
  {
    says: 'warned, and nobody has it',
    name: 'complaint.warned',
    by: null,
    isUnassigned: true,
    hears: { [BOSS]: 'all.late', [WORKER]: 'all.late', [ASSIGNEE]: 'all.late' },
  },
  {
    says: 'escalated',
    name: 'complaint.escalated',
    by: null,
    hears: { [ASSIGNEE]: 'work.late', [BOSS]: 'all.late' },
  },
  {
    says: 'escalated, and nobody has it',
    name: 'complaint.escalated',
    by: null,
    isUnassigned: true,
    hears: { [BOSS]: 'all.late', [WORKER]: 'all.late', [ASSIGNEE]: 'all.late' },
  },
  {
    says: 'somebody added',
    name: 'complaint.followed',
    by: REPORTER,
    details: { person: { id: ADDED, name: 'A' } },
    hears: { [ADDED]: 'follow.added' },
  },
  {
    says: 'a password changed by oneself',
    name: 'user.updated',
    by: SUBJECT,
    details: { passwordChanged: true },
    hears: { [SUBJECT]: 'account.password' },
  },
  {
    says: 'an address changed by somebody else',
    name: 'user.updated',
    details: { changes: { email: { from: 'old@alphalab.example', to: 'new@alphalab.example' } } },
    hears: { [SUBJECT]: 'account.email' },
  },
  {
    says: 'another name',
    name: 'user.updated',
    details: { changes: { firstName: { from: 'A', to: 'B' } } },
    hears: {},
  },
  {
    says: 'a passkey added by oneself',
    name: 'user.passkey_added',
    by: SUBJECT,
    details: { called: 'Laptop' },
    hears: { [SUBJECT]: 'account.passkey' },
  },
  {
    says: 'a passkey removed',
    name: 'user.passkey_removed',
    by: SUBJECT,
    details: { called: 'Laptop' },
    hears: { [SUBJECT]: 'account.passkey' },
  },
  {
    says: 'signed in on a new device',
    name: 'session.opened',
    by: SUBJECT,
    details: { isNewDevice: true },
    hears: { [SUBJECT]: 'account.device' },
  },
  {
    says: 'sessions ended by somebody else',
    name: 'session.ended',
    details: { reason: 'ended', count: 2 },
    hears: { [SUBJECT]: 'account.sessions' },
  },
  {
    says: 'sessions ended by oneself',
    name: 'session.ended',
    by: SUBJECT,
    details: { reason: 'ended', count: 2 },
    hears: {},
  },
  {
    says: 'sessions that ended with a password, of which they hear by itself',
    name: 'session.ended',
    details: { reason: 'password_changed', count: 2 },
    hears: {},
  },
  {
    says: 'a token made by its owner',
    name: 'api_token.created',
    by: TOKEN_OWNER,
    details: { scopes: [], changes: { person: { from: null, to: { id: TOKEN_OWNER, name: 'T' } } } },
    hears: { [TOKEN_OWNER]: 'account.token' },
  },
  {
    says: 'a webhook switched off by the portal',
    name: 'webhook.disabled',
    by: null,
    details: { called: 'Chat', reason: 'It failed for 5 days.' },
    hears: { [INTEGRATOR]: 'portal.webhook' },
  },
  {
    says: 'a second factor set up',
    name: 'user.factor_set_up',
    by: SUBJECT,
    hears: { [SUBJECT]: 'account.factor' },
  },
  {
    says: 'a second factor switched off',
    name: 'user.factor_switched_off',
    by: SUBJECT,
    hears: { [SUBJECT]: 'account.factor' },
  },
  { says: 'a second factor reset', name: 'user.factor_reset', hears: { [SUBJECT]: 'account.factor' } },
  {
    says: 'recovery codes drawn',
    name: 'user.factor_codes_drawn',
    by: SUBJECT,
    hears: { [SUBJECT]: 'account.factor' },
  },
  {
    says: 'a recovery code used',
    name: 'user.factor_recovered',
    by: SUBJECT,
    details: { left: 3 },
    hears: { [SUBJECT]: 'account.recovery' },
  },
  {
    says: 'codes guessed by somebody who knows the password',
    name: 'session.refused',
    by: null,
    details: { reason: 'second_factor_guessed' },
    hears: { [SUBJECT]: 'account.guessed' },
  },
  {
    says: 'one wrong code',
    name: 'session.refused',
    by: null,
    details: { reason: 'wrong_code' },
    hears: {},
  },
  { says: 'signed in on a known device', name: 'session.opened', by: SUBJECT, hears: {} },
];

function newsOf({ name, by = OUTSIDER, details = {}, urgency = 'medium', isUnassigned }: Case): News {
  const assigneeId = isUnassigned === true ? null : ASSIGNEE;
  return { name, actorId: by, details, complaint: { reporterId: REPORTER, assigneeId, urgency } };
}

/** Who is in the roles that the event asks for. */
function present(news: News): Partial<Record<Role, readonly number[]>> {
  const roles = rolesIn(news).map((role) => [role, PEOPLE[role]] as const);
  const people: Partial<Record<Role, readonly number[]>> = Object.fromEntries(roles);
  return news.complaint?.assigneeId === null ? { ...people, assignee: [] } : people;
}

describe('who hears of what', () => {
  for (const one of CASES) {
    it(one.says, () => {
      const news = newsOf(one);
      const heard = hearersOf(news, present(news)).map(({ personId, kind }) => [personId, kind] as const);
      expect(Object.fromEntries(heard)).to.deep.equal(one.hears);
      expect(heard.length, 'each once').to.equal(Object.keys(one.hears).length);
    });
  }

  it('has a case for every event that anybody hears of', () => {
    const names = new Set(CASES.map(({ name }) => name));
    expect([...TOLD_EVENTS].filter((name) => !names.has(name as News['name']))).to.deep.equal([]);
  });
});
