import { expect } from 'chai';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { User } from '../../src/models/user.ts';
import { portalCommand } from '../support/portal-command.ts';

const FOLDER = join(import.meta.dirname, '../../docs/guide');
const RUN = 'npm run portal -- ';
/** Files that the guides name, with what is in them. */
const FILES: Readonly<Record<string, string>> = {
  'people.csv': 'username,email,full name\nnoor,noor@alphalab.example,Noor Khan\n',
};
/** What a check finds in the tests' database is its own affair; that it was made is told by both codes. */
const CODES: Readonly<Record<string, readonly number[]>> = { check: [0, 3] };

/** The words of a line, as a shell takes them apart that is given no more than quotes. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

const examples = readdirSync(FOLDER).flatMap((file) =>
  [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/```sh\n([^]*?)```/g)].flatMap(([, script = '']) =>
    script.trim().split('\n'),
  ),
);

describe('the commands that the guides name', function suite() {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'portal-guide-'));
  before(() => {
    for (const [name, content] of Object.entries(FILES)) writeFileSync(join(folder, name), content);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('do what they say, one after the other', async () => {
    expect(examples.length).to.be.greaterThan(10);
    for (const line of examples) {
      expect(line.startsWith(RUN), line).to.equal(true);
      const parameters = words(line.slice(RUN.length)).map((word) =>
        Object.hasOwn(FILES, word) ? join(folder, word) : word,
      );
      const typed = line.includes('--password-stdin') ? { stdin: 'seven green bottles\n' } : {};
      const { code, stderr } = await portalCommand(parameters, typed);
      expect(CODES[parameters[0] ?? ''] ?? [0], `${line}\n${stderr}`).to.include(code);
    }
    expect(await User.count({ where: { username: ['rescue', 'noor'] } })).to.equal(2);
  });
});
