import { expect } from 'chai';
import { useMailKey } from '../../src/mail/mail-key.ts';
import { useTestSecrets } from '../support/database.ts';
import { readReplyAddress, replyAddress, REPLY_LOCAL_LENGTH } from '../../src/mail/reply-address.ts';

const SENDER = 'it@alphalab.example';
const TARGET = { complaintId: 52, personId: 7 };

describe('the address that answers go to', () => {
  before(() => useMailKey('reply-address-test-secret-0123456789ab'));
  after(useTestSecrets);

  it('names the complaint and the person, in any letter case', () => {
    const address = replyAddress(TARGET, SENDER);
    expect(address).to.match(/^it\+c52-u7-[\da-f]{16}@alphalab\.example$/);
    expect(readReplyAddress(address)).to.deep.equal(TARGET);
    expect(readReplyAddress(address.toUpperCase())).to.deep.equal(TARGET);
  });

  it('has room for the largest numbers', () => {
    // As MAIL_FROM is checked.
    expect(REPLY_LOCAL_LENGTH).to.equal(25);
    const sender = `${'x'.repeat(REPLY_LOCAL_LENGTH)}@alphalab.example`;
    const target = { complaintId: 999_999_999, personId: 999_999_999 };
    const address = replyAddress(target, sender);
    expect(address.indexOf('@')).to.equal(64);
    expect(readReplyAddress(address)).to.deep.equal(target);
  });

  it('cannot be made up, nor made of that of another person or complaint', () => {
    const address = replyAddress(TARGET, SENDER);
    const forged = [
      address.replace('u7', 'u8'),
      address.replace('c52', 'c53'),
      address.replace(/-[\da-f]{16}@/, '-0000000000000000@'),
      address.replace(/[\da-f]@/, '@'),
      address.replace('@', 'é@').normalize('NFD'),
    ];
    expect(forged.slice(0, 4).map(readReplyAddress)).to.deep.equal(Array.from({ length: 4 }, () => 'forged'));
    expect(readReplyAddress(forged[4] ?? '')).to.equal(undefined);
  });

  it('is no other address', () => {
    for (const other of [SENDER, 'it+news@alphalab.example', 'c52-u7-0000000000000000@x.example', '']) {
      expect(readReplyAddress(other)).to.equal(undefined);
    }
  });
});
