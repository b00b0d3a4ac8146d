import type { ReactNode } from 'react';
import { findSpec } from '../../kinds/specs.ts';
import { LIMITS } from '../../model/limits.ts';
import { findNode } from '../../state/design-index.ts';
import {
  dissolveContainer,
  duplicateNodes,
  endGesture,
  remove,
  setLabel,
  setNodeConfig,
  useDesign,
} from '../../state/document.ts';
import { rewritesOf } from '../../state/rewrites.ts';
import { select } from '../../state/selection.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AdviceList } from './AdviceList.tsx';
import { Calls } from './Calls.tsx';
import { Editable } from './Editable.tsx';
import { EntryHintContext } from './entry-hint.ts';
import { FieldForm } from './FieldForm.tsx';
import { PanelHead } from './PanelHead.tsx';
import { rpcHintsFor } from './rpc-hint.ts';
import { Rewrites } from './Rewrites.tsx';

/** Settings of one component, made from the spec of its kind. */
export function NodeInspector({ id, live }: { readonly id: string; readonly live?: ReactNode }) {
  const design = useDesign();
  const node = findNode(design, id);
  if (node === undefined) return null;
  const spec = findSpec(node.kind);
  return (
    <>
      <PanelHead
        icon={spec?.icon ?? 'box'}
        kind={spec?.name ?? `Unknown kind: ${node.kind}`}
        actions={
          <>
            {spec?.container === true ? (
              <IconButton
                small
                icon="square-dashed"
                label="Remove, keep what is inside"
                onClick={() => dissolveContainer(id)}
              />
            ) : null}
            <IconButton
              small
              icon="copy"
              label="Duplicate"
              keys={['Ctrl', 'D']}
              onClick={() => select(duplicateNodes([id]))}
            />
            <IconButton small icon="trash" label="Delete" keys={['Del']} onClick={() => remove([id], [])} />
          </>
        }
      >
        {spec?.id === 'note' ? null : (
          <Editable>
            <TextField
              aria-label="Name"
              value={node.label}
              maxLength={LIMITS.labelChars}
              onChange={(label) => setLabel(id, label)}
              onDone={endGesture}
              className="font-semibold"
            />
          </Editable>
        )}
      </PanelHead>
      <AdviceList node={id} />
      <Rewrites rewrites={rewritesOf(design, id)} />
      {live}
      {spec === undefined ? (
        <p className="px-4 py-3 text-text-2">
          This version does not know this kind. It is kept in the document and left out of runs.
        </p>
      ) : (
        <>
          {Object.keys(spec.fields).length === 0 ? null : (
            <Section title="Settings">
              <EntryHintContext value={rpcHintsFor(design, id)}>
                <FieldForm
                  fields={spec.fields}
                  values={node.config}
                  onChange={(field, value) => setNodeConfig(id, field, value)}
                  onDone={endGesture}
                />
              </EntryHintContext>
            </Section>
          )}
          <Calls id={id} spec={spec} />
          <Section title="About" foldable startsFolded>
            <dl className="flex flex-col gap-2">
              <dd>{spec.summary}</dd>
              <div>
                <dt className="text-sm text-text-3">When to use</dt>
                <dd className="text-text-2">{spec.whenToUse}</dd>
              </div>
              <div>
                <dt className="text-sm text-text-3">When to avoid</dt>
                <dd className="text-text-2">{spec.whenToAvoid}</dd>
              </div>
            </dl>
          </Section>
        </>
      )}
    </>
  );
}
