import { Readable } from 'node:stream';
import type { Person } from '../../policies/actor.ts';
import { portal } from '../../policies/actor.ts';
import { receiveFile } from '../attachments/receive-file.ts';
import type { ReceivedFile } from '../attachments/received-file.ts';
import { addNote } from '../complaints/steps/add-note.ts';
import { addRemark } from '../complaints/steps/add-remark.ts';
import { answerComplaint } from '../complaints/steps/answer-complaint.ts';
import { askReporter } from '../complaints/steps/ask-reporter.ts';
import { assignComplaint } from '../complaints/steps/assign-complaint.ts';
import { changeUrgency } from '../complaints/steps/change-urgency.ts';
import { claimComplaint } from '../complaints/steps/claim-complaint.ts';
import { closeComplaint } from '../complaints/steps/close-complaint.ts';
import { confirmComplaint } from '../complaints/steps/confirm-complaint.ts';
import { markSeen } from '../complaints/conversation/mark-seen.ts';
import { rejectComplaint } from '../complaints/steps/reject-complaint.ts';
import { reopenComplaint } from '../complaints/steps/reopen-complaint.ts';
import { resolveComplaint } from '../complaints/steps/resolve-complaint.ts';
import { startComplaint } from '../complaints/steps/start-complaint.ts';
import { unassignComplaint } from '../complaints/steps/unassign-complaint.ts';
import { presentMoment } from '../../database/present-moment.ts';
import type { DemoFile } from './demo-files.ts';
import type { DemoName } from './demo-people.ts';
import type { DemoStep, SaidStep } from './demo-story.ts';

/** The usual days for reopening and for closing what nobody answers. */
const DAYS = 7;

/** Everybody of the demonstration. */
export type DemoCast = ReadonlyMap<DemoName, Person>;

/** One of the cast. */
export function member(cast: DemoCast, name: DemoName): Person {
  const person = cast.get(name);
  if (person === undefined) throw new Error(`${name} is not part of the demonstration`);
  return person;
}

/** Takes the files in as if they were uploaded. */
export async function receiveFiles(files: readonly DemoFile[]): Promise<ReceivedFile[]> {
  const received: ReceivedFile[] = [];
  for (const file of files) received.push(await receiveFile(Readable.from([file.content()]), file.name));
  return received;
}

interface Said {
  readonly id: number;
  readonly remark: string;
  readonly attachments: ReceivedFile[];
}

const SAY: Record<SaidStep, (actor: Person, said: Said) => Promise<unknown>> = {
  ask: askReporter,
  answer: answerComplaint,
  resolve: resolveComplaint,
  reject: rejectComplaint,
  remark: addRemark,
  note: addNote,
  reopen: (actor, said) => reopenComplaint(actor, said, DAYS, presentMoment()),
};

/** Takes one step of a story with the complaint, through the same use case as everybody. */
export async function takeDemoStep(cast: DemoCast, id: number, step: DemoStep): Promise<unknown> {
  if (step[2] === 'close') return closeComplaint(portal, id, DAYS, presentMoment());
  const actor = member(cast, step[1]);
  switch (step[2]) {
    case 'claim':
      return claimComplaint(actor, { id });
    case 'start':
      return startComplaint(actor, { id });
    case 'unassign':
      return unassignComplaint(actor, { id });
    case 'look':
      return markSeen(actor, id);
    case 'assign':
      return assignComplaint(actor, { id, assigneeId: member(cast, step[3]).id });
    case 'urgency':
      return changeUrgency(actor, { id, urgency: step[3] });
    case 'confirm':
      return confirmComplaint(actor, { id, rating: step[3], comment: step[4] });
    default: {
      const [, , say, remark, ...files] = step;
      return SAY[say](actor, { id, remark, attachments: await receiveFiles(files) });
    }
  }
}
