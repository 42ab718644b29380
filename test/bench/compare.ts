import { measureCosts, type Cost, type Variant } from './cost.ts';
import type { Place } from './data.ts';
import { captureStatements } from './measure.ts';
import { isWanted, type Options } from './options.ts';
import { pages, type Page } from './pages.ts';
import { limitToShare } from './processor-share.ts';
import type { Server } from './server.ts';
import { serving } from './serving.ts';
import { settingsOf, type Settings } from './settings.ts';

/** A version before it serves. */
interface Version {
  readonly label: string;
  /** Percent of a core for each of its processes. */
  readonly share?: number | undefined;
  readonly settings: Settings;
  readonly checkout?: string;
}

function versions(settings: Settings, { against, processes, share }: Options): Version[] {
  if (processes !== undefined) {
    return processes.map((count) => ({
      label: count === 1 ? '1 process' : `${count} processes`,
      share,
      settings: { ...settings, WEB_PROCESSES: String(count) },
    }));
  }
  const present = { label: 'this version', settings };
  if (against === undefined) return [present];
  return [{ label: 'that version', settings, checkout: against }, present];
}

/** Lets all of them serve at once. */
async function withAll<T>(
  waiting: readonly Version[],
  work: (variants: readonly Variant[]) => Promise<T>,
  variants: readonly Variant[] = [],
): Promise<T> {
  const [next, ...rest] = waiting;
  if (next === undefined) return work(variants);
  const { label, settings, checkout, share } = next;
  let takeBack: () => void = () => undefined;
  const withThis = (server: Server) => {
    if (share !== undefined) takeBack = limitToShare(server.answering(), share);
    return withAll(rest, work, [...variants, { label, server }]);
  };
  try {
    return await serving(settings, 'nothing', withThis, checkout);
  } finally {
    takeBack();
  }
}

/** Statements of each page, by its name, in each version. */
async function countStatements(
  all: readonly Version[],
  asked: readonly Page[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { label, settings, checkout } of all) {
    const single = { ...settings, WEB_PROCESSES: '1' };
    const captured = await serving(
      single,
      'statements',
      (server) => captureStatements(server, asked),
      checkout,
    );
    for (const [{ name }, statements] of captured) counts.set(`${label} ${name}`, statements.length);
  }
  return counts;
}

const HEADING = [
  'a request',
  'version',
  'portal CPU ms',
  'database CPU ms',
  'client CPU ms',
  'a second',
  'KB packed',
  'queries',
  'load',
];

function table(costs: readonly Cost[], counts: ReadonlyMap<string, number>): string {
  const rows = costs.map(({ name, label, portal, database, client, perSecond, kilobytes, load }) => [
    name,
    label,
    portal.toFixed(2),
    database.toFixed(2),
    client.toFixed(2),
    perSecond.toFixed(0),
    kilobytes.toFixed(1),
    String(counts.get(`${label} ${name}`) ?? ''),
    load.toFixed(1),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(HEADING), line(['---', '---', ...HEADING.slice(2).map(() => '---:')]), ...rows.map(line)].join(
    '\n',
  );
}

/** What requests cost in this version, and in those that are compared with it, asked in turns; as text. */
export async function compareCosts(
  { url, server }: Place,
  dataDir: string,
  options: Options,
  say: (text: string) => void,
): Promise<string> {
  const asked = (await pages()).filter(
    ({ name, isLimited }) => isWanted(name, options) && isLimited !== true,
  );
  const all = versions(settingsOf(url, dataDir), options);
  const counts = await countStatements(all, asked);
  say('Measuring ...');
  const filing = isWanted('filing', options);
  const costs = await withAll(all, (variants) =>
    measureCosts({ variants, pages: asked, filing, databasePid: server?.pid() }, say),
  );
  return options.json ? JSON.stringify(costs, null, 2) : table(costs, counts);
}
