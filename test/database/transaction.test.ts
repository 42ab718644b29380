import { expect } from 'chai';
import { database, isSqlite } from '../../src/database/connect.ts';
import { afterCommit, inTransaction } from '../../src/database/transaction.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { textKey } from '../../src/models/text.ts';

const NAME = 'Research';

function count(name = NAME): Promise<number> {
  return Department.count({ where: { name } });
}

async function refusal(work: () => Promise<unknown>): Promise<unknown> {
  return inTransaction(work).then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** A promise and what settles it. */
function signal(): { arrived: Promise<void>; give: () => void } {
  let give = (): void => undefined;
  const arrived = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { arrived, give };
}

describe('inTransaction', () => {
  it('keeps all of the work or nothing, without a transaction being handed along', async () => {
    const error = await refusal(async () => {
      await Department.create({ name: NAME });
      await database().query("UPDATE departments SET description = 'changed'");
      throw new Error('no');
    });
    expect(error).to.have.property('message', 'no');
    expect(await count()).to.equal(0);
    expect(await Department.count({ where: { description: 'changed' } })).to.equal(0);
    await inTransaction(() => Department.create({ name: NAME }));
    expect(await count()).to.equal(1);
  });

  it('joins the one that is open, so that the inner work goes with the outer', async () => {
    await refusal(async () => {
      await inTransaction(() => Department.create({ name: NAME }));
      expect(await count(), 'seen within').to.equal(1);
      throw new Error('no');
    });
    expect(await count()).to.equal(0);
  });

  it('sees what the one before it wrote, once it has the lock that it waited for', async () => {
    const { id } = await Department.create({ name: NAME, description: '0' });
    const addOne = () =>
      inTransaction(async () => {
        await count();
        await Department.findByPk(id, { lock: true });
        const { description } = await Department.findByPk(id, { rejectOnEmpty: true });
        await Department.update({ description: String(Number(description) + 1) }, { where: { id } });
      });
    await Promise.all(Array.from({ length: 8 }, addOne));
    expect(await Department.findByPk(id)).to.have.property('description', '8');
  });

  it('gives work that runs beside it a transaction of its own', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        inTransaction(async () => {
          await Department.create({ name: `${NAME} ${i}` });
          if (i % 2 === 0) throw new Error('no');
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'rejected')).to.have.length(10);
    const names = (await Department.findAll())
      .map(({ name }) => name)
      .filter((name) => name.startsWith(NAME));
    expect(names).to.have.members(Array.from({ length: 10 }, (_, i) => `${NAME} ${2 * i + 1}`));
  });

  it('goes on after one that failed', async () => {
    await refusal(() => Promise.reject(new Error('no')));
    await inTransaction(() => Department.create({ name: NAME }));
    expect(await count()).to.equal(1);
  });

  it('tells what the database refused at its field', async () => {
    await Department.create({ name: NAME });
    expect(await refusal(() => Department.create({ name: NAME.toUpperCase() }))).to.deep.include({
      code: 'invalid_input',
      fields: { name: 'A department with this name already exists.' },
    });
    const bypassing = () =>
      database().query('INSERT INTO departments (name, name_folded) VALUES (?, ?)', {
        replacements: [NAME.toUpperCase(), textKey(NAME)],
      });
    expect(await refusal(bypassing)).to.have.property('code', 'invalid_input');
  });

  it('does not lose an increment of 20 at once', async () => {
    const { id } = await Department.create({ name: NAME });
    await Promise.all(
      Array.from({ length: 20 }, () =>
        inTransaction(async () => {
          const lock = isSqlite() ? {} : { lock: true };
          const row = await Department.findByPk(id, { rejectOnEmpty: true, ...lock });
          await row.update({ version: row.version + 1 });
        }),
      ),
    );
    expect(await Department.findByPk(id)).to.have.property('version', 20);
  });

  it('is tried again when it lost a deadlock', async () => {
    const kind = await ComplaintType.findOne({ rejectOnEmpty: true });
    const department = await Department.create({ name: NAME });
    const [first, second] = [signal(), signal()];
    let runs = 0;
    const crosswise = async (
      rows: readonly (ComplaintType | Department)[],
      own = signal(),
      other = signal(),
    ) =>
      inTransaction(async () => {
        runs += 1;
        await rows[0]?.increment('version');
        own.give();
        // On SQLite there is one writer at a time: the other one cannot get this far.
        if (!isSqlite()) await other.arrived;
        await rows[1]?.increment('version');
      });
    await Promise.all([
      crosswise([kind, department], first, second),
      crosswise([department, kind], second, first),
    ]);
    expect(runs).to.equal(isSqlite() ? 2 : 3);
    expect((await department.reload()).version).to.equal(2);
  });
});

describe('afterCommit', () => {
  it('waits until the outermost transaction is committed', async () => {
    const seen: string[] = [];
    await inTransaction(async () => {
      await inTransaction(async () => {
        await Department.create({ name: NAME });
        afterCommit(() => seen.push('announced'));
      });
      expect(seen).to.deep.equal([]);
    });
    expect(seen).to.deep.equal(['announced']);
  });

  it('is not heard of after a rollback', async () => {
    const seen: string[] = [];
    await refusal(async () => {
      afterCommit(() => seen.push('announced'));
      throw new Error('no');
    });
    expect(seen).to.deep.equal([]);
  });

  it('cannot undo what was committed, and does not keep the next from being announced', async () => {
    const seen: string[] = [];
    await inTransaction(async () => {
      await Department.create({ name: NAME });
      afterCommit(() => Promise.reject(new Error('the mail server is away')));
      afterCommit(() => seen.push('announced'));
    });
    expect(await count()).to.equal(1);
    expect(seen).to.deep.equal(['announced']);
  });

  it('runs outside of the transaction: it may open one of its own', async () => {
    await inTransaction(async () => {
      afterCommit(() => inTransaction(() => Department.create({ name: NAME })));
    });
    expect(await count()).to.equal(1);
  });

  it('belongs inside a transaction', () => {
    expect(() => afterCommit(() => undefined)).to.throw('belongs inside inTransaction');
  });
});
