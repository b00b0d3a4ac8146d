/** The part of a key press that bindings are compared with. */
export type TypedKey = Pick<KeyboardEvent, 'key' | 'code' | 'getModifierState'>;

const LETTER_OR_DIGIT_PLACE = /^(?:Key([A-Z])|Digit(\d))$/;
const NO_LETTER = /^[!-@[-`{-~]$/;

function isOutsideAscii(key: string): boolean {
  return key.length > 0 && [...key].length === 1 && (key.codePointAt(0) ?? 0) > 0x7e;
}

/** The Latin letter or digit printed at this place of a US keyboard; null for other places. */
function characterOfPlace(code: string): string | null {
  const found = LETTER_OR_DIGIT_PLACE.exec(code);
  return found?.[1]?.toLowerCase() ?? found?.[2] ?? null;
}

/**
 * The ways in which one press may be read, to be compared with a binding one after the other: as it is; by its place where the
 * layout types something outside ASCII there (a Cyrillic letter, the "à" on the French 0); and without Shift where Shift is only
 * how the character is typed ("/" on a German keyboard, "." and digits on a French one).
 */
export function readingsOf(event: KeyboardEvent): readonly TypedKey[] {
  const { code } = event;
  const byPlace = isOutsideAscii(event.key) ? characterOfPlace(code) : null;
  const key = byPlace ?? event.key;
  const asTyped: TypedKey = { key, code, getModifierState: (name) => event.getModifierState(name) };
  if (!NO_LETTER.test(key)) return [asTyped];
  return [asTyped, { key, code: '', getModifierState: (name) => name !== 'Shift' && event.getModifierState(name) }];
}
