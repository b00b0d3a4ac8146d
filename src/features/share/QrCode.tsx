import { useMemo } from 'react';
import { encode } from 'uqr';
import { MAX_QR_CHARS } from './share-forms.ts';

/** Free space round the code in modules: ISO/IEC 18004 section 9.1 asks for four. */
const QUIET_ZONE = 4;

/** The dark modules as one path, a run of a row at a time. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  const parts: string[] = [];
  rows.forEach((row, y) => {
    let start = -1;
    for (let x = 0; x <= row.length; x += 1) {
      const isDark = row[x] === true;
      if (isDark && start < 0) start = x;
      if (!isDark && start >= 0) {
        parts.push(`M${start} ${y}h${x - start}v1h${start - x}z`);
        start = -1;
      }
    }
  });
  return parts.join('');
}

/** A link as a QR code; in words why not, when it is too long for one. Dark on light whatever the theme: some readers need it so. */
export function QrCode({ link, name }: { readonly link: string; readonly name: string }) {
  const code = useMemo(
    // The lowest correction: a screen is neither torn nor stained, and larger modules are easier to read.
    () => (link.length > MAX_QR_CHARS ? null : encode(link, { ecc: 'L', border: QUIET_ZONE })),
    [link],
  );
  if (code === null)
    return (
      <p className="text-text-2">
        This link is too long for a QR code that a camera reads from a screen: it has {link.length} characters, and{' '}
        {MAX_QR_CHARS} fit. Send the link itself, or the design as a file.
      </p>
    );
  return (
    <figure className="flex flex-col items-center gap-2">
      <svg
        viewBox={`0 0 ${code.size} ${code.size}`}
        role="img"
        aria-label={`QR code of the link to ${name}`}
        shapeRendering="crispEdges"
        className="w-full max-w-[480px] rounded-md"
      >
        <rect width={code.size} height={code.size} fill="#ffffff" />
        <path d={pathOf(code.data)} fill="#000000" />
      </svg>
      <figcaption className="text-text-2">Scan it to open the design on another device.</figcaption>
    </figure>
  );
}
