/**
 * The bits of a double, through two views of one buffer: write `DOUBLE[0]`, read `WORDS[LOW]` and `WORDS[HIGH]`, or the other
 * way round. All engines that run this program are little-endian (WebAssembly requires it of them too); a test beside checks it.
 * Every use writes before it reads within one call, so sharing the buffer is safe.
 */
export const DOUBLE = new Float64Array(1);
export const WORDS = new Int32Array(DOUBLE.buffer);

/** Index in `WORDS` of the 32 low bits of the fraction. */
export const LOW = 0;
/** Index in `WORDS` of sign, exponent (11 bits) and the 20 high bits of the fraction. */
export const HIGH = 1;
