import { text } from '../../model/fields.ts';
import { defineKind } from '../../model/kind-spec.ts';
import { LIMITS } from '../../model/limits.ts';

export const spec = defineKind({
  id: 'note',
  name: 'Note',
  group: 'structure',
  icon: 'sticky-note',
  summary: 'Text on the canvas.',
  whenToUse: 'To say what a colleague should look at.',
  whenToAvoid: 'For names of things: every node has a label.',
  container: false,
  fields: {
    text: text({
      label: 'Text',
      help: 'Shown as it is.',
      maxLength: LIMITS.noteChars,
      multiline: true,
      default: 'Write something here.',
    }),
  },
  cardFields: [],
  cardFigures: ['rate', 'errors'],
  provides: [],
  calls: [],
  recognition: {
    shape: 'flag',
    products: [],
    words: ['comment', 'remark', 'todo'],
  },
  size: { width: 220, height: 120 },
});
