import { expect } from 'chai';
import { Session } from '../../src/models/session.ts';
import type { Permission } from '../../src/policies/permissions.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildGroup } from '../factories/groups.ts';
import { buildCast, buildUser, type Cast } from '../factories/people.ts';
import { journal } from '../support/journal.ts';
import { withPanel, type Panel, type PanelAnswer } from '../support/panel.ts';
import type { PersonPage } from '../../src/use-cases/people/read-person.ts';

const personIn = ({ text }: PanelAnswer): PersonPage =>
  (JSON.parse(text) as { record: { person: PersonPage } }).record.person;

describe('the page of a person', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;

  beforeEach(async () => {
    cast = await buildCast();
    await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, title: 'No paper' });
    await buildComplaint({ reporter: cast.rosa, title: 'No ink' });
    asha = await panel.as('asha');
  });

  /** Somebody at the panel who may do this and no more. */
  async function someoneWith(username: string, ...permissions: Permission[]): Promise<Panel> {
    await buildGroup(`Of ${username}`, ['panel.open', 'people.view', ...permissions]);
    await buildUser({ username, groups: [`Of ${username}`] });
    return panel.as(username);
  }

  it('tells what they filed, what they work on, where they are signed in and what happened', async () => {
    await panel.as('rosa').catch(() => undefined);
    const rosa = personIn(await asha.show('users', cast.rosa.id));
    expect(rosa.filed?.count.count).to.equal(2);
    expect(rosa.filed?.rows.map(({ title }) => title)).to.have.members(['No paper', 'No ink']);
    expect(rosa.work?.count.count).to.equal(0);
    expect(rosa.sessions).to.have.length(1);
    expect(rosa.history?.map(({ what }) => what)).to.include('Signed in');
    const elena = personIn(await asha.show('users', cast.elena.id));
    expect(elena.work?.rows.map(({ title }) => title)).to.deep.equal(['No paper']);
  });

  it('shows each part to those alone who may see it', async () => {
    const reader = personIn(await (await someoneWith('reader')).show('users', cast.rosa.id));
    const parts = ['filed', 'work', 'sessions', 'factors', 'identities', 'history', 'refusal'];
    expect(reader).to.deep.equal(Object.fromEntries(parts.map((part) => [part, null])));
    const helper = personIn(
      await (await someoneWith('helper', 'complaints.work')).show('users', cast.rosa.id),
    );
    expect(helper.filed?.count.count, 'those that this person may see').to.equal(0);
    const guard = personIn(await (await someoneWith('guard', 'people.security')).show('users', cast.rosa.id));
    expect([guard.sessions !== null, guard.history]).to.deep.equal([true, null]);
    const auditor = personIn(await (await someoneWith('auditor', 'audit.view')).show('users', cast.rosa.id));
    expect([auditor.sessions, auditor.history !== null]).to.deep.equal([null, true]);
    expect((await (await panel.as('elena')).show('users', cast.rosa.id)).status).to.equal(404);
  });

  it('ends one session or all of them, and the journal says who did', async () => {
    const first = await panel.as('elena');
    const second = await panel.as('elena');
    const before = await asha.show('users', cast.elena.id);
    const stored = await Session.findAll({ where: { userId: cast.elena.id } });
    for (const { sid } of stored) expect(before.text).not.to.contain(sid);
    const [session] = personIn(before).sessions ?? [];
    const after = await asha.act('users', cast.elena.id, 'endSessions', { handle: session?.handle ?? '' });
    expect(after.notice?.message).to.equal('The session was ended.');
    expect(personIn(after).sessions).to.have.length(1);
    const answers = await Promise.all([first, second].map((one) => one.list('complaints')));
    expect(answers.map(({ status }) => status)).to.have.members([200, 302]);

    await asha.act('users', cast.elena.id, 'endSessions');
    expect(await Session.count({ where: { userId: cast.elena.id } })).to.equal(0);
    const events = await journal({ name: 'session.ended', subjectId: cast.elena.id });
    expect(events.map(({ actorId, details }) => [actorId, details])).to.deep.equal([
      [cast.asha.id, { reason: 'ended', count: 1 }],
      [cast.asha.id, { reason: 'ended', count: 1 }],
    ]);
  });

  it('ends no session twice, none of somebody else, and none without the right or the method', async () => {
    await panel.as('elena');
    const [session] = personIn(await asha.show('users', cast.elena.id)).sessions ?? [];
    const handle = session?.handle ?? '';
    const others = await asha.act('users', cast.rosa.id, 'endSessions', { handle });
    expect(others.notice?.message).to.equal('This session is over already.');
    const amir = await panel.as('amir');
    expect((await amir.act('users', cast.elena.id, 'endSessions', { handle })).status).to.equal(403);
    expect((await asha.get(`resources/users/records/${cast.elena.id}/endSessions`)).status).to.equal(405);
    expect(await Session.count({ where: { userId: cast.elena.id } })).to.equal(1);

    const both = await Promise.all(
      [0, 1].map(() => asha.act('users', cast.elena.id, 'endSessions', { handle })),
    );
    expect(both.map(({ notice }) => notice?.type)).to.have.members(['error', 'success']);
    expect(await journal({ name: 'session.ended', subjectId: cast.elena.id })).to.have.length(1);
  });

  it('lists the newest few of many complaints', async () => {
    for (let n = 0; n < 10; n += 1) await buildComplaint({ reporter: cast.rosa });
    expect(personIn(await asha.show('users', cast.rosa.id)).filed).to.have.nested.property('rows.length', 6);
  });
});
