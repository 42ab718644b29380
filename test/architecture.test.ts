import { expect } from 'chai';
import { codeOf, importsIn, importsOf, reachable, sourceFiles, type Import } from './support/imports.ts';

/** Longest file, in lines; most are far below. */
const LINES = 200;
const SHARED = ['src/config.ts', 'src/errors.ts', 'src/log.ts', 'src/log-error.ts'];
/** What everything may import. */
const CONSTANTS = ['src/counted.ts', 'src/durations.ts', 'src/mail-address.ts', 'src/readable-time.ts'];
/** Every face says from where it is asked, and since when it is certain by whom. */
const FACE = [
  'src/use-cases/',
  'src/policies/',
  'src/journal/surroundings.ts',
  'src/journal/proof.ts',
  ...SHARED,
];

/** What each part may import besides itself, the most specific part first; types of models and storage may go anywhere. */
const ALLOWED: readonly (readonly [part: string, allowed: readonly string[]])[] = [
  ['src/admin/resources/', [...FACE, 'src/admin/', 'src/look/', 'src/models/']],
  ['src/admin/', [...FACE, 'src/web/', 'src/look/']],
  ['src/portal/', [...FACE, 'src/web/', 'src/look/']],
  ['src/api/', [...FACE, 'src/web/']],
  ['src/cli/', FACE],
  ['src/web/', [...FACE, 'src/database/', 'src/sign-on/', 'src/look/']],
  ['src/look/', ['src/policies/']],
  [
    'src/use-cases/',
    [
      'src/models/',
      'src/policies/',
      'src/jobs/',
      'src/journal/',
      'src/notifications/',
      'src/storage/',
      'src/archive/',
      'src/mail/',
      'src/webhooks/',
      'src/sign-on/',
      'src/documents/',
      'src/look/chart/',
      'src/database/',
      'src/errors.ts',
      'src/log.ts',
      'src/log-error.ts',
    ],
  ],
  ['src/policies/', ['src/models/group-names.ts', 'src/errors.ts']],
  [
    'src/jobs/',
    [
      'src/models/',
      'src/database/',
      'src/journal/surroundings.ts',
      'src/errors.ts',
      'src/log.ts',
      'src/log-error.ts',
    ],
  ],
  ['src/models/', ['src/database/', 'src/errors.ts']],
  ['src/journal/', ['src/models/', 'src/database/', 'src/errors.ts']],
  [
    'src/notifications/',
    [
      'src/models/',
      'src/database/',
      'src/journal/',
      'src/jobs/',
      'src/policies/',
      'src/look/',
      'src/mail/reply-mark.ts',
      ...SHARED,
    ],
  ],
  ['src/storage/', ['src/errors.ts']],
  ['src/archive/', ['src/errors.ts']],
  ['src/documents/', ['src/look/', 'src/errors.ts']],
  ['src/webhooks/', []],
  ['src/sign-on/', ['src/log.ts']],
  ['src/mail/', ['src/database/key-ring.ts', 'src/errors.ts', 'src/log.ts', 'src/log-error.ts']],
  ['src/database/', ['src/errors.ts', 'src/log.ts', 'src/log-error.ts']],
  ['src/main.ts', ['src/']],
  ['src/app.ts', ['src/']],
  ['src/build.ts', ['src/bundle-program.ts', 'src/admin/assets/bundle.ts']],
  ['src/bundle-program.ts', ['src/admin/assets/write-whole.ts']],
  ['src/config.ts', ['src/settings/']],
  ['src/settings/', ['ldapts']],
  ['src/errors.ts', []],
  ['src/processes.ts', ['src/log.ts', 'src/siblings.ts']],
  ['src/siblings.ts', ['src/log.ts']],
  ['src/counted.ts', []],
  ['src/durations.ts', []],
  ['src/mail-address.ts', []],
  ['src/log.ts', ['src/log-error.ts', 'src/log-stream.ts']],
  ['src/log-error.ts', []],
  [
    'migrations/',
    [
      'src/database/columns.ts',
      'src/database/key-steps.ts',
      'src/database/schema-steps.ts',
      'src/database/search-steps.ts',
    ],
  ],
  ['seeders/', ['src/database/', 'src/models/', 'src/policies/', 'src/use-cases/']],
];

