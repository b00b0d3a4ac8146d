import { PRESETS } from '../features/gallery/preset-catalog.ts';
import { capsOf, KEY_MAP, type KeyEntry, type KeyGroup, type KeyId } from '../features/help/key-map.ts';
import { findSpec, SPECS } from '../kinds/specs.ts';
import { addKind } from '../state/add-kind.ts';
import { camera } from '../state/camera.ts';
import { currentDesign } from '../state/document.ts';
import { select } from '../state/selection.ts';
import { session } from '../state/storage/session.ts';
import type { IconName } from '../ui/Icon.tsx';
import type { TypeAheadItem } from '../ui/TypeAhead.tsx';
import { refusalOf } from './command-refusals.ts';
import { KEY_ACTIONS } from './key-actions.ts';

const GROUP_ICONS: Readonly<Record<KeyGroup, IconName>> = {
  Run: 'play',
  Edit: 'pencil',
  Arrange: 'align-left',
  Select: 'scan',
  View: 'search',
  Panels: 'panel-right',
  Design: 'file-text',
};

type ItemType = 'command' | 'kind' | 'node' | 'preset';

function commands(): readonly TypeAheadItem[] {
  const entries: readonly (KeyEntry & { readonly id: KeyId })[] = KEY_MAP;
  return entries
    .filter((entry) => entry.inPalette !== false)
    .map(({ id, label, group, words }) => ({
      id: `command:${id}`,
      label,
      icon: GROUP_ICONS[group],
      keys: capsOf(id),
      words: `${group} ${words ?? ''}`,
      refusal: refusalOf(id),
    }));
}

function components(): readonly TypeAheadItem[] {
  return Object.values(SPECS).map((spec) => ({
    id: `kind:${spec.id}`,
    label: `Add: ${spec.name}`,
    icon: spec.icon,
    words: spec.summary,
    detail: 'component',
  }));
}

function places(): readonly TypeAheadItem[] {
  return currentDesign().nodes.map((node) => ({
    id: `node:${node.id}`,
    label: node.label,
    icon: findSpec(node.kind)?.icon ?? 'box',
    detail: findSpec(node.kind)?.name ?? node.kind,
    words: 'go to find jump',
    onlyWhenTyped: true,
  }));
}

function examples(): readonly TypeAheadItem[] {
  return PRESETS.map(({ id, design, teaches }) => ({
    id: `preset:${id}`,
    label: `Open: ${design.name}`,
    icon: 'layout-grid',
    detail: 'example',
    words: teaches,
    onlyWhenTyped: true,
  }));
}

/** Everything the command palette offers now. */
export function paletteItems(): readonly TypeAheadItem[] {
  return [...commands(), ...places(), ...components(), ...examples()];
}

function goTo(node: string): void {
  select([node]);
  camera()?.fitNodes([node]);
  camera()?.focusNode(node);
}

const RUN: Readonly<Record<ItemType, (id: string) => void>> = {
  command: (id) => KEY_ACTIONS[id as KeyId](),
  kind: (id) => {
    addKind(id);
    camera()?.focus();
  },
  node: goTo,
  preset: (id) => {
    const preset = PRESETS.find((entry) => entry.id === id);
    if (preset !== undefined) void session.openAsNew(preset.design, { edited: false });
  },
};

/** Does what the chosen line says. */
export function runPaletteItem(item: string): void {
  const colon = item.indexOf(':');
  RUN[item.slice(0, colon) as ItemType](item.slice(colon + 1));
}
