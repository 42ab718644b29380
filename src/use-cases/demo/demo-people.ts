import { GROUP } from '../../models/group-names.ts';

/** A person of the demonstration. */
interface Person {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly department: string;
  readonly phoneNumber: string;
  readonly group?: string;
  readonly portalId?: string;
}

/** Twelve people, over the departments and groups. */
export const DEMO_PEOPLE = [
  {
    username: 'anita',
    firstName: 'Anita',
    lastName: 'Rao',
    department: 'Administration',
    phoneNumber: '+91 80 5550 0101',
    group: GROUP.admin,
    portalId: 'AL-01',
  },
  {
    username: 'vikram',
    firstName: 'Vikram',
    lastName: 'Shah',
    department: 'IT',
    phoneNumber: '+91 80 5550 0110',
    group: GROUP.amcAdmin,
    portalId: 'AL-02',
  },
  {
    username: 'ravi',
    firstName: 'Ravi',
    lastName: 'Kumar',
    department: 'IT',
    phoneNumber: '+91 80 5550 0111',
    group: GROUP.engineer,
    portalId: 'AL-03',
  },
  {
    username: 'sunita',
    firstName: 'Sunita',
    lastName: 'Joshi',
    department: 'IT',
    phoneNumber: '+91 80 5550 0112',
    group: GROUP.engineer,
    portalId: 'AL-04',
  },
  {
    username: 'tomas',
    firstName: 'Tomas',
    lastName: 'Novak',
    department: 'IT',
    phoneNumber: '+91 80 5550 0113',
    group: GROUP.engineer,
    portalId: 'AL-05',
  },
  {
    username: 'meera',
    firstName: 'Meera',
    lastName: 'Iyer',
    department: 'Finance',
    phoneNumber: '+91 80 5550 0204',
    portalId: 'AL-06',
  },
  {
    username: 'jonas',
    firstName: 'Jonas',
    lastName: 'Weber',
    department: 'Finance',
    phoneNumber: '+91 80 5550 0207',
  },
  {
    username: 'priya',
    firstName: 'Priya',
    lastName: 'Nair',
    department: 'HR',
    phoneNumber: '+91 80 5550 0108',
    portalId: 'AL-08',
  },
  {
    username: 'lucia',
    firstName: 'Lucia',
    lastName: 'Ferrari',
    department: 'HR',
    phoneNumber: '+91 80 5550 0109',
  },
  {
    username: 'daniel',
    firstName: 'Daniel',
    lastName: 'Okafor',
    department: 'Operations',
    phoneNumber: '+91 80 5550 0310',
    portalId: 'AL-10',
  },
  {
    username: 'hana',
    firstName: 'Hana',
    lastName: 'Sato',
    department: 'Operations',
    phoneNumber: '+91 80 5550 0311',
  },
  { username: 'kiran', firstName: 'Kiran', lastName: 'Patel', department: 'Administration', phoneNumber: '' },
] as const satisfies readonly Person[];

/** A person of the demonstration, by username. */
export type DemoName = (typeof DEMO_PEOPLE)[number]['username'];
/** A person of the demonstration as they are created. */
export type DemoPerson = Person;
