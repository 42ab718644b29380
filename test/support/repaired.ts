import { expect } from 'chai';
import { operator } from '../../src/policies/actor.ts';
import { fixUserProfiles } from '../../src/use-cases/people/fix-user-profiles.ts';
import type { Finding } from '../../src/use-cases/people/profile-repair/finding.ts';
import { snapshot } from './damage.ts';

/** The dry run, the repair and the run after it; the first two have to agree and the dry run must write nothing. */
export async function repaired(): Promise<Finding[]> {
  const before = await snapshot();
  const announced = await fixUserProfiles(operator, { dryRun: true });
  expect(await snapshot(), 'the dry run writes nothing').to.equal(before);
  const done = await fixUserProfiles(operator, { dryRun: false });
  expect(done).to.deep.equal(announced);
  expect(await fixUserProfiles(operator, { dryRun: true }), 'the third run').to.deep.equal([]);
  return done;
}
