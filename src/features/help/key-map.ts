/** Groups of the help dialog, in its order. */
export const KEY_GROUPS = ['Run', 'Edit', 'View', 'Design'] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

interface KeyEntry {
  readonly id: string;
  /** Bindings in the syntax of tinykeys; `$mod` is Command on a Mac and Control elsewhere. The first is the one shown in tooltips. */
  readonly keys: readonly string[];
  readonly label: string;
  readonly group: KeyGroup;
  /** Works while a dialog is open, too. */
  readonly inDialogs?: boolean;
}

/** Every key of the page, once. Handlers, the help dialog and tooltips are made from this table. */
export const KEY_MAP = [
  { id: 'toggle-run', keys: ['p'], label: 'Play or pause', group: 'Run' },
  { id: 'step', keys: ['.'], label: 'One step', group: 'Run' },
  { id: 'step-back', keys: [','], label: 'One step back', group: 'Run' },
  { id: 'restart', keys: ['Shift+r'], label: 'Restart', group: 'Run' },
  { id: 'undo', keys: ['$mod+z'], label: 'Undo', group: 'Edit' },
  { id: 'redo', keys: ['$mod+Shift+z', 'Control+y'], label: 'Redo', group: 'Edit' },
  { id: 'add', keys: ['n', '/'], label: 'Add a component', group: 'Edit' },
  { id: 'connect', keys: ['c'], label: 'Connect the selected component', group: 'Edit' },
  { id: 'duplicate', keys: ['$mod+d'], label: 'Duplicate', group: 'Edit' },
  { id: 'delete', keys: ['Delete', 'Backspace'], label: 'Delete', group: 'Edit' },
  { id: 'select-all', keys: ['$mod+a'], label: 'Select everything', group: 'Edit' },
  { id: 'escape', keys: ['Escape'], label: 'Close the menu, end the tool, clear the selection', group: 'Edit' },
  { id: 'fit-all', keys: ['Shift+Digit1'], label: 'Show the whole design', group: 'View' },
  { id: 'fit-selection', keys: ['Shift+Digit2'], label: 'Show the selection', group: 'View' },
  { id: 'zoom-in', keys: ['$mod+=', '$mod+Shift++'], label: 'Zoom in', group: 'View' },
  { id: 'zoom-out', keys: ['$mod+-'], label: 'Zoom out', group: 'View' },
  { id: 'zoom-actual', keys: ['$mod+0'], label: 'Actual size', group: 'View' },
  { id: 'save-file', keys: ['$mod+s'], label: 'Save as a file', group: 'Design' },
  { id: 'help', keys: ['Shift+?', '?'], label: 'Keys and help', group: 'Design', inDialogs: true },
] as const satisfies readonly KeyEntry[];

export type KeyId = (typeof KEY_MAP)[number]['id'];

const NAMES: Readonly<Record<string, string>> = {
  Delete: 'Del',
  Escape: 'Esc',
  Digit1: '1',
  Digit2: '2',
  '=': '+',
  '-': '−',
};

/** Is this an Apple keyboard? Its Command key takes the place of Control. */
export function isApple(platform: string): boolean {
  return /mac|iphone|ipad/i.test(platform);
}

/** One binding as people read it, key by key: `['Ctrl', 'Shift', 'Z']`, on a Mac `['⌘', '⇧', 'Z']`. */
export function keyCaps(binding: string, apple: boolean): readonly string[] {
  const caps: Readonly<Record<string, string>> = apple
    ? { $mod: '⌘', Shift: '⇧', Control: '⌃' }
    : { $mod: 'Ctrl', Shift: 'Shift', Control: 'Ctrl' };
  const parts = binding.endsWith('++') ? [...binding.slice(0, -2).split('+'), '+'] : binding.split('+');
  const shown = parts.map((part) => caps[part] ?? NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  // The shift is how the question mark is typed; nobody reads it as a key of its own.
  return binding === 'Shift+?' ? ['?'] : shown;
}
