import { ComplaintType } from '../../src/models/complaint-type.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { signIn, type TestApp } from './app.ts';
import type { Client } from './client.ts';
import { dataDir } from './database.ts';
import { removeStoredFiles } from './stored-files.ts';

/** The cast with Rosa signed in, the type that her complaints have, and no stored file. */
export async function enterAsRosa(app: TestApp): Promise<{ cast: Cast; rosa: Client; typeId: string }> {
  await removeStoredFiles(dataDir);
  const cast = await buildCast();
  const rosa = await signIn(app.client(), 'rosa');
  const type = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
  return { cast, rosa, typeId: String(type.id) };
}
