import type { Config } from '../../config.ts';
import { LdapDirectory } from '../../sign-on/ldap-directory.ts';
import { dnKey } from '../../sign-on/ldap-text.ts';
import type { DirectoryWay } from '../../use-cases/single-sign-on/enter-by-directory.ts';

/** The directory that is set; undefined: none is. */
export function directoryOf({ directory }: Pick<Config, 'directory'>): DirectoryWay | undefined {
  if (directory === undefined) return undefined;
  const { match, creates, isFirst } = directory;
  // Groups are named by their entries, which are written in more ways than one.
  const groups = directory.groups.map(({ group, named }) => ({ group, named: dnKey(named) }));
  return { directory: new LdapDirectory(directory), rules: { match, creates, groups }, isFirst };
}
