import { expect } from 'chai';
import { decideMail, type MailDecision, type MailFacts } from '../../../src/use-cases/mail-in/decide-mail.ts';

const ROSA = 7;
const SAM = 8;

/** A new mail of Rosa, with a word and without anything else. */
const MAIL: MailFacts = {
  address: 'rosa@alphalab.example',
  automatic: undefined,
  isOwn: false,
  isLoop: false,
  isTooLarge: false,
  hasContent: true,
  known: [ROSA],
  isTaken: true,
  signed: undefined,
  thread: undefined,
};
const rosa = { id: ROSA, isActive: true, hasAddress: true };
const signedFor = (signer: typeof rosa | undefined) => ({
  complaintId: 52,
  personId: ROSA,
  signer,
});
const STRANGER = { address: 'x@elsewhere.example', known: [], isTaken: false };
const thread = { complaintId: 52, recipient: undefined, isNote: false };
const refuse = (why: string, personId: number | null = null) => ({ do: 'refuse', why, personId });
const SAY = { do: 'say', personId: ROSA, complaintId: 52 };

const CASES: Readonly<Record<string, readonly [Partial<MailFacts>, object]>> = {
  'a new mail': [{}, { do: 'file', personId: ROSA }],
  'a new mail of a stranger': [STRANGER, refuse('unknown')],
  'a new mail of somebody who left': [{ known: [] }, refuse('unknown')],
  'a new mail from a shared address': [{ known: [ROSA, SAM] }, refuse('shared_address')],
  'an answer to a signed address': [{ signed: signedFor(rosa) }, SAY],
  'one from an address that nobody has': [
    { ...STRANGER, signed: signedFor({ ...rosa, hasAddress: false }) },
    SAY,
  ],
  'one from a shared address': [{ known: [ROSA, SAM], signed: signedFor(rosa) }, SAY],
  'one from the address of another': [
    { known: [SAM], signed: signedFor({ ...rosa, hasAddress: false }) },
    refuse('other_person', SAM),
  ],
  'one from the address of another who left': [
    { known: [], signed: signedFor({ ...rosa, hasAddress: false }) },
    refuse('unknown'),
  ],
  'one for somebody who left': [{ signed: signedFor({ ...rosa, isActive: false }) }, refuse('unknown')],
  'one for nobody': [{ signed: signedFor(undefined) }, refuse('unknown')],
  'an answer to a forged address': [{ signed: 'forged' }, refuse('forged', ROSA)],
  'a stranger to a forged address': [{ ...STRANGER, signed: 'forged' }, refuse('unknown')],
  'an answer to a signed address about a note': [
    { signed: signedFor(rosa), thread: { ...thread, isNote: true } },
    refuse('note', ROSA),
  ],
  'an answer in a thread': [{ thread }, SAY],
  'a stranger in a thread': [{ ...STRANGER, thread }, refuse('unknown')],
  'a shared address in a thread': [{ known: [ROSA, SAM], thread }, refuse('shared_address')],
  'a shared address to a mail that Rosa got': [
    { known: [ROSA, SAM], thread: { ...thread, recipient: rosa } },
    SAY,
  ],
  'another to a mail that Rosa got': [
    { known: [SAM], thread: { ...thread, recipient: { ...rosa, hasAddress: false } } },
    { ...SAY, personId: SAM },
  ],
  'an answer in a thread about a note': [{ thread: { ...thread, isNote: true } }, refuse('note', ROSA)],
  'an answer to a mail about several complaints': [{ thread: 'several' }, refuse('several', ROSA)],
  'a stranger to a mail about several complaints': [{ ...STRANGER, thread: 'several' }, refuse('unknown')],
  'an automatic mail': [
    { automatic: 'a bounce', signed: signedFor(rosa) },
    { do: 'ignore', why: 'It is a bounce.' },
  ],
  'a mail of the portal itself': [
    { isOwn: true },
    { do: 'ignore', why: 'It is from an address of the portal itself.' },
  ],
  'a mail of nobody': [{ address: undefined, known: [] }, { do: 'fail' }],
  'a loop': [{ isLoop: true, signed: signedFor(rosa) }, { do: 'fail' }],
  'a large mail': [{ isTooLarge: true, hasContent: false }, refuse('too_large', ROSA)],
  'a large mail of a stranger': [{ ...STRANGER, isTooLarge: true }, refuse('unknown')],
  'an empty mail': [{ hasContent: false, signed: signedFor(rosa) }, refuse('no_words', ROSA)],
};

describe('what is done with a mail', () => {
  for (const [name, [facts, expected]] of Object.entries(CASES)) {
    it(`is decided for ${name}`, () => {
      const decision: MailDecision = decideMail({ ...MAIL, ...facts });
      expect(decision).to.deep.include(expected);
    });
  }
});
