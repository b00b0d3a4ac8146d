/** Groups of the help dialog and of the command palette, in their order. */
export const KEY_GROUPS = ['Run', 'Edit', 'Arrange', 'Select', 'View', 'Panels', 'Design'] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

export interface KeyEntry {
  readonly id: string;
  /**
   * Bindings in the syntax of tinykeys; `$mod` is Command on a Mac and Control elsewhere. The first is the one shown in tooltips
   * and menus. None for a command that is reached by menu and command palette only.
   */
  readonly keys: readonly string[];
  readonly label: string;
  readonly group: KeyGroup;
  /** Further words the command palette finds it by. */
  readonly words?: string;
  /** Works while a dialog is open, too. */
  readonly inDialogs?: boolean;
  /** `canvas`: only while the focus is on the canvas, not on a button or a field. */
  readonly where?: 'canvas';
  /** The browser turns the keys into an event of its own, which the canvas hears. */
  readonly native?: boolean;
  /** False for what makes sense as a key only, not as a line of the command palette. */
  readonly inPalette?: boolean;
}

/** Everything that can be done, once: handlers, command palette, help dialog and tooltips are made from this table. */
export const KEY_MAP = [
  { id: 'toggle-run', keys: ['p'], label: 'Play or pause', group: 'Run', words: 'start stop run' },
  { id: 'step', keys: ['.'], label: 'One step', group: 'Run' },
  { id: 'step-back', keys: [','], label: 'One step back', group: 'Run' },
  { id: 'restart', keys: ['Shift+r'], label: 'Restart', group: 'Run', words: 'again from the beginning reset' },
  { id: 'run-to-end', keys: [], label: 'Run as fast as it goes', group: 'Run', words: 'speed max finish' },
  { id: 'real-time', keys: [], label: 'Run in real time', group: 'Run', words: 'speed normal' },
  { id: 'end-faults', keys: [], label: 'End all faults', group: 'Run', words: 'repair revive heal' },

  { id: 'undo', keys: ['$mod+z'], label: 'Undo', group: 'Edit', words: 'back' },
  { id: 'redo', keys: ['$mod+Shift+z', 'Control+y'], label: 'Redo', group: 'Edit', words: 'again' },
  { id: 'history', keys: [], label: 'History of edits', group: 'Edit', words: 'steps undo redo list back' },
  { id: 'add', keys: ['n', '/'], label: 'Add a component', group: 'Edit', words: 'new node insert' },
  { id: 'connect', keys: ['c'], label: 'Connect the selected component', group: 'Edit', words: 'edge call wire' },
  { id: 'rename', keys: ['F2'], label: 'Rename', group: 'Edit', where: 'canvas', words: 'name label' },
  { id: 'copy', keys: ['$mod+c'], label: 'Copy', group: 'Edit', native: true, words: 'clipboard' },
  { id: 'cut', keys: ['$mod+x'], label: 'Cut', group: 'Edit', native: true, words: 'clipboard' },
  { id: 'paste', keys: ['$mod+v'], label: 'Paste', group: 'Edit', native: true, words: 'clipboard' },
  { id: 'duplicate', keys: ['$mod+d'], label: 'Duplicate', group: 'Edit', words: 'copy clone' },
  { id: 'group', keys: ['$mod+g'], label: 'Group', group: 'Edit', words: 'together' },
  { id: 'ungroup', keys: ['$mod+Shift+g'], label: 'Ungroup', group: 'Edit', words: 'apart dissolve' },
  { id: 'delete', keys: ['Delete', 'Backspace'], label: 'Delete', group: 'Edit', words: 'remove' },

  { id: 'insert', keys: [], label: 'Insert a component into the call', group: 'Edit', words: 'between edge split' },
  { id: 'change-target', keys: [], label: 'Change the target of the call', group: 'Edit', words: 'reconnect edge' },
  { id: 'change-source', keys: [], label: 'Change the source of the call', group: 'Edit', words: 'reconnect edge' },
  { id: 'replace', keys: [], label: 'Replace with another kind', group: 'Edit', words: 'swap change kind' },
  { id: 'more-replicas', keys: [], label: 'Add a replica', group: 'Edit', words: 'scale out instance' },
  { id: 'fewer-replicas', keys: [], label: 'Remove a replica', group: 'Edit', words: 'scale in instance' },
  { id: 'align-left', keys: ['Alt+a'], label: 'Align left edges', group: 'Arrange' },
  { id: 'align-centre', keys: ['Alt+h'], label: 'Align centres', group: 'Arrange', words: 'center column' },
  { id: 'align-right', keys: ['Alt+d'], label: 'Align right edges', group: 'Arrange' },
  { id: 'align-top', keys: ['Alt+w'], label: 'Align top edges', group: 'Arrange' },
  { id: 'align-middle', keys: ['Alt+v'], label: 'Align middles', group: 'Arrange', words: 'row' },
  { id: 'align-bottom', keys: ['Alt+s'], label: 'Align bottom edges', group: 'Arrange' },
  { id: 'distribute-horizontal', keys: ['Alt+Shift+h'], label: 'Distribute horizontally', group: 'Arrange' },
  { id: 'distribute-vertical', keys: ['Alt+Shift+v'], label: 'Distribute vertically', group: 'Arrange' },
  { id: 'tidy', keys: ['Alt+Shift+t'], label: 'Tidy what is inside', group: 'Arrange', words: 'region zone grid rows' },
  {
    id: 'fit-contents',
    keys: ['Alt+Shift+f'],
    label: 'Fit to contents',
    group: 'Arrange',
    words: 'shrink region zone',
  },
  {
    id: 'layout',
    keys: ['Alt+Shift+l'],
    label: 'Lay out the design',
    group: 'Arrange',
    words: 'automatic arrange tidy',
  },
  { id: 'snap', keys: ['Shift+Digit3'], label: 'Snap to the grid, or not', group: 'Arrange', words: 'magnet' },
  { id: 'guides', keys: [], label: 'Alignment guides, or not', group: 'Arrange', words: 'smart lines' },
  { id: 'select-all', keys: ['$mod+a'], label: 'Select everything', group: 'Select' },
  {
    id: 'arrows',
    keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
    label: 'Walk from card to card, or move what is selected one step',
    group: 'Select',
    where: 'canvas',
    inPalette: false,
  },
  {
    id: 'arrows-far',
    keys: ['Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'],
    label: 'Move what is selected five steps',
    group: 'Select',
    where: 'canvas',
    inPalette: false,
  },
  {
    id: 'open',
    keys: ['Enter'],
    label: 'Select the card and open its settings; rename what is selected',
    group: 'Select',
    where: 'canvas',
    inPalette: false,
  },
  {
    id: 'select-more',
    keys: ['Space'],
    label: 'Add the card to the selection, or take it out',
    group: 'Select',
    where: 'canvas',
    inPalette: false,
  },
  {
    id: 'escape',
    keys: ['Escape'],
    label: 'Close the menu, end the tool, clear the selection',
    group: 'Select',
    inPalette: false,
  },

  { id: 'fit-all', keys: ['Shift+Digit1'], label: 'Show the whole design', group: 'View', words: 'zoom fit all' },
  { id: 'fit-selection', keys: ['Shift+Digit2'], label: 'Show the selection', group: 'View', words: 'zoom fit' },
  { id: 'find', keys: ['$mod+f'], label: 'Find on the canvas', group: 'View', words: 'search note label id' },
  { id: 'zoom-in', keys: ['$mod+=', '$mod++'], label: 'Zoom in', group: 'View', words: 'larger' },
  { id: 'zoom-out', keys: ['$mod+-'], label: 'Zoom out', group: 'View', words: 'smaller' },
  { id: 'zoom-actual', keys: ['$mod+0'], label: 'Actual size', group: 'View', words: 'zoom 100 %' },
  { id: 'overlay-rate', keys: [], label: 'Show rates on the canvas', group: 'View', words: 'overlay traffic' },
  { id: 'overlay-latency', keys: [], label: 'Show latency on the canvas', group: 'View', words: 'overlay p95' },
  { id: 'overlay-errors', keys: [], label: 'Show errors on the canvas', group: 'View', words: 'overlay failures' },
  { id: 'overlay-load', keys: [], label: 'Show load on the canvas', group: 'View', words: 'overlay utilisation' },
  {
    id: 'overlay-connections',
    keys: [],
    label: 'Show connections on the canvas',
    group: 'View',
    words: 'overlay handshakes tls tcp pool',
  },
  { id: 'toggle-overview', keys: [], label: 'Show or hide the overview', group: 'View', words: 'minimap map' },
  { id: 'theme-light', keys: [], label: 'Light theme', group: 'View', words: 'colours bright' },
  { id: 'theme-dark', keys: [], label: 'Dark theme', group: 'View', words: 'colours night' },
  { id: 'theme-system', keys: [], label: 'Theme of the system', group: 'View', words: 'colours automatic' },

  { id: 'settings', keys: ['i'], label: 'Settings of the selection', group: 'Panels', words: 'inspector details' },
  {
    id: 'table',
    keys: ['t'],
    label: 'Table of components and calls',
    group: 'Panels',
    words: 'list nodes edges sort spreadsheet screen reader',
  },
  { id: 'faults', keys: [], label: 'Faults of the selection', group: 'Panels', words: 'break kill chaos' },
  { id: 'traces', keys: [], label: 'Traces', group: 'Panels', words: 'waterfall requests' },
  { id: 'report', keys: [], label: 'Report', group: 'Panels', words: 'results verdict' },
  { id: 'toggle-palette', keys: [], label: 'Fold or unfold the palette', group: 'Panels', words: 'components' },
  { id: 'toggle-side-panel', keys: [], label: 'Show or hide the side panel', group: 'Panels', words: 'inspector' },
  { id: 'toggle-charts', keys: [], label: 'Show or fold the charts', group: 'Panels', words: 'time line' },

  { id: 'palette', keys: ['$mod+k'], label: 'Command palette', group: 'Design', inPalette: false },
  { id: 'gallery', keys: [], label: 'Gallery', group: 'Design', words: 'examples presets library own designs open' },
  { id: 'share', keys: [], label: 'Share', group: 'Design', words: 'link embed' },
  { id: 'open-file', keys: [], label: 'Open a file', group: 'Design', words: 'load' },
  { id: 'save-file', keys: ['$mod+s'], label: 'Save as a file', group: 'Design', words: 'json download' },
  { id: 'tour', keys: [], label: 'Tour of the page', group: 'Design', words: 'guide introduction start learn' },
  {
    id: 'import',
    keys: [],
    label: 'Import',
    group: 'Design',
    words: 'mermaid docker compose excalidraw draw.io paste',
  },
  {
    id: 'export',
    keys: [],
    label: 'Export',
    group: 'Design',
    words: 'png svg image picture mermaid c4 csv markdown report json download',
  },
  { id: 'print', keys: [], label: 'Print', group: 'Design', words: 'paper pdf' },
  { id: 'versions', keys: [], label: 'Versions of this design', group: 'Design', words: 'history restore earlier' },
  { id: 'make-copy', keys: [], label: 'Make a copy of this design', group: 'Design', words: 'duplicate fork' },
  { id: 'take-over', keys: [], label: 'Take over from the other tab', group: 'Design', words: 'edit lock read-only' },
  { id: 'start-empty', keys: [], label: 'Start an empty design', group: 'Design', words: 'new blank' },
  {
    id: 'numbers',
    keys: [],
    label: 'Numbers',
    group: 'Design',
    words: 'latency connection overhead rtt handshake table reference tls tcp quic',
  },
  { id: 'help', keys: ['?'], label: 'Keys and help', group: 'Design', inDialogs: true, words: 'shortcuts keyboard' },
] as const satisfies readonly KeyEntry[];

export type KeyId = (typeof KEY_MAP)[number]['id'];

const NAMES: Readonly<Record<string, string>> = {
  Delete: 'Del',
  Escape: 'Esc',
  Digit1: '1',
  Digit2: '2',
  Digit3: '3',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
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
    ? { $mod: '⌘', Shift: '⇧', Control: '⌃', Alt: '⌥' }
    : { $mod: 'Ctrl', Shift: 'Shift', Control: 'Ctrl', Alt: 'Alt' };
  const parts = binding.endsWith('++') ? [...binding.slice(0, -2).split('+'), '+'] : binding.split('+');
  return parts.map((part) => caps[part] ?? NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

/** Bindings worth printing: not the second way of typing the same character. */
export function shownKeys(entry: KeyEntry): readonly string[] {
  return entry.keys.filter((binding) => binding !== '$mod++');
}

/** What else, in the words of this page, as caps for a tooltip or a menu; undefined for a command without keys. */
export function capsOf(id: KeyId, apple: boolean = isApple(navigator.platform)): readonly string[] | undefined {
  const [first] = (KEY_MAP.find((entry) => entry.id === id) as KeyEntry | undefined)?.keys ?? [];
  return first === undefined ? undefined : keyCaps(first, apple);
}
