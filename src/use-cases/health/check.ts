import type { MailSettings } from '../../mail/post.ts';
import type { JobSettings } from '../jobs/job-kinds.ts';
import type { DirectorySettings } from '../../sign-on/ldap-directory.ts';
import type { MatchRules } from '../single-sign-on/rules.ts';

/** How something was found, the best first. */
export const HEALTH_LEVELS = ['ok', 'warning', 'problem'] as const;
export type HealthLevel = (typeof HEALTH_LEVELS)[number];

/** Under which heading a check is told, in this order. */
export const HEALTH_GROUPS = ['data', 'work', 'mail', 'programs', 'files'] as const;
export type HealthGroup = (typeof HEALTH_GROUPS)[number];

/** The list of the panel that shows more of it. */
export interface HealthList {
  /** The table's name. */
  readonly resource: string;
  readonly filters: Readonly<Record<string, string>>;
}

/** What a check found: without secrets, folders, hosts and addresses. */
export interface Finding {
  readonly level: HealthLevel;
  /** What is, in one sentence. */
  readonly text: string;
  /** What to do; none where all is well. */
  readonly advice?: string;
  readonly list?: HealthList;
}

/** A provider, the portal as its client, and what its word counts for. */
interface OidcClient extends MatchRules {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
  readonly portalIdClaim: string;
  readonly groupsClaim: string;
}

/** What checks need of the configuration. */
export interface HealthSettings extends JobSettings, Pick<MailSettings, 'smtpUrl' | 'dataDir'> {
  /** Undefined: the embedded database. */
  readonly databaseUrl: string | undefined;
  /** Where people sign in instead; undefined: nowhere. */
  readonly oidc?: OidcClient | undefined;
  /** Whose passwords let people in as well; undefined: nobody's. */
  readonly directory?: (DirectorySettings & MatchRules) | undefined;
  /** Why the database could not be opened; undefined: it is open. */
  readonly unopened?: string;
}

/** Something that is looked at. */
export interface Check {
  /** As commands, metrics and alerts name it; it never changes. */
  readonly name: string;
  readonly label: string;
  readonly group: HealthGroup;
  /** Without which it is not made: the database answers, or has the tables of this version. Default: these. */
  readonly needs?: 'nothing' | 'database';
  /** It costs more than some statements: unless somebody asks, it is made every ten minutes instead of each one. */
  readonly isDear?: true;
  /**
   * Looks, and writes nothing that stays. What it throws is a problem of its own.
   *
   * @param signal tells that nobody waits any more.
   * @returns what was found; of several the worst is told first.
   */
  run(settings: HealthSettings, signal: AbortSignal): Promise<Finding | readonly Finding[]>;
}

/** The worse of levels; ok where there is none. */
export function worstOf(levels: readonly HealthLevel[]): HealthLevel {
  return HEALTH_LEVELS.findLast((level) => levels.includes(level)) ?? 'ok';
}
