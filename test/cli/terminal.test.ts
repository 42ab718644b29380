import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { ask, newPassword, type Terminal } from '../../src/cli/terminal.ts';

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
    expect(await newPassword(false, terminal)).to.equal('open sesame now');
    expect(await shown()).to.equal('Password: \nPassword (again): \n');
  });

  it('asks again while the two differ, three times in all', async () => {
    const right = typing('one\r', 'two\r', 'three\r', 'three\r');
    expect(await newPassword(false, right.terminal)).to.equal('three');
    expect(await right.shown()).to.contain('The passwords differ. Please try again.');
    const wrong = typing('1\r', '2\r', '3\r', '4\r', '5\r', '6\r', '7\r', '7\r');
    const error = await newPassword(false, wrong.terminal).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'cancelled');
  });

  it('ends when the person presses Ctrl-C or ends the input', async () => {
    for (const terminal of [typing('\u0003').terminal, typing().terminal]) {
      const error = await newPassword(false, terminal).catch((reason: unknown) => reason);
      expect(error).to.have.property('code', 'cancelled');
    }
  });

  it('asks for a name', async () => {
    expect(await ask('Username: ', false, typing('ravi\n').terminal)).to.equal('ravi');
  });
});
