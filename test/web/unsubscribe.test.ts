import { expect } from 'chai';
import { useMailKey } from '../../src/mail/mail-key.ts';
import { replyAddress } from '../../src/mail/reply-address.ts';
import { unsubscribeToken } from '../../src/mail/unsubscribe-token.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { NotificationSetting } from '../../src/models/notification-setting.ts';
import { operator } from '../../src/policies/actor.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { wishOf } from '../../src/use-cases/notifications/wishes.ts';
import { updateUser } from '../../src/use-cases/people/update-user.ts';
import { asOf } from '../../src/database/present-moment.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { Client } from '../support/client.ts';
import { useTestPost, useTestSecrets } from '../support/database.ts';
import { announceAll, deliverDue } from '../support/mail-jobs.ts';
import { startMailServer } from '../support/mail-server.ts';

const SITE = 'https://it.alphalab.example';
const GONE = 'This link does not work any more.';

describe('unsubscribing from mails of a kind', () => {
  let app: TestApp;
  let cast: Cast;
  before(async () => {
    app = await startApp({ environment: { BASE_URL: SITE } });
  });
  after(async () => {
    useTestSecrets();
    await app.stop();
  });
  beforeEach(async () => {
    cast = await buildCast();
  });

  const pathOf = (token: string) => `/notifications/unsubscribe?token=${token}`;
  const pathFor = (kind: string, personId = cast.rosa.id, at = new Date()) =>
    pathOf(unsubscribeToken({ personId, kind }, at));
  const byMail = async (kind: Parameters<typeof wishOf>[1]) => (await wishOf(cast.rosa.id, kind)).byMail;
  const told = async () => (await JournalEvent.findAll({ where: { name: 'user.unsubscribed' } })).length;

  /** As the server of a mail program sends it: without cookies, and with the page of another site behind it. */
  const oneClick = (path: string) =>
    new Client(app.url, false).post(
      path,
      { 'List-Unsubscribe': 'One-Click' },
      { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' },
    );

  it('works with one click on the address in the mail, for that kind and person alone, and is in the journal', async () => {
    const server = await startMailServer();
    try {
      useTestPost(server.url);
      const { id } = await buildComplaint({
        reporter: cast.rosa,
        assignee: cast.elena,
        status: 'in_progress',
      });
      await addRemark(cast.elena, { id, remark: 'I am on my way.' });
      await updateUser(operator, cast.rosa.id, { email: 'rosa@new.example' });
      await announceAll();
      await asOf(new Date(Date.now() + 121_000), deliverDue);
      const links = server.received.map(({ mail }) => {
        const found = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
        return [mail.subject?.includes('address'), found('list-unsubscribe'), found('list-unsubscribe-post')];
      });
      expect(links.filter(([isSecurity]) => isSecurity)).to.deep.equal([
        [true, undefined, undefined],
        [true, undefined, undefined],
      ]);
      const [, link, post] = links.find(([, address]) => String(address).includes('own.reply')) ?? [];
      expect(post).to.equal('List-Unsubscribe=One-Click');
      const [, path = ''] = /^<https:\/\/it\.alphalab\.example(\/\S+)>$/.exec(String(link)) ?? [];
      const answer = await oneClick(path);
      expect(answer.status).to.equal(200);
      expect(answer.text).to.contain('You get no more mails of this kind').and.to.contain('Somebody replied');
      expect(answer.headers.getSetCookie()).to.deep.equal([]);
    } finally {
      useTestPost();
      await server.close();
    }
    expect([await byMail('own.reply'), await byMail('own.question')]).to.deep.equal(['none', 'at_once']);
    expect(await wishOf(cast.rosa.id, 'own.reply')).to.include({ inPortal: true });
    expect(await wishOf(cast.sam.id, 'own.reply')).to.include({ byMail: 'at_once' });
    const [event] = await JournalEvent.findAll({ where: { name: 'user.unsubscribed' } });
    expect(event).to.include({ actorId: cast.rosa.id, subjectId: cast.rosa.id, origin: 'portal' });
    expect(JSON.parse(event?.details ?? '')).to.deep.equal({ mails: 'Somebody replied' });
  });

  it('asks whoever only follows the link, and a program that does changes nothing', async () => {
    const path = pathFor('own.reply');
    for (const method of ['GET', 'HEAD']) {
      const page = await app.client().request(path, { method });
      expect(page.status).to.equal(200);
      expect(page.headers.get('referrer-policy')).to.equal('no-referrer');
      expect(page.headers.getSetCookie()).to.deep.equal([]);
    }
    const { text } = await app.client().get(path);
    expect(text).to.contain('No more mails of this kind?').and.to.contain('method="post"');
    expect([await byMail('own.reply'), await told()]).to.deep.equal(['at_once', 0]);
    const [, action = ''] = /action="([^"]+)"/.exec(text) ?? [];
    expect((await app.client().post(action)).status).to.equal(200);
    expect(await byMail('own.reply')).to.equal('none');
  });

  it('is told once, however often and however fast it is asked for', async () => {
    const path = pathFor('own.reply');
    const answers = await Promise.all(Array.from({ length: 5 }, () => oneClick(path)));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 200]);
    expect(await told()).to.equal(1);
  });

  it('of a digest ends what comes once a day, and nothing else', async () => {
    const daily = { userId: cast.rosa.id, kind: 'own.closed', inPortal: false, byMail: 'digest' } as const;
    await NotificationSetting.create(daily);
    expect((await oneClick(pathFor('letter.digest'))).status).to.equal(200);
    expect(await wishOf(cast.rosa.id, 'own.closed')).to.include({ byMail: 'none', inPortal: false });
    expect(await byMail('own.reply')).to.equal('at_once');
  });

  it('refuses what is forged, too old, of another portal or another text, and what always comes', async () => {
    const good = unsubscribeToken({ personId: cast.rosa.id, kind: 'own.reply' }, new Date());
    const forSam = unsubscribeToken({ personId: cast.sam.id, kind: 'own.reply' }, new Date());
    const [, , day = ''] = /^(u\d+)-own\.reply-(\d+)/.exec(good) ?? [];
    const proofOf = (text: string) => /-([\da-f]{16})(?:@.*)?$/.exec(text)?.[1] ?? '';
    const target = { complaintId: 1, personId: cast.rosa.id };
    useMailKey('a key of quite another portal, long enough');
    const foreign = unsubscribeToken({ personId: cast.rosa.id, kind: 'own.reply' }, new Date());
    useTestSecrets();
    const gone = await updateUser(operator, cast.sam.id, { isActive: false });
    const bad: Readonly<Record<string, string>> = {
      nothing: '',
      'no token': 'x',
      'another proof': good.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      'another kind': good.replace('own.reply', 'own.question'),
      'another person': good.replace(/^u\d+/, `u${cast.elena.id}`),
      'a later day': good.replace(`-${day}-`, `-${Number(day) + 1}-`),
      'the proof of another': good.replace(/[\da-f]{16}$/, proofOf(forSam)),
      'the proof of an address for answers': good.replace(
        /[\da-f]{16}$/,
        proofOf(replyAddress(target, 'it@alphalab.example')),
      ),
      'another portal': foreign,
      'too old': unsubscribeToken(
        { personId: cast.rosa.id, kind: 'own.reply' },
        new Date(Date.now() - 182 * 86_400_000),
      ),
      'somebody who left': unsubscribeToken({ personId: cast.sam.id, kind: 'own.reply' }, new Date()),
      security: unsubscribeToken({ personId: cast.rosa.id, kind: 'account.password' }, new Date()),
      'a letter': unsubscribeToken({ personId: cast.rosa.id, kind: 'letter.password' }, new Date()),
    };
    expect(gone.isActive).to.equal(false);
    for (const [what, token] of Object.entries(bad)) {
      for (const answer of [await app.client().get(pathOf(token)), await oneClick(pathOf(token))]) {
        expect(answer.status, what).to.equal(410);
        expect(answer.text, what).to.contain(GONE);
      }
    }
    expect([await NotificationSetting.count(), await told()]).to.deep.equal([0, 0]);
    const last = unsubscribeToken(
      { personId: cast.rosa.id, kind: 'own.reply' },
      new Date(Date.now() - 179 * 86_400_000),
    );
    expect((await oneClick(pathOf(last))).status).to.equal(200);
  });

  it('is the one address that other sites may write to', async () => {
    const headers = { origin: 'https://mail.example' };
    for (const path of ['/notifications/settings', '/notifications/unsubscribe/x', '/profile']) {
      const answer = await new Client(app.url, false).post(path, {}, headers);
      expect(answer.status, path).to.equal(403);
    }
  });
});
