import { User } from '../../models/user.ts';
import type { TokenRow } from '../../policies/api-token.ts';

/** The tokens of somebody, as the rules look at them. */
export async function tokenRow(userId: number): Promise<TokenRow> {
  const user = await User.findByPk(userId, { attributes: ['isService'] });
  return { userId, isProgram: user?.isService };
}
