import type { Urgency } from '../../models/complaint.ts';

/** A complaint of the demonstration, in the words of who reports it. */
export interface DemoComplaint {
  readonly reporter: string;
  readonly type: string;
  readonly urgency: Urgency;
  readonly title: string;
  readonly description: string;
  readonly location: string;
}

export const DEMO_COMPLAINTS: readonly DemoComplaint[] = [
  {
    reporter: 'meera',
    type: 'Printer',
    urgency: 'medium',
    title: 'Printer on floor 2 prints blank pages',
    description: 'Since this morning every second page comes out empty. Changing the paper did not help.',
    location: 'Floor 2, next to the kitchen',
  },
  {
    reporter: 'jonas',
    type: 'Software',
    urgency: 'high',
    title: 'Accounting program closes when a report is opened',
    description: 'The monthly report is due tomorrow. The program closes without a message.',
    location: 'Room 214',
  },
  {
    reporter: 'priya',
    type: 'Account Access',
    urgency: 'critical',
    title: 'New colleague cannot sign in',
    description: 'She starts today and has no access to her computer and e-mail.',
    location: 'Room 108',
  },
  {
    reporter: 'daniel',
    type: 'Network',
    urgency: 'high',
    title: 'No network in the warehouse',
    description: 'The scanners lost their connection. The wireless network is not even listed.',
    location: 'Warehouse, gate 3',
  },
  {
    reporter: 'hana',
    type: 'Hardware',
    urgency: 'low',
    title: 'Second monitor flickers',
    description: 'It flickers for a few seconds after it is switched on, then it is fine.',
    location: 'Room 031',
  },
  {
    reporter: 'kiran',
    type: 'Email',
    urgency: 'medium',
    title: 'Mails to the supplier come back',
    description: 'All mails to one supplier are returned with the remark that our address is blocked.',
    location: 'Reception',
  },
];
