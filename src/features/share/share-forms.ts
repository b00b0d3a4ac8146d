import { LINK_BUDGETS } from '../../model/link/link-budget.ts';

/** The ways a design can be passed on as text. */
export type ShareForm = 'link' | 'view' | 'embed' | 'badge';

/** The folder the page is served from, with a slash at its end; without what the address says of the design. */
export function pageFolder(address: string): string {
  return new URL('./', address.replace(/[?#].*$/s, '')).href;
}

/** A text as the value of an attribute in double quotes. */
function attribute(text: string): string {
  return text.replace(/[&"<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** An address as the target of a Markdown link: brackets would end it. */
function markdownTarget(address: string): string {
  return address.replace(/[()\s]/g, (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/**
 * What is copied for one form.
 * @param address of this page, as the browser has it
 * @param fragment the design as `encodeLink` writes it, `#` included
 * @param name of the design, for the title that screen readers say of a frame
 */
export function shareText(form: ShareForm, address: string, fragment: string, name: string): string {
  const folder = pageFolder(address);
  if (form === 'link') return `${folder}${fragment}`;
  if (form === 'view') return `${folder}?view=1${fragment}`;
  if (form === 'badge')
    return `[![Open in Roundtrip](${markdownTarget(folder)}badge.svg)](${markdownTarget(folder)}${fragment})`;
  const source = attribute(`${folder}embed.html?embed=1${fragment}`);
  return `<iframe src="${source}" title="${attribute(name)} in Roundtrip" width="100%" height="480" loading="lazy" style="border:0"></iframe>`;
}

/** Longest link that is drawn as a QR code, in characters: as long as works everywhere else. */
export const MAX_QR_CHARS = LINK_BUDGETS[0]?.limit ?? 0;
