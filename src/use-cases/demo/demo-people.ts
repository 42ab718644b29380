import { GROUP } from '../../models/group-names.ts';

/** A person of the demonstration. */
export interface DemoPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly department: string;
  readonly group?: string;
  readonly portalId?: string;
}

/** Twelve people, over the departments and groups; the username is the first name. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    firstName: 'Anita',
    lastName: 'Rao',
    department: 'Administration',
    group: GROUP.admin,
    portalId: 'AL-01',
  },
  { firstName: 'Vikram', lastName: 'Shah', department: 'IT', group: GROUP.amcAdmin, portalId: 'AL-02' },
  { firstName: 'Ravi', lastName: 'Kumar', department: 'IT', group: GROUP.engineer, portalId: 'AL-03' },
  { firstName: 'Sunita', lastName: 'Joshi', department: 'IT', group: GROUP.engineer, portalId: 'AL-04' },
  { firstName: 'Tomas', lastName: 'Novak', department: 'IT', group: GROUP.engineer, portalId: 'AL-05' },
  { firstName: 'Meera', lastName: 'Iyer', department: 'Finance', portalId: 'AL-06' },
  { firstName: 'Jonas', lastName: 'Weber', department: 'Finance' },
  { firstName: 'Priya', lastName: 'Nair', department: 'HR', portalId: 'AL-08' },
  { firstName: 'Lucia', lastName: 'Ferrari', department: 'HR' },
  { firstName: 'Daniel', lastName: 'Okafor', department: 'Operations', portalId: 'AL-10' },
  { firstName: 'Hana', lastName: 'Sato', department: 'Operations' },
  { firstName: 'Kiran', lastName: 'Patel', department: 'Administration' },
];
