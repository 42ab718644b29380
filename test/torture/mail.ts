import { setTimeout as delay } from 'node:timers/promises';
import { closeTestDatabase, openTestDatabase } from '../support/database.ts';
import { startMailServer } from '../support/mail-server.ts';
import { tortureMails } from '../support/mail-torture.ts';
import { killLeftOvers } from '../support/portal-process.ts';

const [announcements = 1000, kills = 12] = process.argv.slice(2).map(Number);

await openTestDatabase();
const server = await startMailServer({
  onContent: async () => {
    await delay(10 + Math.random() * 30);
    return undefined;
  },
});
const torture = { announcements, workers: 3, kills, everyMs: 2000, isReplaced: true };
const { copies, states, seconds } = await tortureMails(server, torture).catch((error: unknown) => {
  killLeftOvers();
  throw error;
});
const lost = announcements - copies.size;
const twice = [...copies.values()].filter((count) => count > 1).length;
const most = Math.max(...copies.values());
process.stdout.write(
  `${announcements} announcements, ${kills} workers killed, ${seconds.toFixed(0)} s: ${lost} lost, ${twice} arrived more than once (at most ${most} times), all with the same Message-ID; states: ${[...states].join(', ')}\n`,
);
await server.close();
await closeTestDatabase();
process.exit(lost === 0 && states.size === 1 ? 0 : 1);
