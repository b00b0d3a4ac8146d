import { useMemo, useState } from 'react';
import { adviceOf } from '../../state/advice.ts';
import { camera } from '../../state/camera.ts';
import { addConnected, addInFront, connect, useDesign } from '../../state/document.ts';
import { select } from '../../state/selection.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { suggestionsFor, type Suggestion } from './suggestions.ts';

/** Does it as one step that can be undone, and shows what came of it. */
function follow(suggestion: Suggestion): void {
  if (suggestion.type === 'connect') {
    connect(suggestion.source, suggestion.target);
    select([suggestion.target]);
    return;
  }
  const { kind } = suggestion;
  const id =
    suggestion.type === 'add-behind' ? addConnected(kind, suggestion.source) : addInFront(kind, suggestion.target);
  if (id === null) return;
  select([id]);
  camera()?.reveal(id);
}

/** On an unfinished design: what could come next, each one click. Gone once the design is whole, or when it is sent away. */
export function NextSteps() {
  const design = useDesign();
  const [isHidden, setIsHidden] = useState(false);
  const suggestions = useMemo(() => suggestionsFor(design), [design]);
  const advice = adviceOf(design);
  if (isHidden || suggestions.length + advice.length === 0) return null;
  return (
    <aside
      aria-label="What could come next"
      className="pointer-events-auto flex max-w-full flex-wrap items-center gap-1.5 rounded-lg border border-line bg-surface-1 py-1.5 pr-1.5 pl-3 shadow-card"
    >
      {advice.slice(0, 1).map(({ edge, words }) => (
        <Button key={edge} small icon="triangle-alert" className="max-w-96" onClick={() => select([], [edge])}>
          <span className="truncate">{words}</span>
        </Button>
      ))}
      {suggestions.length === 0 ? null : <span className="text-sm text-text-3">Next</span>}
      {suggestions.map((suggestion) => (
        <Button
          key={suggestion.words}
          small
          icon={suggestion.type === 'connect' ? 'spline' : 'plus'}
          onClick={() => follow(suggestion)}
          className="max-w-72"
        >
          <span className="truncate">{suggestion.words}</span>
        </Button>
      ))}
      <IconButton icon="x" label="Hide the suggestions" small onClick={() => setIsHidden(true)} />
    </aside>
  );
}
