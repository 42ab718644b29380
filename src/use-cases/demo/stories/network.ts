import { textFile } from '../demo-files.ts';
import type { DemoStory } from '../demo-story.ts';

/** What goes wrong with cables, wireless networks and the way from home. */
export const NETWORK: readonly DemoStory[] = [
  {
    age: 352,
    reporter: 'daniel',
    type: 'Network',
    urgency: 'critical',
    title: 'No network in the whole warehouse',
    description:
      'Scanners, computers and the label printers are all offline since 08:10. Nothing can be shipped at the moment.',
    location: 'Warehouse',
    contactNumber: '+91 80 5550 0310',
    steps: [
      [0.2, 'vikram', 'assign', 'tomas'],
      [0.3, 'tomas', 'start'],
      [
        0.6,
        'tomas',
        'remark',
        'The switch in the warehouse has lost its power supply. I am on the way with a spare.',
      ],
      [
        1.1,
        'tomas',
        'note',
        'Serial SW-WH-02, power supply dead after the voltage drop at night. To be returned under warranty.',
      ],
      [
        1.8,
        'tomas',
        'resolve',
        'The power supply was replaced and everything is online again. The switch is on the UPS now.',
      ],
      [3, 'daniel', 'confirm', 5, 'Back in less than two hours. Excellent.'],
    ],
  },
  {
    age: 262,
    reporter: 'jonas',
    type: 'Network',
    urgency: 'medium',
    title: 'VPN disconnects every ten minutes',
    description:
      'When I work from home the connection drops about every ten minutes, and the reports must be opened again.',
    location: 'Home office',
    files: [
      textFile(
        'vpn-client.log',
        '09:14:02 connected to vpn.alphalab.example',
        '09:24:03 keepalive: no answer for 30 s',
        '09:24:33 connection closed by peer',
        '09:24:40 connected to vpn.alphalab.example',
        '09:34:41 keepalive: no answer for 30 s',
      ),
    ],
    steps: [
      [3, 'tomas', 'claim'],
      [5, 'tomas', 'ask', 'Does it also happen with a cable instead of the wireless network at home?'],
      [14, 'jonas', 'answer', 'Yes, I tried a cable for an hour. It is the same, every ten minutes.'],
      [16, 'tomas', 'note', 'Idle timeout of the old profile. Two others of Finance have it as well.'],
      [
        20,
        'tomas',
        'resolve',
        'Your VPN profile had a limit of ten minutes from the old gateway. You have the new one now.',
      ],
      [31, 'jonas', 'confirm', 4, 'Stable for a whole day.'],
    ],
  },
  {
    age: 187,
    reporter: 'lucia',
    type: 'Network',
    urgency: 'medium',
    title: 'Wireless network is very slow in room 112',
    description: 'Video calls with candidates freeze. In the corridor, two metres further, it is fine.',
    location: 'Room 112',
    steps: [
      [6, 'vikram', 'assign', 'sunita'],
      [9, 'sunita', 'start'],
      [
        18,
        'sunita',
        'resolve',
        'There is a new access point in room 112. Please restart your laptop once so that it finds it.',
      ],
      [66, 'the portal', 'close'],
    ],
  },
  {
    age: 140,
    reporter: 'kiran',
    type: 'Network',
    urgency: 'low',
    title: 'Please open a streaming site for the reception screen',
    description: 'We would like to show the cricket world cup to visitors in the lobby.',
    location: 'Reception',
    steps: [
      [
        5,
        'vikram',
        'reject',
        'Streaming sites are blocked for everybody by the security policy. The screen can show the news channel instead.',
      ],
    ],
  },
  {
    age: 58,
    reporter: 'hana',
    type: 'Network',
    urgency: 'high',
    title: 'Hand scanners lose the connection between rows 7 and 9',
    description:
      'In the middle of picking the scanners show "offline". After walking back to row 5 they reconnect.',
    location: 'Warehouse, rows 7 to 9',
    steps: [
      [1, 'vikram', 'assign', 'tomas'],
      [3, 'tomas', 'start'],
      [
        8,
        'tomas',
        'remark',
        'Measured: the new steel shelves shadow the access point. Another one has been ordered.',
      ],
      [
        30,
        'tomas',
        'note',
        'Order 5512, delivery announced for next week. Mounting needs the lift, ask Operations.',
      ],
      [44, 'hana', 'remark', 'Thank you for the update. We pick these rows by paper until then.'],
    ],
  },
  {
    age: 27,
    reporter: 'meera',
    type: 'Network',
    urgency: 'medium',
    title: 'Network drive F: is missing after the restart',
    description: 'The drive with the quarter-end folders does not show up any more. Colleagues have it.',
    location: 'Room 212',
    steps: [
      [1, 'sunita', 'claim'],
      [1.5, 'sunita', 'start'],
      [2.5, 'sunita', 'resolve', 'The drive is connected again and will be after each restart, too.'],
      [4, 'meera', 'confirm', 5, 'Quick and friendly.'],
    ],
  },
  {
    age: 15,
    reporter: 'priya',
    type: 'Network',
    urgency: 'low',
    title: 'Guest network for the training on Thursday',
    description:
      'We expect twelve guests in the large meeting room. They need internet access from 9 to 17 h.',
    location: 'Meeting room Ganges',
    steps: [
      [2, 'vikram', 'assign', 'sunita'],
      [
        6,
        'sunita',
        'resolve',
        'Twelve guest vouchers lie at the reception; they are valid on Thursday from 8 to 18 h.',
      ],
    ],
  },
  {
    age: 2.6,
    reporter: 'daniel',
    type: 'Network',
    urgency: 'high',
    title: 'Truck scale does not send weights',
    description:
      'The scale shows the weight but the shipping program says "scale not reachable". We type by hand.',
    location: 'Yard, truck scale',
    contactNumber: '+91 80 5550 0310',
  },
];
