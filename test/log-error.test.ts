import { Writable } from 'node:stream';
import { expect } from 'chai';
import { pino } from 'pino';
import { database } from '../src/database/connect.ts';
import { translateDatabaseError } from '../src/database/errors.ts';
import { inTransaction } from '../src/database/transaction.ts';
import { logError, messageOf, withoutLiterals } from '../src/log-error.ts';
import { User } from '../src/models/user.ts';
import { askForStacks } from './support/quick-statements.ts';

const SECRET = 'the-value-of-somebody';

/** A line of a log with this error in it. */
function logged(err: unknown): string {
  let text = '';
  const to = new Writable({ write: (chunk, _, done) => done(void (text += String(chunk))) });
  pino({ serializers: { err: logError } }, to).error({ err }, 'failed');
  return text;
}

async function failureOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('this should have failed');
}

const insert = (key: string) =>
  database().query('INSERT INTO seeded_rows (table_name, row_key) VALUES (?, ?)', {
    replacements: ['x', key],
  });

const FAULTS: Readonly<Record<string, () => Promise<unknown>>> = {
  'a table that is not there': () =>
    database().query('SELECT * FROM nowhere WHERE name = ?', { replacements: [SECRET] }),
  'a column that is not there': () =>
    database().query(`SELECT id FROM users WHERE "x" = nothing('${SECRET}')`),
  'broken SQL': () => database().query(`SELEC '${SECRET}' "${SECRET}`),
  'a duplicate entry past the models': async () => {
    await insert(SECRET);
    await insert(SECRET);
  },
  'a duplicate entry of a model': async () => {
    const twice = { username: SECRET, email: SECRET, passwordHash: SECRET };
    for (const person of [twice, twice]) await User.create(person, { validate: false });
  },
  'a value of the wrong kind': () =>
    database().query('INSERT INTO departments (id, name) VALUES (?, ?)', { replacements: [SECRET, SECRET] }),
  'bound values': () => database().query('SELECT * FROM nowhere WHERE name = $1', { bind: [SECRET] }),
};

describe('a logged error', () => {
  before(() => askForStacks(true));
  after(() => askForStacks(false));

  for (const [name, work] of Object.entries(FAULTS)) {
    it(`has no SQL and no value of ${name}`, async () => {
      const error = await failureOf(work);
      const wrapped = new Error(`it failed: ${(error as Error).message}`, { cause: error });
      for (const one of [
        error,
        translateDatabaseError(error),
        wrapped,
        await failureOf(() => inTransaction(work)),
      ]) {
        const line = logged(one);
        expect(line).not.to.contain(SECRET);
        expect(line).not.to.match(/SELECT|INSERT|SELEC /);
        expect(line, 'where it happened').to.match(/ {4}at .*\.(ts|js)/);
        expect(messageOf(one)).not.to.contain(SECRET);
      }
    });
  }

  it('keeps what helps: names, codes, causes, and all of what is no database error', () => {
    const messages: Readonly<Record<string, string>> = {
      "Duplicate entry 'O'Brien' for key 'x' for key 'users.username'":
        "Duplicate entry for key 'users.username'",
      "Data too long for column 'name' at row 1": "Data too long for column 'name' at row 1",
      "Incorrect integer value: 'abc' for column `p`.`t`.`id` at row 1":
        'Incorrect integer value: [removed] for column `p`.`t`.`id` at row 1',
      "Table 'portal.nowhere' doesn't exist": "Table 'portal.nowhere' doesn't exist",
      'SQLITE_ERROR: near "secret": syntax error': 'SQLITE_ERROR: near [removed]: syntax error',
      "Truncated incorrect DOUBLE value: 'O'Brien'": 'Truncated incorrect DOUBLE value: [removed]',
    };
    for (const [message, told] of Object.entries(messages)) {
      expect(messageOf(Object.assign(new Error(message), { code: 'ER_X' }))).to.equal(told);
      expect(messageOf(new Error(message)), 'not from a database').to.equal(message);
    }
    const line = JSON.parse(
      logged(new Error('outer', { cause: Object.assign(new Error('inner'), { code: 'EIO' }) })),
    ) as {
      err: { message: string; cause: { message: string; code: string } };
    };
    expect([line.err.message, line.err.cause.message, line.err.cause.code]).to.deep.equal([
      'outer',
      'inner',
      'EIO',
    ]);
  });

  it('is told like this by pino-http, which describes it first', () => {
    const raw = Object.assign(new Error(`Duplicate entry '${SECRET}' for key 'x'`), {
      code: 'ER_DUP_ENTRY',
      sql: SECRET,
    });
    expect(JSON.stringify(logError({ message: raw.message, sql: SECRET, raw }))).not.to.contain(SECRET);
  });

  it('leaves no literal in SQL', () => {
    const sql = "UPDATE t1 SET a = 'it''s', b = 'c\\'d', n = -12.5 WHERE id IN (1, 2) AND x = 'é\n'";
    expect(withoutLiterals(sql, 'mysql')).to.equal(
      'UPDATE t1 SET a = ?, b = ?, n = -? WHERE id IN (?, ?) AND x = ?',
    );
    const folder = "UPDATE t1 SET a = 'C:\\', b = 'it''s', c = 'd'";
    expect(withoutLiterals(folder, 'sqlite')).to.equal('UPDATE t1 SET a = ?, b = ?, c = ?');
  });
});
