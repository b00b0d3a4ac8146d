import type { ReactNode } from 'react';
import { LIMITS } from '../../model/limits.ts';
import { RUN_FIELDS } from '../../model/run-spec.ts';
import { endGesture, setDescription, setName, setRun, useDocument } from '../../state/document.ts';
import { Section } from '../../ui/Section.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { AdviceList } from './AdviceList.tsx';
import { Editable } from './Editable.tsx';
import { FieldForm } from './FieldForm.tsx';
import { Objectives } from './Objectives.tsx';
import { PanelHead } from './PanelHead.tsx';

/** Settings of the whole design, shown while nothing is selected. */
export function DesignInspector({ plan }: { readonly plan: ReactNode }) {
  const name = useDocument((state) => state.present.name);
  const description = useDocument((state) => state.present.description);
  const run = useDocument((state) => state.present.run);
  const nodes = useDocument((state) => state.present.nodes.length);
  const edges = useDocument((state) => state.present.edges.length);
  return (
    <>
      <PanelHead
        icon="file-text"
        kind={`Design, ${nodes} ${nodes === 1 ? 'component' : 'components'}, ${edges} ${edges === 1 ? 'call' : 'calls'}`}
      >
        <Editable>
          <TextField
            aria-label="Name of the design"
            value={name}
            maxLength={LIMITS.labelChars}
            onChange={setName}
            onDone={endGesture}
            className="font-semibold"
          />
          <TextArea
            aria-label="Description"
            placeholder="What this design is for"
            value={description}
            // An example says here what to try: all of it is in sight.
            className="field-sizing-content max-h-80 min-h-16"
            maxLength={LIMITS.noteChars}
            onChange={setDescription}
            onDone={endGesture}
          />
        </Editable>
      </PanelHead>
      <AdviceList />
      <Section title="Run">
        <FieldForm
          fields={RUN_FIELDS}
          values={run}
          onChange={(field, value) => setRun(field as keyof typeof RUN_FIELDS, value)}
          onDone={endGesture}
        />
      </Section>
      <Objectives />
      {plan}
    </>
  );
}
