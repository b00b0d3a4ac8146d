import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { MAX_QR_CHARS, pageFolder, shareText } from './share-forms.ts';

const PAGE = 'https://example.org/tools/roundtrip/index.html?view=1#v1.old';

describe('forms of sharing', () => {
  it('build on the folder of the page, whatever its address says of another design', () => {
    expect(pageFolder(PAGE)).toBe('https://example.org/tools/roundtrip/');
    expect(shareText('link', PAGE, '#v1.abc', 'Shop')).toBe('https://example.org/tools/roundtrip/#v1.abc');
    expect(shareText('view', PAGE, '#v1.abc', 'Shop')).toBe('https://example.org/tools/roundtrip/?view=1#v1.abc');
  });

  it('name no other host in the badge', () => {
    expect(shareText('badge', 'http://127.0.0.1:4173/', '#v1.abc', 'Shop')).toBe(
      '[![Open in Roundtrip](http://127.0.0.1:4173/badge.svg)](http://127.0.0.1:4173/#v1.abc)',
    );
  });

  it('do not let the name of a design out of the title of the frame, or a bracket of a path end a link', () => {
    const code = shareText('embed', 'https://example.org/', '#v1.abc', '"><script>alert(1)</script>');
    expect(code).not.toContain('<script');
    expect(code.match(/"/g)).toHaveLength(12);
    expect(shareText('badge', 'https://example.org/a(b)/', '#v1.abc', '')).not.toContain('a(b)');
  });

  it('leaves QR codes modules of at least 3 px in a box of 480 px', () => {
    const longest = encode('x'.repeat(MAX_QR_CHARS), { ecc: 'L', border: 4 });
    expect(480 / longest.size).toBeGreaterThanOrEqual(3);
  });
});
