import { decryptSecret, UnreadableSecret } from '../../database/stored-secret.ts';
import { Session } from '../../models/session.ts';

/** What the stored ID tokens are encrypted for. */
export const ID_TOKEN = 'id token of a session';

function readable(stored: string): string {
  try {
    return decryptSecret(stored, ID_TOKEN);
  } catch (error) {
    if (error instanceof UnreadableSecret) return '';
    throw error;
  }
}

/**
 * What a provider said when this session began.
 *
 * @param sid as it is stored.
 * @returns empty where it cannot be read; undefined for a session that did not begin at a provider.
 */
export async function storedIdToken(sid: string): Promise<string | undefined> {
  const session = await Session.findByPk(sid, { attributes: ['idToken'] });
  return typeof session?.idToken === 'string' ? readable(session.idToken) : undefined;
}
