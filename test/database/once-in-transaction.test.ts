import { expect } from 'chai';
import { OnceInTransaction } from '../../src/database/once-in-transaction.ts';
import { inTransaction } from '../../src/database/transaction.ts';

describe('what is read once in a transaction', () => {
  let read: number;
  let answer: OnceInTransaction<string>;
  beforeEach(() => {
    read = 0;
    answer = new OnceInTransaction(async () => `read ${(read += 1)}`);
  });

  it('is read again in the next, and each time outside', async () => {
    const twice = () => inTransaction(async () => [await answer.read(), await answer.read()]);
    expect(await twice()).to.deep.equal(['read 1', 'read 1']);
    expect(await twice()).to.deep.equal(['read 2', 'read 2']);
    expect([await answer.read(), await answer.read()]).to.deep.equal(['read 3', 'read 4']);
  });

  it('is what another statement of the same transaction told', async () => {
    const told = inTransaction(() => {
      answer.tell('told');
      return answer.read();
    });
    const other = inTransaction(() => answer.read());
    expect(await Promise.all([told, other])).to.deep.equal(['told', 'read 1']);
    answer.tell('told to nobody');
    expect(await answer.read()).to.equal('read 2');
  });
});
