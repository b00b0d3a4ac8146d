/** Compressed bytes are handed over in slices of this size: a bomb of 256 MiB then stops within milliseconds instead of seconds. */
const SLICE_BYTES = 4_096;

async function joined(readable: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(readable).arrayBuffer());
}

/** Bytes as a raw deflate stream (RFC 1951). */
export async function compress(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return joined(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw')));
}

/** Why a stream could not be taken apart. */
export type DecompressionFailure = 'damaged' | 'too-large';

async function feed(writer: WritableStreamDefaultWriter<BufferSource>, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    // One slice at a time is the point: the reader may stop between two.
    // eslint-disable-next-line no-await-in-loop
    await writer.ready;
    // eslint-disable-next-line no-await-in-loop
    await writer.write(bytes.subarray(at, at + SLICE_BYTES));
  }
  await writer.close();
}

function concat(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Takes a raw deflate stream apart, up to `maxBytes`. Never throws for bad input. */
export async function decompress(
  bytes: Uint8Array<ArrayBuffer>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | DecompressionFailure> {
  const stream = new DecompressionStream('deflate-raw');
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader();
  const writer: WritableStreamDefaultWriter<BufferSource> = stream.writable.getWriter();
  // Damage shows on the reading side too; there it is handled.
  const feeding = feed(writer, bytes).catch(() => undefined);
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      // eslint-disable-next-line no-await-in-loop
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > maxBytes) {
        // The rest is thrown away in the background; nobody waits for it.
        reader.cancel().catch(() => undefined);
        return 'too-large';
      }
      parts.push(value);
    }
    await feeding;
    return concat(parts, length);
  } catch {
    return 'damaged';
  }
}
