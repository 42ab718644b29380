import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { askForSuperuser } from '../../src/cli/commands/createsuperuser.ts';
import { UsageError } from '../../src/cli/output.ts';
import { ask, newPassword, type Terminal } from '../../src/cli/terminal.ts';
import { InvalidInputError } from '../../src/errors.ts';
import { User } from '../../src/models/user.ts';
import { buildUser } from '../factories/people.ts';
import { refusal } from '../support/refusal.ts';

const anything = () => undefined;

/** A person who types these lines, one at a time, each when a question is asked. */
function typing(...lines: string[]): { terminal: Terminal; shown: () => Promise<string> } {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = new PassThrough();
  const screen = new PassThrough();
  output.on('data', (chunk: Buffer) => {
    screen.write(chunk);
    if (!chunk.toString().endsWith(': ')) return;
    const line = lines.shift();
    setImmediate(() => (line === undefined ? input.end() : input.write(line)));
  });
  const shown = () => {
    screen.end();
    return text(screen);
  };
  return { terminal: { input, output }, shown };
}

describe('questions on the terminal', () => {
  it('asks for a password twice and shows nothing of it', async () => {
    const { terminal, shown } = typing('open sesame now\r', 'open sesame now\r');
    expect(await newPassword(false, anything, terminal)).to.equal('open sesame now');
    expect(await shown()).to.equal('Password: \nPassword (again): \n');
  });

  it('asks again while the two differ or the first is not right', async () => {
    const check = (typed: string) => {
      if (typed.length < 4) throw new InvalidInputError({ password: 'That is too short.' });
    };
    const lines = ['five1\r', 'five2\r', 'one\r', 'two\r', 'six\r', 'ten\r', 'three\r', 'three\r'];
    const { terminal, shown } = typing(...lines);
    expect(await newPassword(false, check, terminal)).to.equal('three');
    const text = await shown();
    expect(text).to.contain('The passwords differ. Please try again.');
    expect(text.match(/That is too short\./g)).to.have.length(4);
  });

  it('ends when the person presses Ctrl-C or ends the input', async () => {
    for (const terminal of [typing('\u0003').terminal, typing().terminal]) {
      const error = await newPassword(false, anything, terminal).catch((reason: unknown) => reason);
      expect(error).to.have.property('code', 'cancelled');
    }
  });

  it('asks for a name', async () => {
    expect(await ask('Username: ', false, typing('ravi\n').terminal)).to.equal('ravi');
  });

  it('takes a password from standard input that is one line, and no other', async () => {
    const from = (stdin: string) =>
      newPassword(true, anything, { input: Readable.from([stdin]), output: new PassThrough() });
    for (const stdin of ['a long one', 'a long one\n', 'a long one\r\n']) {
      expect(await from(stdin)).to.equal('a long one');
    }
    for (const stdin of ['', '\n', '\r\n', 'one\ntwo', 'one\ntwo\n', 'one\n\n', 'a\rb', 'x'.repeat(20_000)]) {
      const error = await from(stdin).catch((reason: unknown) => reason);
      expect(error, JSON.stringify(stdin.slice(0, 20))).to.be.instanceOf(UsageError);
    }
  });

  it('reads a password of standard input by its bytes: whole letters, without a mark before them', async () => {
    const from = (...pieces: readonly number[][]) =>
      newPassword(true, anything, {
        input: Readable.from(pieces.map((bytes) => Buffer.from(bytes))),
        output: new PassThrough(),
      });
    const bytes = [...Buffer.from('déjà vu, 🔑\n')];
    for (const cut of bytes.keys()) {
      expect(await from(bytes.slice(0, cut), bytes.slice(cut)), String(cut)).to.equal('déjà vu, 🔑');
    }
    expect(await from([0xef, 0xbb], [0xbf, ...bytes])).to.equal('déjà vu, 🔑');
    expect(await from([0xe9, 0x0a]), 'of another encoding').to.equal('\ufffd');
    expect(await from([0x61, 0xc3]), 'cut short').to.equal('a\ufffd');
  });

  it('asks for a superuser until each thing is right, and refuses a taken name before all else', async () => {
    await buildUser({ username: 'Ravi', email: 'ravi@example.com' });
    await buildUser({ username: 'desk@example.com', email: '' });
    const { terminal, shown } = typing(
      'ravi\n',
      'rаvi\n',
      '\n',
      'ravi@example.com\n',
      'root\n',
      'not an address\n',
      'desk@example.com\n',
      'root@example.com\n',
      'root\r',
      'open sesame, now\r',
      'open sesame, now\r',
    );
    expect(await askForSuperuser({}, terminal)).to.deep.equal({
      username: 'root',
      email: 'root@example.com',
      password: 'open sesame, now',
    });
    const text = await shown();
    expect(text.match(/Username: /g)).to.have.length(5);
    expect(text.match(/E-mail address: /g)).to.have.length(3);
    expect(text.match(/Password: /g)).to.have.length(2);
    expect(text).to.contain('A user with this username already exists.');
    const taken = typing();
    const error = await refusal(askForSuperuser({ username: 'RAVI' }, taken.terminal));
    expect(error.fields).to.have.all.keys('username');
    expect(await taken.shown(), 'nothing was asked').to.equal('');
    expect(await User.count()).to.equal(2);
  });
});
