import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { inTransaction } from '../../src/database/transaction.ts';
import { heardOf, keptShortly } from '../../src/journal/kept.ts';
import { doneFrom, type Origin } from '../../src/journal/surroundings.ts';
import { Department } from '../../src/models/department.ts';
import { byHand } from '../support/journal-watch.ts';

let asked = 0;
let event = 1_000_000_000;

const ask = (key = 'departments', from: Origin = 'panel') =>
  doneFrom({ origin: from }, () =>
    keptShortly(key, () => {
      asked += 1;
      return Department.count();
    }),
  );

describe('keptShortly', () => {
  beforeEach(() => {
    asked = 0;
    event += 1;
    heardOf(event);
  });

  it('asks once for many who want the same at the same time, and for nobody else', async () => {
    await Promise.all([ask(), ask(), ask(), ask('others')]);
    expect(asked).to.equal(2);
  });

  it('forgets at a commit of its own process, and not for what did not come about', async () => {
    const before = await ask();
    await inTransaction(() => Promise.reject(new Error('no'))).catch(() => undefined);
    await ask();
    expect(asked).to.equal(1);
    await byHand(() => inTransaction(() => Department.create({ name: 'Research' })));
    expect(await ask()).to.equal(before + 1);
  });

  it('forgets at an event of another process that a request saw, not at an older one', async () => {
    await ask();
    heardOf(event - 1);
    await ask();
    expect(asked).to.equal(1);
    event += 1;
    heardOf(event);
    await ask();
    expect(asked).to.equal(2);
  });

  it('does not keep what was read while something was committed', async () => {
    const slow = doneFrom({ origin: 'panel' }, () =>
      keptShortly('slow', async () => {
        await delay(20);
        return 'before';
      }),
    );
    await byHand(() => inTransaction(() => Department.create({ name: 'Research' })));
    expect(await slow).to.equal('before');
    const after = doneFrom({ origin: 'panel' }, () => keptShortly('slow', () => Promise.resolve('after')));
    expect(await after).to.equal('after');
  });

  it('forgets after a second whatever happens, and a failure at once', async () => {
    await ask();
    await delay(1050);
    await ask();
    expect(asked).to.equal(2);
    const failing = doneFrom({ origin: 'panel' }, () =>
      keptShortly('failing', () => Promise.reject(new Error('no'))),
    );
    expect(await failing.catch((error: Error) => error.message)).to.equal('no');
    const again = doneFrom({ origin: 'panel' }, () => keptShortly('failing', () => Promise.resolve('yes')));
    expect(await again).to.equal('yes');
  });

  it('keeps nothing for commands and workers, and within a transaction', async () => {
    for (const from of ['command', 'worker'] as const) {
      await ask('departments', from);
      await ask('departments', from);
    }
    expect(asked).to.equal(4);
    await ask();
    await inTransaction(() => ask());
    expect(asked).to.equal(6);
  });
});
