import { expect } from 'chai';
import fc from 'fast-check';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, removeFolders } from '../support/archives.ts';
import { portalCommand } from '../support/portal-command.ts';
import { inAddress, RUNS, strange } from './asked.ts';

/** Runs until it is told to stop. */
const ENDLESS = new Set(['work', 'help']);
/** Commands whose parameters name files, and options that do. */
const OF_FILES = /^(?:backup|restore|import-people)\b/;
const WRITES_TO = /^--(?:report|[\w-]*file|media|map)$/;
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

  const known = fc.constantFrom('', '/dev/null', 'mysql://a:b@127.0.0.1:1/x', '2026-02-30');
  const said = fc.oneof(strange, known);
  /** What may be written is named in a folder of its own alone. */
  const file = fc.oneof(
    fc.constantFrom('there', 'none', 'no/where').map((name) => join(folder, name)),
    strange.map((text) => join(folder, inAddress(text).slice(0, 300))),
  );

  function askedOf({ name, options, parameters }: Command): fc.Arbitrary<string[]> {
    const option = (): fc.Arbitrary<string[]> =>
      fc
        .constantFrom(...options)
        .chain(([given, takes]) =>
          (WRITES_TO.test(given) ? file : said).map((value) => (takes ? [given, value] : [given])),
        );
    const given = options.length === 0 ? fc.constant<string[][]>([]) : fc.array(option(), { maxLength: 3 });
    return fc
      .tuple(given, fc.array(OF_FILES.test(name) ? file : said, { maxLength: parameters + 1 }))
      .map(([some, others]) => [...name.split(' '), ...some.flat(), ...others]);
  }

  it('end with an exit code of the four, within a minute, without a stack, and with one document for --json', async () => {
    const all = await commands();
    const standing = readdirSync('.');
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
      { numRuns: RUNS === undefined ? 60 : Math.ceil(RUNS / 5) },
    );
    expect(readdirSync('.'), 'nothing is written where it was not named').to.deep.equal(standing);
  });
});
