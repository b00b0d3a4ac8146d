/**
 * Widths in thousandths of the font size. Which sans-serif face a system has is not known: these are those of the wide ones
 * (DejaVu Sans, Verdana), so that text stays inside its card everywhere.
 */
const NARROW = new Set("iIjl.,:;'|!()[]{}ft/ ·-");
const WIDE = new Set('mwMWQOGDHNU%@&—');

function widthOf(character: string): number {
  if (NARROW.has(character)) return 380;
  if (WIDE.has(character)) return 900;
  const code = character.codePointAt(0) ?? 0;
  // Scripts beyond Latin, Greek and Cyrillic: up to a whole square.
  if (code > 0x1100) return 1_050;
  return character >= 'A' && character <= 'Z' ? 700 : 640;
}

/** How much wider semibold letters are. */
export const SEMIBOLD = 1.1;

/** Estimated width of a line in pixels. */
export function textWidth(text: string, sizePx: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += widthOf(character);
  return (thousandths * sizePx) / 1_000;
}

/** The text, or as much of it as fits with an ellipsis behind. */
export function fitText(text: string, sizePx: number, widthPx: number): string {
  if (textWidth(text, sizePx) <= widthPx) return text;
  const room = (widthPx * 1_000) / sizePx - 900;
  let used = 0;
  let fitting = '';
  for (const character of text) {
    used += widthOf(character);
    if (used > room) break;
    fitting += character;
  }
  return `${fitting.trimEnd()}…`;
}

/** Lines of at most this width, broken at spaces; the last one of `maxLines` ends in an ellipsis when there is more. */
export function wrapText(text: string, sizePx: number, widthPx: number, maxLines: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && textWidth(longer, sizePx) > widthPx) {
        lines.push(line);
        line = word;
      } else line = longer;
      if (lines.length > maxLines) break;
    }
    lines.push(line);
    if (lines.length > maxLines) break;
  }
  const kept = lines.slice(0, maxLines).map((line) => fitText(line, sizePx, widthPx));
  if (lines.length > maxLines && kept.length > 0) {
    const last = kept.length - 1;
    kept[last] = fitText(`${kept[last]?.replace(/…$/, '') ?? ''} …`, sizePx, widthPx);
  }
  return kept;
}
