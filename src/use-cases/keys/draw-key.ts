import { setTimeout as delay } from 'node:timers/promises';
import { drawNextKey, keptKeys, NOTICED_AFTER_MS } from '../../database/kept-keys.ts';
import type { Actor } from '../../policies/actor.ts';
import { keyPolicy } from '../../policies/key.ts';
import { authorize } from '../../policies/policy.ts';
import { keysInUse } from './former-keys.ts';
import { takeKey } from './take-key.ts';

/**
 * Draws another key for the embedded database, unless one was drawn and not everything goes by it yet. Returns once every
 * process that runs on it writes with it.
 *
 * @returns whether one was drawn.
 */
export async function drawKey(actor: Actor, dataDir: string): Promise<boolean> {
  authorize(keyPolicy, actor, 'rotate');
  if ((await keysInUse()).length > 0) return false;
  const keys = await keptKeys(dataDir);
  drawNextKey(dataDir, keys());
  await delay(2 * NOTICED_AFTER_MS);
  await takeKey(actor);
  return true;
}
