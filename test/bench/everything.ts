import { filesToMake, measureFiles } from './files.ts';
import { measureMails } from './mails.ts';
import { askersOf, captureStatements, measurePages, measureStart } from './measure.ts';
import { isWanted, type Options } from './options.ts';
import { pages, type Page } from './pages.ts';
import { profileFiling, profilePages, type Shares } from './profile.ts';
import { load, type Results } from './report.ts';
import { Server } from './server.ts';
import { serving } from './serving.ts';
import { settingsOf, type Settings } from './settings.ts';
import { measureRaces } from './races.ts';
import { measureFiling } from './writes.ts';

async function measureProfiles(
  settings: Settings,
  asked: readonly Page[],
  filing: boolean,
  say: (text: string) => void,
): Promise<Shares[]> {
  say('Profiling ...');
  return serving(settings, 'profile', async (server) => [
    ...(await profilePages(server, asked, await askersOf(server, asked))),
    ...(filing ? await profileFiling(server) : []),
  ]);
}

/** Everything that was asked for, by the clock. */
export async function measureEverything(
  url: string | undefined,
  dataDir: string,
  options: Options,
  say: (text: string) => void,
): Promise<Results> {
  const settings = settingsOf(url, dataDir);
  const asked = (await pages()).filter(({ name }) => isWanted(name, options));
  const captured = await serving(settings, 'statements', (server) => captureStatements(server, asked));
  const loadBefore = load();
  say('Measuring ...');
  const startMs = await measureStart(() => Server.start(settings));
  const writes = isWanted('filing', options);
  const files = (await filesToMake()).filter(({ name }) => isWanted(name, options));
  const measured = await serving(settings, 'nothing', async (server) => {
    const started = server.memory().now;
    return {
      pages: await measurePages(server, captured, say),
      files: await measureFiles(server, files, say),
      filing: writes ? await measureFiling(server) : [],
      races: writes ? await measureRaces(server) : undefined,
      memory: { started, ...server.memory() },
    };
  });
  const mails = isWanted('mails', options) ? await measureMails(dataDir) : undefined;
  const profiles = options.profile ? await measureProfiles(settings, asked, writes, say) : [];
  return { ...measured, mails, complaints: options.complaints, profiles, startMs, loadBefore };
}
