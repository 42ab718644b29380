import { expect } from 'chai';
import { oneAtATime } from '../../src/database/one-at-a-time.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Department } from '../../src/models/department.ts';
import { User } from '../../src/models/user.ts';
import { verifyPassword } from '../../src/use-cases/people/passwords.ts';
import { portalCommand, portalJson } from '../support/portal-command.ts';

describe('portal seed', function suite() {
  // Each command is a process of its own.
  this.timeout(180_000);

  it('brings nothing back that was renamed or deleted, and changes nothing', async () => {
    await Department.destroy({ where: { name: 'HR' } });
    await Department.update({ name: 'IT Support', description: 'changed' }, { where: { name: 'it' } });
    await Department.create({ name: 'Research' });
    const { code, stdout, stderr } = await portalCommand(['seed']);
    expect([code, stdout, stderr]).to.deep.equal([0, 'The reference data is complete.\n', '']);
    const departments = await Department.findAll({ order: [['name', 'ASC']] });
    expect(departments.map(({ name }) => name)).to.deep.equal([
      'Administration',
      'Finance',
      'IT Support',
      'Operations',
      'Research',
    ]);
    expect(departments.find(({ name }) => name === 'IT Support')?.description).to.equal('changed');
    expect(await User.count()).to.equal(0);
  });

  it('adds no demonstration while another adds it, and says so', async () => {
    const { code, stderr } = await oneAtATime('seed-demo', () => portalCommand(['seed', '--demo']));
    expect([code, stderr]).to.deep.equal([
      1,
      'error: Another seed --demo is under way: run it again when that one has ended.\n',
    ]);
    expect(await User.count()).to.equal(0);
  });

  it('adds the demonstration once and tells its password', async () => {
    const first = await portalJson(['seed', '--demo']);
    expect(first.code).to.equal(0);
    const { password } = first.document.demo as { password: string };
    const user = await User.scope('withPassword').findOne({
      where: { username: 'ravi' },
      rejectOnEmpty: true,
    });
    expect(await verifyPassword(password, user.passwordHash)).to.equal(true);
    const counts = [await User.count(), await Complaint.count()];
    expect(counts).to.deep.equal([12, 60]);
    const second = await portalJson(['seed', '--demo']);
    expect(second.document.demo).to.have.property('password', null);
    expect([await User.count(), await Complaint.count()]).to.deep.equal(counts);
  });
});
