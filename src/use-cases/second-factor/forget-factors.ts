import { Passkey } from '../../models/passkey.ts';
import { RecoveryCode } from '../../models/recovery-code.ts';
import { SecondFactor } from '../../models/second-factor.ts';
import { forgetDevicesOf } from './trusted-devices.ts';

/**
 * Takes away everything that somebody gives beside their password, and the browsers that were remembered by it, inside the
 * running transaction. Returns whether there was anything.
 */
export async function forgetFactors(userId: number): Promise<boolean> {
  const where = { userId };
  const apps = await SecondFactor.destroy({ where });
  const passkeys = await Passkey.destroy({ where });
  const codes = await RecoveryCode.destroy({ where });
  const devices = await forgetDevicesOf(userId);
  return apps + passkeys + codes + devices > 0;
}
