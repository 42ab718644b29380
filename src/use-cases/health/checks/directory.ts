import { DirectoryError, LdapDirectory } from '../../../sign-on/ldap-directory.ts';
import type { Check, Finding, HealthSettings } from '../check.ts';
import { missingGroups } from './missing-groups.ts';

async function reach(settings: NonNullable<HealthSettings['directory']>): Promise<Finding> {
  try {
    await new LdapDirectory(settings).check();
    return { level: 'ok', text: 'The directory of people answers, and lets the portal look for them.' };
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return {
      level: 'problem',
      text: 'The directory of people does not answer, or does not let the portal look for them.',
      advice:
        'Look at LDAP_URL, LDAP_CA_FILE, LDAP_BIND_DN and LDAP_BASE; passwords of the portal let people in meanwhile.',
    };
  }
}

/** Whether people can sign in by the directory, and are put into groups that there are. */
export const directoryCheck: Check = {
  name: 'directory',
  label: 'Directory',
  group: 'work',
  isDear: true,
  async run({ directory }) {
    if (directory === undefined) return { level: 'ok', text: 'No directory of people is set.' };
    return [await reach(directory), ...(await missingGroups(directory, 'LDAP_GROUPS'))];
  },
};
