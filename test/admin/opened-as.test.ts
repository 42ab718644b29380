import { expect } from 'chai';
import { Department } from '../../src/models/department.ts';
import { Session } from '../../src/models/session.ts';
import { OPENED_AS } from '../../src/web/session-ended.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { withPanel, type Panel } from '../support/panel.ts';

describe('a page of the panel that was opened before', () => {
  const panel = withPanel();
  let cast: Cast;
  let asha: Panel;
  beforeEach(async () => {
    cast = await buildCast();
    asha = await panel.as('asha');
  });

  async function create(openedAs: number): Promise<{ status: number; message: string }> {
    const body = new FormData();
    body.append('name', 'Research');
    const path = '/admin/api/resources/departments/actions/new';
    const headers = { [OPENED_AS]: String(openedAs), 'sec-fetch-site': 'same-origin' };
    const { status, text } = await asha.client.request(path, { method: 'POST', body, headers });
    const { notice } = JSON.parse(text) as { notice: { message: string } };
    return { status, message: notice.message };
  }

  it('saves nothing in the name of whoever signed in since, and says whose it is', async () => {
    const { status, message } = await create(cast.amir.id);
    expect(status).to.equal(409);
    expect(message).to.contain(cast.amir.name).and.contain(cast.asha.name);
    expect(await Department.count({ where: { name: 'Research' } })).to.equal(0);
    expect((await create(cast.asha.id)).status).to.equal(200);
    expect(await Department.count({ where: { name: 'Research' } })).to.equal(1);
  });

  it('hears that its session has ended, and is led nowhere with what is typed in it', async () => {
    await Session.destroy({ where: {} });
    const { status, message } = await create(cast.asha.id);
    expect(status).to.equal(401);
    expect(message).to.contain('Your session has ended').and.contain('sign in in a new tab');
    expect(await Department.count({ where: { name: 'Research' } })).to.equal(0);
  });
});
