import { createRequire } from 'node:module';
import type * as Ldapts from 'ldapts';
import { z } from 'zod';
import { authoritiesIn } from './certificates.ts';
import { FileFault } from './files.ts';
import { isLoopbackHost } from './loopback.ts';
import { groupMapping, MATCHES, onOff, type MatchRules } from './single-sign-on.ts';
import { serverOf, wholeUrl } from './urls.ts';

/** A directory of people, and what its word counts for. */
export interface DirectorySettings extends MatchRules {
  readonly url: string;
  readonly startTls: boolean;
  /** Authorities that certificates are checked against, PEM; undefined: the usual ones. */
  readonly ca: string | undefined;
  readonly bindDn: string | undefined;
  readonly bindPassword: string | undefined;
  readonly base: string;
  readonly filter: string;
  readonly portalIdAttribute: string;
  readonly groupsAttribute: string;
  readonly groupFilter: string | undefined;
  /** Whether it is asked before passwords of the portal are looked at. */
  readonly isFirst: boolean;
}

const ATTRIBUTE = /^[a-z][\w;.-]{0,99}$/i;

/** The one server that is named, and nothing beside it; undefined: none is. */
function serverIn(value: string): string | undefined {
  const url = wholeUrl(value, 'ldap:', 'ldaps:');
  if (url === undefined || !['', '/'].includes(url.pathname) || /[@?#]/.test(value)) return undefined;
  return serverOf(url);
}

/** Whether this is a distinguished name (RFC 4514): names and values with commas between them. */
function isDistinguishedName(value: string): boolean {
  const pair = String.raw`\s*[a-z\d][\w.-]*\s*=(?:\\.|[^\\,;\p{Cc}])+`;
  return new RegExp(`^${pair}(?:[,;]${pair})*$`, 'iu').test(value);
}

/** Whether all parentheses that are opened are closed, and no others: what reads filters passes over some. */
function isBalanced(value: string): boolean {
  let depth = 0;
  for (const sign of value) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Whether this is a filter (RFC 4515) with the place for what is put in, as the directory's client reads it. */
function isFilter(value: string, place: string): boolean {
  if (!value.includes(place) || !/^\(\P{Cc}+\)$/u.test(value) || !isBalanced(value)) return false;
  // What is put in is a value, and no name of an attribute.
  if (
    value
      .split(place)
      .slice(0, -1)
      .some((before) => !before.slice(before.lastIndexOf('(')).includes('='))
  )
    return false;
  // Read by those who have a directory alone: it would take a tenth of a second of each start and command.
  const { FilterParser } = createRequire(import.meta.url)('ldapts') as typeof Ldapts;
  try {
    FilterParser.parseString(value.replaceAll(place, 'x'));
    return true;
  } catch {
    return false;
  }
}

const attribute = (name: string) => z.string().regex(ATTRIBUTE, `${name} must be the name of an attribute`);

const caFile = z.string().transform((value, context): string => {
  try {
    return authoritiesIn(value);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    context.addIssue(`LDAP_CA_FILE ${error.message}`);
    return z.NEVER;
  }
});

const text = (name: string) =>
  z
    .string()
    .regex(
      /^(?=.*\S)\P{Cc}{1,2000}$/u,
      `${name} must have at most 2000 characters, in one line, and not be blank`,
    )
    .optional();

/** The settings by their names. */
export const directory = {
  LDAP_URL: z
    .string()
    .refine(
      (value) => serverIn(value) !== undefined,
      'LDAP_URL must look like ldaps://directory.alphalab.example or ldap://host:port',
    )
    .optional(),
  LDAP_TLS: z.enum(['required', 'off'], 'LDAP_TLS must be required or off').default('required'),
  LDAP_CA_FILE: caFile.optional(),
  LDAP_BIND_DN: text('LDAP_BIND_DN'),
  LDAP_BIND_PASSWORD: text('LDAP_BIND_PASSWORD'),
  LDAP_BASE: z
    .string()
    .max(2000, 'LDAP_BASE must have at most 2000 characters')
    .refine(
      (value) => value.length > 2000 || isDistinguishedName(value),
      'LDAP_BASE must be a name in the directory such as dc=alphalab,dc=example',
    )
    .optional(),
  LDAP_FILTER: z
    .string()
    .refine(
      (value) => isFilter(value, '{login}'),
      'LDAP_FILTER must be a filter in parentheses with {login} in it, such as (|(uid={login})(mail={login}))',
    )
    .default('(|(uid={login})(mail={login}))'),
  LDAP_MATCH: z.enum(MATCHES, `LDAP_MATCH must be one of ${MATCHES.join(', ')}`).default('email'),
  LDAP_PORTAL_ID_ATTRIBUTE: attribute('LDAP_PORTAL_ID_ATTRIBUTE').default('employeeNumber'),
  LDAP_CREATE: onOff('LDAP_CREATE'),
  LDAP_GROUPS: groupMapping('LDAP_GROUPS', '`Admin=cn=it-admins,ou=groups,dc=alphalab,dc=example`'),
  LDAP_GROUPS_ATTRIBUTE: attribute('LDAP_GROUPS_ATTRIBUTE').default('memberOf'),
  LDAP_GROUP_FILTER: z
    .string()
    .refine(
      (value) => isFilter(value, '{dn}'),
      'LDAP_GROUP_FILTER must be a filter in parentheses with {dn} in it, such as (member={dn})',
    )
    .optional(),
  LDAP_FIRST: onOff('LDAP_FIRST'),
};

type Given = Readonly<Record<string, string | undefined>>;

/** What is wrong with settings that depend on one another. */
export function directoryFaults(all: Given): string[] {
  const url = all.LDAP_URL;
  const secret = 'LDAP_BIND_PASSWORD';
  if (url === undefined) {
    const idle = ['LDAP_BASE', 'LDAP_BIND_DN', secret].filter((name) => all[name] !== undefined);
    return idle.map((name) => `${name} must not be set without LDAP_URL`);
  }
  const server = serverIn(url);
  if (server === undefined) return [];
  const faults = all.LDAP_BASE === undefined ? ['LDAP_BASE is required with LDAP_URL'] : [];
  const hasSecret = all[secret] !== undefined || all[`${secret}_FILE`] !== undefined;
  if (all.LDAP_BIND_DN !== undefined && !hasSecret) faults.push(`${secret} is required with LDAP_BIND_DN`);
  if (all.LDAP_BIND_DN === undefined && hasSecret) faults.push(`LDAP_BIND_DN is required with ${secret}`);
  if (all.LDAP_TLS === 'off' && !isLoopbackHost(server))
    faults.push(
      'LDAP_TLS must not be off for another machine: passwords would be sent for everybody to read',
    );
  return faults;
}

const shape = z.object(directory);

/** The directory as it is set; undefined: none is. */
export function directoryOf(value: z.output<typeof shape>): DirectorySettings | undefined {
  if (value.LDAP_URL === undefined) return undefined;
  return {
    url: value.LDAP_URL.trim().replace(/\/$/, ''),
    startTls: value.LDAP_TLS === 'required',
    ca: value.LDAP_CA_FILE,
    bindDn: value.LDAP_BIND_DN,
    bindPassword: value.LDAP_BIND_PASSWORD,
    base: value.LDAP_BASE ?? '',
    filter: value.LDAP_FILTER,
    portalIdAttribute: value.LDAP_PORTAL_ID_ATTRIBUTE,
    groupsAttribute: value.LDAP_GROUPS_ATTRIBUTE,
    groupFilter: value.LDAP_GROUP_FILTER,
    isFirst: value.LDAP_FIRST === 'on',
    match: value.LDAP_MATCH,
    creates: value.LDAP_CREATE === 'on',
    groups: value.LDAP_GROUPS,
  };
}
