/**
 * The icons that the panel's script holds, of the 287 there are: those that resources and actions name, those that
 * the panel's components draw, and those of the pieces of AdminJS and its design system that are drawn.
 */
export const ICONS = [
  'Activity',
  'AlertCircle',
  'ArrowRight',
  'BarChart2',
  'BookOpen',
  'Briefcase',
  'Check',
  'CheckCircle',
  'CheckSquare',
  'ChevronDown',
  'ChevronLeft',
  'ChevronRight',
  'ChevronUp',
  'Clock',
  'Cpu',
  'Download',
  'Edit',
  'Eye',
  'EyeOff',
  'FileText',
  'Filter',
  'Flag',
  'GitMerge',
  'HelpCircle',
  'Home',
  'Inbox',
  'Info',
  'Key',
  'Link',
  'Link2',
  'List',
  'Loader',
  'Lock',
  'LogOut',
  'Mail',
  'Menu',
  'MessageSquare',
  'Monitor',
  'MoreHorizontal',
  'Paperclip',
  'Play',
  'Plus',
  'Printer',
  'RefreshCw',
  'Search',
  'Settings',
  'Shield',
  'Tag',
  'Trash2',
  'UserCheck',
  'UserMinus',
  'UserPlus',
  'UserX',
  'Users',
  'X',
  'XCircle',
] as const;

/** The illustrations that the panel's script holds. */
const ILLUSTRATIONS = ['NotFound', 'Beware'] as const;

const HELD: Readonly<Record<'icon' | 'illustration', readonly string[]>> = {
  icon: ICONS,
  illustration: ILLUSTRATIONS,
};

/** Whether the panel's script holds an icon or illustration of this name. */
export function isHeld(kind: keyof typeof HELD, name: string): boolean {
  return HELD[kind].includes(name);
}

/** Icons and illustrations that a bundled script names in so many words, in any branch of a condition, and lacks. */
export function lacking(script: string): string[] {
  const found = script.matchAll(/\b(icon|illustration):([^,{}]*)/g);
  const lacked = [...found].flatMap(([, kind, value = '']) =>
    [...value.matchAll(/"([A-Z]\w*)"/g)]
      .map(([, name = '']) => name)
      .filter((name) => !isHeld(kind as keyof typeof HELD, name))
      .map((name) => `the ${kind} ${name}`),
  );
  return [...new Set(lacked)];
}
