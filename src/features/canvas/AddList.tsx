import { findSpec, SPECS } from '../../kinds/specs.ts';
import { connectionRefusal } from '../../model/connection-rules.ts';
import type { KindSpec } from '../../model/kind-spec.ts';
import { withinSentence } from '../../model/within-sentence.ts';
import { camera } from '../../state/camera.ts';
import { findNode } from '../../state/design-index.ts';
import {
  addConnected,
  addFromPalette,
  addNodeAt,
  connect,
  currentDesign,
  refusalBetween,
} from '../../state/document.ts';
import { select, selectedNodes } from '../../state/selection.ts';
import { ChoiceList } from './ChoiceList.tsx';
import { ListAt } from './ListAt.tsx';
import { closeAddMenu, endConnecting, useTools, type AddMenu } from '../../state/tools.ts';
import { TypeAhead, type TypeAheadItem } from '../../ui/TypeAhead.tsx';

const ALL_SPECS: readonly KindSpec[] = Object.values(SPECS);

function kindItems(source: KindSpec | undefined): readonly TypeAheadItem[] {
  const legal = source === undefined ? ALL_SPECS : ALL_SPECS.filter((spec) => connectionRefusal(source, spec) === null);
  return legal.map((spec) => ({ id: `kind:${spec.id}`, label: spec.name, icon: spec.icon, words: spec.summary }));
}

function targetItems(from: string): readonly TypeAheadItem[] {
  return currentDesign()
    .nodes.filter((node) => refusalBetween(from, node.id) === null)
    .map((node) => ({
      id: `node:${node.id}`,
      label: node.label,
      icon: findSpec(node.kind)?.icon ?? 'box',
      detail: findSpec(node.kind)?.name ?? node.kind,
    }));
}

function addKind(kind: string, menu: AddMenu): void {
  const added =
    menu.source !== undefined
      ? addConnected(kind, menu.source, menu.point)
      : menu.point !== undefined
        ? addNodeAt(kind, menu.point)
        : addFromPalette(kind, selectedNodes(), camera()?.centre() ?? { x: 0, y: 0 });
  if (added === null) return;
  select([added]);
  camera()?.reveal(added);
}

/** The list that adds a component by typing, and the one that chooses the target of a connection by keyboard. */
export function AddList() {
  const menu = useTools((tools) => tools.addMenu);
  const from = useTools((tools) => (tools.connectingBy === 'list' ? tools.connectingFrom : null));
  const choice = useTools((tools) => tools.choice);
  if (choice !== null) return <ChoiceList key={JSON.stringify(choice)} choice={choice} />;
  if (menu === null && from === null) return null;
  return from === null && menu !== null ? <AddHere menu={menu} /> : from === null ? null : <ConnectTo from={from} />;
}

function AddHere({ menu }: { readonly menu: AddMenu }) {
  const source = menu.source === undefined ? undefined : findNode(currentDesign(), menu.source);
  const done = () => {
    closeAddMenu();
    camera()?.focus();
  };
  return (
    <ListAt at={menu.at}>
      <TypeAhead
        label="Add a component"
        placeholder={source === undefined ? 'Add a component' : `Add, called by ${source.label}`}
        emptyText="No component of that name."
        items={kindItems(source === undefined ? undefined : findSpec(source.kind))}
        onPick={(id) => {
          addKind(id.slice('kind:'.length), menu);
          done();
        }}
        onClose={done}
      />
    </ListAt>
  );
}

function ConnectTo({ from }: { readonly from: string }) {
  const node = findNode(currentDesign(), from);
  const done = () => {
    endConnecting();
    camera()?.focus();
  };
  const items = [
    ...targetItems(from),
    ...kindItems(node && findSpec(node.kind)).map((item) => ({
      ...item,
      label: `New ${withinSentence(item.label)}`,
      detail: 'add',
    })),
  ];
  return (
    <ListAt at={undefined}>
      <TypeAhead
        label="Connect to"
        placeholder={`Connect ${node?.label ?? ''} to`}
        emptyText="Nothing it may call has that name."
        items={items}
        onPick={(id) => {
          if (id.startsWith('kind:')) addKind(id.slice('kind:'.length), { source: from });
          else connect(from, id.slice('node:'.length));
          done();
        }}
        onClose={done}
      />
    </ListAt>
  );
}
