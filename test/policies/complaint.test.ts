import { expect } from 'chai';
import type { StatusCategory, StatusCode } from '../../src/models/status.ts';
import { operator, type Actor } from '../../src/policies/actor.ts';
import { complaintPolicy, stepsFor, type ComplaintAction } from '../../src/policies/complaint.ts';
import {
  COMPLAINT_STEPS,
  isPossible,
  isReopenable,
  type ComplaintState,
} from '../../src/policies/complaint-steps.ts';
import { KINDS } from '../factories/actors.ts';

const DAY = 86_400_000;
const now = new Date('2026-03-10T12:00:00Z');

/** Who may, of: superuser, admin, AMC admin, engineer, staff, and those two as assignee or reporter. */
function verdicts(action: ComplaintAction): string {
  const foreign = { reporterId: 8, assigneeId: 9 };
  const asked: [string, Actor, { reporterId: number; assigneeId: number | null }][] = [
    ['superuser', KINDS.superuser(), foreign],
    ['admin', KINDS.admin(), foreign],
    ['amcAdmin', KINDS.amcAdmin(), foreign],
    ['engineer', KINDS.engineer(), foreign],
    ['assignee', KINDS.engineer(), { ...foreign, assigneeId: 7 }],
    ['staff', KINDS.staff(), foreign],
    ['reporter', KINDS.staff(), { ...foreign, reporterId: 7 }],
    // Somebody who was an engineer when they were given the complaint.
    ['formerEngineer', KINDS.staff(), { ...foreign, assigneeId: 7 }],
    ['operator', operator, foreign],
  ];
  return asked
    .filter(([, actor, row]) => complaintPolicy.may(actor, action, row))
    .map(([name]) => name)
    .join(' ');
}

function state(
  category: StatusCategory,
  code: StatusCode | null,
  more: Partial<ComplaintState> = {},
): ComplaintState {
  return {
    reporterId: 8,
    assigneeId: 9,
    closedAt: null,
    mergedIntoId: null,
    status: { category, code },
    ...more,
  };
}

describe('who may take which step', () => {
  const workers = 'superuser admin amcAdmin assignee operator';
  const directors = 'superuser admin amcAdmin operator';
  const table: Record<ComplaintAction, string> = {
    claim: 'amcAdmin engineer assignee',
    start: workers,
    ask: workers,
    resolve: workers,
    assign: directors,
    unassign: directors,
    reject: directors,
    answer: 'reporter',
    confirm: 'reporter',
    reopen: 'reporter',
    withdraw: 'reporter',
    followUp: 'reporter',
    remark: 'superuser admin amcAdmin assignee reporter operator',
    note: workers,
    changeUrgency: directors,
    update: directors,
    merge: directors,
    link: workers,
    unlink: workers,
    follow: 'superuser admin amcAdmin engineer operator',
    unfollow: '',
    addFollower: 'superuser admin amcAdmin assignee reporter operator',
    removeFollower: 'superuser admin amcAdmin assignee reporter operator',
    close: 'operator',
    bulk: directors,
    queue: 'superuser admin amcAdmin engineer assignee operator',
    readAll: 'superuser admin amcAdmin engineer assignee operator',
    readNotes: 'superuser admin amcAdmin engineer assignee operator',
    fileFor: 'superuser admin amcAdmin engineer assignee operator',
  };
  for (const [action, who] of Object.entries(table)) {
    it(`${action}: ${who}`, () => {
      expect(verdicts(action as ComplaintAction)).to.equal(who);
    });
  }

  it('is said of every step', () => {
    expect(Object.keys(table)).to.include.members([...COMPLAINT_STEPS]);
  });

  it('without a complaint says no to what depends on one', () => {
    for (const action of ['start', 'resolve', 'note', 'remark', 'answer', 'confirm', 'reopen'] as const) {
      expect(complaintPolicy.may(KINDS.engineer(), action), action).to.equal(false);
      expect(complaintPolicy.may(KINDS.staff(), action), action).to.equal(false);
    }
  });
});

describe('the states that allow a step', () => {
  it('depend on the category, so that statuses of an organisation’s own take part', () => {
    const parked = state('pending', null);
    expect(isPossible('answer', parked)).to.equal(true);
    expect(isPossible('resolve', parked)).to.equal(true);
    const archived = state('closed', null, { closedAt: now });
    expect(isPossible('reopen', archived)).to.equal(true);
    expect(isPossible('resolve', archived)).to.equal(false);
    expect(isPossible('reopen', state('closed', 'rejected'))).to.equal(false);
  });

  it('let a closed complaint be reopened until the days are over, to the millisecond', () => {
    const closed = (ago: number) => state('closed', 'closed', { closedAt: new Date(now.getTime() - ago) });
    expect(isReopenable(closed(7 * DAY), 7, now)).to.equal(true);
    expect(isReopenable(closed(7 * DAY + 1), 7, now)).to.equal(false);
    expect(isReopenable(closed(0), 0, now)).to.equal(true);
    expect(isReopenable(state('resolved', 'resolved'), 0, now)).to.equal(true);
  });

  it('never offer a step that the policy or the state would refuse', () => {
    const actors = Object.values(KINDS).map((kind) => kind());
    const states = [
      state('new', 'open', { assigneeId: null }),
      state('open', 'in_progress', { assigneeId: 7 }),
      state('pending', 'waiting', { reporterId: 7 }),
      state('resolved', 'resolved', { reporterId: 7 }),
      state('closed', 'closed', { reporterId: 7, closedAt: now }),
    ];
    for (const actor of actors) {
      for (const complaint of states) {
        for (const step of stepsFor(actor, complaint, 7, now)) {
          expect(complaintPolicy.may(actor, step, complaint) && isPossible(step, complaint)).to.equal(true);
        }
      }
    }
  });

  it('leave nothing to reopen or to continue where a complaint goes on in another', () => {
    const merged = state('closed', 'closed', { reporterId: 7, closedAt: now, mergedIntoId: 3 });
    const steps = stepsFor(KINDS.staff(), merged, 7, now);
    expect(steps).to.include('remark').and.not.include.members(['reopen', 'followUp']);
  });

  it('are to follow or to leave, whichever it is', () => {
    const steps = (isFollowed: boolean) =>
      stepsFor(KINDS.engineer(), state('open', 'assigned', { isFollowed }), 7, now);
    expect(steps(false)).to.include('follow').and.not.include('unfollow');
    expect(steps(true)).to.include('unfollow').and.not.include('follow');
  });

  it('offer the reporter one way to speak where an answer is awaited, and one way back', () => {
    const staff = KINDS.staff();
    const speaking = (complaint: ComplaintState, days: number) =>
      stepsFor(staff, complaint, days, now).filter((step) => !step.endsWith('Follower'));
    const waiting = state('pending', 'waiting', { reporterId: 7 });
    expect(speaking(waiting, 7)).to.deep.equal(['answer', 'withdraw']);
    const closed = state('closed', 'closed', { reporterId: 7, closedAt: new Date(now.getTime() - 8 * DAY) });
    expect(speaking(closed, 7)).to.deep.equal(['followUp', 'remark']);
    expect(speaking(closed, 9)).to.deep.equal(['reopen', 'remark']);
  });
});
