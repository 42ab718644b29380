import { z } from 'zod';
import { isLoopbackHost } from './loopback.ts';
import { webUrl } from './urls.ts';

/** How somebody who signs in for the first time is known: by an address, by their main portal ID, or not at all. */
export const MATCHES = ['email', 'portal_id', 'none'] as const;

/** Whom a sign-in elsewhere lets in. */
export interface MatchRules {
  /** By what people who are here already are found at their first sign-in. */
  readonly match: (typeof MATCHES)[number];
  /** Whether whoever is not here is created. */
  readonly creates: boolean;
  /** Groups of the portal, and what the service calls those who belong to them; a group may stand several times. */
  readonly groups: readonly GroupMapping[];
}

/** A group of the portal, and the name elsewhere of those who belong to it. */
export interface GroupMapping {
  readonly group: string;
  readonly named: string;
}

/** A provider of OpenID Connect, and what its word counts for. */
export interface OidcSettings extends MatchRules {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How people call it. */
  readonly name: string;
  readonly scopes: string;
  readonly portalIdClaim: string;
  readonly groupsClaim: string;
}

/** Printable ASCII without quotation mark and backslash, as scopes are written. */
const SCOPES = /^openid(?: [!#-[\]-~]+)*$/;
const CLAIM = /^[\w.:/-]{1,200}$/;

/** Whether this names an issuer: encrypted, but on this machine. */
function isIssuer(value: string): boolean {
  const url = webUrl(value);
  return url !== undefined && (url.protocol === 'https:' || isLoopbackHost(url.hostname));
}

/** The pairs of a mapping; undefined: one of them is none, or there is none. A name elsewhere may have equals signs, a group's has none. */
function mappingIn(value: string): readonly GroupMapping[] | undefined {
  const parts = value
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const pairs = parts.map((part) => {
    const [, group = '', named = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    return { group: group.trim(), named: named.trim() };
  });
  if (pairs.length === 0) return undefined;
  return pairs.every(({ group, named }) => group !== '' && named !== '') ? pairs : undefined;
}

const shortText = (name: string) =>
  z
    .string()
    .trim()
    .regex(/^\P{Cc}{1,500}$/u, `${name} must have 1 to 500 characters, in one line`)
    .optional();

const claim = (name: string) =>
  z
    .string()
    .regex(CLAIM, `${name} must be the name of a claim, of at most 200 letters, digits and signs of .:/_-`);

/** A setting that is on or off; off while it is not set. */
export const onOff = (name: string) => z.enum(['on', 'off'], `${name} must be on or off`).default('off');

/** A mapping of groups. */
export const groupMapping = (name: string, example: string) =>
  z
    .string()
    .transform((value, context): readonly GroupMapping[] => {
      const pairs = mappingIn(value);
      if (pairs === undefined)
        context.addIssue(`${name} must be pairs with semicolons between them, such as ${example}`);
      return pairs ?? [];
    })
    .default([]);

/** The settings by their names. */
export const singleSignOn = {
  OIDC_ISSUER: z
    .string()
    .trim()
    .refine(
      isIssuer,
      'OIDC_ISSUER must be an https:// address such as https://id.alphalab.example; http:// is for this machine alone',
    )
    .optional(),
  OIDC_CLIENT_ID: shortText('OIDC_CLIENT_ID'),
  OIDC_CLIENT_SECRET: shortText('OIDC_CLIENT_SECRET'),
  OIDC_NAME: z
    .string()
    .trim()
    .regex(
      /^(?=.*[\p{L}\p{N}\p{P}\p{S}])[^\p{Cc}\u202A-\u202E\u2066-\u2069]{1,60}$/u,
      'OIDC_NAME must have 1 to 60 characters, in one line',
    )
    .default('single sign-on'),
  OIDC_SCOPES: z
    .string()
    .regex(SCOPES, 'OIDC_SCOPES must begin with openid, with a space before each other scope')
    .default('openid profile email'),
  OIDC_MATCH: z.enum(MATCHES, `OIDC_MATCH must be one of ${MATCHES.join(', ')}`).default('email'),
  OIDC_PORTAL_ID_CLAIM: claim('OIDC_PORTAL_ID_CLAIM').default('portal_id'),
  OIDC_CREATE: onOff('OIDC_CREATE'),
  OIDC_GROUPS_CLAIM: claim('OIDC_GROUPS_CLAIM').default('groups'),
  OIDC_GROUPS: groupMapping('OIDC_GROUPS', '`Admin=it-admins; Engineer=it-engineers`'),
  SSO_ONLY: onOff('SSO_ONLY'),
  SSO_SECOND_FACTOR: z
    .enum(['here', 'provider'], 'SSO_SECOND_FACTOR must be here or provider')
    .default('here'),
};

type Given = Readonly<Record<string, string | undefined>>;

/** What is wrong with settings that depend on one another. */
export function singleSignOnFaults(all: Given): string[] {
  const needed = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
  if (all.OIDC_ISSUER === undefined) {
    // A file that cannot be read is told already.
    if (all.OIDC_ISSUER_FILE !== undefined) return [];
    const idle = needed.filter((name) => all[name] !== undefined);
    const faults = idle.map((name) => `${name} must not be set without OIDC_ISSUER`);
    if (all.SSO_ONLY !== 'on' || all.LDAP_URL !== undefined) return faults;
    return [...faults, 'SSO_ONLY must not be on without OIDC_ISSUER or LDAP_URL'];
  }
  // What is wrong with it itself is told already.
  if (!isIssuer(all.OIDC_ISSUER)) return [];
  const missing = needed.filter((name) => all[name] === undefined && all[`${name}_FILE`] === undefined);
  const faults = missing.map((name) => `${name} is required with OIDC_ISSUER`);
  if (all.BASE_URL !== undefined) return faults;
  return [...faults, 'BASE_URL is required with OIDC_ISSUER: people are sent back to it'];
}

const shape = z.object(singleSignOn);

/** The provider as it is set; undefined: none is. */
export function oidcOf(value: z.output<typeof shape>): OidcSettings | undefined {
  if (value.OIDC_ISSUER === undefined) return undefined;
  return {
    issuer: value.OIDC_ISSUER,
    clientId: value.OIDC_CLIENT_ID ?? '',
    clientSecret: value.OIDC_CLIENT_SECRET ?? '',
    name: value.OIDC_NAME,
    scopes: value.OIDC_SCOPES,
    match: value.OIDC_MATCH,
    creates: value.OIDC_CREATE === 'on',
    portalIdClaim: value.OIDC_PORTAL_ID_CLAIM,
    groupsClaim: value.OIDC_GROUPS_CLAIM,
    groups: value.OIDC_GROUPS,
  };
}
