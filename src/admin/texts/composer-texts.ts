import { complaintTexts } from './complaint-texts.ts';

const buttons = {
  attach: 'Attach files',
  removeFile: 'Remove {{name}}',
  discardDraft: 'Discard',
  moreWays: 'More ways to send',
  openNext: '{{way}}, open next',
};

const labels = {
  composer: 'Write',
  reply: 'Reply',
  note: 'Note',
  replyTo: 'Reply to {{name}}',
  noteText: 'Note for those who work on it',
  draftKept: 'Draft kept {{time}}',
  attached: 'Attached files',
  writeHere: 'Type / for a template',
  templates: 'Templates',
  ownTemplate: 'Yours',
  templatesFound: '{{count}} templates',
  sending: 'Sending files: {{percent}} %',
};

const messages = {
  replyReaders: '{{name}} reads this',
  noteReaders: 'Never shown to the reporter',
  claimToWrite: 'Claim the complaint to reply or to leave a note.',
  notYourTurn:
    'You cannot send this any more: the complaint has changed. Copy what you wrote, or discard it.',
  draftNotKept: 'This browser keeps no drafts: what you write is lost when you leave the page.',
};

/** What the panel says about complaints, with the box in which replies and notes are written. */
export const complaintPageTexts = {
  ...complaintTexts,
  buttons: { ...complaintTexts.buttons, ...buttons },
  labels: { ...complaintTexts.labels, ...labels },
  messages: { ...complaintTexts.messages, ...messages },
};
