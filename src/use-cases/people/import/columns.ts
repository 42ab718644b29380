import { textKey } from '../../../models/text.ts';

/** What a file can tell of a person, and how its report calls that. */
export const COLUMNS = {
  username: 'username',
  email: 'e-mail',
  firstName: 'first name',
  lastName: 'last name',
  fullName: 'full name',
  groups: 'groups',
  department: 'department',
  phoneNumber: 'phone',
  mainPortalId: 'portal ID',
} as const;

/** What a column means. */
export type Column = keyof typeof COLUMNS;

/** How headings name it, as letters and digits alone. */
const HEADINGS: Readonly<Record<Column, string>> = {
  username: 'username user login loginname signinname account accountname',
  email: 'email mail emailaddress mailaddress',
  firstName: 'firstname givenname forename',
  lastName: 'lastname surname familyname',
  fullName: 'fullname name displayname',
  groups: 'groups group groupnames groupname',
  department: 'department departmentname dept',
  phoneNumber: 'phone phonenumber phoneno telephone telephonenumber tel mobile mobilenumber contactnumber',
  mainPortalId: 'portalid mainportalid portalnumber',
};

const COLUMN_OF = new Map(
  Object.entries(HEADINGS).flatMap(([column, words]) =>
    words.split(' ').map((word) => [word, column as Column] as const),
  ),
);

/** What a heading means, whatever its letter case, spaces and signs; undefined where nobody knows. */
export function columnOf(heading: string): Column | undefined {
  return COLUMN_OF.get(textKey(heading).replaceAll(/[^\p{L}\p{N}]/gu, ''));
}
