import { fixture, textFile } from '../demo-files.ts';
import type { DemoStory } from '../demo-story.ts';

/** What goes wrong with printers and scanners. */
export const PRINTERS: readonly DemoStory[] = [
  {
    age: 366,
    reporter: 'meera',
    type: 'Printer',
    urgency: 'medium',
    title: 'Printer on floor 2 prints blank pages',
    description:
      'Since this morning every second page comes out empty. Changing the paper did not help, and the toner shows 60 %.',
    location: 'Floor 2, next to the kitchen',
    steps: [
      [1.5, 'ravi', 'claim'],
      [2, 'ravi', 'start'],
      [3, 'ravi', 'note', 'Drum unit is at 98 % wear. Took the spare from the store room, one left.'],
      [3.5, 'ravi', 'resolve', 'The drum was worn out and has been replaced. Ten test pages came out fine.'],
      [6, 'meera', 'confirm', 5, 'Repaired before lunch. Thank you, Ravi!'],
    ],
  },
  {
    age: 291,
    reporter: 'kiran',
    type: 'Printer',
    urgency: 'low',
    title: 'Visitor badge printer prints too light',
    description:
      'The names on visitor badges can hardly be read. The gate has sent two people back to us today.',
    location: 'Reception',
    steps: [
      [2, 'vikram', 'assign', 'tomas'],
      [9, 'tomas', 'start'],
      [9.5, 'tomas', 'ask', 'Which badge rolls do you use, the blue or the white box?'],
      [11, 'kiran', 'answer', 'The white one. The blue box was used up last week.'],
      [
        14,
        'tomas',
        'resolve',
        'The white rolls need more heat. The printer is set to them now; please keep ordering the white ones.',
      ],
      [60, 'the portal', 'close'],
    ],
  },
  {
    age: 210,
    reporter: 'daniel',
    type: 'Printer',
    urgency: 'high',
    title: 'Label printer at gate 3 skips every other label',
    description:
      'It feeds one label too many after each print. We stick labels by hand and two trucks are waiting.',
    location: 'Warehouse, gate 3',
    contactNumber: '+91 80 5550 0310',
    files: [
      textFile(
        'label-printer.log',
        '07:52:10 INFO  job 4471 received (24 labels)',
        '07:52:11 WARN  gap sensor: no gap found within 152 mm',
        '07:52:11 WARN  label skipped',
        '07:52:13 WARN  gap sensor: no gap found within 152 mm',
        '07:52:13 WARN  label skipped',
      ),
    ],
    steps: [
      [0.3, 'sunita', 'claim'],
      [0.4, 'sunita', 'start'],
      [1.2, 'sunita', 'resolve', 'Cleaned the gap sensor and calibrated it with the new labels.'],
      [3, 'daniel', 'reopen', 'It worked for an hour, now it skips again.'],
      [
        4,
        'sunita',
        'note',
        'Sensor board is loose in its socket, vibration from the conveyor. Fixed with a bracket.',
      ],
      [
        5,
        'sunita',
        'resolve',
        'The sensor board was loose. It is screwed down now and has printed 200 labels in a row.',
      ],
      [12, 'daniel', 'confirm', 4, 'Holds since yesterday. The second visit was needed, though.'],
    ],
  },
  {
    age: 96,
    reporter: 'jonas',
    type: 'Printer',
    urgency: 'medium',
    title: 'Scans to e-mail never arrive',
    description: 'The multifunction printer says "sent", but the scans do not reach my mailbox. Copies work.',
    location: 'Room 214',
    steps: [
      [4, 'ravi', 'claim'],
      [5, 'ravi', 'start'],
      [
        13,
        'ravi',
        'resolve',
        'The printer used a password that had expired. It has an account of its own for mail now.',
      ],
      [16, 'jonas', 'confirm', 5, ''],
    ],
  },
  {
    age: 33,
    reporter: 'lucia',
    type: 'Printer',
    urgency: 'low',
    title: 'Please set up the new colour printer for HR',
    description:
      'It was delivered on Friday and stands in its box in room 110. All four of us should be able to use it.',
    location: 'Room 110',
    files: [fixture('delivery-note.pdf')],
    steps: [
      [2, 'vikram', 'assign', 'tomas'],
      [10, 'tomas', 'start'],
      [
        12,
        'tomas',
        'resolve',
        'The printer is set up as "HR colour" on all four computers, two-sided by default. The manual lies beside it.',
      ],
    ],
  },
  {
    age: 21,
    reporter: 'hana',
    type: 'Printer',
    urgency: 'medium',
    title: 'Packing slips come out in the wrong size',
    description: 'Since the update on Tuesday the slips are printed at half size in the corner of the page.',
    location: 'Warehouse office',
    steps: [
      [3, 'sunita', 'claim'],
      [4, 'sunita', 'start'],
      [5, 'sunita', 'remark', 'I can see it here, too. The new driver ignores the paper size of the slips.'],
      [
        12,
        'sunita',
        'note',
        'Vendor case 118-2204 is open. The old driver from the archive works as a stopgap.',
      ],
    ],
  },
  {
    age: 7.5,
    reporter: 'meera',
    type: 'Printer',
    urgency: 'medium',
    title: 'Secure printing rejects my card',
    description: 'The reader blinks red and says that my card is unknown. It worked until last week.',
    location: 'Floor 2, next to the kitchen',
    files: [fixture('print-queue.png')],
    steps: [
      [1, 'ravi', 'claim'],
      [1.4, 'ravi', 'ask', 'Did you get a new card recently? Please send me the number on its back.'],
    ],
  },
  {
    age: 1.2,
    reporter: 'priya',
    type: 'Printer',
    urgency: 'low',
    title: 'Toner low on the HR printer',
    description:
      'The display asks for black toner. It still prints, but we have contracts to send on Thursday.',
    location: 'Room 110',
  },
];
