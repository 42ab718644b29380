import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { loadActor } from '../../../src/use-cases/people/load-actor.ts';
import { buildUser, PASSWORD } from '../../factories/people.ts';
import { Client } from '../../support/client.ts';
import type { TorturedPlace } from '../place.ts';
import { ServedPortal } from '../portal.ts';
import type { Scene } from '../scene.ts';
import { faultsAfter } from '../settle.ts';

const PEOPLE = 12;

/** Every column of text in which a word stands. */
async function placesOf(place: TorturedPlace, word: string): Promise<string[]> {
  const columns = await place.rows(
    place.isSqlite
      ? "SELECT m.name AS a, c.name AS b FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND (c.type LIKE '%CHAR%' OR c.type LIKE '%TEXT%')"
      : "SELECT TABLE_NAME AS a, COLUMN_NAME AS b FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND DATA_TYPE IN ('varchar', 'text', 'mediumtext', 'longtext')",
  );
  const found: string[] = [];
  for (const { a: table, b: column } of columns) {
    const [row] = await place.rows(`SELECT COUNT(*) AS n FROM ${table} WHERE \`${column}\` LIKE '%${word}%'`);
    if (Number(row?.n) > 0) found.push(`${row?.n} of ${table}.${column}`);
  }
  return found;
}

/** People's data are erased under fire. */
export const erasing: Scene = {
  name: 'erase',
  does: 'kill -9 of portal and worker while personal data are erased; then their names are looked for in every column',
  share: 0.5,
  async run({ place, random, kills }) {
    const word = `quux${random.below(1_000_000)}`;
    const type = await ComplaintType.findOne({ rejectOnEmpty: true });
    const ids: number[] = [];
    for (let index = 0; index < PEOPLE; index += 1) {
      const user = await buildUser({ username: `${word}.${index}`, firstName: word, lastName: `No${index}` });
      ids.push(user.id);
      const actor = (await loadActor(user.id))?.actor;
      if (actor === undefined) throw new Error('whoever is to be erased is not there');
      await postComplaint(actor, {
        title: 'Torn paper',
        description: 'It is torn.',
        typeId: String(type.id),
      });
    }
    const admin = await buildUser({ username: `eraser-${randomUUID()}`, isSuperuser: true });
    const portal = await ServedPortal.start(place.settings);
    let count = 0;
    try {
      for (let round = 0; round < kills; round += 1) {
        const client = new Client(portal.url);
        await client.post('/login', { username: admin.username, password: PASSWORD });
        const erased = eraseAll(client, ids, word);
        await delay(random.below(1200));
        await portal.kill(random.oneOf(['portal', 'worker', 'both'] as const) ?? 'both');
        await erased;
        count += 1;
        await portal.comeBack();
      }
      const client = new Client(portal.url);
      await client.post('/login', { username: admin.username, password: PASSWORD });
      await eraseAll(client, ids, word);
    } finally {
      await portal.stop();
    }
    const faults = await faultsAfter(place);
    const [row] = await place.rows(
      `SELECT COUNT(*) AS n FROM users WHERE id IN (${ids.join(', ')}) AND erased_at IS NULL`,
    );
    if (Number(row?.n) > 0) faults.push(`${row?.n} people are not erased`);
    faults.push(...(await placesOf(place, word)).map((where) => `an erased name stands in ${where}`));
    return { did: `${PEOPLE} people erased, ${count} killed`, faults };
  },
};

/** Erases everybody who is not erased yet; whoever is killed meanwhile answers nobody. */
async function eraseAll(client: Client, ids: readonly number[], word: string): Promise<void> {
  for (const [index, id] of ids.entries()) {
    const name = `${word} No${index}`;
    const path = `/admin/api/resources/users/records/${id}/erase`;
    await client.postMultipart(path, { name }).catch(() => undefined);
  }
}