/** Packages that only some parts know. */
const PACKAGES: readonly (readonly [pattern: RegExp, parts: readonly string[]])[] = [
  [/^(adminjs|@adminjs\/|express-formidable)/, ['src/admin/']],
  [
    /^(express|express-session|helmet|compression|@fastify\/busboy)$/,
    ['src/admin/', 'src/portal/', 'src/api/', 'src/web/', 'src/app.ts'],
  ],
  [/^commander$/, ['src/cli/']],
  [/^(umzug|mysql2|@appthreat\/sqlite3)$/, ['src/database/', 'src/build.ts']],
  [/^(nodemailer|imapflow|postal-mime|html-to-text)$/, ['src/mail/']],
  [/^aws4fetch$/, ['src/storage/s3/']],
  [/^jose$/, ['src/use-cases/handover/', 'src/sign-on/']],
  [/^(openid-client|ldapts)$/, ['src/sign-on/', 'src/settings/directory.ts']],
  [/^(csv-stringify|pdfkit|bidi-js)(\/|$)/, ['src/documents/']],
  [/^yazl$/, ['src/documents/', 'src/archive/']],
  [/^markdown-it$/, ['src/use-cases/faq/']],
  [/^otpauth$/, ['src/use-cases/second-factor/']],
  [/^qrcode$/, ['src/portal/views/security/']],
  [/^prom-client$/, ['src/web/metrics/']],
  [/^bcrypt$/, ['src/use-cases/people/passwords.ts']],
];

function isIn(path: string, parts: readonly string[]): boolean {
  return parts.some((part) => path.startsWith(part));
}

function violation(path: string, { target, isOwn, isType }: Import): string | undefined {
  const told = `${path} imports ${target}`;
  if (!isOwn) {
    const owner = PACKAGES.find(([pattern]) => pattern.test(target));
    return owner === undefined || isIn(path, owner[1]) ? undefined : told;
  }
  // A new part has to say first what it may import.
  const [part, allowed] = ALLOWED.find(([prefix]) => path.startsWith(prefix)) ?? ['nothing', []];
  const types = isType ? ['src/models/', 'src/storage/', 'src/database/'] : [];
  return isIn(target, [part, ...allowed, ...types, ...CONSTANTS]) ? undefined : told;
}

function violations(path: string, imports: readonly Import[]): string[] {
  return imports.flatMap((one) => violation(path, one) ?? []);
}

const SOURCES = ['src', 'migrations', 'seeders'].flatMap((folder) => sourceFiles(folder));

