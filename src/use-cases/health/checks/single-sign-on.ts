import { ProviderError, type ProviderFault } from '../../../sign-on/faults.ts';
import { OidcProvider } from '../../../sign-on/oidc-provider.ts';
import type { Check, Finding, HealthSettings } from '../check.ts';
import { missingGroups } from './missing-groups.ts';

type Oidc = NonNullable<HealthSettings['oidc']>;

function reasonOf(fault: ProviderFault): string {
  return fault === 'away' ? 'It cannot be reached.' : 'It is another one than OIDC_ISSUER says, or none.';
}

async function reach(oidc: Oidc): Promise<Finding> {
  try {
    await new OidcProvider({ ...oidc, callback: '', afterwards: '' }).check();
    return { level: 'ok', text: 'The sign-in service answers.' };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return {
      level: 'problem',
      text: `The sign-in service does not answer as it should. ${reasonOf(error.fault)}`,
      advice: 'Look at OIDC_ISSUER and the service; passwords of the portal let people in meanwhile.',
    };
  }
}

/** Whether people can sign in elsewhere, and are put into groups that there are. */
export const singleSignOnCheck: Check = {
  name: 'single-sign-on',
  label: 'Single sign-on',
  group: 'work',
  isDear: true,
  async run({ oidc }) {
    if (oidc === undefined) return { level: 'ok', text: 'Single sign-on is not set: people sign in here.' };
    return [await reach(oidc), ...(await missingGroups(oidc, 'OIDC_GROUPS'))];
  },
};
