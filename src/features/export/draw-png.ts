/** Sides and areas beyond these are refused by browsers, or come out blank. */
const MAX_SIDE_PX = 16_000;
const MAX_AREA_PX = 200_000_000;

/** What a PNG of a picture will measure. */
export interface PngSize {
  readonly width: number;
  readonly height: number;
  /** The scale used: the one asked for, or the largest a browser can draw. */
  readonly scale: number;
}

/** Size in pixels of a picture at a scale, reduced where no browser could draw it. */
export function pngSize(width: number, height: number, wanted: number): PngSize {
  const bySide = MAX_SIDE_PX / Math.max(width, height);
  const byArea = Math.sqrt(MAX_AREA_PX / (width * height));
  const scale = Math.min(wanted, bySide, byArea);
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)), scale };
}

async function decodedImage(svg: string): Promise<{ readonly image: HTMLImageElement; readonly release: () => void }> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const image = new Image();
  image.src = url;
  const release = () => URL.revokeObjectURL(url);
  try {
    await image.decode();
  } catch {
    release();
    throw new Error('The browser could not draw the picture.');
  }
  return { image, release };
}

/** Draws the text of an SVG file as a PNG. Nothing is fetched: the drawing holds everything it needs. */
export async function drawPng(svg: string, { width, height }: PngSize, signal: AbortSignal): Promise<Blob> {
  const { image, release } = await decodedImage(svg);
  try {
    signal.throwIfAborted();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser gives no surface to draw on.');
    context.drawImage(image, 0, 0, width, height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    signal.throwIfAborted();
    if (blob === null) throw new Error('The picture is too large for this browser. Try 1x, or SVG.');
    return blob;
  } finally {
    release();
  }
}
