import { hasServer, openOldPortal, stopOldPortals } from '../../support/old-portal.ts';
import { MANY } from '../../support/many-old-complaints.ts';
import { persist, runCommand } from '../killed-command.ts';
import { openPlace } from '../place.ts';
import type { Scene } from '../scene.ts';
import { emptyPlace, faultsIn } from './commands.ts';

/** What is compared once nothing is killed any more, there and here. */
const COMPARED = {
  complaints: ['SELECT COUNT(*) AS n FROM complaints_complaint', 'SELECT COUNT(*) AS n FROM complaints'],
  'complaints that were filed': [
    'SELECT COUNT(*) AS n FROM complaints_complaint',
    "SELECT COUNT(*) AS n FROM events WHERE name = 'complaint.filed'",
  ],
  'complaints in the search': [
    'SELECT COUNT(*) AS n FROM complaints_complaint',
    'SELECT COUNT(*) AS n FROM search_documents',
  ],
} as const;

/** The old portal is moved over under fire. */
export const importDjango: Scene = {
  name: 'import-django',
  does: 'kill -9 of import-django into an empty installation, again and again',
  share: 0.5,
  hindrance: () => (hasServer ? undefined : 'no mariadbd is installed for the old portal'),
  async run(ground) {
    const settings = await emptyPlace(ground);
    for (const parameters of [['migrate'], ['seed']]) await runCommand(parameters, settings);
    const old = await openOldPortal();
    const here = openPlace(settings);
    try {
      await old.run(MANY);
      const command = ['import-django', '--source', old.url];
      const { killed, last } = await persist(command, settings, {
        random: ground.random,
        times: ground.kills,
        spanMs: 3000,
      });
      const faults = last.code === 0 ? [] : [`it ended with ${last.code}: ${last.text.slice(-400)}`];
      const told: string[] = [];
      for (const [what, [asked, asking]] of Object.entries(COMPARED)) {
        const [[there], [found]] = [await old.run(asked), await here.rows(asking)];
        told.push(`${found?.n} ${what}`);
        if (Number(there?.n) !== Number(found?.n)) faults.push(`${found?.n} ${what} of ${String(there?.n)}`);
      }
      const again = await runCommand([...command, '--json'], settings);
      const { totals } = JSON.parse(again.text.slice(again.text.indexOf('{'))) as {
        totals: { taken: number };
      };
      if (totals.taken > 0) faults.push(`another run took ${totals.taken} rows once more`);
      return { did: `${killed} killed, ${told[0]}`, faults: [...faults, ...(await faultsIn(settings))] };
    } finally {
      await here.close();
      await old.close();
      await stopOldPortals();
    }
  },
};
