import { forgetFormerKeys as removeFile } from '../../database/kept-keys.ts';
import { ConflictError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import { keyPolicy } from '../../policies/key.ts';
import { authorize } from '../../policies/policy.ts';
import { rotateKeys, type RotateOptions, type Rotated } from './rotate-keys.ts';

/**
 * Removes the former keys of the embedded database, once nothing goes by them.
 *
 * @throws ConflictError where something does.
 */
export async function forgetFormerKeys(
  actor: Actor,
  dataDir: string,
  options: RotateOptions,
): Promise<Rotated> {
  authorize(keyPolicy, actor, 'rotate');
  const rotated = await rotateKeys(actor, options);
  if (!rotated.isDone) throw new ConflictError('Something goes by a former key still; run it again.');
  removeFile(dataDir);
  return rotated;
}
