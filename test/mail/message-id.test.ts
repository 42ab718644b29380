import { expect } from 'chai';
import { useMailKey } from '../../src/mail/mail-key.ts';
import { useTestSecrets } from '../support/database.ts';
import {
  complaintThreadId,
  notificationMessageId,
  subjectOf,
  subjectsIn,
} from '../../src/mail/message-id.ts';

const SENDER = 'it@alphalab.example';

describe('the Message-ID of a mail of the portal', () => {
  before(() => useMailKey('message-id-test-secret-0123456789abcdef'));
  after(useTestSecrets);

  it('is the same at each attempt, and names what it is about', () => {
    const id = notificationMessageId(7, SENDER);
    expect(id).to.match(/^<notification\.7\.[\da-f]{16}@alphalab\.example>$/);
    expect(notificationMessageId(7, SENDER)).to.equal(id);
    expect(subjectOf(id)).to.deep.equal({ noun: 'notification', id: 7 });
    expect(subjectOf(complaintThreadId(52, SENDER).toUpperCase())).to.deep.equal({
      noun: 'complaint',
      id: 52,
    });
  });

  it('cannot be made up, nor made of another', () => {
    const id = notificationMessageId(7, SENDER);
    const proof = /\.([\da-f]{16})@/.exec(id)?.[1];
    const others = [
      '<notification.7.0000000000000000@alphalab.example>',
      `<notification.8.${proof}@alphalab.example>`,
      `<complaint.7.${proof}@alphalab.example>`,
      `<notification.07.${proof}@alphalab.example>`,
      `<notification.7.${proof}a@alphalab.example>`,
      '<7@alphalab.example>',
      '',
    ];
    expect(others.map(subjectOf)).to.deep.equal(others.map(() => undefined));
  });

  it('is known with another secret no more', () => {
    const id = complaintThreadId(52, SENDER);
    useMailKey('another-test-secret-0123456789abcdef');
    expect(subjectOf(id)).to.equal(undefined);
    useMailKey('message-id-test-secret-0123456789abcdef');
    expect(subjectOf(id)).to.deep.equal({ noun: 'complaint', id: 52 });
  });

  it('is found in References, the nearest first, between those of others', () => {
    const header = `<a@b.example>\r\n\t${complaintThreadId(52, SENDER)} <c@d> ${notificationMessageId(7, SENDER)} x`;
    expect(subjectsIn(header)).to.deep.equal([
      { noun: 'notification', id: 7 },
      { noun: 'complaint', id: 52 },
    ]);
    expect(subjectsIn(`${'<a@b.example> '.repeat(50_000)}<`.repeat(10))).to.deep.equal([]);
  });
});
