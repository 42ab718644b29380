import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, removeFolders } from '../../support/archives.ts';
import { embeddedPlace, serverPlace, type Place } from '../../support/places.ts';
import { contradictions } from '../invariants/index.ts';
import { persist, runCommand } from '../killed-command.ts';
import { openPlace, type Row } from '../place.ts';
import type { Ground, Outcome, Scene } from '../scene.ts';
import { faultsAfter } from '../settle.ts';

const PASSWORD = 'correct horse battery';

/** An empty installation on the engine that is tortured. */
export const emptyPlace = async ({ place }: Ground): Promise<Place> =>
  place.isSqlite ? embeddedPlace() : serverPlace();

/** What contradicts in an installation to which this process is not bound. */
export async function faultsIn(settings: Place): Promise<string[]> {
  const there = openPlace(settings);
  try {
    return await contradictions({ place: there, isOwn: false });
  } finally {
    await there.close();
  }
}

const failed = (what: string, { code, text }: { code: number | null; text: string }): string[] =>
  code === 0 ? [] : [`${what} ended with ${code}: ${text.slice(-400)}`];

/** How many rows some tables have. */
export async function countsOf(settings: Place, tables: readonly string[]): Promise<string> {
  const there = openPlace(settings);
  try {
    const asked = tables.map((table) => there.rows(`SELECT COUNT(*) AS n FROM ${table}`));
    const rows: Row[][] = await Promise.all(asked);
    return tables.map((table, index) => `${table} ${rows[index]?.[0]?.n}`).join(', ');
  } finally {
    await there.close();
  }
}

/** The schema is made under fire. */
export const migrate: Scene = {
  name: 'migrate',
  does: 'kill -9 of migrate on an empty database, again and again',
  share: 0.5,
  async run(ground) {
    const settings = await emptyPlace(ground);
    const { killed, last } = await persist(['migrate'], settings, {
      random: ground.random,
      times: ground.kills,
      spanMs: 2500,
    });
    const seeded = await runCommand(['seed'], settings);
    const admin = ['createsuperuser', '--username', 'admin', '--email', 'admin@alphalab.example'];
    await there(settings, admin);
    const status = await runCommand(['migrate', 'status'], settings);
    const faults = [
      ...failed('migrate', last),
      ...failed('seed', seeded),
      ...failed('migrate status', status),
    ];
    return { did: `${killed} killed`, faults: [...faults, ...(await faultsIn(settings))] };
  },
};

/** Somebody to rule, whom check misses elsewhere. */
async function there(settings: Place, parameters: readonly string[]): Promise<void> {
  const { portalCommand } = await import('../../support/portal-command.ts');
  await portalCommand([...parameters, '--password-stdin'], { env: settings, stdin: `${PASSWORD}\n` });
}

const PEOPLE = 300;

/** People come from a file under fire. */
export const importPeople: Scene = {
  name: 'import-people',
  does: 'kill -9 of import-people, again and again',
  share: 0.5,
  async run(ground) {
    const file = join(newFolder(), 'people.csv');
    const mark = `csv${ground.random.below(1_000_000)}`;
    const lines = Array.from(
      { length: PEOPLE },
      (_, index) => `${mark}-${index},${mark}-${index}@alphalab.example,${mark}-AL-${index},Engineer`,
    );
    writeFileSync(file, `username,e-mail,portal ID,groups\n${lines.join('\n')}\n`);
    const { settings } = ground.place;
    const { killed, last } = await persist(['import-people', file], settings, {
      random: ground.random,
      times: ground.kills,
      spanMs: 700,
    });
    const [row] = await ground.place.rows(
      `SELECT COUNT(*) AS people, COUNT(p.main_portal_id) AS ids, (SELECT COUNT(*) FROM user_groups g JOIN users o ON o.id = g.user_id WHERE o.username LIKE '${mark}-%') AS members
        FROM users u JOIN user_profiles p ON p.user_id = u.id WHERE u.username LIKE '${mark}-%'`,
    );
    const is = `${row?.people} people, ${row?.ids} portal IDs, ${row?.members} memberships`;
    const wanted = `${PEOPLE} people, ${PEOPLE} portal IDs, ${PEOPLE} memberships`;
    const faults = [...failed('import-people', last), ...(is === wanted ? [] : [`there are ${is}`])];
    removeFolders();
    return { did: `${killed} killed, ${is}`, faults: [...faults, ...(await faultsAfter(ground.place))] };
  },
};

const COMPARED = [
  'users',
  'user_profiles',
  'complaints',
  'remarks',
  'status_changes',
  'attachments',
  'events',
];

/** An archive is written and read back under fire. */
export const backup: Scene = {
  name: 'backup',
  does: 'kill -9 of backup and of restore, again and again, with what the other scenes left',
  share: 0.5,
  async run(ground): Promise<Outcome> {
    const folder = newFolder();
    let file = join(folder, 'portal.zip');
    const { settings } = ground.place;
    const faults: string[] = [];
    let killed = 0;
    for (let round = 0; round < ground.kills; round += 1) {
      // Of its own each time: whoever finds what another left waits until it is sure that nobody writes there.
      const name = join(folder, `portal-${round}.zip`);
      // Soon at first: of little it is quick.
      const most = Math.ceil((1700 * (round + 1)) / ground.kills);
      const ended = await runCommand(['backup', name], settings, 400 + ground.random.below(most));
      if (ended.isKilled) killed += 1;
      // A name is given to what is whole alone.
      if (existsSync(name))
        faults.push(...failed('backup verify', await runCommand(['backup', 'verify', name], {})));
      else file = name;
    }
    if (killed === 0) faults.push('no backup was killed');
    faults.push(...failed('backup', await runCommand(['backup', file], settings)));
    faults.push(...failed('backup verify', await runCommand(['backup', 'verify', file], {})));
    const into = await emptyPlace(ground);
    const { killed: alsoKilled, last } = await killedRestores(file, into, ground);
    faults.push(...failed('restore', last), ...(await faultsIn(into)));
    const [one, other] = [await countsOf(settings, COMPARED), await countsOf(into, COMPARED)];
    // What the commands themselves tell of is in neither when the other is counted.
    const known = (text: string) => text.replace(/, events \d+/, '');
    if (known(one) !== known(other)) faults.push(`it had ${one}; restored it has ${other}`);
    const left = readdirSync(folder).length;
    removeFolders();
    return {
      did: `${killed} backups and ${alsoKilled} restores killed, ${left} files left; ${other}`,
      faults,
    };
  },
};

/** A restore that is done cannot be done again: it ends once it is through. */
async function killedRestores(file: string, into: Place, { random, kills }: Ground) {
  let killed = 0;
  let last = { code: 1 as number | null, isKilled: true, text: '' };
  for (let round = 0; round <= kills && last.code !== 0; round += 1) {
    const after = round === kills ? undefined : 700 + random.below(3000);
    last = await runCommand(['restore', file], into, after);
    if (last.isKilled) killed += 1;
    else if (last.code !== 0) break;
  }
  return { killed, last };
}
