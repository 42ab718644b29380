import type { Model } from 'sequelize';
import { ValidationError } from 'sequelize';
import { lookOf, plainLetters, textKey, tidy } from '../../../models/text.ts';
import { User } from '../../../models/user.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import type { FileRow } from './read-file.ts';

type Values<Field extends string> = Partial<Record<Field, string>>;

/** A row of the file as the models read it; what is not given stays as it is. */
export interface Candidate {
  readonly line: number;
  readonly username: string;
  /** By which people are found. */
  readonly key: string;
  readonly look: string;
  readonly person: Values<'email' | 'firstName' | 'lastName'>;
  readonly fullName: string | undefined;
  readonly profile: Values<'phoneNumber' | 'mainPortalId'>;
  readonly emailKey: string | undefined;
  readonly portalIdKey: string | undefined;
  readonly groups: string | undefined;
  readonly department: string | undefined;
  /** Why nobody can be called so; people who are may stay. */
  readonly ofUsername: readonly string[];
  /** Why the row cannot be taken, whoever it is of. */
  readonly reasons: readonly string[];
}

/** The key under which a username is stored. */
export function usernameKey(text: string): string {
  return textKey(tidy(plainLetters(text)));
}

/** First and last name of a full one: the last word is the last name, unless a comma says otherwise. */
export function namesOf(fullName: string): { firstName: string; lastName: string } {
  const [last, first] = fullName.split(/\s*,\s*(.*)/su);
  if (first !== undefined && last !== undefined && first !== '') return { firstName: first, lastName: last };
  const at = fullName.lastIndexOf(' ');
  if (at < 0) return { firstName: fullName, lastName: '' };
  return { firstName: fullName.slice(0, at).trim(), lastName: fullName.slice(at + 1) };
}

/** What a model has against a row, by field; whether somebody has the same is asked of the whole file at once. */
export async function faultsOf(
  row: Model,
  unique: string,
  others: readonly string[] = [],
): Promise<Map<string, string>> {
  row.changed(unique as never, false);
  try {
    await row.validate({ fields: [unique, ...others] });
    return new Map();
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return new Map(error.errors.map(({ path, message }) => [path ?? '', message]));
  }
}

function keyOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : textKey(text);
}

/** Reads one row as the models would store it, with all that they have against it. */
export async function candidateOf({ line, cells, isTooLong }: FileRow): Promise<Candidate> {
  const { username = '', email, fullName, groups, department, phoneNumber, mainPortalId } = cells;
  const { firstName, lastName } = fullName === undefined ? cells : namesOf(fullName);
  const user = User.build({
    username,
    email: email ?? '',
    firstName: firstName ?? '',
    lastName: lastName ?? '',
  });
  const profile = UserProfile.build({
    userId: 0,
    phoneNumber: phoneNumber ?? '',
    mainPortalId: mainPortalId ?? null,
  });
  const faults = await faultsOf(user, 'username', ['email', 'firstName', 'lastName']);
  const ofUsername = [faults.get('username')].filter((text) => text !== undefined);
  faults.delete('username');
  const ofProfile = await faultsOf(profile, 'mainPortalId', ['phoneNumber']);
  const missing = username === '' ? ['The username is missing.'] : [];
  const tooLong = isTooLong ? ['The row has more cells than there are headings.'] : [];
  return {
    line,
    username: user.username,
    key: user.usernameFolded ?? '',
    look: lookOf(user.username),
    person: {
      ...(email === undefined ? {} : { email: user.email }),
      ...(fullName !== undefined || firstName === undefined ? {} : { firstName: user.firstName }),
      ...(fullName !== undefined || lastName === undefined ? {} : { lastName: user.lastName }),
    },
    fullName,
    profile: {
      ...(phoneNumber === undefined ? {} : { phoneNumber: profile.phoneNumber }),
      ...(typeof profile.mainPortalId === 'string' ? { mainPortalId: profile.mainPortalId } : {}),
    },
    emailKey: email === undefined ? undefined : keyOf(user.email),
    portalIdKey: keyOf(profile.mainPortalId ?? undefined),
    groups,
    department,
    ofUsername: missing.length > 0 ? [] : ofUsername,
    reasons: [...missing, ...tooLong, ...faults.values(), ...ofProfile.values()],
  };
}
