import { pathOfStep } from '../../complaints/steps/asked-step.ts';
import type { LetterWriter } from './compose-letter.ts';

const PORTAL = 'You can say it in the portal instead, where it is kept for certain.';

/** What somebody is told of a mail that was not taken; a stranger learns nothing of complaints and people. */
const REASONS: Readonly<Record<string, string>> = {
  unknown:
    'This address belongs to nobody who uses the portal. Please write from the address of your account, or sign in to the portal.',
  shared_address: `More than one person of the portal has your e-mail address, so that we cannot tell whose mail it is. ${PORTAL}`,
  forged: `The address that you wrote to is none of ours, perhaps as a part of it is missing. Please answer to a mail of the portal. ${PORTAL}`,
  other_person: `The address that you wrote to is for the answers of somebody else. Please answer to a mail that came to you. ${PORTAL}`,
  too_large:
    'It is larger than 25 MB. Please send it without its files, or attach them in the portal, where each of them may have 10 MB.',
  no_words: 'There are no words of your own in it, and no file that could be taken.',
  note: 'It answers a note, and answers by mail are read by whoever reported the complaint. Please answer in the portal, with a note.',
  several:
    'It answers a mail about several complaints, and does not say which of them is meant. Please open the complaint and reply there.',
  missing: 'There is no such complaint for you.',
  forbidden:
    'You may read this complaint and not reply to it: somebody else works on it. Have it assigned to you first.',
  too_many: 'You filed more complaints within an hour than is possible. Please send it again later.',
  not_possible: `What you sent cannot be taken as it is. ${PORTAL}`,
};

/** Tells that a mail did nothing, and why. A stranger may never have sent it, and is told none of its words. */
export const writeRefusal: LetterWriter = ({ details: { why, subject }, site, to }) => ({
  heading: 'Your mail was not taken',
  paragraphs: [
    to.person === undefined
      ? 'We could do nothing with a mail from your address.'
      : `We could do nothing with your mail “${String(subject)}”.`,
    REASONS[String(why)] ?? PORTAL,
    ...(to.person === undefined ? ['You hear of this once a day at most.'] : []),
  ],
  links: [{ label: 'Open the portal', href: `${site}/` }],
});

/** Tells which files of a mail were not attached. */
export const writeLeftOut: LetterWriter = ({ details: { leftOut }, letter: { complaintId }, site }) => ({
  heading: 'Not all files of your mail were taken',
  paragraphs: ['What you wrote has arrived. These files are left out:', String(leftOut)],
  links: [{ label: 'Open complaint', href: `${site}/complaints/${complaintId}` }],
});

/** Tells that a reply leaves a complaint resolved, and where to say that it is, or is not. */
export const writeStillResolved: LetterWriter = ({ letter: { complaintId }, site }) => ({
  heading: 'Does it work now?',
  paragraphs: [
    `Your reply has arrived. Complaint #${complaintId} is still resolved: a mail alone does not reopen it.`,
    'Confirm that it works, or reopen it if it does not. You sign in first.',
  ],
  links: [
    { label: 'It works', href: `${site}${pathOfStep(Number(complaintId), 'confirm')}` },
    { label: 'Reopen', href: `${site}${pathOfStep(Number(complaintId), 'reopen')}` },
  ],
});
