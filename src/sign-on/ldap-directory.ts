import {
  ConstraintViolationError,
  InappropriateAuthError,
  InvalidCredentialsError,
  NoSuchObjectError,
  SizeLimitExceededError,
  UnwillingToPerformError,
  type Client,
  type Entry,
} from 'ldapts';
import { log } from '../log.ts';
import { onConnection, type LdapServer } from './ldap-connection.ts';
import { firstOf, valuesOf } from './ldap-entry.ts';
import { dnKey, groupFilter, loginFilter, subjectFilter } from './ldap-text.ts';
import { nameOf } from './names.ts';
import type { ProvenIdentity } from './proven-identity.ts';

/** A directory, and how people are found in it. */
export interface DirectorySettings extends LdapServer {
  /** As whom the portal looks for people; undefined: as nobody. */
  readonly bindDn: string | undefined;
  readonly bindPassword: string | undefined;
  readonly base: string;
  /** With `{login}` in the place of what was typed. */
  readonly filter: string;
  readonly portalIdAttribute: string;
  readonly groupsAttribute: string;
  /** With `{dn}` in the place of the entry's name: finds groups that entries themselves do not name. */
  readonly groupFilter: string | undefined;
}

/** The directory does not answer, or not as it should; what exactly was wrong is its cause. */
export class DirectoryError extends Error {
  constructor(cause: unknown) {
    super('the directory does not answer as it should', { cause });
    this.name = 'DirectoryError';
  }
}

/** By what directories know an entry for ever, whatever it is called. */
const SUBJECTS = ['entryUUID', 'objectGUID', 'ipaUniqueID', 'nsUniqueId'] as const;
const TEXT_SUBJECTS = SUBJECTS.filter((name) => name !== 'objectGUID');
const USERNAMES = ['sAMAccountName', 'uid'] as const;
/** Most groups of one person that are read. */
const MOST_GROUPS = 1000;

/** What servers answer to a password that lets nobody in: it is wrong, too old, or the account is locked. */
function isRefusal(error: unknown): boolean {
  return [
    InvalidCredentialsError,
    InappropriateAuthError,
    ConstraintViolationError,
    UnwillingToPerformError,
    NoSuchObjectError,
  ].some((kind) => error instanceof kind);
}

/** A directory of people (LDAP, Active Directory). Each question has a connection of its own; referrals are not followed. */
export class LdapDirectory {
  readonly #settings: DirectorySettings;

  constructor(settings: DirectorySettings) {
    this.#settings = settings;
  }

  /** By what its people are known as those of this directory, whatever server of it is asked. */
  get issuer(): string {
    return `ldap:${dnKey(this.#settings.base)}`;
  }

  /**
   * Who has this login and this password in the directory; undefined: nobody.
   *
   * @throws DirectoryError.
   */
  async prove(login: string, password: string): Promise<ProvenIdentity | undefined> {
    // To servers an empty password is a bind of nobody, which succeeds.
    if (login === '' || password === '') return undefined;
    try {
      const entry = await onConnection(this.#settings, (client) =>
        this.#find(client, loginFilter(this.#settings.filter, login)),
      );
      if (entry === undefined || !(await this.#isPassword(entry.dn, password))) return undefined;
      const groups = await onConnection(this.#settings, (client) => this.#groupsOf(client, entry));
      return this.#identityOf(entry, groups);
    } catch (error) {
      throw error instanceof DirectoryError ? error : new DirectoryError(error);
    }
  }

  /**
   * Whether this is the password of the entry that is known by this subject.
   *
   * @throws DirectoryError.
   */
  async isPasswordOf(subject: string, password: string): Promise<boolean> {
    if (password === '') return false;
    const filter = subjectFilter(subject, TEXT_SUBJECTS);
    try {
      const entry = await onConnection(this.#settings, (client) => this.#find(client, filter));
      return entry !== undefined && (await this.#isPassword(entry.dn, password));
    } catch (error) {
      throw error instanceof DirectoryError ? error : new DirectoryError(error);
    }
  }

  /**
   * Looks whether the directory answers, and lets the portal look for people.
   *
   * @throws DirectoryError.
   */
  async check(): Promise<void> {
    try {
      await onConnection(this.#settings, async (client) => {
        await this.#introduce(client);
        await client.search(this.#settings.base, { scope: 'base', attributes: ['1.1'] });
      });
    } catch (error) {
      throw new DirectoryError(error);
    }
  }

  async #introduce(client: Client): Promise<void> {
    const { bindDn, bindPassword } = this.#settings;
    if (bindDn !== undefined && bindPassword !== undefined) await client.bind(bindDn, bindPassword);
  }

  async #find(client: Client, filter: string): Promise<Entry | undefined> {
    const { base, portalIdAttribute, groupsAttribute } = this.#settings;
    await this.#introduce(client);
    const names = ['mail', 'givenName', 'sn', portalIdAttribute, groupsAttribute];
    const found = await client
      .search(base, {
        scope: 'sub',
        filter,
        sizeLimit: 2,
        attributes: [...SUBJECTS, ...USERNAMES, ...names],
        explicitBufferAttributes: ['objectGUID'],
      })
      .catch((error: unknown) => {
        // More than one, which is as good as none.
        if (error instanceof SizeLimitExceededError) return { searchEntries: [] };
        throw error;
      });
    const [entry, another] = found.searchEntries;
    if (another === undefined) return entry;
    log.warn('a login fits several entries of the directory: LDAP_FILTER must fit one');
    return undefined;
  }

  async #isPassword(dn: string, password: string): Promise<boolean> {
    // What some servers take for a bind of nobody.
    if (dn === '') return false;
    return onConnection(this.#settings, async (client) => {
      try {
        await client.bind(dn, password);
        return true;
      } catch (error) {
        if (isRefusal(error)) return false;
        throw error;
      }
    });
  }

  async #groupsOf(client: Client, entry: Entry): Promise<string[]> {
    const { base, groupsAttribute, groupFilter: filter } = this.#settings;
    if (filter === undefined) {
      return valuesOf(entry, groupsAttribute).flatMap((value) => (typeof value === 'string' ? [value] : []));
    }
    await this.#introduce(client);
    const { searchEntries } = await client.search(base, {
      scope: 'sub',
      filter: groupFilter(filter, entry.dn),
      sizeLimit: MOST_GROUPS,
      attributes: ['1.1'],
    });
    return searchEntries.map(({ dn }) => dn);
  }

  #identityOf(entry: Entry, groups: readonly string[]): ProvenIdentity {
    const subject = firstOf(entry, ...SUBJECTS);
    if (subject === undefined) throw new DirectoryError(new Error('an entry has no identifier for ever'));
    return {
      issuer: this.issuer,
      subject,
      email: firstOf(entry, 'mail'),
      hasUnverifiedEmail: false,
      portalId: firstOf(entry, this.#settings.portalIdAttribute),
      username: firstOf(entry, ...USERNAMES),
      firstName: nameOf(firstOf(entry, 'givenName')),
      lastName: nameOf(firstOf(entry, 'sn')),
      groups: groups.map(dnKey),
    };
  }
}
