/** An answer of the demonstration. */
export interface DemoFaq {
  readonly question: string;
  readonly answer: string;
  /** Name of its category. */
  readonly category: string;
  /** Name of the complaint type that it is for. */
  readonly type: string;
  readonly isFeatured?: boolean;
}

/** The answers of the demonstration, in their order. */
export const DEMO_FAQS: readonly DemoFaq[] = [
  {
    category: 'Access',
    type: 'Account Access',
    question: 'I forgot my password',
    answer:
      'Choose **Forgot your password?** at the sign-in page and type your username or e-mail address. A link to set a new password comes within minutes.\n\nNothing came? Look into the spam folder, then ask IT.',
    isFeatured: true,
  },
  {
    category: 'Access',
    type: 'Account Access',
    question: 'My account is locked',
    answer: 'After five wrong passwords it is locked for **15 minutes**. Wait, then try again slowly.',
  },
  {
    category: 'Printers',
    type: 'Printer',
    question: 'The printer prints nothing, or blank pages',
    answer:
      '1. Is its lamp green? Else turn it off and on, and wait two minutes.\n2. Is there paper in the tray?\n3. Send one page once more.\n\n| Lamp | What it means |\n| --- | --- |\n| red | no paper, or a door is open |\n| blinking | paper is stuck inside |\n\n> Never pull paper out from behind.',
    isFeatured: true,
  },
  {
    category: 'Printers',
    type: 'Printer',
    question: 'How do I print on both sides?',
    answer: 'In the print dialog choose `Two-sided`, then `Flip on long edge`.',
  },
  {
    category: 'Network and e-mail',
    type: 'Network',
    question: 'The VPN does not connect',
    answer:
      'Quit the VPN client and start it anew. It needs the internet first: does another page open?\n\nThe code of your second factor is good for 30 seconds only.',
  },
  {
    category: 'Network and e-mail',
    type: 'Email',
    question: 'How do I share my calendar?',
    answer:
      'Right-click the calendar, choose **Sharing**, and add your colleagues. They get a mail with the link.',
  },
];
