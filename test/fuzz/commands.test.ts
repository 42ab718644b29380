import { expect } from 'chai';
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, removeFolders } from '../support/archives.ts';
import { portalCommand } from '../support/portal-command.ts';
import { inAddress, RUNS, strange } from './asked.ts';

/** Runs until it is told to stop. */
const ENDLESS = new Set(['work', 'help']);
/** A command that takes longer hangs, in milliseconds. */
const HANGS_MS = 60_000;

interface Command {
  readonly name: string;
  /** Each with whether something follows it. */
  readonly options: readonly (readonly [name: string, takes: boolean])[];
  readonly parameters: number;
}

/** What a help text says that a command takes. */
function commandIn(name: string, help: string): Command {
  const [, usage = ''] = /Usage: [^\n]*?((?: [<[][\w-]+[>\]])*)\n/.exec(help) ?? [];
  const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)( <[^>]+>)?/gm)].map(
    ([, option = '', value]) => [option, value !== undefined] as const,
  );
  return { name, options, parameters: [...usage.matchAll(/[<[](?!options)[\w-]+/g)].length };
}

const namesIn = (help: string): string[] => {
  const [, listed = ''] = /Commands:\n([\s\S]*?)(?:\n\n|$)/.exec(help) ?? [];
  return [...listed.matchAll(/^ {2}([\w-]+)/gm)].flatMap(([, name = '']) =>
    ENDLESS.has(name) ? [] : [name],
  );
};

/** Every command and each below it, as their help texts tell. */
async function commands(): Promise<Command[]> {
  const found: Command[] = [];
  for (const name of namesIn((await portalCommand(['--help'])).stdout)) {
    const { stdout } = await portalCommand([name, '--help']);
    found.push(commandIn(name, stdout));
    for (const below of namesIn(stdout))
      found.push(commandIn(`${name} ${below}`, (await portalCommand([name, below, '--help'])).stdout));
  }
  return found;
}

describe('commands that are made up', function suite() {
  this.timeout(RUNS === undefined ? 180_000 : 3_600_000);
  let folder: string;
  before(() => {
    folder = newFolder();
    writeFileSync(join(folder, 'there'), 'not what is asked for');
  });
  after(removeFolders);

  /** Files are named in a folder of their own alone: what is typed must not write elsewhere. */
  const said = () =>
    fc.oneof(
      strange.map((text) => (/^[./]|^\w*$/.test(text) ? join(folder, 'none', inAddress(text)) : text)),
      fc.constantFrom(
        join(folder, 'there'),
        join(folder, 'none'),
        '/dev/null',
        'mysql://a:b@127.0.0.1:1/x',
        '',
        '2026-02-30',
      ),
    );

  function askedOf({ name, options, parameters }: Command): fc.Arbitrary<string[]> {
    const option = (): fc.Arbitrary<string[]> =>
      fc
        .tuple(fc.constantFrom(...options), said())
        .map(([[given, takes], value]) => (takes ? [given, value] : [given]));
    const given = options.length === 0 ? fc.constant<string[][]>([]) : fc.array(option(), { maxLength: 3 });
    return fc
      .tuple(given, fc.array(said(), { maxLength: parameters + 1 }))
      .map(([some, others]) => [...name.split(' '), ...some.flat(), ...others]);
  }

  it('end with an exit code of the four, within a minute, without a stack, and with one document for --json', async () => {
    const all = await commands();
    expect(all.map(({ name }) => name)).to.include.members([
      'check',
      'backup',
      'audit verify',
      'import-django',
    ]);
    const tried = all.filter(({ name }) => name !== 'migrate');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tried).chain(askedOf), async (parameters) => {
        // Demo people take seconds, and are tried elsewhere.
        if (parameters.includes('--demo')) return;
        const begun = performance.now();
        const { code, stdout, stderr } = await portalCommand(parameters);
        const told = `${JSON.stringify(parameters)}\n${code}: ${stdout.slice(0, 200)}${stderr.slice(0, 300)}`;
        expect(code, told).to.be.oneOf([0, 1, 2, 3]);
        expect(performance.now() - begun, told).to.be.lessThan(HANGS_MS);
        expect(`${stdout}${stderr}`, told)
          .not.to.match(/\n\s+at .*:\d+:\d+/)
          .and.not.match(/\b(?:SQLITE_|ER_)[A-Z]+\b/);
        if (parameters.includes('--json') && stdout !== '' && !parameters.includes('--help'))
          JSON.parse(stdout);
      }),
      { numRuns: RUNS ?? 60 },
    );
  });
});