/** Lines of code that match, of all files but those that may. */
function linesLike(pattern: RegExp, ...allowed: string[]): string[] {
  return SOURCES.filter((path) => !isIn(path, allowed)).flatMap((path) =>
    codeOf(path)
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
}

describe('the architecture', () => {
  it('lets each part import only what it may', () => {
    expect(SOURCES.length).to.be.greaterThan(100);
    expect(SOURCES.flatMap((path) => violations(path, importsOf(path)))).to.deep.equal([]);
  });

  const forbidden: [path: string, code: string][] = [
    ['src/portal/routes/x.ts', "import { User } from '../../models/user.ts';"],
    ['src/portal/routes/x.ts', "import { database } from '../../database/connect.ts';"],
    ['src/portal/routes/x.ts', "export * from '../../admin/table/table.ts';"],
    ['src/admin/x.ts', "import {\n  Complaint,\n} from '../models/complaint.ts';"],
    ['src/cli/commands/x.ts', "const { x } = await import('../../web/session.ts');"],
    ['src/use-cases/x/y.ts', "import express from 'express';"],
    ['src/use-cases/x/y.ts', "import '../../config.ts';"],
    ['src/policies/x.ts', "import { User } from '../models/user.ts';"],
    ['src/jobs/x.ts', "import { closeUnanswered } from '../use-cases/complaints/steps/close-unanswered.ts';"],
    ['src/models/x.ts', "import { userPolicy } from '../policies/user.ts';"],
    ['migrations/9999-x.ts', "import { User } from '../src/models/user.ts';"],
    ['src/journal/x.ts', "import { complaintPolicy } from '../policies/complaint.ts';"],
    ['src/portal/routes/x.ts', "import { record } from '../../journal/record.ts';"],
    ['src/new-layer/x.ts', "import '../errors.ts';"],
    ['src/config.ts', "import { log } from './log.ts';"],
  ];
  for (const [path, code] of forbidden) {
    it(`would find out ${path} with ${code.replaceAll(/\s+/g, ' ')}`, () => {
      expect(violations(path, importsIn(code, path))).to.have.length(1);
    });
  }

  it('keeps adminjs and Express away from the command line', () => {
    // Mails are drawn with React, which a worker loads with the first one.
    const loaded = [...reachable('src/cli/index.ts', /^src\/notifications\/mails\//)];
    expect(loaded).to.include('sequelize').and.to.include('src/cli/commands/migrate.ts');
    expect(
      loaded.filter((name) => /^(@?adminjs|express|react)|^src\/(admin|portal|web)\//.test(name)),
    ).to.deep.equal([]);
  });

  it('reads the environment in one place', () => {
    const told = linesLike(/(?<!['"])process\.env\b/, 'src/config.ts', 'src/admin/environment.ts');
    expect(told).to.deep.equal([]);
    expect(linesLike(/process\.env\b/)).not.to.deep.equal([]);
  });

  it('never hands a transaction along', () => {
    // Except to the profile of a new user, which also has to be created where nobody opened a transaction.
    expect(linesLike(/\btransaction\s*[:,}]/, 'src/database/', 'src/models/user.ts')).to.deep.equal([]);
    expect(linesLike(/\btransaction\s*[:,}]/)).not.to.deep.equal([]);
  });

  it('opens transactions through inTransaction alone', () => {
    expect(linesLike(/\.transaction\(/, 'src/database/transaction.ts')).to.deep.equal([]);
    expect(linesLike(/\.transaction\(/)).not.to.deep.equal([]);
  });

  it('has use cases and policies that know no process', () => {
    const elsewhere = [
      'src/admin/',
      'src/build.ts',
      'src/cli/',
      'src/config.ts',
      'src/main.ts',
      'src/processes.ts',
      'src/siblings.ts',
    ];
    expect(linesLike(/(?<!['"])\bprocess\./, ...elsewhere)).to.deep.equal([]);
  });

  it('makes no number of what is none', () => {
    // `z.coerce` takes `[3]`, `0x3` and `true`.
    expect(linesLike(/z\.coerce\b/)).to.deep.equal([]);
    expect(linesLike(/wholeNumber\(/)).not.to.deep.equal([]);
  });

  it('takes no value for what it does not look like', () => {
    // Except where AdminJS's own type of the current admin asks for an e-mail address.
    expect(linesLike(/\bas unknown as\b/, 'src/admin/request/panel-admin.ts')).to.deep.equal([]);
    expect(linesLike(/\bas unknown as\b/)).to.have.length(1);
  });

  it('has no page of the panel that takes the host’s first path for its own', () => {
    const addresses = linesLike(/\b(?:href|action|src|to)=(?:"|\{['"`])\//);
    expect(addresses.filter((line) => line.startsWith('src/admin/'))).to.deep.equal([]);
    // Pages that the server draws get the path as they are sent.
    expect(addresses.filter((line) => line.startsWith('src/portal/'))).not.to.deep.equal([]);
  });

  it('lets nobody act as the operator but the command line', () => {
    // What happens by the clock, by a rule or at a start is the portal's own doing.
    const told = linesLike(
      /\boperator\b.*policies\/actor/,
      'src/cli/',
      // Of keys that the command changes, and of events as they were written.
      'src/use-cases/keys/encrypt-anew.ts',
      'src/use-cases/journal/nobodies.ts',
    );
    expect(told).to.deep.equal([]);
    expect(linesLike(/\boperator\b.*policies\/actor/)).not.to.deep.equal([]);
  });

  it('has no synchronous policy that waits', () => {
    expect(
      linesLike(/\b(async|await|Promise)\b/).filter((line) => line.startsWith('src/policies/')),
    ).to.deep.equal([]);
  });

  it('keeps files short', () => {
    const long = SOURCES.filter((path) => codeOf(path).split('\n').length > LINES);
    expect(long).to.deep.equal([]);
  });

  it('names files in kebab-case', () => {
    for (const path of SOURCES) expect(path).to.match(/^([a-z0-9-]+\/)*[a-z0-9-]+(\.d)?\.tsx?$/);
    expect(SOURCES.filter((path) => /(util|helper|manager|service)/.test(path))).to.deep.equal([]);
  });
});
