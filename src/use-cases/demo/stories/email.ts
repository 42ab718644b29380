import { textFile } from '../demo-files.ts';
import { screenshot } from '../demo-screenshot.ts';
import type { DemoStory } from '../demo-story.ts';

/** What goes wrong with mail. */
export const EMAIL: readonly DemoStory[] = [
  {
    age: 329,
    reporter: 'kiran',
    type: 'Email',
    urgency: 'medium',
    title: 'Mails to a supplier come back',
    description: 'All mails to one supplier are returned with the remark that our address is blocked.',
    location: 'Reception',
    files: [
      textFile(
        'returned-mail.txt',
        'Your message to orders@supplier.example could not be delivered.',
        '550 5.7.1 sender address blocked, see https://blocklist.example/why',
      ),
    ],
    steps: [
      [2, 'ravi', 'claim'],
      [4, 'ravi', 'start'],
      [6, 'ravi', 'note', 'Our outgoing address was on a block list since Sunday. Delisting requested.'],
      [
        15,
        'ravi',
        'resolve',
        'Our mail server was on a block list by mistake and has been taken off. Please send again.',
      ],
      [18, 'kiran', 'confirm', 4, 'They have received everything.'],
    ],
  },
  {
    age: 222,
    reporter: 'daniel',
    type: 'Email',
    urgency: 'low',
    title: 'Shared mailbox for the gate',
    description: 'The three shifts at the gate should read the same mailbox, gate@alphalab.example.',
    location: 'Warehouse, gate 1',
    steps: [
      [5, 'vikram', 'assign', 'sunita'],
      [
        11,
        'sunita',
        'resolve',
        'The mailbox is there; all nine colleagues of the gate can read it and answer from it.',
      ],
      [13, 'daniel', 'confirm', 5, ''],
    ],
  },
  {
    age: 131,
    reporter: 'lucia',
    type: 'Email',
    urgency: 'high',
    title: 'Strange mail asks for my password',
    description:
      'It looks like it came from IT and asks me to confirm my password. I have not clicked anything.',
    location: 'Room 110',
    files: [
      screenshot('strange-mail.png', 'Mailbox full', 'CONFIRM YOUR PASSWORD TODAY', 'OR LOSE ALL MAILS!'),
    ],
    steps: [
      [0.2, 'tomas', 'claim'],
      [0.3, 'tomas', 'start'],
      [0.5, 'tomas', 'note', 'Phishing wave, 41 mailboxes. Sender and link are blocked at the gateway.'],
      [
        1,
        'tomas',
        'resolve',
        'Well spotted: that was an attempt to steal passwords. It has been removed from all mailboxes.',
      ],
      [2, 'lucia', 'confirm', 5, 'Good to know that somebody looks at these.'],
    ],
  },
  {
    age: 36,
    reporter: 'priya',
    type: 'Email',
    urgency: 'medium',
    title: 'Signature still has the old company address',
    description: 'My mails end with the address in Mysuru Road, although we moved two years ago.',
    location: 'Room 108',
    steps: [
      [3, 'tomas', 'claim'],
      [6, 'tomas', 'start'],
      [6.5, 'tomas', 'resolve', 'The template has the new address. Please restart the mail program once.'],
    ],
  },
  {
    age: 13,
    reporter: 'anita',
    type: 'Email',
    urgency: 'medium',
    title: 'Mailbox is full although I delete a lot',
    description: 'I get a warning twice a day. The deleted items are empty, and the archive is switched on.',
    location: 'Room 301',
    steps: [
      [1, 'ravi', 'claim'],
      [2, 'ravi', 'ask', 'May I look into the sizes of your folders? I do not open any mail for that.'],
      [3, 'anita', 'answer', 'Yes, please do.'],
      [
        4,
        'ravi',
        'remark',
        'It is the "Sync issues" folder with 38 GB. I am emptying it; that takes until tomorrow.',
      ],
    ],
  },
  {
    age: 4.4,
    reporter: 'hana',
    type: 'Email',
    urgency: 'medium',
    title: 'Attachments from customs are removed',
    description: 'The customs office sends ZIP files, and all I get is a note that the file was removed.',
    location: 'Warehouse office',
    steps: [[2, 'vikram', 'assign', 'sunita']],
  },
  {
    age: 146,
    reporter: 'jonas',
    type: 'Email',
    urgency: 'medium',
    title: 'Search in mails finds nothing older than a month',
    description:
      'I need the correspondence with the bank from spring, and the search ends in the last month.',
    location: 'Room 214',
    steps: [
      [4, 'ravi', 'claim'],
      [7, 'ravi', 'start'],
      [
        8,
        'ravi',
        'resolve',
        'The index of your mailbox is being rebuilt; by tomorrow all years are found again.',
      ],
      [54, 'the portal', 'close'],
    ],
  },
  {
    age: 6.3,
    reporter: 'priya',
    type: 'Email',
    urgency: 'low',
    title: 'Out-of-office note for a colleague on maternity leave',
    description: 'Nandini left yesterday. Mails to her should be answered with my name until June.',
    location: 'Room 108',
    steps: [[1, 'ravi', 'claim']],
  },
];
