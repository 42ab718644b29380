import { SignInIdentity } from '../../src/models/sign-in-identity.ts';
import { hashOf } from '../../src/use-cases/single-sign-on/rules.ts';
import { byHand } from '../support/journal-watch.ts';

/** Links somebody with an account of a service; returns the link's id. */
export async function buildIdentity(
  userId: number,
  issuer = 'https://id.example',
  subject = `s${userId}`,
): Promise<number> {
  const hashes = { issuerHash: hashOf(issuer), identityHash: hashOf(issuer, subject) };
  const { id } = await byHand(() => SignInIdentity.create({ userId, issuer, subject, ...hashes }));
  return id;
}
