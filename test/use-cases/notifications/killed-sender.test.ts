import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { startMailServer } from '../../support/mail-server.ts';
import { tortureMails } from '../../support/mail-torture.ts';
import { killLeftOvers } from '../../support/portal-process.ts';

const ANNOUNCEMENTS = 60;
/** Mails that one process has under way at a time. */
const UNDER_WAY = 3;

describe('a process that is killed while it sends mails', function suite() {
  this.timeout(180_000);
  afterEach(killLeftOvers);

  it('loses none, and at most those arrive twice that it had under way, with the same Message-ID', async () => {
    const server = await startMailServer({
      onContent: async () => {
        await delay(5 + Math.random() * 20);
        return undefined;
      },
    });
    try {
      const torture = { announcements: ANNOUNCEMENTS, workers: 2, kills: 1, everyMs: 400, isReplaced: false };
      const { copies, states } = await tortureMails(server, torture);
      expect(copies.size, 'none is lost').to.equal(ANNOUNCEMENTS);
      expect([...states]).to.deep.equal(['sent']);
      const twice = [...copies.values()].filter((count) => count > 1);
      expect(twice.length).to.be.at.most(UNDER_WAY);
      expect(Math.max(...copies.values())).to.be.at.most(2);
    } finally {
      await server.close();
    }
  });
});
