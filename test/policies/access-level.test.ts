import { expect } from 'chai';
import { accessLevel, ownAccessLevel } from '../../src/policies/access-level.ts';

const level = (isSuperuser: boolean, ...names: string[]) =>
  accessLevel({ isSuperuser, groups: names.map((name) => ({ name })) });

describe('access levels', () => {
  it('come from groups alone, the highest of several, in any spelling', () => {
    expect(level(false, 'Admin')).to.equal('🔑 Admin');
    expect(level(false, 'Engineer', 'admin ')).to.equal('🔑 Admin');
    expect(level(false, 'engineer', 'AMC ADMIN')).to.equal('🔧 AMC Admin');
    expect(level(false, 'Engineer', 'Library')).to.equal('⚙️ Engineer');
    expect(level(false)).to.equal('🚫 No access');
    expect(accessLevel({ isSuperuser: false })).to.equal('🚫 No access');
  });

  it('name further groups, where nobody is in one of the three', () => {
    expect(level(false, 'Library')).to.equal('👥 Library');
    expect(level(false, 'Library', 'Auditor')).to.equal('👥 Auditor, Library');
  });

  it('show a superuser outside Admin as one, whatever they are beside it', () => {
    for (const groups of [[], ['Engineer'], ['AMC Admin'], ['Auditor']])
      expect(level(true, ...groups), groups.join()).to.equal('🔑 Admin (superuser)');
    expect(level(true, 'Engineer', 'Admin')).to.equal('🔑 Admin');
  });

  it('call staff staff, when they read about themselves', () => {
    expect(ownAccessLevel({ isSuperuser: false, groups: [] })).to.equal('Staff');
    expect(ownAccessLevel({ isSuperuser: false, groups: [{ name: 'Auditor' }] })).to.equal('👥 Auditor');
    expect(ownAccessLevel({ isSuperuser: true, groups: [] })).to.equal('🔑 Admin (superuser)');
  });
});
