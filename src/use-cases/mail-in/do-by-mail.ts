import { NotFoundError } from '../../errors.ts';
import { presentMoment } from '../../database/present-moment.ts';
import type { IncomingMail } from '../../mail/read-mail.ts';
import type { Person } from '../../policies/actor.ts';
import { keepingFiles } from '../attachments/keeping-files.ts';
import { loadActor } from '../people/load-actor.ts';
import { tellTaken } from './answer-sender.ts';
import type { MailDecision } from './decide-mail.ts';
import { takeFiles } from './mail-files.ts';
import { wordsOfAnswer, wordsOfComplaint, type MailWords } from './mail-words.ts';
import { notingMail, rememberMail, type MailTrace } from './remember-mail.ts';
import { answerByMail, answerWay, fileByMail, type AnswerWay, type MailRules } from './say-by-mail.ts';

/** What doing as a mail asks needs of the configuration. */
export interface DoingSettings extends MailRules {
  /** Most MB of files of one person within 24 hours; 0: no limit. */
  readonly uploadMbPerDay: number;
}

type Doing = Extract<MailDecision, { do: 'say' | 'file' }>;

async function personOf({ personId }: Doing): Promise<Person> {
  const signedIn = await loadActor(personId);
  // They left since it was decided.
  if (signedIn === undefined) throw new NotFoundError();
  return signedIn.actor;
}

/** What is said, and how. */
interface Saying {
  readonly way: AnswerWay | 'file';
  readonly words: MailWords;
}

async function sayingOf(person: Person, mail: IncomingMail, doing: Doing, rules: MailRules): Promise<Saying> {
  if (doing.do === 'file') return { way: 'file', words: wordsOfComplaint(mail) };
  const way = await answerWay(person, doing.complaintId, rules, presentMoment());
  return { way, words: wordsOfAnswer(mail) };
}

/**
 * Does what a mail asks, as the person whose it is. That it did, and what its sender is told of it, is written in the
 * transaction of the step.
 *
 * @throws what the step throws; MailIsDone when another process did it.
 */
export async function doByMail(
  mail: IncomingMail,
  trace: MailTrace,
  doing: Doing,
  settings: DoingSettings,
): Promise<void> {
  const person = await personOf(doing);
  // Before its files are stored: whoever may not say it is not to fill the storage.
  const { way, words } = await sayingOf(person, mail, doing, settings);
  const { files, leftOut } = await takeFiles(mail.files, person.id, settings.uploadMbPerDay);
  const note = async (eventId: number, complaintId: number) => {
    const { quoted: quotedText } = words;
    await rememberMail(trace, { outcome: 'done', personId: person.id, complaintId, eventId, quotedText });
    await tellTaken(trace.mailKey, person.id, complaintId, {
      leftOut,
      isResolved: way === 'remark_to_resolved',
    });
  };
  await keepingFiles({ attachments: files }, () =>
    notingMail(note, () =>
      way === 'file' || doing.do === 'file'
        ? fileByMail(person, { words, files }, settings)
        : answerByMail(person, doing.complaintId, way, { words, files }, settings),
    ),
  );
}
