import { setImmediate as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { LimitError, UnavailableError } from '../../../src/errors.ts';
import { WorkQueue } from '../../../src/use-cases/exports/work-queue.ts';

const failed = (error: unknown): unknown => error;

describe('costly work', () => {
  it('is done a few at a time, the first come first, whatever fails', async () => {
    const queue = new WorkQueue({ atOnce: 2, waiting: 20, perPerson: 10 });
    const began: number[] = [];
    let [running, most] = [0, 0];
    const works = Array.from({ length: 9 }, (_, index) =>
      queue.run(1, undefined, async () => {
        began.push(index);
        running += 1;
        most = Math.max(most, running);
        await pause();
        await pause();
        running -= 1;
        if (index % 3 === 0) throw new Error('it broke');
      }),
    );
    const ends = await Promise.allSettled(works);
    expect(ends.filter(({ status }) => status === 'rejected')).to.have.length(3);
    expect([most, running]).to.deep.equal([2, 0]);
    expect(began).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('is refused beyond a person’s share and beyond what may wait, until there is room again', async () => {
    const queue = new WorkQueue({ atOnce: 1, waiting: 2, perPerson: 2 });
    const work = (person: number) => queue.run(person, undefined, pause);
    const taken = [work(1), work(1), work(2)];
    expect(await work(1).catch(failed)).to.be.instanceOf(LimitError);
    expect(await work(3).catch(failed)).to.be.instanceOf(UnavailableError);
    await Promise.all(taken);
    await Promise.all([work(1), work(1), work(3)]);
  });

  it('is done of the portal’s own in its turn, however many wait', async () => {
    const queue = new WorkQueue({ atOnce: 1, waiting: 0, perPerson: 1 });
    const done: number[] = [];
    const own = [1, 2, 3].map((number) => queue.runPatiently(undefined, async () => done.push(number)));
    expect(await queue.run(1, undefined, pause).catch(failed)).to.be.instanceOf(UnavailableError);
    await Promise.all(own);
    expect(done).to.deep.equal([1, 2, 3]);
    await queue.run(1, undefined, pause);
  });

  it('leaves its place when nobody waits for it any more', async () => {
    const queue = new WorkQueue({ atOnce: 1, waiting: 1, perPerson: 1 });
    const first = queue.run(1, undefined, pause);
    const gone = new AbortController();
    const done: string[] = [];
    const second = queue.run(2, gone.signal, async () => done.push('second')).catch(failed);
    gone.abort(new Error('gone'));
    expect(await second).to.have.property('message', 'gone');
    const third = queue.run(3, undefined, async () => done.push('third'));
    await Promise.all([first, third]);
    await queue.run(2, gone.signal, async () => done.push('never')).catch(failed);
    await queue.run(2, undefined, async () => done.push('again'));
    expect(done).to.deep.equal(['third', 'again']);
  });
});
