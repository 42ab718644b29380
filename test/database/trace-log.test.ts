import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { User } from '../../src/models/user.ts';
import { buildCast, PASSWORD } from '../factories/people.ts';
import { Client } from '../support/client.ts';
import { testEnvironment } from '../support/database.ts';
import { portalCommand } from '../support/portal-command.ts';
import { killLeftOvers, startPortal } from '../support/portal-process.ts';

/** With a backslash at the end, which ends a text in one engine's SQL and not in the other's. */
const TYPED = 'what-somebody-typed\\';

describe('a log of every statement', () => {
  afterEach(killLeftOvers);

  /** Nothing that a statement was given, nor how the database was opened. */
  const expectNoValues = async (log: string, secrets: readonly string[]) => {
    expect(log).to.contain('"msg":"sql"').and.to.contain('INSERT INTO');
    for (const secret of secrets) expect(log).not.to.contain(secret);
    expect(log).not.to.match(/\$2[aby]\$|"(bind|password|dialectOptions|replacements)":/);
    const { pathname, password } = new URL(testEnvironment.DATABASE_URL ?? 'file:');
    if (password !== '') expect(log.replaceAll(pathname, '')).not.to.contain(`"${password}"`);
  };

  it('has no value of what a person sent to a portal', async () => {
    const { rosa } = await buildCast();
    const { email } = await User.findByPk(rosa.id, { rejectOnEmpty: true });
    const portal = startPortal({ ...testEnvironment, LOG_LEVEL: 'trace' });
    const client = new Client((await portal.url) ?? '');
    expect((await client.post('/login', { username: 'rosa', password: PASSWORD })).status).to.equal(303);
    const { id } = await ComplaintType.findOne({ rejectOnEmpty: true });
    const fields = { title: TYPED, description: `${TYPED} and more`, typeId: String(id) };
    const { status, location } = await client.postMultipart('/complaints', fields);
    expect(status).to.equal(303);
    const complaint = await Complaint.findOne({ where: { title: TYPED }, rejectOnEmpty: true });
    expect(location).to.contain(`/complaints/${complaint.id}`);
    portal.child.kill('SIGTERM');
    await portal.ended;
    const [, cookie = ''] = /s(?:%3A|:)([^.]+)\./.exec([...client.cookies.values()].join(' ')) ?? [];
    expect(cookie).not.to.equal('');
    const digest = createHash('sha256').update(cookie).digest('hex');
    await expectNoValues(portal.stderr(), ['what-somebody-typed', email, PASSWORD, cookie, digest]);
  });

  it('has no value of what an operator types', async () => {
    const { code, stderr } = await portalCommand(
      ['createsuperuser', '--username', 'newcomer', '--email', 'newcomer@it.example', '--password-stdin'],
      { stdin: 'correct horse battery, new\n', env: { LOG_LEVEL: 'trace' } },
    );
    expect(code).to.equal(0);
    await expectNoValues(stderr, ['newcomer', 'correct horse battery']);
  });
});
